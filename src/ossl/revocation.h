// Whether a certificate is revoked, as revocation lists and OCSP responses tell.
#pragma once

#include <cstdint>
#include <span>

#include "ossl/certificate.h"
#include "ossl/revocation_list.h"
#include "tls/bytes.h"

namespace schannel::ossl {

enum class revocation_state {
  good,
  revoked,
  unknown,      ///< nothing at hand tells
  out_of_date,  ///< what tells is no longer, or not yet, valid
};

/// A certificate whose revocation is in question, and its issuer, which may be itself.
struct revocation_subject {
  certificate shown;
  certificate issuer;
};

/// Looks for the one of `lists` that tells, at the time `at` (seconds since 1970).
revocation_state find_in_lists(const revocation_subject& subject, std::span<const revocation_list> lists,
                               std::int64_t at);

/// What an OCSP response (RFC 6960), in DER, tells. One that is not signed by the issuer or whom that one
/// appointed, or is about other certificates, tells nothing.
revocation_state find_in_response(const revocation_subject& subject, tls::const_bytes response,
                                  std::int64_t at);

/// The request for a response about `subject`, in DER.
tls::byte_vector response_request(const revocation_subject& subject);

}  // namespace schannel::ossl
