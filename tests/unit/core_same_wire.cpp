// One story, told twice with the same random numbers: to an end all of whose records OpenSSL seals, and to
// one that seals them itself, those included that OpenSSL writes inside and that are framed anew. What
// reaches the wire is the same. The other end is OpenSSL's alone, and opens it with the keys that it knows.
#include "equal_tickets.h"
#include "loaded_dice.h"
#include "openssl_end.h"
#include "seeds.h"
#include "witness.h"

using namespace schannel;
using namespace schannel::test;

namespace {

/// How a story ends. Only a server of TLS 1.2 can be asked for a suite that it does not have.
enum class ending : std::uint32_t { leave, goodbye, altered, refusal };
constexpr std::uint32_t endings = 4;

struct story {
  language spoken;
  tls::role ours;
  std::uint32_t seed;

  bool is_newest() const { return spoken.version == tls::version::tls1_3; }
  bool is_server() const { return ours == tls::role::server; }
  tls::role theirs() const { return is_server() ? tls::role::client : tls::role::server; }
  ending ends() const { return ending{seed % endings}; }
  /// Whether our server has no use for an SSL once the handshake is over.
  bool can_retire() const { return is_newest() && is_server() && seed % 3 == 0; }
  /// Behind a renegotiation OpenSSL begins anywhere to count the nonces that AES-GCM sends along, and our
  /// record layer with 0.
  bool sends_nonces() const { return !is_newest() && spoken.suite.find("GCM") != std::string::npos; }
};

/// What came of a story.
struct account {
  std::vector<bytes> sent;  ///< the records that our end sent
  std::string heard;        ///< the text that the other end found in them
  bytes read;               ///< and all else
  std::string told;         ///< what our end made of what it was sent
};

/// Tells one random story to an end of ours.
class telling {
 public:
  telling(const story& what, protects who)
      : story_(what),
        dice_(what.seed),
        chance_(what.seed),
        ours_({begins(who)}, true, what.seed, [this](const tls::byte_vector& said) { sends(said); }),
        theirs_(what.theirs(), what.spoken.version, localhost_certificate()) {
    shakes_hands();
    const bool retires = what.can_retire() && who == protects::ours;
    REQUIRE(ours_.self().connection.engine()->is_retired() == retires);
  }

  account told() {
    for (int event = 0; event < 25; ++event) happens();
    ends();
    return {sent_, theirs_.heard(), theirs_.read(), ours_.told()};
  }

 private:
  core::connection begins(protects who) {
    const ossl::context context = context_of(story_.ours, story_.spoken, settings_for(who));
    if (story_.is_server()) give_equal_tickets(context);
    chance_.begin_anew();
    auto made = core::connection::begin(context, {});
    REQUIRE(made);
    return *std::move(made);
  }

  void shakes_hands() {
    end& self = ours_.self();
    if (story_.can_retire()) theirs_.forbids_late_questions();
    story_.is_server() ? arrives(theirs_.says_hello()) : sends(self.connection.take_outbox());
    while (!self.connection.facts()) {
      self.inbox.insert(self.inbox.end(), arriving_.begin(), arriving_.end());
      arriving_.clear();
      chance_.begin_anew();
      REQUIRE(self.advances());
      sends(self.connection.take_outbox());
    }
    listens();
  }

  void arrives(const bytes& said) { arriving_.insert(arriving_.end(), said.begin(), said.end()); }

  /// The other end opens `said` record by record, and answers.
  void sends(const tls::byte_vector& said) {
    tls::for_each_record(said, [this](const tls::whole_record&, tls::const_bytes record) {
      sent_.emplace_back(record.begin(), record.end());
      chance_.begin_anew();
      arrives(theirs_.opens(sent_.back()));
    });
  }

  void listens() {
    while (!arriving_.empty() && !ours_.has_stopped()) {
      chance_.begin_anew();
      ours_.hears(std::exchange(arriving_, {}));
    }
  }

  void happens() {
    chance_.begin_anew();
    switch (dice_.roll(7)) {
      case 0:
        arrives(theirs_.says(std::string(1 + dice_.roll(700), 't')));
        break;
      case 1:
        if (story_.is_newest()) REQUIRE(ours_.self().connection.engine()->update_key());
        ours_.takes_a_leg();
        break;
      case 2:
        arrives(story_.is_newest() ? theirs_.updates_its_key() : theirs_.asks_for_handshake());
        break;
      case 3:
        if (story_.is_newest() && !story_.can_retire()) asks_for_certificate();
        break;
      case 4:
        speaks(1 + dice_.roll(tls::max_plaintext));
        break;
      default:
        speaks(1 + dice_.roll(700));
    }
    listens();
  }

  void speaks(std::size_t length) {
    const auto record = sealed(ours_.self().connection, std::string(length, 's'));
    REQUIRE(record);
    sends(*record);
  }

  /// The server asks, and gives tickets.
  void asks_for_certificate() {
    if (!story_.is_server()) {
      arrives(theirs_.gives_a_ticket());
      return arrives(theirs_.asks_for_certificate());
    }
    core::connection& server = ours_.self().connection;
    server.want_client_certificate(true);
    ours_.takes_a_leg();
    server.want_client_certificate(false);
  }

  void ends() {
    chance_.begin_anew();
    switch (story_.ends()) {
      case ending::leave:
        says_goodbye();
        break;
      case ending::goodbye:
        arrives(theirs_.says_goodbye());
        listens();
        says_goodbye();
        break;
      case ending::refusal:
        if (!story_.is_newest() && story_.is_server()) return refuses(theirs_.asks_for_camellia());
        [[fallthrough]];
      case ending::altered:
        arrives(theirs_.says("altered"));
        arriving_.back() ^= 1;
    }
    listens();
  }

  /// A handshake that cannot be; OpenSSL has an alert for it.
  void refuses(const bytes& hello) {
    constexpr int handshake_failure = 40;
    end& self = ours_.self();
    CHECK_FALSE(self.connection.advance(hello));
    sends(self.connection.take_outbox());
    CHECK(theirs_.heard_alert() == handshake_failure);
  }

  void says_goodbye() {
    const auto record = ours_.self().connection.say_now(tls::close_notify);
    REQUIRE(record);
    sends(*record);
  }

  story story_;
  peers::dice dice_;
  loaded_dice chance_;
  witness ours_;
  openssl_end theirs_;
  bytes arriving_;
  std::vector<bytes> sent_;
};

/// How many of these records, from the first one on, have the same numbers whoever seals them.
std::size_t equally_numbered(const story& what, const std::vector<bytes>& sent) {
  if (!what.sends_nonces()) return sent.size();
  const auto changes_keys = [](const bytes& record) {
    return record[0] == static_cast<std::uint8_t>(tls::content_type::change_cipher_spec);
  };
  const auto first = std::ranges::find_if(sent, changes_keys);
  REQUIRE(first != sent.end());
  return static_cast<std::size_t>(std::find_if(first + 1, sent.end(), changes_keys) - sent.begin());
}

void compare(const story& what) {
  const account one = telling(what, protects::openssl).told();
  const account other = telling(what, protects::ours).told();
  CHECK(difference(one.told, other.told) == "");
  CHECK(one.heard == other.heard);
  CHECK(one.read == other.read);
  REQUIRE(one.sent.size() == other.sent.size());
  const auto differing = std::ranges::mismatch(one.sent, other.sent).in1 - one.sent.begin();
  CHECK(static_cast<std::size_t>(differing) >= equally_numbered(what, one.sent));
}

}  // namespace

TEST_CASE("whoever seals, the same bytes reach the wire") {
  localhost_certificate();  // is made with other random numbers
  for (const language& spoken : aead_suites) {
    for (const tls::role ours : {tls::role::client, tls::role::server}) {
      for (const std::uint32_t seed : seeds(4)) {
        CAPTURE(spoken.suite);
        CAPTURE(static_cast<int>(ours));
        CAPTURE(seed);
        compare({spoken, ours, seed});
      }
    }
  }
}
