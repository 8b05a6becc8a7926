// backing: what makes the content of a store outlive it.
#pragma once

#include <system_error>
#include <variant>
#include <vector>

#include "core/certs/serialized.h"
#include "core/certs/store.h"

namespace schannel::core::certs {

/// When to write what a store holds.
enum class commitment {
  if_changed,  ///< unless what is written is the same
  forced,      ///< in any case
  cleared,     ///< not at all: what has changed so far counts as written
};

/// Where nobody but its store changes what is kept.
struct never_looked_at {};

/// What another look at what is kept shows, or what the operating system had against it.
using second_look = std::variant<never_looked_at, std::vector<serialized_element>, std::error_code>;

/// Every function says what the operating system had against it. Whoever shares the store guards it.
class backing {
 public:
  backing() = default;
  virtual ~backing() = default;
  backing(const backing&) = delete;
  backing& operator=(const backing&) = delete;

  /// An entry was added, or its properties have changed. When that cannot be kept, what was there before
  /// still is.
  virtual std::error_code keep(const entry& one) = 0;
  virtual std::error_code keep(const revocation_entry& one) = 0;
  /// An entry is about to go. When it cannot, it is still there.
  virtual std::error_code lose(const entry& one) = 0;
  virtual std::error_code lose(const revocation_entry& one) = 0;

  /// Writes what keep() and lose() put off.
  virtual std::error_code commit(const store& all, commitment how) = 0;

  /// What is kept now, which other processes may have changed.
  virtual second_look look_again() = 0;
};

}  // namespace schannel::core::certs
