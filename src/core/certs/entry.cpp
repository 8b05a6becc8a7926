// entry: one certificate as stores keep it.
#include "core/certs/entry.h"

#include "core/certs/property_numbers.h"
#include "ossl/certificate_fields.h"

namespace schannel::core::certs {

tls::byte_vector entry::thumbprint() const {
  const auto stated = attached.values.find(property::sha1_hash);
  return stated != attached.values.end() ? stated->second : fingerprint(certificate_, ossl::digest::sha1);
}

bool entry::is_same_certificate(const entry& other) const {
  const bool both_true =
      !attached.values.contains(property::sha1_hash) && !other.attached.values.contains(property::sha1_hash);
  return both_true ? certificate_ == other.certificate_ : thumbprint() == other.thumbprint();
}

bool entry::is_archived() const {
  return attached.values.contains(property::archived);
}

tls::result<ossl::private_key> entry::private_key() const {
  if (attached.handle && attached.handle->key) return attached.handle->key->key();
  if (attached.location && attached.location->container) return attached.location->container->key();
  return attached.has_key() ? tls::cause::bad_credential : tls::cause::no_certificate;
}

}  // namespace schannel::core::certs
