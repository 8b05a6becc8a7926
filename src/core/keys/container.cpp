// container: what CryptoAPI keeps a user's keys in.
#include "core/keys/container.h"

namespace schannel::core::keys {

outcome<stored_key> passing_container::load(purpose which) const {
  const std::scoped_lock lock{mutex_};
  const auto& key = keys_[static_cast<std::size_t>(which)];
  if (!key) return trouble::no_key;
  return *key;
}

outcome<done> passing_container::keep(purpose which, const stored_key& key) {
  const std::scoped_lock lock{mutex_};
  keys_[static_cast<std::size_t>(which)] = key;
  return done{};
}

outcome<stored_key> load_any(const container& from) {
  auto found = from.load(purpose::exchange);
  if (found || found.why() != trouble::no_key) return found;
  return from.load(purpose::signature);
}

}  // namespace schannel::core::keys
