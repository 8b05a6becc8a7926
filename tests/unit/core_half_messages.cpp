// Messages that a peer of TLS 1.3 sends after the handshake in parts: what this side does while one of them
// is still to come.
#include "sides.h"
#include "tls/key_update.h"

using namespace schannel;
using namespace schannel::test;
using tls::content_type;

namespace {

constexpr auto version = tls::version::tls1_3;
constexpr ossl::key_usage few{.renewed_from = 6, .limit = 9};

/// Our own end, and a peer that seals what it likes.
struct meeting {
  explicit meeting(tls::role who, const ossl::key_usage& usage = few)
      : ours{begin(who, version, {.usage = usage})},
        peer(who == tls::role::client ? tls::role::server : tls::role::client, version) {
    meet(peer, ours);
  }

  /// Our end takes one record of handshake messages, and the leg that it asks for.
  void hears(const tls::byte_vector& record) {
    ours.inbox = record;
    const auto found = opened(ours.connection, ours.inbox);
    REQUIRE(found);
    const auto* interruption = std::get_if<core::interruption>(&*found);
    REQUIRE(interruption != nullptr);
    CHECK(interruption->layout.length == record.size());
    REQUIRE(ours.advances());
    CHECK(ours.inbox.empty());
  }

  void seals_all() {
    std::size_t count = 0;
    for (auto record = sealed(ours.connection, "again"); record; record = sealed(ours.connection, "again")) {
      CHECK(heard(peer, *record));
      REQUIRE(++count < 100);
    }
    CHECK(sealed(ours.connection, "more").failure().why == tls::cause::already_closed);
  }

  /// Takes a leg without input, which may change nothing now.
  void takes_an_empty_leg() {
    const auto taken = ours.connection.advance({});
    REQUIRE(taken);
    CHECK(std::get<core::advanced>(*taken).complete);
    CHECK(ours.connection.take_outbox().empty());
  }

  /// DecryptMessage asks for the leg that changes our key, and the peer follows.
  void changes_key() {
    tls::byte_vector waiting = peer.seals(content_type::application_data, {'w'});
    const auto asked = opened(ours.connection, waiting);
    REQUIRE(asked);
    CHECK(std::get<core::interruption>(*asked).layout.length == 0);
    REQUIRE(ours.connection.advance({}));
    const auto read = heard(peer, ours.connection.take_outbox());
    REQUIRE(read);
    CHECK(read->what == ossl::received::handshake_message);
    CHECK(text_of(ours.connection, waiting) == "w");
  }

  void talks() {
    CHECK(text_of(ours.connection, peer.seals(content_type::application_data, {'h', 'i'})) == "hi");
    const auto read = heard(peer, *sealed(ours.connection, "hello"));
    REQUIRE(read);
    CHECK(read->what == ossl::received::application_data);
    CHECK(read->content.size() == 5);
  }

  end ours;
  side peer;
};

/// A NewSessionTicket (RFC 8446 section 4.6.1).
const tls::byte_vector ticket{4, 0, 0, 16, 0, 0, 1, 0, 1, 2, 3, 4, 1, 0, 0, 2, 't', 't', 0, 0};

constexpr auto demand = tls::key_update_message(tls::key_update_request::requested);

/// What lies in `records`, which are control records and next to come.
template <typename Receiver>
std::vector<tls::byte_vector> contents_of(Receiver& by, tls::byte_vector records) {
  std::vector<tls::byte_vector> contents;
  for (tls::mutable_bytes rest(records); !rest.empty();) {
    const auto whole = std::get<tls::whole_record>(tls::frame(rest));
    const ossl::opened sight = by.open(rest.first(whole.length));
    const auto& found = std::get<ossl::opened_record>(std::get<ossl::matter>(sight).what);
    contents.emplace_back(found.content.begin(), found.content.end());
    rest = rest.subspan(whole.length);
  }
  return contents;
}

/// The records in which a client shows its certificate, which `server` asks for.
std::vector<tls::byte_vector> late_answer(end& server, side& client) {
  server.connection.want_client_certificate(true);
  REQUIRE(server.connection.advance({}));
  REQUIRE(heard(client, server.connection.take_outbox()));
  REQUIRE(client.engine->is_paused());
  REQUIRE(client.engine->answer_request());
  std::vector<tls::byte_vector> records;
  const auto said = client.out->reframe(client.engine->take_output());
  REQUIRE(said);
  tls::for_each_record(*said, [&](const tls::whole_record&, tls::const_bytes record) {
    records.emplace_back(record.begin(), record.end());
  });
  return records;
}

}  // namespace

TEST_CASE("SSPI-DecryptMessage-worn-key: inside a message its other part comes first") {
  for (const bool takes_a_leg : {false, true}) {
    CAPTURE(takes_a_leg);
    meeting both(tls::role::client);
    both.hears(both.peer.seals(content_type::handshake, {ticket.begin(), ticket.begin() + 7}));
    both.seals_all();
    if (takes_a_leg) both.takes_an_empty_leg();
    both.hears(both.peer.seals(content_type::handshake, {ticket.begin() + 7, ticket.end()}));
    both.changes_key();
    both.talks();
  }
}

TEST_CASE("SSPI-DecryptMessage-worn-key: while a client shows its certificate the rest of that comes first") {
  for (std::size_t worn_before = 1;; ++worn_before) {
    CAPTURE(worn_before);
    meeting both(tls::role::server);
    const auto answer = late_answer(both.ours, both.peer);
    REQUIRE(answer.size() >= 3);
    if (worn_before == answer.size()) break;
    for (std::size_t next = 0; next < answer.size(); ++next) {
      if (next == worn_before) both.seals_all();
      both.hears(answer[next]);
    }
    CHECK(both.ours.connection.facts()->peer_chain.size() == 1);
    both.changes_key();
    both.talks();
  }
}

TEST_CASE("a message of TLS 1.3 that has come in part makes an empty leg no renegotiation") {
  constexpr auto update = tls::key_update_message(tls::key_update_request::not_requested);
  for (const tls::role who : {tls::role::client, tls::role::server}) {
    for (std::size_t first = 1; first < update.size(); ++first) {
      CAPTURE(first);
      meeting both(who, {});
      both.hears(*both.peer.out->seal_message(tls::const_bytes(update).first(first)));
      both.takes_an_empty_leg();
      CHECK(heard(both.peer, *sealed(both.ours.connection, "hello")));
      both.hears(*both.peer.out->seal_message(tls::const_bytes(update).subspan(first)));
      both.talks();
    }
  }
}

TEST_CASE("SSPI-InitializeSecurityContext-after-renegotiate: a key demanded behind a request as well") {
  // A CertificateRequest with an extension signature_algorithms (RFC 8446 section 4.3.2).
  const tls::byte_vector request{13, 0, 0, 14, 1, 7, 0, 10, 0, 13, 0, 6, 0, 4, 8, 4, 4, 3};
  for (const int requests : {1, 2}) {
    CAPTURE(requests);
    meeting both(tls::role::client, {});
    tls::byte_vector all;
    for (int count = 0; count < requests; ++count) all.insert(all.end(), request.begin(), request.end());
    all.insert(all.end(), demand.begin(), demand.end());
    both.hears(*both.peer.out->seal_message(all));

    std::vector<int> types;
    for (const auto& content : contents_of(*both.peer.in, both.ours.connection.take_outbox()))
      types.push_back(content.at(0));
    std::vector<int> expected;
    for (int count = 0; count < requests; ++count) expected.insert(expected.end(), {11, 15, 20});
    expected.push_back(24);
    CHECK(types == expected);
  }
}

TEST_CASE("a server that asks for a certificate and for a key at once gets both") {
  both_sides both(version);
  both.server.engine->want_client_certificate(true);
  REQUIRE(both.server.engine->start_handshake());
  const auto request = both.server.out->reframe(both.server.engine->take_output());
  REQUIRE(request);
  auto reader = *both.client.engine->receiver();
  tls::byte_vector content = contents_of(std::get<ossl::aead_receiver>(reader), *request).at(0);
  content.insert(content.end(), demand.begin(), demand.end());
  both.server.opens_for_business();  // what the request was sealed in does not leave

  REQUIRE(heard(both.client, *both.server.out->seal_message(content)));
  REQUIRE(both.client.engine->is_paused());
  REQUIRE(both.client.engine->answer_request());
  const auto answer = both.client.out->reframe(both.client.engine->take_output());
  REQUIRE(answer);
  std::size_t records = 0;
  tls::for_each_record(*answer, [&](const tls::whole_record&, tls::const_bytes record) {
    REQUIRE(heard(both.server, {record.begin(), record.end()}));
    ++records;
  });
  CHECK(records == 4);
  CHECK(heard(both.server, both.client.seals(content_type::application_data, {'h', 'i'})));
  CHECK(heard(both.client, both.server.seals(content_type::application_data, {'h', 'i'})));
}
