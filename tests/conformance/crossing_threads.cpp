// One thread speaks without a pause; what the other hears in the meantime concerns both directions.
#include "handshakes.h"
#include "speaker.h"
#include "support/chunks.h"

using namespace peers;

namespace {

/// A client one of whose threads speaks; the test's own thread is its other one, and the server.
class conversation {
 public:
  explicit conversation(pair& both) : both_(both), client_(both.client) {}

  /// The server hears that many more words, each in its turn, and the client does what it is asked to.
  void goes_on(int words) {
    const int enough = heard_ + words;
    while (heard_ < enough) {
      REQUIRE(client_.refusal() == SEC_E_OK);
      const bytes arrived = client_.take(both_.server);
      if (arrived.empty()) std::this_thread::yield();
      for (const bytes& record : records_of(arrived)) server_hears(record);
    }
  }
  /// Nothing of what was said is missing.
  void ends() {
    const int said = client_.stop();
    for (const bytes& record : records_of(client_.take(both_.server))) server_hears(record);
    CHECK(heard_ == said);
  }
  /// What the server sends, the client's listening thread hears.
  void client_hears(const bytes& sent) {
    for (const bytes& record : records_of(sent)) {
      // A handshake that has begun goes on without a look at its records.
      const bool is_sealed_handshake = record[0] == handshake || record[0] == change_cipher_spec;
      const bool goes_on = is_renegotiating_ && is_sealed_handshake;
      client_last = goes_on ? status{SEC_I_RENEGOTIATE} : both_.client.opens(record).result;
      if (!(client_last == SEC_I_RENEGOTIATE)) continue;
      const leg taken = client_.steps(record);
      CHECK_FALSE(failed(taken.result));
      is_renegotiating_ = taken.result == SEC_I_CONTINUE_NEEDED;
      client_last = taken.result;
    }
  }
  bool is_renegotiating() const { return is_renegotiating_; }

  /// What came of the latest record that the client heard.
  status client_last;

 private:
  static constexpr std::uint8_t change_cipher_spec = 20, handshake = 22, application_data = 23;

  void server_hears(const bytes& record) {
    if (record[0] == application_data) {
      const opening made = both_.server.opens(record);
      if (made.result == SEC_I_RENEGOTIATE) return client_hears(server_answers(made.extra()));
      CHECK(made == std::to_string(heard_));
      client_.listens(++heard_);
    } else {
      client_hears(server_answers(record));
    }
  }
  bytes server_answers(const bytes& record) {
    const leg taken = both_.server.steps(record);
    CHECK_FALSE(failed(taken.result));
    return taken.token;
  }

  pair& both_;
  speaker client_;
  int heard_ = 0;
  bool is_renegotiating_ = false;
};

constexpr int some = 20;

}  // namespace

TEST_CASE("SSPI-EncryptMessage-while-decrypting-another-handshake: the server's wish to renegotiate") {
  pair both = established_pair(tls::v1_2);
  conversation talk(both);
  for (int time = 0; time < 3; ++time) {
    talk.goes_on(some);
    talk.client_hears(both.server.steps_without_input().token);
    CHECK(talk.client_last == SEC_I_CONTINUE_NEEDED);
    while (talk.is_renegotiating()) talk.goes_on(1);
    CHECK(talk.client_last == SEC_E_OK);
    talk.client_hears(both.server.seals("well done").record);
    CHECK(talk.client_last == SEC_E_OK);
  }
  talk.goes_on(some);
  talk.ends();
}

TEST_CASE("SSPI-EncryptMessage-while-decrypting-another-handshake: a wish for a certificate over TLS 1.3") {
  pair both = pair_of(identified_client(tls::v1_3), credential::of(role::server, tls::v1_3));
  REQUIRE(shake_hands(both).both_established());
  conversation talk(both);
  talk.goes_on(some);
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  talk.client_hears(both.server.steps_without_input().token);
  CHECK(talk.client_last == SEC_E_OK);
  talk.goes_on(2 * some);
  talk.ends();
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
}

TEST_CASE("SSPI-EncryptMessage-while-decrypting-a-goodbye: the other side may still finish its sentence") {
  for_every_version([](tls version) {
    pair both = established_pair(version);
    conversation talk(both);
    talk.goes_on(some);
    both.server.apply_control_token(SCHANNEL_SHUTDOWN);
    talk.client_hears(both.server.steps_without_input().token);
    CHECK(talk.client_last == goodbye);
    talk.goes_on(2 * some);
    talk.ends();
  });
}
