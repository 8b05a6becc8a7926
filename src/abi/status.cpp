// The two tables behind every failure status.
#include "abi/status.h"

namespace schannel::abi {

using tls::alert_description;
using tls::cause;

SECURITY_STATUS to_status(alert_description received) {
  switch (received) {
    case alert_description::bad_record_mac:
    case alert_description::decompression_failure:
      return SEC_E_MESSAGE_ALTERED;
    case alert_description::decryption_failed:
    case alert_description::decrypt_error:
      return SEC_E_DECRYPT_FAILURE;
    case alert_description::bad_certificate:
    case alert_description::unsupported_certificate:
    case alert_description::certificate_unknown:
      return SEC_E_CERT_UNKNOWN;
    case alert_description::certificate_revoked:
      return CRYPT_E_REVOKED;
    case alert_description::certificate_expired:
      return SEC_E_CERT_EXPIRED;
    case alert_description::unknown_ca:
      return SEC_E_UNTRUSTED_ROOT;
    case alert_description::access_denied:
      return SEC_E_LOGON_DENIED;
    case alert_description::protocol_version:
      return SEC_E_UNSUPPORTED_FUNCTION;
    case alert_description::insufficient_security:
      return SEC_E_ALGORITHM_MISMATCH;
    case alert_description::internal_error:
      return SEC_E_INTERNAL_ERROR;
    case alert_description::user_canceled:
      return SEC_E_UNFINISHED_CONTEXT_DELETED;
    case alert_description::no_application_protocol:
      return SEC_E_APPLICATION_PROTOCOL_MISMATCH;
    default:
      return SEC_E_ILLEGAL_MESSAGE;
  }
}

SECURITY_STATUS to_status(const tls::failure& failure) {
  switch (failure.why) {
    case cause::out_of_memory:
      return SEC_E_INSUFFICIENT_MEMORY;
    case cause::impossible_target:
      return SEC_E_TARGET_UNKNOWN;
    case cause::not_tls:
    case cause::malformed_options:
      return SEC_E_INVALID_TOKEN;
    case cause::protocol_violation:
    case cause::closed_in_handshake:
      return SEC_E_ILLEGAL_MESSAGE;
    case cause::bad_record_mac:
      return SEC_E_MESSAGE_ALTERED;
    case cause::decrypt_error:
    case cause::record_out_of_place:
      return SEC_E_DECRYPT_FAILURE;
    case cause::no_common_version:
    case cause::unsupported:
      return SEC_E_UNSUPPORTED_FUNCTION;
    case cause::no_common_parameters:
    case cause::no_usable_algorithms:
      return SEC_E_ALGORITHM_MISMATCH;
    case cause::no_common_application:
      return SEC_E_APPLICATION_PROTOCOL_MISMATCH;
    case cause::no_certificate:
      return SEC_E_NO_CREDENTIALS;
    case cause::bad_credential:
      return SEC_E_UNKNOWN_CREDENTIALS;
    case cause::untrusted_root:
      return SEC_E_UNTRUSTED_ROOT;
    case cause::certificate_expired:
      return SEC_E_CERT_EXPIRED;
    case cause::wrong_name:
      return SEC_E_WRONG_PRINCIPAL;
    case cause::wrong_usage:
      return SEC_E_CERT_WRONG_USAGE;
    case cause::certificate_revoked:
      return CRYPT_E_REVOKED;
    case cause::revocation_unknown:
      return CRYPT_E_NO_REVOCATION_CHECK;
    case cause::revocation_offline:
      return CRYPT_E_REVOCATION_OFFLINE;
    case cause::certificate_rejected:
      return SEC_E_CERT_UNKNOWN;
    case cause::peer_alert:
      return to_status(failure.received.description);
    case cause::too_long:
      return SEC_E_ENCRYPT_FAILURE;
    case cause::buffer_too_small:
      return SEC_E_BUFFER_TOO_SMALL;
    case cause::already_closed:
      return SEC_E_CONTEXT_EXPIRED;
    case cause::not_established:
      return SEC_E_INVALID_HANDLE;
    case cause::internal:
      break;
  }
  return SEC_E_INTERNAL_ERROR;
}

}  // namespace schannel::abi
