// A server that asked for a certificate after the handshake hands the client's records to
// AcceptSecurityContext as they come, without a look at them by DecryptMessage.
#include "handshakes.h"
#include "support/chunks.h"

using namespace peers;

namespace {

/// A pair over TLS 1.3 whose server asks for a certificate.
pair asked_pair() {
  pair both = pair_of(identified_client(tls::v1_3), credential::of(role::server, tls::v1_3));
  REQUIRE(shake_hands(both).both_established());
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  return both;
}

/// The client has answered; the answer lies in the server's inbox.
void client_answers(pair& both) {
  REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
  REQUIRE(both.client.continues().result == SEC_E_OK);
  REQUIRE_FALSE(both.server.inbox().empty());
}

void check_answered(pair& both) {
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
  both.server.wants(usual_requirements(role::server));
  check_conversation(both);
}

}  // namespace

TEST_CASE("SSPI-AcceptSecurityContext-takes-answer: all at once") {
  pair both = asked_pair();
  client_answers(both);
  const leg taken = both.server.continues();
  CHECK(taken.result == SEC_E_OK);
  CHECK(both.server.inbox().empty());
  check_answered(both);
}

TEST_CASE("SSPI-AcceptSecurityContext-takes-answer: record by record") {
  pair both = asked_pair();
  client_answers(both);
  const std::vector<bytes> records = records_of(std::exchange(both.server.inbox(), {}));
  for (std::size_t index = 0; index < records.size(); ++index) {
    const leg taken = both.server.steps(records[index]);
    CHECK(taken.result == (index + 1 < records.size() ? SEC_I_CONTINUE_NEEDED : SEC_E_OK));
    CHECK(taken.extra == 0);
  }
  check_answered(both);
}

TEST_CASE("SSPI-AcceptSecurityContext-takes-answer: a part of a record is not enough") {
  pair both = asked_pair();
  client_answers(both);
  const bytes answer = both.server.inbox();
  const leg waiting = both.server.steps(bytes(answer.begin(), answer.begin() + 30));
  CHECK(waiting.result == SEC_E_INCOMPLETE_MESSAGE);
  CHECK(waiting.missing == record_length(answer) - 30);
  CHECK(both.server.continues().result == SEC_E_OK);
  check_answered(both);
}

TEST_CASE("SSPI-AcceptSecurityContext-takes-answer: data in front of it and behind it stays") {
  pair both = asked_pair();
  REQUIRE(both.client.says("before I knew") == SEC_E_OK);
  const std::size_t in_front = both.server.inbox().size();
  client_answers(both);
  const std::size_t with_answer = both.server.inbox().size();
  REQUIRE(both.client.says("after I answered") == SEC_E_OK);
  const std::size_t behind = both.server.inbox().size() - with_answer;

  const leg untouched = both.server.steps(both.server.inbox());
  CHECK(untouched.result == SEC_E_OK);
  CHECK(untouched.extra == both.server.inbox().size());
  CHECK(in_front != 0);
  CHECK(hears(both.server) == "before I knew");
  const leg taken = both.server.continues();
  CHECK(taken.result == SEC_E_OK);
  CHECK(taken.extra == behind);
  CHECK(hears(both.server) == "after I answered");
  check_answered(both);
}
