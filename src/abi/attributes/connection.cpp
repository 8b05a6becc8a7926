// Sizes, times, flags, the session and what its hellos agreed on: SIZES, STREAM_SIZES, LIFESPAN, FLAGS,
// PROTO_INFO, SESSION_INFO, APP_DATA, APPLICATION_PROTOCOL, NEGOTIATED_TLS_EXTENSIONS.
#include <algorithm>

#include "abi/attributes/attribute.h"
#include "abi/memory.h"
#include "abi/packages.h"
#include "abi/status.h"
#include "abi/time_stamps.h"

namespace schannel::abi {
namespace {

SECURITY_STATUS sizes(const subject& of, SecPkgContext_Sizes& sizes) {
  const ossl::overhead& around = *of.connection().sizes();
  // TLS has no signatures apart from its records; what it adds to a message is as long as a whole record's
  // overhead.
  sizes = {longest_token, static_cast<ULONG>(around.trailer), of.facts().cipher.block_bytes,
           static_cast<ULONG>(around.header + around.trailer)};
  return SEC_E_OK;
}

SECURITY_STATUS stream_sizes(const subject& of, SecPkgContext_StreamSizes& sizes) {
  constexpr ULONG buffers = 4;
  const ossl::overhead& around = *of.connection().sizes();
  sizes = {static_cast<ULONG>(around.header), static_cast<ULONG>(around.trailer),
           static_cast<ULONG>(of.facts().longest_plaintext), buffers, of.facts().cipher.block_bytes};
  return SEC_E_OK;
}

/// As long as the peer's certificate is valid; without one from the beginning of the connection on.
SECURITY_STATUS lifespan(const subject& of, SecPkgContext_Lifespan& lifespan) {
  const auto& chain = of.facts().peer_chain;
  if (!chain.empty()) {
    lifespan = {local_time(chain.front().not_before()), local_time(chain.front().not_after())};
    return SEC_E_OK;
  }
  lifespan = {local_time(std::chrono::system_clock::to_time_t(of.of.begun_at)), end_of_time()};
  return SEC_E_OK;
}

SECURITY_STATUS flags(const subject& of, SecPkgContext_Flags& flags) {
  flags.Flags = of.of.returned_attributes;
  return SEC_E_OK;
}

/// TLS 1.0 is 3.1 on the wire, and so on.
template <typename ProtoInfo>
SECURITY_STATUS proto_info(const subject& of, ProtoInfo& info) {
  using character = std::remove_pointer_t<decltype(info.sProtocolName)>;
  const ULONG minor = (static_cast<ULONG>(of.facts().version) & 0xFF) - 1;
  info = {text_for_caller_of<character>("TLS").release(), 1, minor};
  return SEC_E_OK;
}

SECURITY_STATUS session_info(const subject& of, SecPkgContext_SessionInfo& session) {
  const tls::byte_vector& id = of.facts().session_id;
  session = {};
  session.dwFlags = of.facts().resumed ? SSL_SESSION_RECONNECT : 0;
  const std::size_t length = std::min(id.size(), sizeof session.rgbSessionId);
  session.cbSessionId = static_cast<DWORD>(length);
  std::copy_n(id.begin(), length, session.rgbSessionId);
  return SEC_E_OK;
}

SECURITY_STATUS session_data(const subject& of, SecPkgContext_SessionAppData& data) {
  const ossl::session_note& note =
      ossl::every_session_note().find(of.facts().session).value_or(of.of.settings.session_note);
  data = {note.flags, static_cast<DWORD>(note.data.size()), static_cast<PBYTE>(copy_for_caller(note.data))};
  return SEC_E_OK;
}

/// The choice is known before the handshake is complete; that there was none is not.
SECURITY_STATUS application_protocol(const subject& of, SecPkgContext_ApplicationProtocol& protocol) {
  const auto& facts = of.connection().facts();
  const ossl::engine* engine = of.connection().engine();
  std::string chosen;
  if (facts)
    chosen = facts->application_protocol;
  else if (engine != nullptr)
    chosen = engine->application_protocol();
  if (!facts && chosen.empty()) return to_status(tls::cause::not_established);

  protocol = {};
  if (chosen.empty()) return SEC_E_OK;
  protocol.ProtoNegoStatus = SecApplicationProtocolNegotiationStatus_Success;
  protocol.ProtoNegoExt = SecApplicationProtocolNegotiationExt_ALPN;
  protocol.ProtocolIdSize = static_cast<unsigned char>(chosen.size());
  std::copy(chosen.begin(), chosen.end(), protocol.ProtocolId);
  return SEC_E_OK;
}

SECURITY_STATUS negotiated_extensions(const subject& of, SecPkgContext_NegotiatedTlsExtensions& extensions) {
  const auto numbers = of.facts().extensions.numbers();
  const tls::const_bytes bytes(reinterpret_cast<const std::uint8_t*>(numbers.data()), numbers.size_bytes());
  extensions = {static_cast<ULONG>(numbers.size()), static_cast<USHORT*>(copy_for_caller(bytes))};
  return SEC_E_OK;
}

constexpr attribute table[] = {
    answered_by<sizes>(SECPKG_ATTR_SIZES),
    answered_by<stream_sizes>(SECPKG_ATTR_STREAM_SIZES),
    answered_by<lifespan>(SECPKG_ATTR_LIFESPAN),
    answered_by<flags>(SECPKG_ATTR_FLAGS),
    answered_by<proto_info<SecPkgContext_ProtoInfoA>, proto_info<SecPkgContext_ProtoInfoW>>(
        SECPKG_ATTR_PROTO_INFO),
    answered_by<session_info>(SECPKG_ATTR_SESSION_INFO),
    answered_by<session_data>(SECPKG_ATTR_APP_DATA),
    answered_by<application_protocol>(SECPKG_ATTR_APPLICATION_PROTOCOL, stage::always),
    answered_by<negotiated_extensions>(SECPKG_ATTR_NEGOTIATED_TLS_EXTENSIONS),
};

}  // namespace

attribute_table connection_attributes() {
  return table;
}

}  // namespace schannel::abi
