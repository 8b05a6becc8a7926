// properties: what programs attach to a certificate besides its bytes.
#include "core/certs/properties.h"

namespace schannel::core::certs {

tls::result<ossl::private_key> properties::private_key() const {
  if (handle && handle->holder) return handle->holder->key(handle->key_spec);
  if (!has_key()) return tls::cause::no_certificate;
  if (!location) return tls::cause::bad_credential;
  const auto loaded = load(*location);
  if (!loaded) return tls::cause::bad_credential;
  return loaded->key;
}

}  // namespace schannel::core::certs
