// ApplyControlToken: what a program wants said by the next leg.
#include <cstring>
#include <optional>

#include "abi/buffers.h"
#include "abi/context.h"
#include "abi/entry.h"

namespace schannel::abi {
namespace {

/// Copies a Token out of memory that may be unaligned; nothing when there is too little of it.
template <typename Token>
std::optional<Token> read(tls::const_bytes from) {
  if (from.size() < sizeof(Token)) return std::nullopt;
  Token token;
  std::memcpy(&token, from.data(), sizeof token);
  return token;
}

SECURITY_STATUS announce_alert(context& on, const std::optional<SCHANNEL_ALERT_TOKEN>& token) {
  const bool valid = token && token->dwAlertNumber <= 0xFF &&
                     (token->dwAlertType == TLS1_ALERT_WARNING || token->dwAlertType == TLS1_ALERT_FATAL);
  if (!valid) return SEC_E_UNSUPPORTED_FUNCTION;
  on.connection.will_say({static_cast<tls::alert_level>(token->dwAlertType),
                          static_cast<tls::alert_description>(token->dwAlertNumber)});
  return SEC_E_OK;
}

/// Whether later connections may resume this one's session.
SECURITY_STATUS decide_on_session(context& on, const std::optional<SCHANNEL_SESSION_TOKEN>& token) {
  const bool valid = token && (token->dwFlags == SSL_SESSION_ENABLE_RECONNECTS ||
                               token->dwFlags == SSL_SESSION_DISABLE_RECONNECTS);
  if (!valid) return SEC_E_UNSUPPORTED_FUNCTION;
  on.connection.keep_session(token->dwFlags == SSL_SESSION_ENABLE_RECONNECTS);
  return SEC_E_OK;
}

SECURITY_STATUS apply_token(context& on, tls::const_bytes token) {
  const auto type = read<DWORD>(token);
  if (!type) return SEC_E_UNSUPPORTED_FUNCTION;
  const turn mine = turn::on_all_of(on);
  switch (*type) {
    case SCHANNEL_SHUTDOWN:
      on.connection.will_say(tls::close_notify);
      return SEC_E_OK;
    case SCHANNEL_ALERT:
      return announce_alert(on, read<SCHANNEL_ALERT_TOKEN>(token));
    case SCHANNEL_SESSION:
      return decide_on_session(on, read<SCHANNEL_SESSION_TOKEN>(token));
    default:
      return SEC_E_UNSUPPORTED_FUNCTION;
  }
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS ApplyControlToken(PCtxtHandle phContext, PSecBufferDesc pInput) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto found = contexts().use(phContext);
    if (!found) return SEC_E_INVALID_HANDLE;
    if (pInput == nullptr) return SEC_E_INTERNAL_ERROR;
    const auto buffers = buffers_of(pInput);
    if (!buffers || buffers->size() != 1 || type_of(buffers->front()) != SECBUFFER_TOKEN)
      return SEC_E_INVALID_TOKEN;
    return apply_token(*found, memory_of(buffers->front()));
  });
}
