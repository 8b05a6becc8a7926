// cng_key: what an NCRYPT_KEY_HANDLE stands for; cng_provider, what an NCRYPT_PROV_HANDLE does.
#pragma once

#include <ncrypt.h>

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "abi/cng/algorithms.h"
#include "core/keys/folder.h"
#include "core/keys/numbers.h"
#include "core/keys/stored_key.h"
#include "ossl/key_parts.h"

namespace schannel::abi::cng {

/// There is one kind of provider, and it has no state.
struct cng_provider final : core::keys::object {};

/// Where a key is kept on disk.
struct cng_place {
  core::keys::owner whose = core::keys::owner::user;
  std::wstring name;
  bool overwrites = false;  ///< another of that name
};

/// A key that is yet to be made.
struct planned_key {
  const key_algorithm* algorithm;
  unsigned bits;
};

/// Safe to use from any thread.
class cng_key final : public core::keys::key_holder {
 public:
  using content = std::variant<planned_key, ossl::private_key, ossl::public_key>;

  /// A key that was opened, or that came whole and is not kept.
  explicit cng_key(core::keys::stored_key whole, std::optional<cng_place> where = std::nullopt)
      : content_(std::move(whole.key)), allowed_(whole.allowed), place_(std::move(where)), complete_(true) {}
  explicit cng_key(ossl::public_key shown) : content_(std::move(shown)), complete_(true) {}
  /// A key that finalize() completes, and keeps if it has a place.
  cng_key(content begun, std::optional<cng_place> where)
      : content_(std::move(begun)), place_(std::move(where)) {}

  /// trouble::no_key for one that is not complete, or public.
  core::keys::outcome<core::keys::stored_key> load(std::uint32_t) const override;

  const std::optional<cng_place>& place() const { return place_; }
  bool is_complete() const;
  core::keys::permissions allowed() const;
  /// The key's public half; nothing before there is a key.
  std::optional<ossl::public_key> shown() const;
  const key_algorithm* algorithm() const;
  unsigned bits() const;

  /// NTE_BAD_KEY_STATE when it is complete; else whatever keeps it from being made or kept.
  SECURITY_STATUS finalize();
  /// The length of a key that is not made yet.
  SECURITY_STATUS plan_bits(unsigned bits);
  /// A key that is kept somewhere has its permissions for good once it is complete.
  SECURITY_STATUS allow(const core::keys::permissions& what);
  /// Removes what is kept.
  SECURITY_STATUS remove();

 private:
  mutable std::mutex mutex_;
  content content_;
  core::keys::permissions allowed_{};
  std::optional<cng_place> place_{};
  bool complete_ = false;
};

}  // namespace schannel::abi::cng
