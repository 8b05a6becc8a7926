// cng_key: what an NCRYPT_KEY_HANDLE stands for.
#pragma once

#include <wincrypt.h>

#include <optional>
#include <string>
#include <utility>

#include "core/keys/folder.h"
#include "core/keys/numbers.h"
#include "core/keys/stored_key.h"

namespace schannel::abi::cng {

/// Where a key is kept on disk.
struct cng_place {
  core::keys::owner whose = core::keys::owner::user;
  std::wstring name;
};

/// Immutable.
class cng_key final : public core::keys::key_holder {
 public:
  /// Without a place it is as long as its handle.
  explicit cng_key(core::keys::stored_key whole, std::optional<cng_place> where = std::nullopt)
      : whole_(std::move(whole)), where_(std::move(where)) {}

  const core::keys::stored_key& whole() const { return whole_; }
  const std::optional<cng_place>& place() const { return where_; }

  tls::result<ossl::private_key> key(std::uint32_t) const override { return whole_.key; }

 private:
  core::keys::stored_key whole_;
  std::optional<cng_place> where_;
};

}  // namespace schannel::abi::cng
