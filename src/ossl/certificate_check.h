// certificate_check: what looking at the peer's certificate came to, and who looks.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ossl/certificate.h"
#include "ossl/defects.h"
#include "tls/bytes.h"
#include "tls/failure.h"

namespace schannel::ossl {

/// Why a chain is not good enough; the first that applies is the one that is told.
enum class objection {
  bad_signature,
  distrusted,
  untrusted_root,
  broken_chain,  ///< it reaches no root, or goes in a circle
  outside_validity,
  wrong_usage,
  critical_extension,
  basic_constraints,
  names_not_allowed,
  bad_policy,
  revoked,
  revocation_unknown,
  revocation_offline,
  wrong_host,
};

struct certificate_check {
  defects wrong{};                     ///< with any certificate of the chain
  std::optional<objection> against{};  ///< nothing when it is good enough
};

/// What a peer shows of itself.
struct peer_certificates {
  std::vector<certificate> shown;    ///< as it sent them, its own first; never empty
  tls::byte_vector response{};       ///< the OCSP response that came along; empty without one
  bool response_may_follow = false;  ///< it is too early to say that there is none
  int security_level = 0;            ///< OpenSSL's, of this connection
  std::string target{};              ///< the name that this side asked for; empty: any
};

/// Looks at what the peer shows, in the middle of a handshake.
using certificate_judge = std::function<certificate_check(const peer_certificates&)>;

/// Why a handshake with such a certificate fails.
tls::cause cause_of(objection against);

/// The verification error (X509_V_ERR_...) that makes OpenSSL send the alert that fits.
int verification_error_of(tls::cause why);

}  // namespace schannel::ossl
