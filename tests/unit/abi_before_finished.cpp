// An enemy that has the keys and sends data before its Finished: who has not finished is not heard.
#include "hasty_client.h"
#include "insides.h"
#include "sides.h"
#include "support/chunks.h"
#include "support/ends.h"
#include "support/openssl_server.h"

using namespace peers;
using schannel::ossl::aead_sender;
using schannel::test::hasty_client;
using schannel::test::insides_of;
using schannel::test::openssl_server;
using schannel::test::sealed_by;
using schannel::test::side;
using schannel::tls::byte_vector;
using schannel::tls::content_type;

namespace {

/// What an enemy sends in place of its Finished; `pretence` are handshake messages, or none.
struct trick {
  std::string_view what;
  std::vector<byte_vector> pretence;
};

const trick tricks[] = {
    {"nothing", {}},
    {"an empty record", {{}}},
    {"a HelloRequest", {{0, 0, 0, 0}}},
    {"a HelloRequest in pieces", {{0, 0}, {0, 0}}},
    {"a HelloRequest between empty records", {{}, {0, 0, 0, 0}, {}}},
};

/// Where an enemy stands in its handshake: it is about to change its keys, or has just done so.
enum class moment { before_change, behind_change };

/// Our own end over TLS 1.2, which renegotiates with an enemy that has just sent its ChangeCipherSpec, or has
/// it ready.
struct ambush {
  explicit ambush(role who, moment stops = moment::behind_change)
      : stops_at(stops),
        victim(who, credential::of(who, tls::v1_2), std::make_shared<wire>()),
        enemy(insides_of(other(who)), schannel::tls::version::tls1_2) {
    shake_hands();
    enemy.opens_for_business();
    if (who == role::client) {
      const leg hello = victim.steps_without_input();
      REQUIRE(hello.result == SEC_I_CONTINUE_NEEDED);
      hears(hello.token);
    } else {
      REQUIRE(enemy.engine->start_handshake());
    }
    while (kept_back.empty()) {
      const byte_vector said = next_records();
      if (!said.empty()) hears(answer_to(said));
    }
  }

  /// The first handshake, in which the enemy does as it should.
  void shake_hands() {
    if (victim.who() == role::server) REQUIRE(enemy.engine->advance({}));
    bytes said = victim.who() == role::client ? victim.steps_without_input().token : bytes{};
    for (int turn = 0; turn < 3; ++turn) {
      enemy.takes(said);
      const byte_vector answer = enemy.engine->take_output();
      if (answer.empty()) return;
      said = answer_to(answer);
    }
  }

  bytes answer_to(const bytes& records) {
    const leg taken = victim.steps(records);
    REQUIRE((taken.result == SEC_I_CONTINUE_NEEDED || taken.result == SEC_E_OK));
    CHECK(taken.extra == 0);
    return taken.token;
  }

  void hears(const bytes& sealed) {
    for (bytes record : records_of(sealed)) {
      const auto opened = enemy.in->open(record);
      REQUIRE(enemy.in->settle(std::get<schannel::ossl::matter>(opened)));
    }
    if (enemy.engine->is_paused()) REQUIRE(enemy.engine->advance({}));
  }

  /// What the enemy's OpenSSL has to say, up to its ChangeCipherSpec; what follows is kept back.
  byte_vector next_records() {
    bytes said;
    bool has_come = false;
    for (const bytes& record : records_of(enemy.engine->take_output())) {
      const bool changes = record[0] == static_cast<std::uint8_t>(content_type::change_cipher_spec);
      if (changes && stops_at == moment::before_change) has_come = true;
      bytes& to = has_come ? kept_back : said;
      to.insert(to.end(), record.begin(), record.end());
      if (changes) has_come = true;
    }
    return *enemy.out->reframe(said);
  }

  /// Sends a handshake message, which is no Finished. A server refuses whatever else it is.
  void pretends(const byte_vector& message, bool by_decryption) {
    const byte_vector record = enemy.seals(content_type::handshake, message);
    if (by_decryption) {
      const status taken = victim.opens(record).result;
      CAPTURE(taken);
      CHECK((taken == SEC_I_RENEGOTIATE || (victim.who() == role::server && taken == SEC_E_ILLEGAL_MESSAGE)));
    }
    const status taken = (by_decryption ? victim.steps_without_input() : victim.steps(record)).result;
    CAPTURE(taken);
    CHECK(
        (taken == SEC_I_CONTINUE_NEEDED || (victim.who() == role::server && taken == SEC_E_ILLEGAL_MESSAGE)));
  }

  byte_vector data() { return enemy.seals(content_type::application_data, {'t', 'r', 'u', 's', 't'}); }
  byte_vector finished() { return *enemy.out->reframe(std::exchange(kept_back, {})); }

  moment stops_at;
  peer victim;
  side enemy;
  bytes kept_back{};
};

/// Our own end over TLS 1.2 in its first handshake, and an enemy that has just changed its keys.
struct early_ambush {
  explicit early_ambush(role who)
      : victim(who, credential::of(who, tls::v1_2), std::make_shared<wire>()),
        enemy(insides_of(other(who)), schannel::tls::version::tls1_2) {
    bytes said;
    if (who == role::client)
      said = victim.steps_without_input().token;
    else
      REQUIRE(enemy.engine->advance({}));
    while (true) {
      enemy.takes(said);
      bytes next;
      for (const bytes& record : records_of(enemy.engine->take_output())) {
        next.insert(next.end(), record.begin(), record.end());
        if (record[0] == static_cast<std::uint8_t>(content_type::change_cipher_spec)) {
          CHECK(victim.steps(next).result == SEC_I_CONTINUE_NEEDED);
          return;
        }
      }
      said = victim.steps(next).token;
    }
  }

  peer victim;
  side enemy;
};

/// The victim's last words, with which it tells the enemy off.
void check_refuses(peer& victim, const bytes& record) {
  const opening made = victim.opens(record);
  CHECK(made == SEC_E_ILLEGAL_MESSAGE);
  CHECK(to_text(made.memory).find("trust") == std::string::npos);
  CHECK(victim.opens(record) == SEC_E_ILLEGAL_MESSAGE);
  CHECK(victim.seals("anything").result == SEC_E_CONTEXT_EXPIRED);
}

/// The same of the handshake's function, before there is a connection.
void check_refuses_a_leg(peer& victim, const bytes& record) {
  const leg told_off = victim.steps(record);
  CHECK(told_off.result == SEC_E_ILLEGAL_MESSAGE);
  CHECK(told_off.extra == 0);
  CHECK(victim.steps(record).result == SEC_E_ILLEGAL_MESSAGE);
  CHECK(victim.opens(record) == SEC_E_ILLEGAL_MESSAGE);
}

}  // namespace

TEST_CASE("SSPI-data-before-finished: an enemy that finishes after all is heard") {
  for (const role who : every_role) {
    INFO(name_of(who));
    ambush set(who);
    CHECK(set.victim.steps(set.finished()).result == SEC_E_OK);
    CHECK(set.victim.opens(set.data()) == "trust");
  }
}

TEST_CASE("SSPI-data-before-finished: no second ChangeCipherSpec in a first handshake, be it empty") {
  for (const role who : every_role) {
    INFO(name_of(who));
    early_ambush set(who);
    auto keys = *set.enemy.engine->sender_of_new_epoch();
    check_refuses_a_leg(set.victim,
                        sealed_by(std::get<aead_sender>(keys), content_type::change_cipher_spec, {}));
  }
}

TEST_CASE("SSPI-DecryptMessage-unknown-types: no odd ChangeCipherSpec in a renegotiation either") {
  const byte_vector contents[] = {{}, {2}, {1, 1}};
  for (const role who : every_role) {
    for (const moment when : {moment::before_change, moment::behind_change}) {
      for (const byte_vector& content : contents) {
        for (const bool by_decryption : {false, true}) {
          INFO(name_of(who));
          CAPTURE(static_cast<int>(when));
          CAPTURE(content.size());
          CAPTURE(by_decryption);
          ambush set(who, when);
          const byte_vector record = set.enemy.seals(content_type::change_cipher_spec, content);
          if (by_decryption) CHECK(set.victim.opens(record) == SEC_E_ILLEGAL_MESSAGE);
          const leg told_off = set.victim.steps(record);
          REQUIRE(told_off.result == SEC_E_ILLEGAL_MESSAGE);
          const auto heard = schannel::test::heard(set.enemy, told_off.token);
          REQUIRE_FALSE(heard);
          CHECK(heard.failure().received.description == schannel::tls::alert_description::unexpected_message);
        }
      }
    }
  }
}

TEST_CASE("SSPI-data-before-finished: nothing passes for a Finished in a renegotiation") {
  for (const role who : every_role) {
    for (const trick& with : tricks) {
      for (const bool by_decryption : {false, true}) {
        INFO(name_of(who));
        INFO(with.what);
        CAPTURE(by_decryption);
        ambush set(who);
        for (const byte_vector& message : with.pretence) set.pretends(message, by_decryption);
        check_refuses(set.victim, set.data());
      }
    }
  }
}

TEST_CASE("SSPI-data-before-finished: nothing passes for a Finished in a first handshake") {
  for (const role who : every_role) {
    for (const trick& with : tricks) {
      INFO(name_of(who));
      INFO(with.what);
      early_ambush set(who);
      auto keys = *set.enemy.engine->sender_of_new_epoch();
      auto& sender = std::get<aead_sender>(keys);
      for (const byte_vector& message : with.pretence) {
        const status taken = set.victim.steps(sealed_by(sender, content_type::handshake, message)).result;
        CAPTURE(taken);
        CHECK((taken == SEC_I_CONTINUE_NEEDED || (who == role::server && taken == SEC_E_ILLEGAL_MESSAGE)));
      }
      check_refuses_a_leg(set.victim, sealed_by(sender, content_type::application_data, {'t', 'r', 'u'}));
    }
  }
}

TEST_CASE("SSPI-data-before-finished: a server under its handshake's keys") {
  openssl_server server(std::size_t{0});
  peer client(role::client, credential::of(role::client, tls::v1_3), std::make_shared<wire>());
  const bytes flight = server.answers(client.continues().token);
  const std::vector<bytes> records = records_of(flight);
  REQUIRE(records.size() > 2);
  REQUIRE(client.steps(joined({records[0], records[1]})).result == SEC_I_CONTINUE_NEEDED);
  check_refuses_a_leg(client, server.says_too_early("trust"));
}

TEST_CASE("SSPI-data-before-finished: a client under its handshake's keys") {
  peer server(role::server, credential::of(role::server, tls::v1_3), std::make_shared<wire>());
  hasty_client client;
  const leg flight = server.steps(client.says_hello());
  REQUIRE(flight.result == SEC_I_CONTINUE_NEEDED);
  check_refuses_a_leg(server, client.answers_with("trust", flight.token));
}
