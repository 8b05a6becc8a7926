// SecBufferDesc, parsed once at the door into typed values, and written back.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "abi/generic_extensions.h"
#include "abi/requirements.h"
#include "abi/sspi.h"
#include "ossl/secret.h"
#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::abi {

/// A buffer's type without its attribute bits.
inline ULONG type_of(const SecBuffer& buffer) {
  return buffer.BufferType & ~SECBUFFER_ATTRMASK;
}

/// A buffer's memory; empty for a NULL pointer whatever its size says.
inline tls::mutable_bytes memory_of(const SecBuffer& buffer) {
  if (buffer.pvBuffer == nullptr) return {};
  return {static_cast<std::uint8_t*>(buffer.pvBuffer), buffer.cbBuffer};
}

/// The buffers of `message`; nothing when it is NULL or lists buffers that are not there.
inline std::optional<std::span<SecBuffer>> buffers_of(const SecBufferDesc* message) {
  if (message == nullptr || (message->pBuffers == nullptr && message->cBuffers != 0)) return std::nullopt;
  return std::span(message->pBuffers, message->cBuffers);
}

/// What a caller passes to a leg of the handshake.
struct leg_input {
  tls::const_bytes token{};
  SecBuffer* spare = nullptr;  ///< the EMPTY buffer that can report EXTRA or MISSING
  tls::byte_vector application_protocols{};
  wide_requirements requirements = 0;
  std::optional<ossl::long_secret> key{};
  std::string key_identity{};
  std::vector<carried_extension> sent_extensions{};
  std::vector<carried_extension> awaited_extensions{};

  bool wants(wide_requirements requirement) const { return (requirements & requirement) != 0; }

  /// cause::malformed_options for a description that contradicts itself. NULL is no input.
  static tls::result<leg_input> parse(const SecBufferDesc* input);

  void report_missing(std::size_t count) const;
  /// Says that the last `count` bytes of the token were not used.
  void report_extra(std::size_t count) const;

 private:
  std::optional<tls::failure> take_option(ULONG type, tls::const_bytes option);
};

/// Where a leg of the handshake leaves its token.
class leg_output {
 public:
  leg_output(const SecBufferDesc* output, bool allocates);

  /// Whether the caller gave an alert buffer without room, which fails a leg even if there is no alert.
  bool alert_has_no_room() const { return alert_has_no_room_; }
  /// Whether there is a buffer for a token at all.
  bool takes_a_token() const { return token_ != nullptr; }

  /// Whether there is a buffer for extensions that the program handles itself.
  bool takes_extensions() const { return extension_ != nullptr; }
  /// Hands `received` over, number and length in front. False when the caller's memory is too small; its
  /// buffer then says what it takes.
  bool publish(const ossl::extension& received);

  /// Hands `token` over. False, with nothing changed, when the caller's memory is too small or there is some
  /// of `unused` in it, the input that the caller still has to pass on.
  bool publish(tls::const_bytes token, tls::const_bytes unused = {});
  /// Says that there is no token.
  void publish_nothing();
  /// Sees to it that a token, even one of no bytes, has an address. Without memory for that it has none.
  void give_address();

 private:
  SecBuffer* token_ = nullptr;
  SecBuffer* alert_ = nullptr;
  SecBuffer* extension_ = nullptr;
  bool allocates_;
  bool alert_has_no_room_ = false;
};

}  // namespace schannel::abi
