// entry: one certificate as stores keep it.
#include "core/certs/entry.h"

#include "core/certs/property_numbers.h"
#include "ossl/certificate_fields.h"

namespace schannel::core::certs {

tls::byte_vector entry::thumbprint() const {
  const auto stated = attached().values.find(property::sha1_hash);
  return stated != attached().values.end() ? stated->second : fingerprint(certificate_, ossl::digest::sha1);
}

bool entry::is_same_as(const entry& other) const {
  const bool both_true = !attached().values.contains(property::sha1_hash) &&
                         !other.attached().values.contains(property::sha1_hash);
  return both_true ? certificate_ == other.certificate_ : thumbprint() == other.thumbprint();
}

bool entry::is_newer_than(const entry& other) const {
  return certificate_.not_before() > other.certificate_.not_before();
}

bool entry::is_archived() const {
  return attached().values.contains(property::archived);
}

}  // namespace schannel::core::certs
