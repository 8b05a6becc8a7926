// Certificates that vouch for themselves, and the keys for them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ossl/certificate.h"
#include "ossl/certificate_fields.h"
#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::ossl {

struct self_signed_request {
  tls::byte_vector subject;  ///< the name's DER, also the issuer's
  /// The key to certify and to sign with; none makes one that suits the algorithm: RSA with 2048 bits, or
  /// P-256.
  std::optional<private_key> key;
  /// The signature algorithm's dotted identifier; empty chooses SHA-256 with whatever the key is.
  std::string signature_algorithm;
  std::int64_t not_before = 0;  ///< seconds since 1970 (UTC)
  std::int64_t not_after = 0;
  std::vector<certificate_extension> extensions;
};

struct self_signed {
  ossl::certificate certificate;
  private_key key;
};

/// Fails with cause::unsupported when the signature algorithm is unknown or does not suit the key, and with
/// cause::bad_credential when the subject is no name, a time has no calendar date, or an extension has no
/// valid identifier.
tls::result<self_signed> make_self_signed(const self_signed_request& request);

}  // namespace schannel::ossl
