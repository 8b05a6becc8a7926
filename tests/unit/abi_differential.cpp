// The same story told through the C functions to ends that differ in who protects their records: every status
// and every SecBuffer is the same.
#include <ios>

#include "abi/context.h"
#include "insides.h"
#include "protected_credentials.h"
#include "seeds.h"

using namespace peers;
using schannel::test::accounts;
using schannel::test::credential_for;
using schannel::test::language;
using schannel::test::protects;

namespace {

constexpr std::size_t longest = schannel::tls::max_plaintext;

/// How a story ends. OpenSSL has no functions to say the last two, and garbage is refused before it is asked.
enum class ending : std::uint32_t { altered, repeated, fatal, goodbye, leave, garbage, own_alert };
constexpr std::uint32_t endings = 7;

struct story {
  language spoken;
  role listener;
  std::uint32_t seed;

  ending ends() const { return ending{seed % endings}; }
  /// Who can tell it.
  std::vector<protects> tellers() const {
    auto all = schannel::test::comparable(spoken, schannel::test::insides_of(listener), {});
    if (ends() >= ending::garbage) std::erase(all, protects::openssl);
    return all;
  }
};

/// Tells one random story to a listener, and writes down what each of its calls returned.
class telling {
 public:
  telling(const story& what, protects who)
      : dice_(what.seed),
        is_newest_(what.spoken.version == schannel::tls::version::tls1_3),
        ending_(what.ends()),
        both_(pair_of(credential_for(role::client, what.spoken, protector(role::client, what, who)),
                      credential_for(role::server, what.spoken, protector(role::server, what, who)))),
        listener_(both_[what.listener]),
        speaker_(both_[other(what.listener)]) {
    if (who == protects::ours_alone) both_.client.passes(no_late_requests_.shown());
    REQUIRE(shake_hands(both_).both_established());
    // Tickets, which have a server's first records.
    while (!both_.client.inbox().empty()) both_.client.reads();
    sizes_ = listener_.sizes();
    REQUIRE(inside(listener_).engine()->is_retired() == (who == protects::ours_alone));
  }

  std::string told() {
    asks_for_sizes();
    for (int chapter = 0; chapter < 10; ++chapter) {
      for (std::uint32_t events = 1 + dice_.roll(5); events > 0; --events) happens();
      listens();
    }
    ends();
    listens();
    goes_on_calling();
    return written_.str();
  }

 private:
  static protects protector(role end, const story& what, protects who) {
    return end == what.listener ? who : protects::ours;
  }
  static schannel::core::connection& inside(peer& one) {
    return schannel::abi::contexts().find(one.context())->connection;
  }

  // --- The account.

  void note(const char* function, status result) {
    written_ << function << ' ' << std::hex << static_cast<std::uint32_t>(result.value) << std::dec << '\n';
  }

  /// Says of each buffer what it is, how long, and where it lies in `memory`.
  void note(const SecBuffer& one, byte_view memory) {
    const auto* at = static_cast<const std::uint8_t*>(one.pvBuffer);
    written_ << "  " << one.BufferType << ": " << one.cbBuffer;
    if (at != nullptr) written_ << " at " << at - memory.data();
    written_ << '\n';
  }

  void note_token(const bytes& token) {
    for (const bytes& record : records_of(token))
      written_ << "  says " << static_cast<int>(record[0]) << ' ' << record.size() << '\n';
  }

  // --- The listener's calls.

  void asks_for_sizes() {
    SecPkgContext_StreamSizes sizes{};
    note("QueryContextAttributes",
         {QueryContextAttributesW(listener_.context(), SECPKG_ATTR_STREAM_SIZES, &sizes)});
    written_ << sizes.cbHeader << ' ' << sizes.cbTrailer << ' ' << sizes.cbMaximumMessage << ' '
             << sizes.cBuffers << ' ' << sizes.cbBlockSize << '\n';
  }

  /// Takes what is on its way, cut anywhere.
  void listens() {
    bytes& inbox = listener_.inbox();
    for (std::size_t arrived = 0; !is_over_ && !inbox.empty();) {
      arrived = std::min<std::size_t>(inbox.size(), arrived + 1 + dice_.roll(4000));
      while (!is_over_ && arrived != 0 && decrypts(arrived)) {
      }
      if (arrived == inbox.size() && arrived != 0) break;  // the rest never comes
    }
  }

  bytes first(std::size_t arrived) {
    const auto begin = listener_.inbox().begin();
    return {begin, begin + static_cast<std::ptrdiff_t>(arrived)};
  }

  /// All but the last `rest` of the bytes that have arrived are gone.
  void use_up(std::size_t& arrived, std::size_t rest) {
    const auto begin = listener_.inbox().begin();
    listener_.inbox().erase(begin, begin + static_cast<std::ptrdiff_t>(arrived - rest));
    arrived = rest;
  }

  /// The first record of the first `arrived` bytes, of which what was used is gone then. False when more has
  /// to arrive.
  bool decrypts(std::size_t& arrived) {
    const bytes shown = first(arrived);
    const opening made = listener_.opens(shown);
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
    if (made.result == SEC_I_RENEGOTIATE) takes_a_leg(arrived);
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

  void takes_a_leg() { takes_a_leg(nullptr); }

  status takes_a_leg(PSecBufferDesc input) {
    buffers output{token(), alert()};
    call step = listener_.usual_call();
    step.input = input;
    step.output = output;
    const status result = step.make();
    note("leg", result);
    written_ << "  attributes " << std::hex << step.attributes << std::dec << '\n';
    for (std::size_t index = 0; index < output.size(); ++index)
      written_ << "  " << output[index].BufferType << ": " << output[index].cbBuffer << '\n';
    const bytes said = take(output[0]);
    take(output[1]);
    note_token(said);
    listener_.sends(said);
    speaker_listens();
    return result;
  }

  void encrypts(std::size_t length) { encrypts(length, sizes_.cbHeader, sizes_.cbTrailer); }

  /// Into three buffers with a gap between them, or without.
  void encrypts(std::size_t length, std::size_t header, std::size_t trailer) {
    const std::size_t gap = dice_.roll(3);
    bytes memory(header + gap + length + gap + trailer, 'e');
    std::uint8_t* const text = memory.data() + header + gap;
    buffers message{buffer(SECBUFFER_STREAM_HEADER, memory.data(), header),
                    buffer(SECBUFFER_DATA, text, length),
                    buffer(SECBUFFER_STREAM_TRAILER, text + length + gap, trailer), empty()};
    const status result{EncryptMessage(listener_.context(), 0, message, 0)};
    note("EncryptMessage", result);
    for (std::size_t index = 0; index < message.size(); ++index) note(message[index], memory);
    if (failed(result)) return;
    bytes record;
    for (std::size_t index = 0; index < 3; ++index) {
      const bytes part = content(message[index]);
      record.insert(record.end(), part.begin(), part.end());
    }
    note_token(record);
    CHECK(speaker_.opens(record) == std::string(length, 'e'));
  }

  void applies(DWORD what) {
    note("ApplyControlToken", listener_.apply_control_token(what));
    takes_a_leg();
  }

  void raises(DWORD level, DWORD number) {
    SCHANNEL_ALERT_TOKEN wanted{SCHANNEL_ALERT, level, number};
    buffers tokens{buffer(SECBUFFER_TOKEN, &wanted, sizeof wanted)};
    note("ApplyControlToken", listener_.apply_control_tokens(tokens));
    takes_a_leg();
  }

  // --- The speaker, whose records our record layer protects.

  void speaker_listens() {
    while (!speaker_.inbox().empty()) {
      const opening made = speaker_.opens(speaker_.inbox());
      note("its peer", made.result);
      if (made.result == SEC_E_INCOMPLETE_MESSAGE || failed(made.result)) return speaker_.inbox().clear();
      speaker_.inbox() = made.extra();
      if (made.result == SEC_I_RENEGOTIATE) note("its peer's leg", speaker_.continues().result);
    }
  }

  void speaks(std::size_t length) { speaker_.says(to_text(dice_.roll_bytes(length))); }

  void changes_key() {
    REQUIRE(inside(speaker_).engine()->update_key());
    speaker_.sends(speaker_.steps_without_input().token);
  }

  /// A renegotiation, with nothing in between.
  void asks_again(peer& one) {
    listens();
    if (is_over_) return;
    if (&one == &listener_) takes_a_leg();
    if (&one == &speaker_) speaker_.sends(speaker_.steps_without_input().token);
    for (int turn = 0; turn < 8; ++turn) {
      listens();
      speaker_listens();
    }
  }

  // --- The story.

  void happens() {
    switch (dice_.roll(12)) {
      case 0:
        return speaks(0);
      case 1:
        return speaks(longest);
      case 2:
        return is_newest_ ? changes_key() : asks_again(speaker_);
      case 3:
        return is_newest_ ? speaks(17) : asks_again(listener_);
      case 4:
        return asks_for_sizes();
      case 5:
        return encrypts(longest + dice_.roll(2));
      case 6: {
        const std::size_t header = sizes_.cbHeader - dice_.roll(2);
        const std::size_t trailer = sizes_.cbTrailer - dice_.roll(2);
        return encrypts(10, header, trailer);
      }
      case 7:
      case 8:
        return encrypts(1 + dice_.roll(300));
      default:
        return speaks(dice_.roll(700));
    }
  }

  void ends() {
    listens();
    bytes& inbox = listener_.inbox();
    switch (ending_) {
      case ending::altered:
        speaks(20);
        if (!inbox.empty()) inbox.back() ^= static_cast<std::uint8_t>(1 + dice_.roll(255));
        return;
      case ending::repeated: {
        speaks(20);
        const bytes once = inbox;
        return speaker_.sends(once);
      }
      case ending::fatal:
        speaker_.raises(TLS1_ALERT_FATAL, TLS1_ALERT_ACCESS_DENIED);
        return;
      case ending::goodbye:
        speaker_.shuts_down();
        return;
      case ending::leave:
        applies(SCHANNEL_SHUTDOWN);
        return speaks(30);
      case ending::garbage:
        return speaker_.sends(dice_.roll_bytes(40));
      case ending::own_alert:
        return raises(TLS1_ALERT_FATAL, TLS1_ALERT_ACCESS_DENIED);
    }
  }

  /// What every function says of a connection that has ended.
  void goes_on_calling() {
    asks_for_sizes();
    encrypts(10);
    bytes something(10, 23);
    const opening made = listener_.opens(something);
    note("DecryptMessage", made.result);
    takes_a_leg();
    applies(SCHANNEL_SHUTDOWN);
    applies(SCHANNEL_RENEGOTIATE);
  }

  dice dice_;
  bool is_newest_;
  ending ending_;
  requirement_buffer no_late_requests_{no_late_authentication};
  pair both_;
  peer& listener_;
  peer& speaker_;
  SecPkgContext_StreamSizes sizes_{};
  bool is_over_ = false;
  std::ostringstream written_;
};

}  // namespace

TEST_CASE("whoever protects the records, the C functions return the same") {
  for (const language& spoken : schannel::test::aead_suites) {
    for (const role listener : every_role) {
      for (const std::uint32_t seed : schannel::test::seeds(7, 2)) {
        const story what{spoken, listener, seed};
        accounts all;
        for (const protects who : what.tellers()) {
          CAPTURE(spoken.suite);
          CAPTURE(name_of(listener));
          CAPTURE(seed);
          CAPTURE(static_cast<int>(who));
          all.compare(telling(what, who).told());
        }
      }
    }
  }
}
