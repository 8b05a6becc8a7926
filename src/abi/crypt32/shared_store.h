// shared_store: what an HCERTSTORE stands for. Only the registry changes one.
#pragma once

#include <wincrypt.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <variant>
#include <vector>

#include "core/certs/backing.h"
#include "core/certs/store.h"

namespace schannel::abi::crypt32 {

struct shared_store;

/// Where contexts live that were never added to a store: it keeps nothing.
struct nowhere {};

/// A store with a content of its own.
struct container {
  core::certs::store content;
  std::unique_ptr<core::certs::backing> behind{};  ///< what keeps the content; null when only memory does
  bool is_read_only = false;
};

/// Where a member stands in its collection: a high priority comes first, then what was added earlier.
struct rank {
  std::uint32_t priority = 0;
  std::uint64_t number = 0;

  friend bool operator==(const rank&, const rank&) = default;
  friend bool operator<(const rank& a, const rank& b) {
    return std::tuple{~a.priority, a.number} < std::tuple{~b.priority, b.number};
  }
};

struct member {
  rank place;
  std::shared_ptr<shared_store> store;  ///< held open by the collection
  bool takes_additions = false;
};

/// Several stores that are looked at as one.
struct collection {
  std::vector<member> members;  ///< by rank
  std::uint64_t last_number = 0;
};

struct shared_store {
  HCERTSTORE handle = nullptr;
  std::variant<nowhere, container, collection> kind;
  bool shows_archived = false;
  std::size_t open_handles = 0;
  /// The references that programs hold to contexts of this store. It lives until these and its handles are
  /// gone.
  std::size_t held_references = 0;
};

}  // namespace schannel::abi::crypt32
