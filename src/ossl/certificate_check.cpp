// certificate_check: what an objection means for a handshake.
#include "ossl/certificate_check.h"

#include <openssl/x509_vfy.h>

namespace schannel::ossl {

using tls::cause;

cause cause_of(objection against) {
  switch (against) {
    case objection::untrusted_root:
    case objection::broken_chain:
      return cause::untrusted_root;
    case objection::outside_validity:
      return cause::certificate_expired;
    case objection::wrong_usage:
      return cause::wrong_usage;
    case objection::revoked:
      return cause::certificate_revoked;
    case objection::revocation_unknown:
      return cause::revocation_unknown;
    case objection::revocation_offline:
      return cause::revocation_offline;
    case objection::wrong_host:
      return cause::wrong_name;
    case objection::bad_signature:
    case objection::distrusted:
    case objection::critical_extension:
    case objection::basic_constraints:
    case objection::names_not_allowed:
    case objection::bad_policy:
      return cause::certificate_rejected;
  }
  return cause::certificate_rejected;
}

int verification_error_of(cause why) {
  switch (why) {
    case cause::untrusted_root:
      return X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN;
    case cause::certificate_expired:
      return X509_V_ERR_CERT_HAS_EXPIRED;
    case cause::wrong_usage:
      return X509_V_ERR_INVALID_PURPOSE;
    case cause::certificate_revoked:
    case cause::revocation_unknown:
    case cause::revocation_offline:
      return X509_V_ERR_CERT_REVOKED;
    case cause::wrong_name:
      return X509_V_ERR_HOSTNAME_MISMATCH;
    case cause::out_of_memory:
      return X509_V_ERR_OUT_OF_MEM;
    default:
      return X509_V_ERR_CERT_REJECTED;
  }
}

}  // namespace schannel::ossl
