// A server of TLS 1.3 that has given its SSL back answers as one that has not.
#include "sides.h"
#include "tls/key_update.h"

using namespace schannel;
using namespace schannel::test;
using tls::content_type;

namespace {

constexpr auto version = tls::version::tls1_3;
constexpr ossl::request without_late_authentication{.allows_late_authentication = false};

tls::byte_vector update(tls::key_update_request request) {
  const auto message = tls::key_update_message(request);
  return {message.begin(), message.end()};
}

/// Two sides whose server has retired.
struct retired_sides : both_sides {
  retired_sides() : both_sides(version, without_late_authentication) {
    server.engine->retire();
    REQUIRE(server.engine->is_retired());
  }
};

struct record {
  const char* what;
  content_type type;
  tls::byte_vector content;
};

const record records[] = {
    {"data", content_type::application_data, {'h', 'i'}},
    {"no data", content_type::application_data, {}},
    {"close_notify", content_type::alert, {1, 0}},
    {"close_notify as if fatal", content_type::alert, {2, 0}},
    {"user_canceled", content_type::alert, {1, 90}},
    {"a fatal alert", content_type::alert, {2, 49}},
    {"the same as a warning", content_type::alert, {1, 49}},
    {"user_canceled as if fatal", content_type::alert, {2, 90}},
    {"half an alert", content_type::alert, {1}},
    {"two alerts", content_type::alert, {1, 0, 1, 0}},
    {"an empty alert", content_type::alert, {}},
    {"an empty handshake message", content_type::handshake, {}},
    {"a KeyUpdate", content_type::handshake, {24, 0, 0, 1, 0}},
    {"a KeyUpdate that demands one", content_type::handshake, {24, 0, 0, 1, 1}},
    {"half a KeyUpdate", content_type::handshake, {24, 0, 0}},
    {"another request", content_type::handshake, {24, 0, 0, 1, 2}},
    {"a KeyUpdate without a body", content_type::handshake, {24, 0, 0, 0}},
    {"a long KeyUpdate", content_type::handshake, {24, 0, 0, 2, 0, 0}},
    {"two KeyUpdates", content_type::handshake, {24, 0, 0, 1, 0, 24, 0, 0, 1, 0}},
    {"a ClientHello", content_type::handshake, {1, 0, 0, 1, 0}},
    {"a Certificate", content_type::handshake, {11, 0, 0, 4, 0, 0, 0, 0}},
    {"a Finished", content_type::handshake, {20, 0, 0, 1, 0}},
    {"a ticket", content_type::handshake, {4, 0, 0, 1, 0}},
    {"a ChangeCipherSpec", content_type::change_cipher_spec, {1}},
};

/// The alert with which `by` answers a record that it does not take.
std::optional<tls::alert_description> refusal_of(side& by, side& peer) {
  if (const auto own = by.engine->take_refusal()) return own->description;
  const auto openssls = by.out->reframe(by.engine->take_output());
  REQUIRE(openssls);
  if (openssls->empty()) return std::nullopt;
  auto said = *openssls;
  const auto found = peer.in->open(said);
  const auto& about = std::get<ossl::matter>(found);
  return static_cast<tls::alert_description>(std::get<ossl::opened_record>(about.what).content[1]);
}

}  // namespace

TEST_CASE("only a server whose client cannot be asked for a certificate later retires") {
  both_sides asked(version);
  asked.server.engine->retire();
  asked.client.engine->retire();
  CHECK_FALSE(asked.server.engine->is_retired());
  CHECK_FALSE(asked.client.engine->is_retired());

  both_sides older(tls::version::tls1_2, without_late_authentication);
  older.server.engine->retire();
  CHECK_FALSE(older.server.engine->is_retired());

  retired_sides both;
  both.client.engine->retire();
  CHECK_FALSE(both.client.engine->is_retired());
}

TEST_CASE("a retired server makes the same of every record") {
  for (const record& one : records) {
    CAPTURE(one.what);
    both_sides living(version, without_late_authentication);
    retired_sides retired;
    const auto expected = heard(living.server, living.client.seals(one.type, one.content));
    const auto found = heard(retired.server, retired.client.seals(one.type, one.content));
    REQUIRE(static_cast<bool>(found) == static_cast<bool>(expected));
    if (found) {
      CHECK(found->what == expected->what);
      CHECK(found->content.size() == expected->content.size());
      continue;
    }
    CHECK(found.failure().why == expected.failure().why);
    CHECK(found.failure().received == expected.failure().received);
    CHECK(refusal_of(retired.server, retired.client) == refusal_of(living.server, living.client));
  }
}

TEST_CASE("an alert ends a connection whatever its level") {
  both_sides living(version, without_late_authentication);
  retired_sides retired;
  for (both_sides* both : {&living, static_cast<both_sides*>(&retired)}) {
    const auto found = heard(both->server, both->client.seals(content_type::alert, {1, 49}));
    REQUIRE_FALSE(found);
    CHECK(found.failure().why == tls::cause::peer_alert);
    CHECK(found.failure().received.description == tls::alert_description::access_denied);
  }
}

TEST_CASE("a retired server follows the client's new keys, and changes its own when asked") {
  retired_sides both;
  for (int i = 0; i < 3; ++i) {
    REQUIRE(both.client.engine->update_key());
    const auto said = both.client.out->reframe(both.client.engine->take_output());
    REQUIRE(said);
    const auto found = heard(both.server, *said);
    REQUIRE(found);
    CHECK(found->what == ossl::received::handshake_message);
    CHECK(both.server.engine->take_message().empty());
    CHECK(heard(both.server, both.client.seals(content_type::application_data, {'x'})));
  }

  REQUIRE(both.server.engine->update_key());
  const auto message = both.server.engine->take_message();
  CHECK(message == update(tls::key_update_request::not_requested));
  const auto sealed = both.server.out->seal_message(message);
  REQUIRE(sealed);
  CHECK(heard(both.client, *sealed));
  const auto data = heard(both.client, both.server.seals(content_type::application_data, {'x'}));
  REQUIRE(data);
  CHECK(data->what == ossl::received::application_data);
}

TEST_CASE("a retired server owes one KeyUpdate, however often it is asked") {
  retired_sides both;
  for (int i = 0; i < 3; ++i) {
    const auto sealed = both.client.out->seal_message(update(tls::key_update_request::requested));
    REQUIRE(sealed);
    REQUIRE(heard(both.server, *sealed));
  }
  CHECK(both.server.engine->take_message() == update(tls::key_update_request::not_requested));
  CHECK(both.server.engine->take_message().empty());
}

TEST_CASE("whatever is tapped, connections and retired servers are the same") {
  for (const ossl::tapped& taps : {ossl::nothing_tapped, {.secrets = false}, {.key_blocks = false}}) {
    for (const tls::version one : {tls::version::tls1_2, tls::version::tls1_3}) {
      CAPTURE(taps.secrets);
      CAPTURE(static_cast<int>(one));
      both_sides both(one, without_late_authentication, {.taps = taps});
      tls::byte_vector of_client(40), of_server(40);
      REQUIRE(both.client.engine->export_keying_material("EXPORTER-test", {}, of_client));
      both.server.engine->retire();
      both.client.engine->retire();
      CHECK(both.server.engine->is_retired() == (one == version));
      REQUIRE(both.server.engine->export_keying_material("EXPORTER-test", {}, of_server));
      CHECK(of_client == of_server);
      for (const auto& [by, to] :
           {std::pair{&both.client, &both.server}, std::pair{&both.server, &both.client}}) {
        const auto found = heard(*to, by->seals(content_type::application_data, {'h', 'i'}));
        REQUIRE(found);
        CHECK(found->content.size() == 2);
      }
    }
  }
}

TEST_CASE("a retired server exports what its client exports") {
  retired_sides both;
  const tls::byte_vector context{1, 2, 3};
  for (const std::size_t length : {1U, 32U, 48U, 1000U}) {
    for (const auto& with : {std::optional<tls::const_bytes>{}, std::optional<tls::const_bytes>{context}}) {
      tls::byte_vector of_client(length), of_server(length);
      REQUIRE(both.client.engine->export_keying_material("EXPORTER-test", with, of_client));
      REQUIRE(both.server.engine->export_keying_material("EXPORTER-test", with, of_server));
      CHECK(of_client == of_server);
    }
  }
  const std::string longest(249, 'l');
  tls::byte_vector room(255 * 48 + 1);
  for (const side* one : {&both.client, &both.server}) {
    const ossl::engine& by = *one->engine;
    CHECK(by.export_keying_material(longest, {}, tls::mutable_bytes(room).first(10)));
    CHECK_FALSE(by.export_keying_material(longest + 'l', {}, tls::mutable_bytes(room).first(10)));
    CHECK(by.export_keying_material("label", {}, tls::mutable_bytes(room).first(room.size() - 1)));
    CHECK_FALSE(by.export_keying_material("label", {}, room));
    CHECK_FALSE(by.export_keying_material("label", {}, {}));
  }
}

TEST_CASE("a retired server goes on answering what is asked of it") {
  both_sides both(version, without_late_authentication);
  const auto signatures = both.server.engine->peer_signatures();
  both.server.engine->retire();
  ossl::engine& engine = *both.server.engine;
  CHECK_FALSE(signatures.empty());
  CHECK(engine.peer_signatures() == signatures);
  CHECK(engine.version() == version);
  CHECK_FALSE(engine.facts());
  CHECK(engine.handshake_is_complete());
  CHECK_FALSE(engine.handshake_is_pending());
  CHECK_FALSE(engine.is_paused());
  CHECK_FALSE(engine.requested_issuers());
  CHECK(engine.start_handshake());
  engine.want_client_certificate(true);
  CHECK(engine.start_handshake().failure().why == tls::cause::unsupported);
}
