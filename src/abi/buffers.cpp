// Reading and writing of SecBufferDesc for the handshake functions.
#include "abi/buffers.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>

#include "abi/application_protocols.h"
#include "abi/memory.h"
#include "abi/preshared_keys.h"

namespace schannel::abi {

namespace {

bool is_writable(const SecBuffer& buffer) {
  return (buffer.BufferType & (SECBUFFER_READONLY | SECBUFFER_READONLY_WITH_CHECKSUM)) == 0;
}

bool overlap(tls::const_bytes one, tls::const_bytes other) {
  constexpr std::less before;
  return !one.empty() && !other.empty() && before(one.data(), other.data() + other.size()) &&
         before(other.data(), one.data() + one.size());
}

tls::result<wide_requirements> parse_flags(tls::const_bytes option) {
  SEC_FLAGS given{};
  if (option.size() < sizeof given) return tls::cause::malformed_options;
  std::memcpy(&given, option.data(), sizeof given);
  constexpr wide_requirements reserved = 0xFFFFFFFF;
  return given.Flags & ~reserved;
}

/// As it was on the wire (RFC 8446 section 4.2).
tls::byte_vector encoding_of(const ossl::extension& one) {
  const std::size_t length = one.content.size();
  tls::byte_vector whole = {static_cast<std::uint8_t>(one.number >> 8), static_cast<std::uint8_t>(one.number),
                            static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length)};
  whole.insert(whole.end(), one.content.begin(), one.content.end());
  return whole;
}

/// Moves what was parsed to its place, or returns why there is nothing.
template <typename Place, typename Option>
std::optional<tls::failure> keep(Place& place, tls::result<Option> parsed) {
  if (!parsed) return parsed.failure();
  place = *std::move(parsed);
  return std::nullopt;
}

}  // namespace

tls::result<leg_input> leg_input::parse(const SecBufferDesc* input) {
  leg_input parsed;
  if (input == nullptr) return parsed;
  const auto buffers = buffers_of(input);
  if (!buffers) return tls::cause::malformed_options;

  bool has_token = false;
  for (SecBuffer& buffer : *buffers) {
    const ULONG type = type_of(buffer);
    if (type == SECBUFFER_TOKEN && !has_token) {
      has_token = true;
      if (buffer.pvBuffer == nullptr && buffer.cbBuffer != 0) return tls::cause::malformed_options;
      parsed.token = memory_of(buffer);
    } else if (type == SECBUFFER_EMPTY && parsed.spare == nullptr && is_writable(buffer)) {
      if (buffer.cbBuffer != 0) return tls::cause::malformed_options;
      parsed.spare = &buffer;
    } else if (const auto failure = parsed.take_option(type, memory_of(buffer))) {
      return *failure;
    }
  }
  return parsed;
}

std::optional<tls::failure> leg_input::take_option(ULONG type, tls::const_bytes option) {
  switch (type) {
    case SECBUFFER_APPLICATION_PROTOCOLS:
      return keep(application_protocols, parse_application_protocols(option));
    case SECBUFFER_FLAGS:
      return keep(requirements, parse_flags(option));
    case SECBUFFER_PRESHARED_KEY:
      return keep(key, parse_preshared_key(option));
    case SECBUFFER_PRESHARED_KEY_IDENTITY:
      return keep(key_identity, parse_preshared_key_identity(option));
    case SECBUFFER_SEND_GENERIC_TLS_EXTENSION:
      sent_extensions.emplace_back();
      return keep(sent_extensions.back(), parse_sent_extension(option));
    case SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION:
      return keep(awaited_extensions, parse_awaited_extensions(option));
    default:
      return std::nullopt;
  }
}

void leg_input::report_missing(std::size_t count) const {
  if (spare == nullptr) return;
  *spare = {static_cast<ULONG>(count), SECBUFFER_MISSING, nullptr};
}

void leg_input::report_extra(std::size_t count) const {
  if (spare == nullptr || count == 0) return;
  // The pointer says where the bytes are; callers that only trust the count find them at the token's end.
  auto* start = const_cast<std::uint8_t*>(token.last(count).data());
  *spare = {static_cast<ULONG>(count), SECBUFFER_EXTRA, start};
}

leg_output::leg_output(const SecBufferDesc* output, bool allocates) : allocates_(allocates) {
  const auto buffers = buffers_of(output);
  if (!buffers) return;
  for (SecBuffer& buffer : *buffers) {
    if (!is_writable(buffer)) continue;
    const ULONG type = type_of(buffer);
    if (type == SECBUFFER_TOKEN && token_ == nullptr) token_ = &buffer;
    if (type == SECBUFFER_ALERT && alert_ == nullptr) alert_ = &buffer;
    if (type == SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION && extension_ == nullptr) extension_ = &buffer;
  }
  // Some programs leave the type of the buffer that is to become the token at EMPTY.
  const auto empty = std::find_if(buffers->begin(), buffers->end(), [](const SecBuffer& buffer) {
    return type_of(buffer) == SECBUFFER_EMPTY && is_writable(buffer);
  });
  if (token_ == nullptr && empty != buffers->end()) token_ = &*empty;
  alert_has_no_room_ =
      alert_ != nullptr && !allocates && alert_->pvBuffer != nullptr && alert_->cbBuffer == 0;
}

bool leg_output::publish(tls::const_bytes token, tls::const_bytes unused) {
  if (token.empty()) {
    publish_nothing();
    return true;
  }
  if (token_ == nullptr) return false;
  void* memory = token_->pvBuffer;
  if (allocates_ || memory == nullptr)
    memory = copy_for_caller(token);
  else if (token_->cbBuffer < token.size() ||
           overlap({static_cast<std::uint8_t*>(memory), token.size()}, unused))
    return false;
  else
    std::copy(token.begin(), token.end(), static_cast<std::uint8_t*>(memory));
  publish_nothing();
  *token_ = {static_cast<ULONG>(token.size()), SECBUFFER_TOKEN, memory};
  return true;
}

void leg_output::publish_nothing() {
  for (SecBuffer* buffer : {token_, alert_}) {
    if (buffer == nullptr) continue;
    buffer->cbBuffer = 0;
    if (allocates_) buffer->pvBuffer = nullptr;
  }
  if (token_ != nullptr) token_->BufferType = SECBUFFER_TOKEN;
  if (extension_ != nullptr) extension_->cbBuffer = 0;
}

void leg_output::give_address() {
  if (token_ != nullptr && token_->pvBuffer == nullptr) token_->pvBuffer = std::calloc(1, 1);
}

bool leg_output::publish(const ossl::extension& received) {
  const tls::byte_vector whole = encoding_of(received);
  const std::size_t room = extension_->cbBuffer;
  void* memory = extension_->pvBuffer;
  publish_nothing();
  extension_->cbBuffer = static_cast<ULONG>(whole.size());
  if (memory == nullptr)
    extension_->pvBuffer = copy_for_caller(whole);
  else if (room < whole.size())
    return false;
  else
    std::ranges::copy(whole, static_cast<std::uint8_t*>(memory));
  return true;
}

}  // namespace schannel::abi
