// Tables from OpenSSL's errors to causes.
#include "ossl/failures.h"

#include <openssl/err.h>
#include <openssl/sslerr.h>

#include <new>

#include "ossl/error_scope.h"

namespace schannel::ossl {

using tls::alert_description;
using tls::cause;

cause cause_of_own_alert(alert_description sent) {
  switch (sent) {
    case alert_description::bad_record_mac:
      return cause::bad_record_mac;
    case alert_description::decryption_failed:
    case alert_description::decrypt_error:
      return cause::decrypt_error;
    case alert_description::handshake_failure:
    case alert_description::insufficient_security:
      return cause::no_common_parameters;
    case alert_description::protocol_version:
    case alert_description::inappropriate_fallback:
      return cause::no_common_version;
    case alert_description::no_application_protocol:
      return cause::no_common_application;
    case alert_description::certificate_required:
      return cause::no_certificate;
    case alert_description::bad_certificate:
    case alert_description::certificate_unknown:
      return cause::certificate_rejected;
    case alert_description::internal_error:
      return cause::internal;
    default:
      return cause::protocol_violation;
  }
}

void report_shortage() {
  ERR_raise(ERR_LIB_USER, ERR_R_MALLOC_FAILURE);
}

namespace {

/// Where EVP looks among the providers, and SSL_CTX_new(), which has looked for each cipher.
bool misses_algorithm(int library, int reason) {
  if (library == ERR_LIB_EVP) return reason == ERR_R_UNSUPPORTED || reason == ERR_R_FETCH_FAILED;
  return library == ERR_LIB_SSL && reason == SSL_R_LIBRARY_HAS_NO_CIPHERS;
}

}  // namespace

queued_errors take_errors() {
  queued_errors found;
  // OpenSSL gives a reason for every failure that it has the memory to give one for.
  found.no_memory = ERR_peek_error() == 0;
  take_each_error([&found](unsigned long error) {
    const int reason = ERR_GET_REASON(error);
    // Whoever finds no algorithm may call that a failed allocation further up, as TLS and PKCS #12 do.
    if (!found.no_memory && misses_algorithm(ERR_GET_LIB(error), reason)) found.no_algorithm = true;
    if (reason == ERR_R_MALLOC_FAILURE) found.no_memory = true;
    if (ERR_GET_LIB(error) != ERR_LIB_SSL) return;
    if (reason == SSL_R_UNABLE_TO_FIND_PUBLIC_KEY_PARAMETERS) found.unusable_certificate = true;
    if (reason == SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED) found.insecure_renegotiation = true;
  });
  return found;
}

cause what_is_missing() {
  return take_errors().no_algorithm ? cause::no_usable_algorithms : cause::out_of_memory;
}

void throw_what_is_missing() {
  if (what_is_missing() == cause::out_of_memory) throw std::bad_alloc{};
  throw missing_algorithm{};
}

}  // namespace schannel::ossl
