// An end behind the C functions that writes down what each of its calls returned, every status and every
// SecBuffer, so that two accounts of one story can be compared.
#pragma once

#include <functional>
#include <ios>
#include <sstream>

#include "conformance/handshakes.h"
#include "support/chunks.h"

namespace peers {

class abi_witness {
 public:
  /// The handshake of `self` is complete. Behind each of its legs, which may have sent something, `answered`
  /// is called. Where the input is cut, and how far the parts of a message lie apart, depends on `seed`.
  abi_witness(peer& self, std::uint32_t seed, std::function<void()> answered)
      : self_(self), dice_(seed), answered_(std::move(answered)), sizes_(self.sizes()) {}

  peer& self() { return self_; }
  const SecPkgContext_StreamSizes& sizes() const { return sizes_; }
  bool is_over() const { return is_over_; }
  /// How often DecryptMessage has sent it to the function of the handshake.
  int interruptions() const { return interruptions_; }
  std::string told() const { return written_.str(); }

  /// Writes down what a function returned.
  void note(const char* function, status result) {
    written_ << function << ' ' << std::hex << static_cast<std::uint32_t>(result.value) << std::dec << '\n';
  }

  void asks_for_sizes() {
    SecPkgContext_StreamSizes sizes{};
    note("QueryContextAttributes", asks(self_, SECPKG_ATTR_STREAM_SIZES, sizes));
    written_ << sizes.cbHeader << ' ' << sizes.cbTrailer << ' ' << sizes.cbMaximumMessage << ' '
             << sizes.cBuffers << ' ' << sizes.cbBlockSize << '\n';
  }

  void asks_for_certificate_of_peer() {
    const shown_certificate shown = certificate_seen_by(self_);
    note("QueryContextAttributes", shown.asked);
    written_ << shown.encoded.size() << '\n';
  }

  /// Takes what is on its way, cut anywhere.
  void listens() {
    bytes& inbox = self_.inbox();
    for (std::size_t arrived = 0; !is_over_ && !inbox.empty();) {
      arrived = std::min<std::size_t>(inbox.size(), arrived + 1 + dice_.roll(4000));
      while (!is_over_ && arrived != 0 && takes_a_record(arrived)) {
      }
      if (arrived == inbox.size() && arrived != 0) break;  // the rest never comes
    }
  }

  /// One call with bytes that nobody sent.
  void decrypts(const bytes& input) { note("DecryptMessage", self_.opens(input).result); }

  /// Takes a leg without input.
  void takes_a_leg() { takes_a_leg(nullptr); }

  void applies(DWORD what) {
    note("ApplyControlToken", self_.apply_control_token(what));
    takes_a_leg();
  }

  void raises(DWORD level, DWORD number) {
    SCHANNEL_ALERT_TOKEN wanted{SCHANNEL_ALERT, level, number};
    buffers tokens{buffer(SECBUFFER_TOKEN, &wanted, sizeof wanted)};
    note("ApplyControlToken", self_.apply_control_tokens(tokens));
    takes_a_leg();
  }

  /// Encrypts `text`, in three buffers with a gap between them or without. Nothing is sent; there is no
  /// record without success.
  bytes encrypts(const std::string& text) { return encrypts(text, sizes_.cbHeader, sizes_.cbTrailer); }

  bytes encrypts(const std::string& text, std::size_t header, std::size_t trailer) {
    const std::size_t gap = dice_.roll(3);
    bytes memory(header + gap + text.size() + gap + trailer);
    std::uint8_t* const data = memory.data() + header + gap;
    std::ranges::copy(text, data);
    buffers message{buffer(SECBUFFER_STREAM_HEADER, memory.data(), header),
                    buffer(SECBUFFER_DATA, data, text.size()),
                    buffer(SECBUFFER_STREAM_TRAILER, data + text.size() + gap, trailer), empty()};
    const status result{EncryptMessage(self_.context(), 0, message, 0)};
    note("EncryptMessage", result);
    for (std::size_t index = 0; index < message.size(); ++index) note(message[index], memory);
    if (failed(result)) return {};
    const bytes record = joined({content(message[0]), content(message[1]), content(message[2])});
    note_records(record);
    return record;
  }

 private:
  /// Says of each buffer what it is, how long, and where it lies in `memory`.
  void note(const SecBuffer& one, byte_view memory) {
    const auto* at = static_cast<const std::uint8_t*>(one.pvBuffer);
    written_ << "  " << one.BufferType << ": " << one.cbBuffer;
    if (at != nullptr) written_ << " at " << at - memory.data();
    written_ << '\n';
  }

  void note_records(const bytes& stream) {
    for (const bytes& record : records_of(stream))
      written_ << "  says " << static_cast<int>(record[0]) << ' ' << record.size() << '\n';
  }

  bytes first(std::size_t arrived) {
    const auto begin = self_.inbox().begin();
    return {begin, begin + static_cast<std::ptrdiff_t>(arrived)};
  }

  /// All but the last `rest` of the bytes that have arrived are gone.
  void use_up(std::size_t& arrived, std::size_t rest) {
    const auto begin = self_.inbox().begin();
    self_.inbox().erase(begin, begin + static_cast<std::ptrdiff_t>(arrived - rest));
    arrived = rest;
  }

  /// The first record of the first `arrived` bytes, of which what was used is gone then. False when more has
  /// to arrive.
  bool takes_a_record(std::size_t& arrived) {
    const bytes shown = first(arrived);
    const opening made = self_.opens(shown);
    note("DecryptMessage", made.result);
    for (const SecBuffer& one : made.left) note(one, made.memory);
    if (made.result == SEC_E_INCOMPLETE_MESSAGE) {
      CHECK(made.memory == shown);
      return false;
    }
    if (made.result == SEC_E_OK) written_ << made.text() << '\n';
    const bytes rest = made.extra();
    CHECK(std::ranges::equal(rest, byte_view(shown).last(rest.size())));
    is_over_ = failed(made.result) || made.result == SEC_I_CONTEXT_EXPIRED;
    use_up(arrived, rest.size());
    if (made.result == SEC_I_RENEGOTIATE) {
      ++interruptions_;
      takes_a_leg(arrived);
    }
    if (failed(made.result)) takes_a_leg();
    return true;
  }

  /// A leg with the first `arrived` bytes.
  void takes_a_leg(std::size_t& arrived) {
    bytes shown = first(arrived);
    buffers input{token(shown), empty()};
    const status result = takes_a_leg(input);
    for (std::size_t index = 0; index < input.size(); ++index) note(input[index], shown);
    use_up(arrived, failed(result) ? 0 : input.length_of(SECBUFFER_EXTRA));
    is_over_ = is_over_ || failed(result);
  }

  status takes_a_leg(PSecBufferDesc input) {
    buffers output{token(), alert()};
    call step = self_.usual_call();
    step.input = input;
    step.output = output;
    const status result = step.make();
    note("leg", result);
    written_ << "  attributes " << std::hex << step.attributes << std::dec << '\n';
    for (std::size_t index = 0; index < output.size(); ++index)
      written_ << "  " << output[index].BufferType << ": " << output[index].cbBuffer << '\n';
    const bytes said = take(output[0]);
    take(output[1]);
    note_records(said);
    self_.sends(said);
    answered_();
    return result;
  }

  peer& self_;
  dice dice_;
  std::function<void()> answered_;
  SecPkgContext_StreamSizes sizes_;
  bool is_over_ = false;
  int interruptions_ = 0;
  std::ostringstream written_;
};

}  // namespace peers
