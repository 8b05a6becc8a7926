// Where the private key of a certificate is.
#include "core/certs/keys.h"

#include "core/keys/container_name.h"

namespace schannel::core::certs {

namespace {

keys::outcome<keys::stored_key> load_from_container(const key_location& from) {
  const auto container = keys::open_container(from.whose(), from.name());
  if (!container) return container.why();
  switch (from.key_spec) {
    case exchange_key_spec:
      return (*container)->load(keys::purpose::exchange);
    case signature_key_spec:
      return (*container)->load(keys::purpose::signature);
    default:
      return keys::load_any(**container);
  }
}

}  // namespace

keys::owner key_location::whose() const {
  constexpr std::uint32_t machine_keyset = 0x20;
  return (flags & machine_keyset) != 0 ? keys::owner::machine : keys::owner::user;
}

std::wstring key_location::name() const {
  return container_name && !container_name->empty() ? *container_name : keys::default_name();
}

keys::outcome<keys::stored_key> load(const key_location& from) {
  if (!from.is_cng()) return load_from_container(from);
  auto named = keys::load_named(from.whose(), from.name());
  // Key storage providers see the containers of CryptoAPI too.
  if (named || named.why() != keys::trouble::no_container) return named;
  return load_from_container(from);
}

keys::outcome<keys::done> remove(const key_location& where) {
  return where.is_cng() ? keys::remove_named(where.whose(), where.name())
                        : keys::remove_container(where.whose(), where.name());
}

}  // namespace schannel::core::certs
