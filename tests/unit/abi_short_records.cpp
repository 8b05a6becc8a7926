// A client that has room for short records alone, and a server that agrees to them.
#include "conformance/handshakes.h"
#include "openssl_end.h"
#include "support/chunks.h"

using namespace peers;
using schannel::test::openssl_end;

namespace {

constexpr std::size_t longest = 512;

/// What the two speak, and the one suite of TLS 1.2 that the client knows.
struct choice {
  tls version;
  std::string suite;
};
const choice choices[] = {
    {tls::v1_3, "any"}, {tls::v1_2, "ECDHE-RSA-AES256-GCM-SHA384"}, {tls::v1_2, "ECDHE-RSA-AES256-SHA384"}};

/// A server of ours with a client of OpenSSL's that has asked for short records.
struct short_pair {
  explicit short_pair(const choice& of)
      : server(role::server, credential::of(role::server, of.version), std::make_shared<wire>()),
        client(schannel::tls::role::client,
               of.version == tls::v1_2 ? schannel::tls::version::tls1_2 : schannel::tls::version::tls1_3) {
    client.wants_short_records();
    if (of.version == tls::v1_2) client.knows_only(of.suite.c_str());
    status stands{SEC_I_CONTINUE_NEEDED};
    for (bytes hello = client.says_hello(); !hello.empty() && stands == SEC_I_CONTINUE_NEEDED;) {
      const leg made = server.steps(hello);
      stands = made.result;
      hello = told(made.token);
    }
    REQUIRE(stands == SEC_E_OK);
  }

  /// Hands each record to the client; returns what it answers.
  bytes told(const bytes& stream) {
    bytes answer;
    for (const bytes& record : records_of(stream)) {
      longest_record = std::max(longest_record, record.size());
      const bytes more = client.opens(record);
      answer.insert(answer.end(), more.begin(), more.end());
    }
    return answer;
  }

  peer server;
  openssl_end client;
  std::size_t longest_record = 0;
};

template <typename Story>
void for_every_choice(Story story) {
  for (const choice& one : choices) {
    CAPTURE(one.suite);
    short_pair both(one);
    story(both);
  }
}

}  // namespace

TEST_CASE("SSPI-max-fragment-length: cbMaximumMessage is what the client has room for") {
  for_every_choice([](short_pair& both) {
    CHECK(both.server.sizes().cbMaximumMessage == longest);
    const std::string text(longest, 'x');
    const auto made = both.server.seals(text);
    REQUIRE(made.result == SEC_E_OK);
    both.told(made.record);
    CHECK(both.client.heard() == text);
  });
}

TEST_CASE("SSPI-max-fragment-length: what is longer is refused and forgotten") {
  for_every_choice([](short_pair& both) {
    CHECK(both.server.seals(std::string(longest + 1, 'x')).result == SEC_E_ENCRYPT_FAILURE);
    const auto made = both.server.seals("shorter");
    REQUIRE(made.result == SEC_E_OK);
    both.told(made.record);
    CHECK(both.client.heard() == "shorter");
  });
}

TEST_CASE("SSPI-max-fragment-length: no record of the handshake or behind it is longer") {
  for_every_choice([](short_pair& both) {
    const auto sizes = both.server.sizes();
    CHECK(both.longest_record > longest);
    CHECK(both.longest_record <= longest + sizes.cbHeader + sizes.cbTrailer);
  });
}

TEST_CASE("SSPI-max-fragment-length: what the client sends in short records arrives") {
  for_every_choice([](short_pair& both) {
    const std::string text(5 * longest + 1, 'y');
    std::string arrived;
    for (const bytes& record : records_of(both.client.says(text))) {
      const opening made = both.server.opens(record);
      REQUIRE(made.result == SEC_E_OK);
      arrived += made.text();
    }
    CHECK(arrived == text);
  });
}
