// The same story told to two receivers, of which one opens records itself and the other leaves that to
// OpenSSL: both must say the same of every byte.
#include <sstream>

#include "connections.h"
#include "support/chunks.h"

using namespace schannel;
using namespace schannel::test;

namespace {

/// Who opens the records.
enum class opens { ours, openssl, ours_alone };

/// Tells one random story to a receiver and writes down all that it answers.
class telling {
 public:
  telling(std::uint32_t seed, tls::version version, tls::role receiver, opens who)
      : dice_(seed),
        version_(version),
        speaker_{begin(receiver == tls::role::client ? tls::role::server : tls::role::client, version,
                       {.allows_late_authentication = who != opens::ours_alone})},
        listener_{begin(receiver, version, {.opens_through_openssl = who == opens::openssl})} {
    end& client = receiver == tls::role::client ? listener_ : speaker_;
    end& server = receiver == tls::role::client ? speaker_ : listener_;
    shake_hands(client, server);
    REQUIRE(listener_.connection.facts());
    REQUIRE(speaker_.connection.facts());
    REQUIRE(listener_.connection.engine()->is_retired() == (who == opens::ours_alone));
  }

  std::string told() {
    for (int chapter = 0; chapter < 12; ++chapter) {
      for (std::uint32_t events = 1 + dice_.roll(6); events > 0; --events) happens();
      listens();
    }
    ends();
    listens();
    return written_.str();
  }

 private:
  void sends(const tls::byte_vector& record) {
    wire_.insert(wire_.end(), record.begin(), record.end());
    latest_ = record;
  }

  void happens() {
    switch (dice_.roll(9)) {
      case 0:
        return speaks(0);
      case 1:
        return speaks(tls::max_plaintext);
      case 2:
        return raises(tls::alert_description::user_canceled);
      case 3:
        return version_ == tls::version::tls1_3 ? updates_key() : asks_again();
      case 4:
        return replies();
      default:
        return speaks(dice_.roll(700));
    }
  }

  void speaks(std::size_t length) {
    std::string text(length, '\0');
    for (char& one : text) one = static_cast<char>(dice_.roll(256));
    if (const auto record = sealed(speaker_.connection, text)) sends(*record);
  }

  void raises(tls::alert_description what) {
    // TLS 1.3 has no other warning, and OpenSSL counts them.
    if (++warnings_ > 3) return speaks(10);
    if (const auto record = speaker_.connection.say_now({tls::alert_level::warning, what})) sends(*record);
  }

  void updates_key() {
    REQUIRE(speaker_.connection.engine()->update_key());
    REQUIRE(speaker_.connection.advance({}));
    sends(speaker_.connection.take_outbox());
  }

  /// A renegotiation from its beginning to its end, with nothing in between.
  void asks_again() {
    listens();
    if (stopped_) return;
    REQUIRE(speaker_.connection.advance({}));
    sends(speaker_.connection.take_outbox());
    listens();
    for (int turn = 0; turn < 8; ++turn) {
      deliver(listener_, speaker_);
      if (!speaker_.inbox.empty()) {
        const auto sight = opened(speaker_.connection, speaker_.inbox);
        REQUIRE(sight);
        REQUIRE(speaker_.advances());
      }
      sends(speaker_.connection.take_outbox());
      listens();
    }
  }

  /// The listener speaks; its records are the speaker's to open.
  void replies() {
    if (const auto record = sealed(listener_.connection, "reply"))
      written_ << text_of(speaker_.connection, *record) << '\n';
  }

  void ends() {
    switch (dice_.roll(5)) {
      case 0:  // altered
        speaks(20);
        wire_.back() ^= static_cast<std::uint8_t>(1 + dice_.roll(255));
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

  /// Takes what is on the wire, cut anywhere.
  void listens() {
    while (!wire_.empty() && !stopped_) {
      const std::size_t arriving = std::min<std::size_t>(wire_.size(), 1 + dice_.roll(3000));
      heard_.insert(heard_.end(), wire_.begin(), wire_.begin() + static_cast<std::ptrdiff_t>(arriving));
      wire_.erase(wire_.begin(), wire_.begin() + static_cast<std::ptrdiff_t>(arriving));
      while (!heard_.empty() && !stopped_ && takes_a_record()) {
      }
    }
  }

  /// False when more has to arrive.
  bool takes_a_record() {
    const tls::byte_vector before = heard_;
    const auto found = opened(listener_.connection, heard_);
    if (!found) {
      written_ << "failure " << static_cast<int>(found.failure().why) << ' '
               << static_cast<int>(found.failure().received.description) << ' '
               << listener_.connection.take_outbox().size() << '\n';
      stopped_ = true;
      return false;
    }
    if (const auto* partial = std::get_if<tls::incomplete>(&*found)) {
      CHECK(heard_ == before);
      return partial->missing == 0;
    }
    std::size_t taken = 0;
    std::visit(
        [&](const auto& outcome) {
          if constexpr (requires { outcome.layout; }) taken = write_down(found->index(), outcome.layout);
        },
        *found);
    if (std::holds_alternative<core::interruption>(*found)) {
      CHECK(std::equal(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(taken), heard_.begin()));
      takes_a_leg(taken);
      return true;
    }
    stopped_ = std::holds_alternative<core::farewell>(*found);
    heard_.erase(heard_.begin(), heard_.begin() + static_cast<std::ptrdiff_t>(taken));
    return true;
  }

  std::size_t write_down(std::size_t kind, const core::record_layout& layout) {
    written_ << "found " << kind << ' ' << layout.length << ' ' << layout.header << ' ' << layout.plaintext
             << ' ';
    if (layout.plaintext != 0)
      written_.write(reinterpret_cast<const char*>(heard_.data()) + layout.header,
                     static_cast<std::streamsize>(layout.plaintext));
    written_ << '\n';
    return layout.length;
  }

  void takes_a_leg(std::size_t record) {
    const auto taken = listener_.connection.advance(tls::const_bytes(heard_).first(record));
    REQUIRE(taken);
    written_ << "leg " << taken->index() << ' ' << listener_.connection.outbox().size() << '\n';
    heard_.erase(heard_.begin(), heard_.begin() + static_cast<std::ptrdiff_t>(record));
    if (version_ == tls::version::tls1_3) answers_key_update();
  }

  /// What the listener answers to a KeyUpdate goes to the speaker at once.
  void answers_key_update() {
    deliver(listener_, speaker_);
    CHECK(speaker_.inbox.empty());
  }

  peers::dice dice_;
  tls::version version_;
  end speaker_;
  end listener_;
  tls::byte_vector wire_;
  tls::byte_vector heard_;
  tls::byte_vector latest_;
  int warnings_ = 0;
  bool stopped_ = false;
  std::ostringstream written_;
};

}  // namespace

TEST_CASE("whoever opens the records, they say the same") {
  for (const tls::version version : {tls::version::tls1_2, tls::version::tls1_3}) {
    for (const tls::role receiver : {tls::role::client, tls::role::server}) {
      for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(static_cast<int>(version));
        CAPTURE(static_cast<int>(receiver));
        CAPTURE(seed);
        const std::string ours = telling(seed, version, receiver, opens::ours).told();
        const std::string openssl = telling(seed, version, receiver, opens::openssl).told();
        CHECK(ours == openssl);
        if (version == tls::version::tls1_3 && receiver == tls::role::server)
          CHECK(telling(seed, version, receiver, opens::ours_alone).told() == openssl);
        CHECK(ours.size() > 100);
      }
    }
  }
}
