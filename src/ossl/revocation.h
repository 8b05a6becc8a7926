// Whether a certificate is revoked, as revocation lists and OCSP responses tell.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "ossl/certificate.h"
#include "ossl/revocation_list.h"
#include "tls/bytes.h"

namespace schannel::ossl {

enum class revocation_state {
  good,
  revoked,
  unknown,      ///< nothing at hand tells
  out_of_date,  ///< what tells is no longer, or not yet, valid, or too old
};

/// When it is in question, in seconds since 1970.
struct revocation_terms {
  std::int64_t at = 0;
  std::optional<std::int64_t> issued_since{};  ///< what was issued before tells of revocations alone
};

/// A certificate whose revocation is in question, and its issuer, which may be itself.
struct revocation_subject {
  certificate shown;
  certificate issuer;
};

/// Looks for the one of `lists` that tells.
revocation_state find_in_lists(const revocation_subject& subject, std::span<const revocation_list> lists,
                               const revocation_terms& terms);

/// What an OCSP response (RFC 6960), in DER, tells. One that is not signed by the issuer or whom that one
/// appointed, or is about other certificates, tells nothing.
revocation_state find_in_response(const revocation_subject& subject, tls::const_bytes response,
                                  const revocation_terms& terms);

/// The request for a response about `subject`, in DER.
tls::byte_vector response_request(const revocation_subject& subject);

}  // namespace schannel::ossl
