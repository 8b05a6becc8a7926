// What a failure says to the other side: the status here, the alert on the wire, the status there.
#include <algorithm>
#include <functional>

#include "credential_settings.h"
#include "support/alerts.h"

using namespace peers;

namespace {

constexpr std::size_t record_header = 5;
constexpr std::size_t message_header = 4;
constexpr std::size_t random_in_hello = record_header + message_header + 2;  // behind the version
constexpr std::size_t random_length = 32;

/// A pair whose `who` is to fail with its next step.
struct failing {
  const char* what;
  role who;
  SECURITY_STATUS expected;
  std::uint8_t alert;
  std::function<pair()> make;
};

/// A client of both versions, and a server that speaks TLS 1.2.
pair of_different_age() {
  new_settings both_versions(role::client);
  return pair_of(both_versions.acquire(), credential::of(role::server, tls::v1_2));
}

/// The client has sent its hello.
pair with_hello(pair both) {
  both.client.continues();
  return both;
}
/// The server has answered.
pair with_answer(pair both) {
  both.client.continues();
  both.server.continues();
  return both;
}

pair without_common_suite() {
  old_settings client(role::client), server(role::server);
  client.supports({CALG_AES_128});
  server.supports({CALG_AES_256});
  return pair_of(client.acquire(), server.acquire());
}

pair without_common_version() {
  return pair_of(credential::of(role::client, tls::v1_2), credential::of(role::server, tls::v1_3));
}

pair without_common_protocol() {
  terms wanted;
  wanted.client_protocols = application_protocols({"h2"});
  wanted.server_protocols = application_protocols({"http/1.1"});
  return fresh_pair(tls::v1_2, wanted);
}

pair with_unknown_root() {
  credential_data checking(role::client, tls::v1_2);
  checking.credentials.dwFlags = SCH_CRED_AUTO_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
  return pair_of(credential::from(SECPKG_CRED_OUTBOUND, &checking.credentials),
                 credential::of(role::server, tls::v1_2));
}

/// The hello says that its session id is longer than one can be.
pair with_broken_hello(tls version) {
  pair both = with_hello(fresh_pair(version));
  both.server.inbox()[random_in_hello + random_length] = 0xFF;
  return both;
}

/// The server's first message is of a type that has no place there.
pair with_message_out_of_place(tls version) {
  pair both = with_answer(fresh_pair(version));
  both.client.inbox()[record_header] ^= 1;
  return both;
}

/// The random of the server's hello ends as that of one which could do better (RFC 8446 section 4.1.3).
pair with_sentinel() {
  pair both = with_answer(of_different_age());
  const bytes sentinel{'D', 'O', 'W', 'N', 'G', 'R', 'D', 1};
  std::copy(sentinel.begin(), sentinel.end(),
            both.client.inbox().begin() + random_in_hello + random_length - sentinel.size());
  return both;
}

/// The last byte of the signature over the server's key for the exchange is another. ServerHelloDone, which
/// has a header and nothing else, comes behind it in a record of its own.
pair with_altered_signature() {
  pair both = with_answer(fresh_pair(tls::v1_2));
  bytes& flight = both.client.inbox();
  flight[flight.size() - record_header - message_header - 1] ^= 1;
  return both;
}

const failing all_failures[] = {
    {"no suite in common", role::server, SEC_E_ALGORITHM_MISMATCH, 40,
     [] { return with_hello(without_common_suite()); }},
    {"no version in common", role::server, SEC_E_UNSUPPORTED_FUNCTION, 70,
     [] { return with_hello(without_common_version()); }},
    {"no application protocol in common", role::server, SEC_E_APPLICATION_PROTOCOL_MISMATCH, 120,
     [] { return with_hello(without_common_protocol()); }},
    {"a hello whose lengths do not add up", role::server, SEC_E_ILLEGAL_MESSAGE, 50,
     [] { return with_broken_hello(tls::v1_2); }},
    {"such a hello over TLS 1.3", role::server, SEC_E_ILLEGAL_MESSAGE, 50,
     [] { return with_broken_hello(tls::v1_3); }},
    {"a message out of place", role::client, SEC_E_ILLEGAL_MESSAGE, 10,
     [] { return with_message_out_of_place(tls::v1_2); }},
    {"one over TLS 1.3", role::client, SEC_E_ILLEGAL_MESSAGE, 10,
     [] { return with_message_out_of_place(tls::v1_3); }},
    {"a server that pretends to be older", role::client, SEC_E_ILLEGAL_MESSAGE, 47, with_sentinel},
    {"a signature that does not fit", role::client, SEC_E_DECRYPT_FAILURE, 51, with_altered_signature},
    {"an unknown root", role::client, SEC_E_UNTRUSTED_ROOT, 48,
     [] { return with_answer(with_unknown_root()); }},
};

}  // namespace

TEST_CASE("SSPI-failures-and-alerts: each by its name, on the wire and at the other end") {
  for (const failing& one : all_failures) {
    INFO(one.what);
    pair both = one.make();
    const leg failure = both[one.who].continues();
    CHECK(failure.result == one.expected);
    REQUIRE(failure.token.size() == 7);
    CHECK(failure.token[0] == 21);
    CHECK(bytes(failure.token.begin() + 3, failure.token.end()) == bytes{0, 2, TLS1_ALERT_FATAL, one.alert});
    CHECK(both[other(one.who)].continues().result == status_of_alert(one.alert));
  }
}

TEST_CASE("SSPI-failures-and-alerts: a message that was altered") {
  for_every_end([](peer& one, peer& other) {
    bytes record = other.seals("hello").record;
    record.back() ^= 1;
    REQUIRE(one.opens(record) == SEC_E_MESSAGE_ALTERED);
    const leg next = one.steps_without_input();
    CHECK(next.result == SEC_E_MESSAGE_ALTERED);
    CHECK(other.opens(next.token) == SEC_E_MESSAGE_ALTERED);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-downgrade: who spoke no more than TLS 1.2 is not warned of it") {
  pair both = with_answer(of_different_age());
  CHECK(shake_hands(both).both_established());
  pair warned = with_sentinel();
  CHECK(warned.client.continues().result == SEC_E_ILLEGAL_MESSAGE);
}
