// The same story told to several ends, of which one protects its records itself and another leaves that to
// OpenSSL: all must say the same of every byte, and what they say must reach the speaker.
#include "seeds.h"
#include "witness.h"

using namespace schannel;
using namespace schannel::test;

namespace {

/// So few records with one key that stories change keys of their own.
constexpr ossl::key_usage few{.renewed_from = 3, .limit = 5};

/// How a story may end. Those for every suite come first.
enum class ending : std::uint32_t { altered, repeated, garbage, fatal, leave, goodbye };
constexpr std::uint32_t endings_for_every_suite = 2;
constexpr std::uint32_t endings = 6;

struct story {
  language spoken;
  tls::role listener;
  std::uint32_t seed;
  /// What suites differ in is left out: lengths on the wire, and empty messages and alerts that OpenSSL does
  /// not seal for others.
  bool fits_all_suites = false;

  /// Whether the listener's keys do.
  bool wears_out() const { return seed % 3 == 0; }
  ossl::key_usage usage() const { return wears_out() ? few : ossl::key_usage{}; }
  ending ends() const {
    return ending{peers::dice(~seed).roll(fits_all_suites ? endings_for_every_suite : endings)};
  }
  /// Whether the server asks for the client's certificate now and then; one that may retire does in some
  /// stories alone.
  bool asks_for_certificates() const {
    return spoken.version == tls::version::tls1_3 && (listener == tls::role::client || seed % 4 == 1);
  }
  /// Who can tell it. Nobody has to open garbage to refuse it, and OpenSSL has no function that says so.
  std::vector<protects> tellers() const {
    auto all = comparable(spoken, listener, usage());
    if (asks_for_certificates()) std::erase(all, protects::ours_alone);
    if (ends() == ending::garbage) std::erase(all, protects::openssl);
    return all;
  }
};

/// Tells one random story to a listener and writes down all that it answers.
class telling {
 public:
  telling(const story& what, protects who)
      : dice_(what.seed),
        version_(what.spoken.version),
        ending_(what.ends()),
        wears_out_(what.wears_out()),
        fits_all_suites_(what.fits_all_suites),
        asks_for_certificates_(what.asks_for_certificates()),
        speaker_{begin(what.listener == tls::role::client ? tls::role::server : tls::role::client,
                       what.spoken,
                       {.issues_tickets = true, .allows_late_authentication = who != protects::ours_alone},
                       {.left_to_openssl = {.opening = what.seed % 2 == 0}})},
        listener_({begin(what.listener, what.spoken, {.usage = what.usage()}, settings_for(who))},
                  !what.fits_all_suites, what.seed, [this](tls::byte_vector said) { speaker_takes(said); }) {
    end& client = what.listener == tls::role::client ? listener_.self() : speaker_;
    end& server = what.listener == tls::role::client ? speaker_ : listener_.self();
    shake_hands(client, server);
    // A ticket stands at the beginning of the story, and others behind answers that the server asked for.
    wire_ = std::exchange(listener_.self().inbox, {});
    REQUIRE(client.connection.facts());
    REQUIRE(server.connection.facts());
    REQUIRE(listener_.self().connection.engine()->is_retired() == (who == protects::ours_alone));
  }

  std::string told() {
    for (int chapter = 0; chapter < 12; ++chapter) {
      for (std::uint32_t events = 1 + dice_.roll(6); events > 0; --events) happens();
      listens();
    }
    ends();
    listens();
    return listener_.told();
  }

 private:
  void sends(const tls::byte_vector& record) {
    wire_.insert(wire_.end(), record.begin(), record.end());
    latest_ = record;
  }

  void happens() {
    switch (dice_.roll(12)) {
      case 0:
        return speaks(0);
      case 1:
        return speaks(tls::max_plaintext);
      case 2:
        return raises(tls::alert_description::user_canceled);
      case 3:
        return version_ == tls::version::tls1_3 ? updates_key() : asks_again();
      case 4:
        if (version_ == tls::version::tls1_3) return changes_key();
        [[fallthrough]];
      case 5:
      case 6:
        return replies();
      case 7:
        if (asks_for_certificates_) return asks_for_certificate();
        [[fallthrough]];
      default:
        return speaks(dice_.roll(700));
    }
  }

  void speaks(std::size_t length) {
    std::string text(std::max<std::size_t>(length, fits_all_suites_ ? 1 : 0), '\0');
    for (char& one : text) one = static_cast<char>(dice_.roll(256));
    if (const auto record = sealed(speaker_.connection, text)) sends(*record);
  }

  void raises(tls::alert_description what) {
    // TLS 1.3 has no other warning, and OpenSSL counts them.
    if (++warnings_ > 3 || fits_all_suites_) return speaks(10);
    if (const auto record = speaker_.connection.say_now({tls::alert_level::warning, what})) sends(*record);
  }

  void updates_key() {
    if (speaker_.connection.engine() == nullptr) return;  // the listener has broken off
    REQUIRE(speaker_.connection.engine()->update_key());
    REQUIRE(speaker_.connection.advance({}));
    sends(speaker_.connection.take_outbox());
  }

  /// A renegotiation from its beginning to its end, with nothing in between.
  void asks_again() {
    listens();
    if (listener_.has_stopped()) return;
    REQUIRE(speaker_.connection.advance({}));
    for (int turn = 0; turn < 8; ++turn) {
      sends(speaker_.connection.take_outbox());
      listens();
    }
  }

  /// The server asks and gets an answer; a speaker gives a ticket for it, which the next chapter has.
  void asks_for_certificate() {
    listens();
    if (listener_.has_stopped()) return;
    const bool listener_asks = !listener_.self().connection.is_client();
    core::connection& server = listener_asks ? listener_.self().connection : speaker_.connection;
    server.want_client_certificate(true);
    if (listener_asks) {
      listener_.takes_a_leg();
    } else {
      REQUIRE(server.advance({}));
      sends(server.take_outbox());
      speaks(20);
    }
    listens();
    server.want_client_certificate(false);
    CHECK_FALSE(server.facts()->peer_chain.empty());
  }

  /// The listener speaks; its records are the speaker's to open.
  void replies() {
    const std::string text(1 + dice_.roll(dice_.roll(8) == 0 ? tls::max_plaintext : 300), 'r');
    const auto record = sealed(listener_.self().connection, text);
    listener_.account() << (record ? "replies " : "cannot reply ") << text.size() << '\n';
    if (!record) return;
    if (!fits_all_suites_)
      listener_.account() << "in a record of " << static_cast<int>(record->front()) << ' ' << record->size()
                          << '\n';
    CHECK(text_of(speaker_.connection, *record) == text);
  }

  void changes_key() {
    listens();
    if (listener_.has_stopped()) return;
    // A key that wears out is changed by the leg itself.
    if (!wears_out_) REQUIRE(listener_.self().connection.engine()->update_key());
    listener_.takes_a_leg();
  }

  /// The listener says goodbye, and goes on listening.
  void takes_leave() {
    listens();
    const auto record = listener_.self().connection.say_now(tls::close_notify);
    listener_.account() << (record ? "says goodbye\n" : "cannot say goodbye\n");
    if (record) speaker_takes(*record);
    speaks(30);
    speaks(40);
  }

  /// What the listener says of itself: a change of its keys, a part of a handshake, an alert at its end.
  void speaker_takes(const tls::byte_vector& said) {
    speaker_.inbox.insert(speaker_.inbox.end(), said.begin(), said.end());
    while (!speaker_.inbox.empty()) {
      const auto found = opened(speaker_.connection, speaker_.inbox);
      if (!found) {
        listener_.account() << "its peer reads " << static_cast<int>(found.failure().received.description)
                            << '\n';
        return speaker_.inbox.clear();
      }
      listener_.account() << "its peer finds " << found->index() << '\n';
      REQUIRE(speaker_.advances());
      if (const auto answer = speaker_.connection.take_outbox(); !answer.empty()) sends(answer);
    }
  }

  void ends() {
    switch (ending_) {
      case ending::altered:
        speaks(20);
        if (!wire_.empty()) wire_.back() ^= static_cast<std::uint8_t>(1 + dice_.roll(255));
        return;
      case ending::repeated:
        speaks(20);
        return sends(latest_);
      case ending::garbage:
        return sends(dice_.roll_bytes(40));
      case ending::fatal: {
        const auto record =
            speaker_.connection.say_now({tls::alert_level::fatal, tls::alert_description::access_denied});
        if (record) sends(*record);
        return;
      }
      case ending::leave:
        return takes_leave();
      case ending::goodbye: {
        const auto record = speaker_.connection.say_now(tls::close_notify);
        if (record) sends(*record);
      }
    }
  }

  void listens() { listener_.hears(std::exchange(wire_, {})); }

  peers::dice dice_;
  tls::version version_;
  ending ending_;
  bool wears_out_;
  bool fits_all_suites_;
  bool asks_for_certificates_;
  end speaker_;
  witness listener_;
  tls::byte_vector wire_;
  tls::byte_vector latest_;
  int warnings_ = 0;
};

}  // namespace

TEST_CASE("whoever protects the records, they say the same") {
  for (const language& spoken : aead_suites) {
    for (const tls::role listener : {tls::role::client, tls::role::server}) {
      for (const std::uint32_t seed : seeds(12)) {
        const story what{spoken, listener, seed};
        accounts all;
        for (const protects who : what.tellers()) {
          CAPTURE(spoken.suite);
          CAPTURE(static_cast<int>(listener));
          CAPTURE(seed);
          CAPTURE(static_cast<int>(who));
          all.compare(telling(what, who).told());
        }
      }
    }
  }
}

TEST_CASE("over a suite that is OpenSSL's alone the story is the same") {
  const language fallback{tls::version::tls1_2, "ECDHE-RSA-AES256-SHA384"};
  for (const tls::role listener : {tls::role::client, tls::role::server}) {
    for (const std::uint32_t seed : seeds(12)) {
      const story what{fallback, listener, seed, true};
      if (what.wears_out()) continue;  // not the keys of this suite
      CAPTURE(static_cast<int>(listener));
      CAPTURE(seed);
      accounts both;
      both.compare(telling(what, protects::openssl).told());
      both.compare(telling({tls::version::tls1_2, listener, seed, true}, protects::ours).told());
    }
  }
}
