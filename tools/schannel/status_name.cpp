// The names of statuses, as a table; the macro keeps a name and its value from drifting apart.
#include "status_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace schannel::tool {
namespace {

struct text_of_status {
  SECURITY_STATUS status;
  std::string_view text;
};

#define NAMED(status) \
  text_of_status {    \
    status, #status   \
  }

constexpr auto names = std::to_array<text_of_status>({
    NAMED(SEC_E_OK),
    NAMED(SEC_I_CONTINUE_NEEDED),
    NAMED(SEC_I_CONTINUE_NEEDED_MESSAGE_OK),
    NAMED(SEC_I_MESSAGE_FRAGMENT),
    NAMED(SEC_I_RENEGOTIATE),
    NAMED(SEC_I_CONTEXT_EXPIRED),
    NAMED(SEC_I_INCOMPLETE_CREDENTIALS),
    NAMED(SEC_I_GENERIC_EXTENSION_RECEIVED),
    NAMED(SEC_I_NO_RENEGOTIATION),
    NAMED(SEC_E_INVALID_HANDLE),
    NAMED(SEC_E_INVALID_PARAMETER),
    NAMED(SEC_E_UNSUPPORTED_FUNCTION),
    NAMED(SEC_E_SECPKG_NOT_FOUND),
    NAMED(SEC_E_INTERNAL_ERROR),
    NAMED(SEC_E_INSUFFICIENT_MEMORY),
    NAMED(SEC_E_BUFFER_TOO_SMALL),
    NAMED(SEC_E_EXT_BUFFER_TOO_SMALL),
    NAMED(SEC_E_INSUFFICIENT_BUFFERS),
    NAMED(SEC_E_QOP_NOT_SUPPORTED),
    NAMED(SEC_E_NO_IMPERSONATION),
    NAMED(SEC_E_NO_CONTEXT),
    NAMED(SEC_E_INCOMPLETE_MESSAGE),
    NAMED(SEC_E_INVALID_TOKEN),
    NAMED(SEC_E_ILLEGAL_MESSAGE),
    NAMED(SEC_E_MESSAGE_ALTERED),
    NAMED(SEC_E_OUT_OF_SEQUENCE),
    NAMED(SEC_E_ENCRYPT_FAILURE),
    NAMED(SEC_E_DECRYPT_FAILURE),
    NAMED(SEC_E_CONTEXT_EXPIRED),
    NAMED(SEC_E_UNFINISHED_CONTEXT_DELETED),
    NAMED(SEC_E_ALGORITHM_MISMATCH),
    NAMED(SEC_E_APPLICATION_PROTOCOL_MISMATCH),
    NAMED(SEC_E_DOWNGRADE_DETECTED),
    NAMED(SEC_E_BAD_BINDINGS),
    NAMED(SEC_E_MUTUAL_AUTH_FAILED),
    NAMED(SEC_E_CRYPTO_SYSTEM_INVALID),
    NAMED(SEC_E_STRONG_CRYPTO_NOT_SUPPORTED),
    NAMED(SEC_E_UNKNOWN_CREDENTIALS),
    NAMED(SEC_E_NO_CREDENTIALS),
    NAMED(SEC_E_INCOMPLETE_CREDENTIALS),
    NAMED(SEC_E_LOGON_DENIED),
    NAMED(SEC_E_NOT_OWNER),
    NAMED(SEC_E_TARGET_UNKNOWN),
    NAMED(SEC_E_WRONG_PRINCIPAL),
    NAMED(SEC_E_UNTRUSTED_ROOT),
    NAMED(SEC_E_CERT_UNKNOWN),
    NAMED(SEC_E_CERT_EXPIRED),
    NAMED(SEC_E_CERT_WRONG_USAGE),
    NAMED(SEC_E_TIME_SKEW),
    NAMED(SEC_E_NO_AUTHENTICATING_AUTHORITY),
    NAMED(SEC_E_ISSUING_CA_UNTRUSTED),
    NAMED(CRYPT_E_REVOKED),
    NAMED(CRYPT_E_NO_REVOCATION_CHECK),
    NAMED(CRYPT_E_REVOCATION_OFFLINE),
    NAMED(CRYPT_E_BAD_ENCODE),
    NAMED(CRYPT_E_NOT_FOUND),
    NAMED(CRYPT_E_ASN1_ERROR),
    NAMED(CRYPT_E_ASN1_EOD),
    NAMED(CRYPT_E_ASN1_CORRUPT),
    NAMED(CRYPT_E_ASN1_BADTAG),
    NAMED(E_INVALIDARG),
    NAMED(E_OUTOFMEMORY),
});

#undef NAMED

// Received alerts and failed checks come as the same statuses, so the words have to fit both.
constexpr auto meanings = std::to_array<text_of_status>({
    {SEC_E_UNTRUSTED_ROOT, "the certificate's root is not trusted"},
    {SEC_E_WRONG_PRINCIPAL, "the certificate is for another name"},
    {SEC_E_CERT_EXPIRED, "the certificate has expired or is not valid yet"},
    {SEC_E_CERT_UNKNOWN, "the certificate was not accepted"},
    {SEC_E_CERT_WRONG_USAGE, "the certificate is not meant for this use"},
    {CRYPT_E_REVOKED, "the certificate is revoked"},
    {SEC_E_LOGON_DENIED, "access was denied"},
    {SEC_E_ALGORITHM_MISMATCH, "there is no cipher suite or version in common"},
    {SEC_E_UNSUPPORTED_FUNCTION, "there is no protocol version in common"},
    {SEC_E_APPLICATION_PROTOCOL_MISMATCH, "there is no application protocol (ALPN) in common"},
    {SEC_E_MESSAGE_ALTERED, "a record was altered on its way"},
    {SEC_E_DECRYPT_FAILURE, "a record or signature could not be verified"},
    {SEC_E_ILLEGAL_MESSAGE, "a message was not what the protocol allows there"},
    {SEC_E_NO_CREDENTIALS, "there is no usable certificate with its key"},
    {SEC_E_UNKNOWN_CREDENTIALS, "the certificate or its key cannot be used"},
    {SEC_E_INTERNAL_ERROR, "one side had a problem of its own"},
});

std::string_view find(std::span<const text_of_status> table, SECURITY_STATUS status) {
  const auto entry = std::ranges::find(table, status, &text_of_status::status);
  return entry == table.end() ? std::string_view{} : entry->text;
}

}  // namespace

std::string_view status_name(SECURITY_STATUS status) {
  const std::string_view name = find(names, status);
  return name.empty() ? "unknown status" : name;
}

std::string status_text(SECURITY_STATUS status) {
  return fmt::format("{}, 0x{:08X}", status_name(status), static_cast<std::uint32_t>(status));
}

std::string_view status_meaning(SECURITY_STATUS status) {
  return find(meanings, status);
}

}  // namespace schannel::tool
