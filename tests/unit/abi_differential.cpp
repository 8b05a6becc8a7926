// The same story told through the C functions to ends that differ in who protects their records: every status
// and every SecBuffer is the same.
#include "abi/context.h"
#include "abi_witness.h"
#include "equal_tickets.h"
#include "insides.h"
#include "protected_credentials.h"
#include "seeds.h"

using namespace peers;
using schannel::test::accounts;
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

  bool is_newest() const { return spoken.version == schannel::tls::version::tls1_3; }
  ending ends() const { return ending{seed % endings}; }
  /// Whether the server asks for the client's certificate now and then, and gives a ticket for it; one that
  /// may retire does in some stories alone.
  bool asks_for_certificates() const { return is_newest() && (listener == role::client || seed % 3 == 0); }
  /// Who can tell it.
  std::vector<protects> tellers() const {
    auto all = schannel::test::comparable(spoken, schannel::test::insides_of(listener), {});
    if (asks_for_certificates()) std::erase(all, protects::ours_alone);
    if (ends() >= ending::garbage) std::erase(all, protects::openssl);
    return all;
  }
};

schannel::core::connection& inside(peer& one) {
  return schannel::abi::contexts().find(one.context())->connection;
}

/// Both ends when their handshake is complete. `who` protects the listener's records, and our record layer
/// the speaker's.
class established_ends {
 public:
  established_ends(const story& what, protects who)
      : both_(pair_of(shown_by(role::client, what, who), shown_by(role::server, what, who))),
        listener_(both_[what.listener]),
        speaker_(both_[other(what.listener)]) {
    if (who == protects::ours_alone) both_.client.passes(no_late_requests_.shown());
    REQUIRE(shake_hands(both_).both_established());
    REQUIRE(inside(listener_).engine()->is_retired() == (who == protects::ours_alone));
  }

  peer& listener() { return listener_; }
  peer& speaker() { return speaker_; }
  peer& server() { return both_.server; }

 private:
  static credential shown_by(role end, const story& what, protects who) {
    const protects protector = end == what.listener ? who : protects::ours;
    credential made = schannel::test::credential_for(end, what.spoken, protector);
    if (end == role::server) schannel::test::give_equal_tickets(schannel::test::context_of(end, made));
    return made;
  }

  requirement_buffer no_late_requests_{no_late_authentication};
  pair both_;
  peer& listener_;
  peer& speaker_;
};

/// Tells one random story to a listener, which writes down what each of its calls returned.
class telling {
 public:
  telling(const story& what, protects who)
      : story_(what),
        dice_(what.seed),
        both_(what, who),
        speaker_(both_.speaker()),
        listener_(both_.listener(), what.seed, [this] { speaker_listens(); }) {}

  std::string told() {
    listener_.asks_for_sizes();
    speaker_listens();  // a client has a ticket; one that listens takes it in the first chapter
    for (int chapter = 0; chapter < 10; ++chapter) {
      for (std::uint32_t events = 1 + dice_.roll(5); events > 0; --events) happens();
      listener_.listens();
    }
    ends();
    listener_.listens();
    goes_on_calling();
    return listener_.told();
  }

 private:
  void happens() {
    switch (dice_.roll(13)) {
      case 0:
        return speaks(0);
      case 1:
        return speaks(longest);
      case 2:
        return story_.is_newest() ? changes_key() : asks_again(speaker_);
      case 3:
        return story_.is_newest() ? speaks(17) : asks_again(listener_.self());
      case 4:
        return listener_.asks_for_sizes();
      case 5:
        return replies(longest + dice_.roll(2));
      case 6:
        return replies_in_less_room();
      case 7:
      case 8:
        return replies(1 + dice_.roll(300));
      case 9:
        if (story_.asks_for_certificates()) return asks_for_certificate();
        [[fallthrough]];
      default:
        return speaks(dice_.roll(700));
    }
  }

  void speaks(std::size_t length) { speaker_.says(to_text(dice_.roll_bytes(length))); }

  void replies(std::size_t length) {
    const std::string text(length, 'e');
    speaker_opens(listener_.encrypts(text), text);
  }

  void replies_in_less_room() {
    const std::size_t header = listener_.sizes().cbHeader - dice_.roll(2);
    const std::size_t trailer = listener_.sizes().cbTrailer - dice_.roll(2);
    const std::string text(10, 'e');
    speaker_opens(listener_.encrypts(text, header, trailer), text);
  }

  /// There is no record of what could not be encrypted.
  void speaker_opens(const bytes& record, const std::string& text) {
    if (!record.empty()) CHECK(speaker_.opens(record) == text);
  }

  /// What the listener says of itself: a change of its keys, a part of a handshake, a ticket, an alert.
  void speaker_listens() {
    while (!speaker_.inbox().empty()) {
      const opening made = speaker_.opens(speaker_.inbox());
      listener_.note("its peer", made.result);
      if (made.result == SEC_E_INCOMPLETE_MESSAGE || failed(made.result)) return speaker_.inbox().clear();
      speaker_.inbox() = made.extra();
      if (!(made.result == SEC_I_RENEGOTIATE)) continue;
      ++interruptions_of_speaker_;
      listener_.note("its peer's leg", speaker_.continues().result);
    }
  }

  void changes_key() {
    REQUIRE(inside(speaker_).engine()->update_key());
    speaker_takes_a_leg();
  }

  void speaker_takes_a_leg() { speaker_.sends(speaker_.steps_without_input().token); }

  void takes_a_leg(peer& one) { &one == &speaker_ ? speaker_takes_a_leg() : listener_.takes_a_leg(); }

  /// A renegotiation, with nothing in between.
  void asks_again(peer& one) {
    listener_.listens();
    if (listener_.is_over()) return;
    takes_a_leg(one);
    for (int turn = 0; turn < 8; ++turn) {
      listener_.listens();
      speaker_listens();
    }
  }

  /// The server asks and gets an answer, for which it gives a ticket.
  void asks_for_certificate() {
    listener_.listens();
    if (listener_.is_over()) return;
    const int before = interruptions_of_client();
    peer& server = both_.server();
    server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    takes_a_leg(server);
    if (&server == &speaker_) speaks(20);
    listener_.listens();
    CHECK(interruptions_of_client() == before + 2);
    server.wants(usual_requirements(role::server));
    listener_.asks_for_certificate_of_peer();
    CHECK(certificate_seen_by(server).encoded == client_certificate().encoded());
  }

  int interruptions_of_client() const {
    return story_.listener == role::client ? listener_.interruptions() : interruptions_of_speaker_;
  }

  void ends() {
    listener_.listens();
    bytes& inbox = listener_.self().inbox();
    switch (story_.ends()) {
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
        listener_.applies(SCHANNEL_SHUTDOWN);
        return speaks(30);
      case ending::garbage:
        return speaker_.sends(dice_.roll_bytes(40));
      case ending::own_alert:
        return listener_.raises(TLS1_ALERT_FATAL, TLS1_ALERT_ACCESS_DENIED);
    }
  }

  /// What every function says of a connection that has ended.
  void goes_on_calling() {
    listener_.asks_for_sizes();
    replies(10);
    listener_.decrypts(bytes(10, 23));
    listener_.takes_a_leg();
    listener_.applies(SCHANNEL_SHUTDOWN);
    listener_.applies(SCHANNEL_RENEGOTIATE);
  }

  story story_;
  dice dice_;
  established_ends both_;
  peer& speaker_;
  abi_witness listener_;
  int interruptions_of_speaker_ = 0;
};

}  // namespace

TEST_CASE("whoever protects the records, the C functions return the same") {
  for (const language& spoken : schannel::test::aead_suites) {
    for (const role listener : every_role) {
      for (const std::uint32_t seed : schannel::test::seeds(7)) {
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
