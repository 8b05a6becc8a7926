// SEC_I_RENEGOTIATE over TLS 1.3, for what our own server sends after its handshake: a ticket, and a request
// for a certificate.
#include "handshakes.h"
#include "support/chunks.h"

using namespace peers;

namespace {

/// What interrupts the client. The record lies at the start of the client's inbox, with words behind it.
enum class reason { ticket, request };

constexpr reason reasons[] = {reason::ticket, reason::request};

struct interrupted_pair {
  explicit interrupted_pair(reason why)
      : both(pair_of(identified_client(tls::v1_3), credential::of(role::server, tls::v1_3))) {
    if (why == reason::ticket) both.server.wants(usual_requirements(role::server) | ASC_REQ_SESSION_TICKET);
    REQUIRE(shake_hands(both).both_established());
    if (why == reason::request) {
      both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
      REQUIRE(asks_again(both.server).result == SEC_E_OK);
      both.server.wants(usual_requirements(role::server));
    }
    length = both.client.inbox().size();
    REQUIRE(length != 0);
    REQUIRE(records_of(both.client.inbox()).size() == 1);
    REQUIRE(both.server.says("behind it") == SEC_E_OK);
  }

  pair both;
  std::size_t length;  ///< of the record
};

}  // namespace

TEST_CASE("SSPI-DecryptMessage-renegotiate: all that came is EXTRA") {
  for (const reason why : reasons) {
    interrupted_pair met(why);
    const bytes arrived = met.both.client.inbox();
    const opening made = met.both.client.opens(arrived);
    CHECK(made == SEC_I_RENEGOTIATE);
    CHECK(made.left[0].BufferType == SECBUFFER_STREAM_HEADER);
    CHECK(made.left[0].cbBuffer == 5);
    CHECK(made.left[1].BufferType == SECBUFFER_DATA);
    CHECK(made.left[1].cbBuffer == 0);
    CHECK(made.left[2].BufferType == SECBUFFER_STREAM_TRAILER);
    CHECK(made.left[2].cbBuffer == met.length - 5);
    CHECK(made.left[3].BufferType == SECBUFFER_EXTRA);
    CHECK(made.extra() == arrived);
  }
}

TEST_CASE("SSPI-InitializeSecurityContext-after-renegotiate: one record of our own server's is used") {
  for (const reason why : reasons) {
    interrupted_pair met(why);
    pair& both = met.both;
    const bytes arrived = both.client.inbox();
    REQUIRE(both.client.opens(arrived) == SEC_I_RENEGOTIATE);
    const leg taken = both.client.steps(arrived);
    CHECK(taken.result == SEC_E_OK);
    CHECK(taken.extra == arrived.size() - met.length);
    CHECK(taken.token.empty() == (why == reason::ticket));
    both.client.inbox() = bytes(arrived.begin() + static_cast<std::ptrdiff_t>(met.length), arrived.end());
    both.client.sends(taken.token);
    CHECK(both.client.reads() == "behind it");
    check_conversation(both);
  }
}

TEST_CASE("SSPI-InitializeSecurityContext-after-renegotiate: nothing, or what follows the record, will do") {
  for (const reason why : reasons) {
    for (const bool passes_the_rest : {false, true}) {
      CAPTURE(passes_the_rest);
      interrupted_pair met(why);
      pair& both = met.both;
      const bytes arrived = both.client.inbox();
      const bytes rest(arrived.begin() + static_cast<std::ptrdiff_t>(met.length), arrived.end());
      REQUIRE(both.client.opens(arrived) == SEC_I_RENEGOTIATE);
      const leg taken = both.client.steps(passes_the_rest ? rest : bytes{});
      CHECK(taken.result == SEC_E_OK);
      CHECK(taken.extra == (passes_the_rest ? rest.size() : 0));
      CHECK(taken.token.empty() == (why == reason::ticket));
      both.client.inbox() = rest;
      both.client.sends(taken.token);
      CHECK(both.client.reads() == "behind it");
      check_conversation(both);
    }
  }
}

TEST_CASE("SSPI-messages-between-renegotiate-and-the-call: over TLS 1.3 too") {
  for (const reason why : reasons) {
    interrupted_pair met(why);
    pair& both = met.both;
    REQUIRE(both.client.opens(both.client.inbox()) == SEC_I_RENEGOTIATE);
    CHECK(both.client.seals("not now").result == SEC_E_CONTEXT_EXPIRED);
    CHECK(both.client.opens(both.client.inbox()) == SEC_E_CONTEXT_EXPIRED);
    CHECK(both.client.continues().result == SEC_E_OK);
    CHECK(both.client.reads() == "behind it");
  }
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-while-interrupted: by a ticket or by a request") {
  for (const reason why : reasons) {
    interrupted_pair met(why);
    pair& both = met.both;
    REQUIRE(both.client.opens(both.client.inbox()) == SEC_I_RENEGOTIATE);
    const leg said = both.client.shuts_down();
    CHECK(said.result == SEC_E_OK);
    CHECK(records_of(said.token).size() == 1);
    CHECK(said.token.size() == 24);
    CHECK(both.server.opens(said.token) == goodbye);
  }
}
