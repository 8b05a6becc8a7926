// The status that a fatal alert of the peer becomes, as Microsoft's table of Schannel error codes has it.
#pragma once

#include "support/windows_api.h"

namespace peers {

inline SECURITY_STATUS status_of_alert(int description) {
  switch (description) {
    case 20:
    case 30:
      return SEC_E_MESSAGE_ALTERED;
    case 21:
    case 51:
      return SEC_E_DECRYPT_FAILURE;
    case 42:
    case 43:
    case 46:
      return SEC_E_CERT_UNKNOWN;
    case 44:
      return CRYPT_E_REVOKED;
    case 45:
      return SEC_E_CERT_EXPIRED;
    case 48:
      return SEC_E_UNTRUSTED_ROOT;
    case 49:
      return SEC_E_LOGON_DENIED;
    case 70:
      return SEC_E_UNSUPPORTED_FUNCTION;
    case 71:
      return SEC_E_ALGORITHM_MISMATCH;
    case 80:
      return SEC_E_INTERNAL_ERROR;
    case 90:
      return SEC_E_UNFINISHED_CONTEXT_DELETED;
    case 120:
      return SEC_E_APPLICATION_PROTOCOL_MISMATCH;
    default:
      return SEC_E_ILLEGAL_MESSAGE;
  }
}

}  // namespace peers
