// container: what CryptoAPI keeps a user's keys in, at most one for each of two purposes.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/keys/outcome.h"
#include "core/keys/stored_key.h"

namespace schannel::core::keys {

/// What a key of a container is for: the names are CryptoAPI's, and TLS takes either.
enum class purpose { exchange, signature };

/// Safe to use from any thread.
class container {
 public:
  virtual ~container() = default;

  /// trouble::no_key when there is none for that purpose.
  virtual outcome<stored_key> load(purpose which) const = 0;
  /// Replaces the key that was there.
  virtual outcome<done> keep(purpose which, const stored_key& key) = 0;
};

/// Keys that are gone when their container is.
class passing_container final : public container {
 public:
  outcome<stored_key> load(purpose which) const override;
  outcome<done> keep(purpose which, const stored_key& key) override;

 private:
  mutable std::mutex mutex_;
  std::array<std::optional<stored_key>, 2> keys_;
};

/// The key that a TLS handshake takes when nobody says which: the one for exchange, else the one for
/// signatures.
outcome<stored_key> load_any(const container& from);

}  // namespace schannel::core::keys
