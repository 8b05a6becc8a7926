// properties: what programs attach to a certificate besides its bytes.
#include "core/certs/properties.h"

namespace schannel::core::certs {

keys::outcome<keys::stored_key> properties::load_key() const {
  if (handle && handle->holder) return handle->holder->load(handle->key_spec);
  if (location) return load(*location);
  return keys::trouble::no_key;
}

tls::result<ossl::private_key> properties::private_key() const {
  if (!has_key()) return tls::cause::no_certificate;
  const auto loaded = load_key();
  if (!loaded) return tls::cause::bad_credential;
  return loaded->key;
}

}  // namespace schannel::core::certs
