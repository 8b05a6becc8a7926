// The names of the statuses that the tests meet.
#include "support/windows_api.h"

#include <cstdio>

namespace peers {
namespace {

struct named_status {
  SECURITY_STATUS value;
  const char* name;
};

#define NAMED(status) \
  { status, #status }
constexpr named_status named[] = {
    NAMED(SEC_E_OK),
    NAMED(SEC_I_CONTINUE_NEEDED),
    NAMED(SEC_I_CONTEXT_EXPIRED),
    NAMED(SEC_I_INCOMPLETE_CREDENTIALS),
    NAMED(SEC_I_RENEGOTIATE),
    NAMED(SEC_E_ALGORITHM_MISMATCH),
    NAMED(SEC_E_APPLICATION_PROTOCOL_MISMATCH),
    NAMED(SEC_E_BUFFER_TOO_SMALL),
    NAMED(SEC_E_CERT_EXPIRED),
    NAMED(SEC_E_CERT_UNKNOWN),
    NAMED(SEC_E_CONTEXT_EXPIRED),
    NAMED(SEC_E_DECRYPT_FAILURE),
    NAMED(SEC_E_ENCRYPT_FAILURE),
    NAMED(SEC_E_ILLEGAL_MESSAGE),
    NAMED(SEC_E_INCOMPLETE_MESSAGE),
    NAMED(SEC_E_INSUFFICIENT_MEMORY),
    NAMED(SEC_E_INTERNAL_ERROR),
    NAMED(SEC_E_INVALID_HANDLE),
    NAMED(SEC_E_INVALID_PARAMETER),
    NAMED(SEC_E_INVALID_TOKEN),
    NAMED(SEC_E_LOGON_DENIED),
    NAMED(SEC_E_MESSAGE_ALTERED),
    NAMED(SEC_E_NO_CREDENTIALS),
    NAMED(SEC_E_QOP_NOT_SUPPORTED),
    NAMED(SEC_E_SECPKG_NOT_FOUND),
    NAMED(SEC_E_UNFINISHED_CONTEXT_DELETED),
    NAMED(SEC_E_UNKNOWN_CREDENTIALS),
    NAMED(SEC_E_UNSUPPORTED_FUNCTION),
    NAMED(SEC_E_UNTRUSTED_ROOT),
    NAMED(SEC_E_WRONG_PRINCIPAL),
};
#undef NAMED

}  // namespace

std::string name_of(status which) {
  for (const named_status& one : named)
    if (one.value == which.value) return one.name;
  char number[16];
  std::snprintf(number, sizeof number, "0x%08X", static_cast<unsigned>(which.value));
  return number;
}

}  // namespace peers
