// SecBuffers in, values out.
#include "security_context.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "application_protocols.h"
#include "failure.h"
#include "status_name.h"

namespace schannel::tool {
namespace {

struct free_context_buffer {
  void operator()(void* buffer) const { FreeContextBuffer(buffer); }
};
using context_buffer = std::unique_ptr<void, free_context_buffer>;

constexpr ULONG client_requirements = ISC_REQ_REPLAY_DETECT | ISC_REQ_SEQUENCE_DETECT |
                                      ISC_REQ_CONFIDENTIALITY | ISC_REQ_STREAM | ISC_REQ_ALLOCATE_MEMORY |
                                      ISC_REQ_EXTENDED_ERROR | ISC_REQ_USE_SUPPLIED_CREDS;
constexpr ULONG server_requirements = ASC_REQ_REPLAY_DETECT | ASC_REQ_SEQUENCE_DETECT |
                                      ASC_REQ_CONFIDENTIALITY | ASC_REQ_STREAM | ASC_REQ_ALLOCATE_MEMORY |
                                      ASC_REQ_EXTENDED_ERROR;

SecBuffer buffer(ULONG type, mutable_bytes bytes = {}) {
  return {static_cast<ULONG>(bytes.size()), type, bytes.empty() ? nullptr : bytes.data()};
}

SecBufferDesc describe(std::span<SecBuffer> buffers) {
  return {SECBUFFER_VERSION, static_cast<ULONG>(buffers.size()), buffers.data()};
}

const SecBuffer* find(std::span<const SecBuffer> buffers, ULONG type) {
  const auto found = std::ranges::find(buffers, type, &SecBuffer::BufferType);
  return found == buffers.end() ? nullptr : &*found;
}

const_bytes bytes_of(const SecBuffer& buffer) {
  return {static_cast<const std::uint8_t*>(buffer.pvBuffer), buffer.cbBuffer};
}

std::size_t size_of_extra(std::span<const SecBuffer> buffers) {
  const SecBuffer* extra = find(buffers, SECBUFFER_EXTRA);
  return extra == nullptr ? 0 : extra->cbBuffer;
}

std::string version_name(DWORD protocol) {
  if ((protocol & SP_PROT_TLS1_3) != 0) return "TLS 1.3";
  if ((protocol & SP_PROT_TLS1_2) != 0) return "TLS 1.2";
  if ((protocol & SP_PROT_TLS1_1) != 0) return "TLS 1.1";
  if ((protocol & SP_PROT_TLS1_0) != 0) return "TLS 1.0";
  return "TLS";
}

// The names of cipher suites are ASCII.
std::string narrow(std::wstring_view name) {
  return {name.begin(), name.end()};
}

}  // namespace

security_context::security_context(const credential& own, std::string target,
                                   const std::vector<std::string>& protocols)
    : credential_(own),
      target_(std::move(target)),
      protocols_(encode_protocols(protocols)),
      requirements_(own.is_for_server() ? server_requirements : client_requirements) {
  SecInvalidateHandle(&handle_);
}

security_context::~security_context() {
  remove();
}

handshake_step security_context::advance(mutable_bytes received) {
  std::vector<SecBuffer> input;
  // A client's first call has nothing to read.
  if (exists_ || is_server()) input = {buffer(SECBUFFER_TOKEN, received), buffer(SECBUFFER_EMPTY)};
  if (!exists_ && !protocols_.empty()) input.push_back(buffer(SECBUFFER_APPLICATION_PROTOCOLS, protocols_));
  SecBuffer output = buffer(SECBUFFER_TOKEN);

  SecBufferDesc input_list = describe(input);
  SecBufferDesc output_list = describe({&output, 1});
  const SECURITY_STATUS status = call_handshake_function(input_list, output_list);
  const context_buffer token(output.pvBuffer);
  exists_ = SecIsValidHandle(&handle_);

  if (status == SEC_E_INCOMPLETE_MESSAGE) return {status, {}, received.size()};
  if (status == SEC_E_OK) learn_sizes();
  const const_bytes made = bytes_of(output);
  return {status, {made.begin(), made.end()}, size_of_extra(input)};
}

SECURITY_STATUS security_context::call_handshake_function(SecBufferDesc& input, SecBufferDesc& output) {
  CtxtHandle* const existing = exists_ ? &handle_ : nullptr;
  ULONG attributes = 0;
  if (is_server()) {
    return AcceptSecurityContext(credential_.handle(), existing, &input, requirements_, SECURITY_NATIVE_DREP,
                                 &handle_, &output, &attributes, nullptr);
  }
  return InitializeSecurityContextA(credential_.handle(), existing, target_.data(), requirements_, 0,
                                    SECURITY_NATIVE_DREP, &input, 0, &handle_, &output, &attributes, nullptr);
}

void security_context::learn_sizes() {
  const auto sizes = query<SecPkgContext_StreamSizes>(SECPKG_ATTR_STREAM_SIZES);
  if (!sizes) throw failure("the library does not say how long a message may be");
  sizes_ = *sizes;
}

SECURITY_STATUS security_context::request_shutdown() {
  DWORD shutdown = SCHANNEL_SHUTDOWN;
  SecBuffer token{sizeof shutdown, SECBUFFER_TOKEN, &shutdown};
  SecBufferDesc list = describe({&token, 1});
  return ApplyControlToken(&handle_, &list);
}

sealed_message security_context::seal(const_bytes message) {
  byte_vector record(sizes_.cbHeader + message.size() + sizes_.cbTrailer);
  const mutable_bytes header = mutable_bytes(record).first(sizes_.cbHeader);
  const mutable_bytes data = mutable_bytes(record).subspan(sizes_.cbHeader, message.size());
  const mutable_bytes trailer = mutable_bytes(record).last(sizes_.cbTrailer);
  std::ranges::copy(message, data.begin());

  auto buffers =
      std::to_array<SecBuffer>({buffer(SECBUFFER_STREAM_HEADER, header), buffer(SECBUFFER_DATA, data),
                                buffer(SECBUFFER_STREAM_TRAILER, trailer), buffer(SECBUFFER_EMPTY)});
  SecBufferDesc list = describe(buffers);
  const SECURITY_STATUS status = EncryptMessage(&handle_, 0, &list, 0);
  if (status != SEC_E_OK) return {status, {}};

  // Header and trailer were as large as they can become; the parts close up to what they did become.
  auto end = record.begin();
  for (const SecBuffer& part : std::span(buffers).first(3)) {
    const const_bytes bytes = bytes_of(part);
    end = std::copy(bytes.begin(), bytes.end(), end);
  }
  record.erase(end, record.end());
  return {status, std::move(record)};
}

mutable_bytes security_context::seal_in_place(mutable_bytes room, std::size_t length) {
  auto buffers = std::to_array<SecBuffer>(
      {buffer(SECBUFFER_STREAM_HEADER, room.first(sizes_.cbHeader)),
       buffer(SECBUFFER_DATA, room.subspan(sizes_.cbHeader, length)),
       buffer(SECBUFFER_STREAM_TRAILER, room.subspan(sizes_.cbHeader + length, sizes_.cbTrailer)),
       buffer(SECBUFFER_EMPTY)});
  SecBufferDesc list = describe(buffers);
  const SECURITY_STATUS status = EncryptMessage(&handle_, 0, &list, 0);
  if (status != SEC_E_OK) throw failure(fmt::format("EncryptMessage failed ({})", status_text(status)));
  return room.first(sizes_.cbHeader + length + buffers[2].cbBuffer);
}

opened_message security_context::open(mutable_bytes received) {
  auto buffers = std::to_array<SecBuffer>({buffer(SECBUFFER_DATA, received), buffer(SECBUFFER_EMPTY),
                                           buffer(SECBUFFER_EMPTY), buffer(SECBUFFER_EMPTY)});
  SecBufferDesc list = describe(buffers);
  const SECURITY_STATUS status = DecryptMessage(&handle_, &list, 0, nullptr);
  if (status == SEC_E_INCOMPLETE_MESSAGE) return {status, {}, received.size()};
  if (status < 0) return {status, {}, 0};

  const SecBuffer* data = find(buffers, SECBUFFER_DATA);
  return {status, data == nullptr ? const_bytes{} : bytes_of(*data), size_of_extra(buffers)};
}

SECURITY_STATUS security_context::remove() {
  if (!exists_) return SEC_E_OK;
  exists_ = false;
  return DeleteSecurityContext(&handle_);
}

std::string security_context::client() const {
  const auto names = query<SecPkgContext_NamesA>(SECPKG_ATTR_NAMES);
  if (!names) return {};
  const context_buffer owned(names->sUserName);
  return names->sUserName;
}

agreement security_context::agreed() const {
  const auto connection = query<SecPkgContext_ConnectionInfo>(SECPKG_ATTR_CONNECTION_INFO);
  const auto session = query<SecPkgContext_SessionInfo>(SECPKG_ATTR_SESSION_INFO);
  const auto chosen = query<SecPkgContext_ApplicationProtocol>(SECPKG_ATTR_APPLICATION_PROTOCOL);
  SecPkgContext_CipherInfo cipher{};
  cipher.dwVersion = SECPKGCONTEXT_CIPHERINFO_V1;
  cipher = query(SECPKG_ATTR_CIPHER_INFO, cipher).value_or(cipher);

  agreement result;
  result.version = version_name(connection ? connection->dwProtocol : 0);
  result.cipher_suite = narrow(cipher.szCipherSuite);
  if (chosen && chosen->ProtoNegoStatus == SecApplicationProtocolNegotiationStatus_Success) {
    result.protocol.assign(chosen->ProtocolId, chosen->ProtocolId + chosen->ProtocolIdSize);
  }
  result.resumed = session && (session->dwFlags & SSL_SESSION_RECONNECT) != 0;
  result.client = client();
  return result;
}

certificate security_context::peer_certificate() const {
  return certificate(query<PCCERT_CONTEXT>(SECPKG_ATTR_REMOTE_CERT_CONTEXT).value_or(nullptr));
}

template <typename Answer>
std::optional<Answer> security_context::query(ULONG attribute, Answer answer) const {
  if (QueryContextAttributesA(&handle_, attribute, &answer) != SEC_E_OK) return std::nullopt;
  return answer;
}

}  // namespace schannel::tool
