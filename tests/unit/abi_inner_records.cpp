// OpenSSL's SSL inside a connection counts its records apart from those on the wire, so it seals and opens
// some under numbers that are used there, too. What it writes and is fed must not get out.
#include <unordered_set>

#include "conformance/handshakes.h"
#include "eavesdropper.h"
#include "insides.h"
#include "openssl_end.h"
#include "support/chunks.h"
#include "written_aside.h"

using namespace peers;
using schannel::test::eavesdropper;
using schannel::test::openssl_end;
using schannel::test::written_aside;

namespace {

schannel::tls::version insides_of(tls version) {
  return version == tls::v1_2 ? schannel::tls::version::tls1_2 : schannel::tls::version::tls1_3;
}

credential shown_by(role who, tls version) {
  return who == role::client ? identified_client(version) : credential::of(role::server, version);
}

/// An end of ours that talks to one of OpenSSL's, and everything that its functions hand out.
class watched_end {
 public:
  watched_end(role who, tls version)
      : ours_(who, shown_by(who, version), std::make_shared<wire>()),
        theirs_(schannel::test::insides_of(other(who)), insides_of(version)) {
    if (who == role::server) ours_.wants(usual_requirements(who) | ASC_REQ_SESSION_TICKET);
  }

  openssl_end& theirs() { return theirs_; }
  const bytes& handed_out() const { return handed_out_; }
  std::size_t sent() const { return sent_; }
  bool heard_goodbye() const { return heard_goodbye_; }
  /// What the last call of the handshake's function came to.
  status stands() const { return stands_; }

  void shakes_hands() {
    if (ours_.who() == role::client) return steps();
    hears(theirs_.says_hello());
  }

  /// A call without input: another handshake, or a server's wish for a certificate.
  void asks_again() {
    if (ours_.who() == role::server) ours_.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    steps();
  }

  /// Text both ways. From then on the records that come next have other numbers inside than on the wire.
  void talks() {
    const std::size_t before = theirs_.heard().size();
    const peer::sealing made = ours_.seals("how do you do");
    REQUIRE(made.result == SEC_E_OK);
    sends(made.record);
    CHECK(theirs_.heard().substr(before) == "how do you do");
    hears(theirs_.says("very well"));
    CHECK(std::exchange(heard_, {}) == "very well");
  }

  void shuts_down() {
    const leg made = ours_.shuts_down();
    REQUIRE(made.result == SEC_E_OK);
    sends(made.token);
  }

  /// Takes what OpenSSL sent, by the function that it is for, and answers.
  void hears(bytes stream) {
    while (!stream.empty() && !heard_goodbye_ && !failed(stands_))
      stream = stands_ == SEC_E_OK ? opens(stream) : steps_with(stream);
  }

 private:
  /// Opens a record; returns what follows it.
  bytes opens(const bytes& stream) {
    const opening made = ours_.opens(stream);
    keeps(made.memory);
    if (made == SEC_I_RENEGOTIATE) {
      CHECK(made.memory == stream);
      return steps_with(stream);
    }
    heard_goodbye_ = made == goodbye;
    if (!heard_goodbye_) REQUIRE(made.result == SEC_E_OK);
    heard_ += made.text();
    return made.extra();
  }

  bytes steps_with(const bytes& stream) {
    const leg made = ours_.steps(stream);
    REQUIRE(made.extra < stream.size());
    follows(made);
    return {stream.end() - made.extra, stream.end()};
  }

  void steps() { follows(ours_.steps_without_input()); }

  void follows(const leg& made) {
    stands_ = made.result;
    sends(made.token);
  }

  /// OpenSSL opens what leaves, record by record, in its order.
  void sends(const bytes& stream) {
    keeps(stream);
    bytes answer;
    for (const bytes& record : records_of(stream)) {
      ++sent_;
      const bytes more = theirs_.opens(record);
      answer.insert(answer.end(), more.begin(), more.end());
    }
    hears(answer);
  }

  void keeps(const bytes& what) { handed_out_.insert(handed_out_.end(), what.begin(), what.end()); }

  peer ours_;
  openssl_end theirs_;
  status stands_{SEC_I_CONTINUE_NEEDED};
  bool heard_goodbye_ = false;
  std::string heard_;
  bytes handed_out_;
  std::size_t sent_ = 0;
};

/// How many records there are to overhear in a story, at the least.
struct least {
  std::size_t fed;
  std::size_t written;
};

least tell_story_of_tls1_2(watched_end& one) {
  for (int time = 0; time < 2; ++time) {
    one.asks_again();
    one.talks();
    one.hears(one.theirs().asks_for_handshake());
    one.talks();
  }
  return {4 * 3 + 1, 4 * 3};  // hellos, changes of keys, Finished; a goodbye
}

least tell_story_of_tls1_3(watched_end& one, role who) {
  for (int time = 0; time < 2; ++time) {
    if (who == role::server) {
      one.asks_again();
      one.talks();
    } else {
      one.hears(one.theirs().gives_a_ticket());
      one.talks();
      one.hears(one.theirs().asks_for_certificate());
      one.talks();
    }
    one.hears(one.theirs().updates_its_key());
    one.talks();
  }
  // A question for a certificate is answered by three messages; a ticket, a KeyUpdate each way; a goodbye.
  return who == role::server ? least{2 * 4 + 1, 2 * 3} : least{2 * 3 + 1, 2 * 4};
}

/// Fewer bytes than these can be the same by chance; a tag has as many.
constexpr std::size_t telling = 16;

using pieces = std::unordered_set<std::string>;

pieces pieces_of(byte_view whole) {
  pieces cut;
  for (std::size_t at = 0; at + telling <= whole.size(); ++at)
    cut.emplace(reinterpret_cast<const char*>(whole.data()) + at, telling);
  return cut;
}

bool has_common_piece(byte_view one, const pieces& other) {
  return std::ranges::any_of(pieces_of(one), [&](const std::string& piece) { return other.contains(piece); });
}

/// Not a piece of one of these records, but for its header, is among `others`; there are `at_least` that
/// many.
void check_kept_inside(const bytes& stream, std::size_t at_least, const pieces& others) {
  const auto records = records_of(stream);
  CHECK(records.size() >= at_least);
  for (const bytes& record : records) {
    REQUIRE(record.size() >= 5 + telling);
    CHECK_FALSE(has_common_piece(byte_view(record).subspan(5), others));
  }
}

}  // namespace

TEST_CASE("SSPI-records-kept-inside: nothing gets out of what OpenSSL's part writes or is given") {
  for_every_role_and_version([](tls version, role who) {
    const written_aside aside;
    eavesdropper inside;
    watched_end one(who, version);
    one.shakes_hands();
    one.talks();
    inside.forgets();
    const least expected = version == tls::v1_2 ? tell_story_of_tls1_2(one) : tell_story_of_tls1_3(one, who);
    one.shuts_down();
    one.hears(one.theirs().says_goodbye());

    CHECK(aside.all().empty());
    CHECK(one.stands() == SEC_E_OK);
    CHECK(one.heard_goodbye());
    CHECK(one.theirs().heard_goodbye());
    CHECK(one.theirs().opened() == one.sent());
    const pieces out = pieces_of(one.handed_out());
    check_kept_inside(inside.fed, expected.fed, out);
    check_kept_inside(inside.written, expected.written, out);
  });
}

TEST_CASE("SSPI-records-kept-inside: an alert of OpenSSL's part goes out as a record of ours") {
  constexpr int handshake_failure = 40;
  eavesdropper inside;
  watched_end one(role::server, tls::v1_2);
  one.shakes_hands();
  one.talks();
  inside.forgets();
  one.hears(one.theirs().asks_for_camellia());
  CHECK(one.stands() == SEC_E_ALGORITHM_MISMATCH);
  CHECK(one.theirs().heard_alert() == handshake_failure);
  CHECK(one.theirs().opened() == one.sent());
  const pieces out = pieces_of(one.handed_out());
  check_kept_inside(inside.fed, 1, out);
  check_kept_inside(inside.written, 1, out);
}
