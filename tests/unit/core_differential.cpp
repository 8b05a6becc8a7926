// The same story told to two receivers, of which one opens records itself and the other leaves that to
// OpenSSL: both must say the same of every byte, and what they say must reach the speaker.
#include "witness.h"

using namespace schannel;
using namespace schannel::test;

namespace {

/// So few records with one key that stories change keys of their own.
constexpr ossl::key_usage few{.renewed_from = 3, .limit = 5};

struct story {
  language spoken;
  tls::role listener;
  std::uint32_t seed;
  /// What suites differ in is left out: lengths on the wire, and empty messages and alerts that OpenSSL does
  /// not seal for others.
  bool fits_all_suites = false;
};

/// Tells one random story to a receiver and writes down all that it answers.
class telling {
 public:
  telling(const story& what, opens who)
      : dice_(what.seed),
        version_(what.spoken.version),
        fits_all_suites_(what.fits_all_suites),
        speaker_{begin(what.listener == tls::role::client ? tls::role::server : tls::role::client,
                       what.spoken,
                       {.allows_late_authentication = who != opens::ours_alone,
                        .opens_through_openssl = what.seed % 2 == 0})},
        listener_({begin(what.listener, what.spoken, listening(what.seed, who))}, !what.fits_all_suites,
                  what.seed, [this](tls::byte_vector said) { speaker_takes(said); }) {
    end& client = what.listener == tls::role::client ? listener_.self() : speaker_;
    end& server = what.listener == tls::role::client ? speaker_ : listener_.self();
    shake_hands(client, server);
    REQUIRE(client.connection.facts());
    REQUIRE(server.connection.facts());
    REQUIRE(listener_.self().connection.engine()->is_retired() == (who == opens::ours_alone));
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
  static ossl::request listening(std::uint32_t seed, opens who) {
    return {.usage = seed % 3 == 0 ? few : ossl::key_usage{}, .opens_through_openssl = who == opens::openssl};
  }

  void sends(const tls::byte_vector& record) {
    wire_.insert(wire_.end(), record.begin(), record.end());
    latest_ = record;
  }

  void happens() {
    switch (dice_.roll(10)) {
      case 0:
        return speaks(0);
      case 1:
        return speaks(tls::max_plaintext);
      case 2:
        return raises(tls::alert_description::user_canceled);
      case 3:
        return version_ == tls::version::tls1_3 ? updates_key() : asks_again();
      case 4:
      case 5:
        return replies();
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

  /// The listener speaks; its records are the speaker's to open.
  void replies() {
    const std::string text(dice_.roll(300), 'r');
    const auto record = sealed(listener_.self().connection, text);
    listener_.account() << (record ? "replies " : "cannot reply ") << text.size() << '\n';
    if (record) CHECK(text_of(speaker_.connection, *record) == text);
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
    }
  }

  void ends() {
    switch (dice_.roll(fits_all_suites_ ? 2 : 5)) {
      case 0:  // altered
        speaks(20);
        if (!wire_.empty()) wire_.back() ^= static_cast<std::uint8_t>(1 + dice_.roll(255));
        return;
      case 1:  // twice
        speaks(20);
        return sends(latest_);
      case 2:  // garbage
        return sends(dice_.roll_bytes(40));
      case 3: {  // fatal
        const auto record =
            speaker_.connection.say_now({tls::alert_level::fatal, tls::alert_description::access_denied});
        if (record) sends(*record);
        return;
      }
      default: {
        const auto record = speaker_.connection.say_now(tls::close_notify);
        if (record) sends(*record);
      }
    }
  }

  void listens() { listener_.hears(std::exchange(wire_, {})); }

  peers::dice dice_;
  tls::version version_;
  bool fits_all_suites_;
  end speaker_;
  witness listener_;
  tls::byte_vector wire_;
  tls::byte_vector latest_;
  int warnings_ = 0;
};

const language aead_suites[] = {
    {tls::version::tls1_2, "ECDHE-RSA-AES128-GCM-SHA256"},
    {tls::version::tls1_2, "ECDHE-RSA-AES256-GCM-SHA384"},
    {tls::version::tls1_2, "ECDHE-RSA-CHACHA20-POLY1305"},
    {tls::version::tls1_3, "TLS_AES_128_GCM_SHA256"},
    {tls::version::tls1_3, "TLS_AES_256_GCM_SHA384"},
    {tls::version::tls1_3, "TLS_CHACHA20_POLY1305_SHA256"},
};

}  // namespace

TEST_CASE("whoever opens the records, they say the same") {
  for (const language& spoken : aead_suites) {
    for (const tls::role listener : {tls::role::client, tls::role::server}) {
      for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(spoken.suite);
        CAPTURE(static_cast<int>(listener));
        CAPTURE(seed);
        const story what{spoken, listener, seed};
        const std::string ours = telling(what, opens::ours).told();
        const std::string openssl = telling(what, opens::openssl).told();
        CHECK(difference(ours, openssl) == "");
        if (spoken.version == tls::version::tls1_3 && listener == tls::role::server)
          CHECK(difference(telling(what, opens::ours_alone).told(), openssl) == "");
        CHECK(ours.size() > 100);
      }
    }
  }
}

TEST_CASE("over a suite that is OpenSSL's alone the story is the same") {
  const language fallback{tls::version::tls1_2, "ECDHE-RSA-AES256-SHA384"};
  for (const tls::role listener : {tls::role::client, tls::role::server}) {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
      if (seed % 3 == 0) continue;  // its keys do not wear out
      CAPTURE(static_cast<int>(listener));
      CAPTURE(seed);
      const std::string openssl = telling({fallback, listener, seed, true}, opens::openssl).told();
      const std::string ours = telling({tls::version::tls1_2, listener, seed, true}, opens::ours).told();
      CHECK(difference(openssl, ours) == "");
    }
  }
}
