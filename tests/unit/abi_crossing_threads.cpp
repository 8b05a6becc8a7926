// One thread speaks without a pause; the other hears of a new key, and has to answer with one. And threads
// that do not wait for each other where a program should see to it that they do.
#include <algorithm>

#include "conformance/speaker.h"
#include "support/chunks.h"
#include "support/openssl_server.h"
#include "support/processes.h"

using namespace peers;
using schannel::test::openssl_server;

TEST_CASE("SSPI-EncryptMessage-while-decrypting-a-new-key: every word arrives under the right key") {
  openssl_server server(std::size_t{0});
  auto line = std::make_shared<wire>();
  peer client(role::client, credential::of(role::client, tls::v1_3), line);
  peer nobody(role::server, credential(), line);
  const bytes flight = server.answers(client.steps_without_input().token);
  const leg last = client.steps(flight);
  REQUIRE(last.result == SEC_E_OK);
  server.answers(last.token);

  speaker words(client);
  for (int time = 0; time < 20; ++time) {
    while (server.heard().size() < 40U * static_cast<unsigned>(time)) {
      REQUIRE(words.refusal() == SEC_E_OK);
      server.answers(words.take(nobody));
      words.listens(static_cast<int>(server.heard().size()));
    }
    const bytes update = server.updates_its_key(true);
    REQUIRE(client.opens(update) == SEC_I_RENEGOTIATE);
    const leg answer = words.steps(update);
    CHECK(answer.result == SEC_E_OK);
    CHECK_FALSE(answer.token.empty());
  }
  const int said = words.stop();
  server.answers(words.take(nobody));
  std::string expected;
  for (int word = 0; word < said; ++word) expected += std::to_string(word);
  CHECK(server.heard() == expected);
  CHECK(words.refusal() == SEC_E_OK);
}

namespace {

/// Encrypts in a thread of its own and waits for nobody, as no program should.
class babbler {
 public:
  explicit babbler(peer& one)
      : context_(*one.context()), sizes_(one.sizes()), thread_([this] { babbles(); }) {}
  ~babbler() { stop(); }
  babbler(const babbler&) = delete;
  babbler& operator=(const babbler&) = delete;

  /// Waits until some more calls were made.
  void goes_on() {
    constexpr int some = 30;
    const int enough = made_ + some;
    allowed_ = enough;
    while (made_ < enough) std::this_thread::yield();
  }
  void stop() {
    is_stopped_ = true;
    if (thread_.joinable()) thread_.join();
  }
  /// How many records there are by now; one more may have been sealed.
  std::size_t said() const { return said_; }
  /// Once it has stopped: the records of 0, 1, 2 ..., as far as they were sealed.
  const std::vector<bytes>& records() const { return records_; }
  /// Once it has stopped: why other words were not.
  const std::vector<status>& refusals() const { return refusals_; }

 private:
  void babbles() {
    while (!is_stopped_) {
      if (made_ == allowed_) {
        std::this_thread::yield();
        continue;
      }
      says_a_word();
      ++made_;
    }
  }
  void says_a_word() {
    const bytes word = to_bytes(std::to_string(records_.size()));
    const auto length = static_cast<ULONG>(word.size());
    bytes memory(sizes_.cbHeader + length + sizes_.cbTrailer);
    std::copy(word.begin(), word.end(), memory.begin() + sizes_.cbHeader);
    std::uint8_t* const trailer = memory.data() + sizes_.cbHeader + length;
    buffers message{buffer(SECBUFFER_STREAM_HEADER, memory.data(), sizes_.cbHeader),
                    buffer(SECBUFFER_DATA, memory.data() + sizes_.cbHeader, length),
                    buffer(SECBUFFER_STREAM_TRAILER, trailer, sizes_.cbTrailer)};
    const status sealed{EncryptMessage(&context_, 0, message, 0)};
    if (failed(sealed)) return refusals_.push_back(sealed);
    memory.resize(sizes_.cbHeader + length + message[2].cbBuffer);
    records_.push_back(std::move(memory));
    ++said_;
  }

  CtxtHandle context_;  // a copy: the steps of the other thread write into theirs
  SecPkgContext_StreamSizes sizes_;
  std::vector<bytes> records_;
  std::vector<status> refusals_;
  std::atomic<std::size_t> said_ = 0;
  std::atomic<int> made_ = 0;
  std::atomic<int> allowed_ = 0;
  std::atomic<bool> is_stopped_ = false;
  std::thread thread_;
};

void check_refused_for_a_while(const babbler& words) {
  for (const status& refusal : words.refusals()) CHECK(refusal == SEC_E_CONTEXT_EXPIRED);
}

/// Whether the server hears every word, and a token before the word of that number. A wrong number would end
/// the connection, so it is tried in another process.
bool hears_all(openssl_server& server, const babbler& words, const bytes& token, std::size_t number) {
  return schannel::test::succeeds(schannel::test::start([&] {
    std::vector<bytes> sent = words.records();
    sent.insert(sent.begin() + static_cast<std::ptrdiff_t>(number), token);
    std::string expected;
    for (std::size_t word = 0; word < words.records().size(); ++word) expected += std::to_string(word);
    for (const bytes& record : sent) server.answers(record);
    return server.heard() == expected;
  }));
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-while-encrypting: another handshake is begun, in either role") {
  for_every_role_and_version([](tls version, role who) {
    pair both = established_pair(version);
    peer& one = both[who];
    if (who == role::server) one.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    babbler words(one);
    words.goes_on();
    const leg begun = one.steps_without_input();
    CHECK_FALSE(failed(begun.result));
    words.goes_on();
    words.stop();
    CHECK_FALSE(words.records().empty());
    check_refused_for_a_while(words);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-while-encrypting: tickets and keys that need no answer") {
  openssl_server server(std::size_t{2});
  peer client(role::client, credential::of(role::client, tls::v1_3), std::make_shared<wire>());
  const bytes flight = server.answers(client.steps_without_input().token);
  const leg last = client.steps(flight);
  REQUIRE(last.result == SEC_E_OK);
  std::vector<bytes> arriving = records_of(server.answers(last.token));
  REQUIRE(arriving.size() == 2);
  for (int time = 0; time < 20; ++time) arriving.push_back(server.updates_its_key(false));

  babbler words(client);
  for (const bytes& record : arriving) {
    words.goes_on();
    REQUIRE(client.opens(record) == SEC_I_RENEGOTIATE);
    const leg taken = client.steps(record);
    CHECK(taken.result == SEC_E_OK);
    CHECK(taken.token.empty());
  }
  words.goes_on();
  words.stop();
  check_refused_for_a_while(words);
  std::string expected;
  for (std::size_t word = 0; word < words.records().size(); ++word) {
    server.answers(words.records()[word]);
    expected += std::to_string(word);
  }
  CHECK(server.heard() == expected);
}

TEST_CASE("SSPI-InitializeSecurityContext-while-encrypting: a key that demands another in return") {
  for (int time = 0; time < 10; ++time) {
    openssl_server server(std::size_t{0});
    peer client(role::client, credential::of(role::client, tls::v1_3), std::make_shared<wire>());
    const bytes flight = server.answers(client.steps_without_input().token);
    const leg last = client.steps(flight);
    REQUIRE(last.result == SEC_E_OK);
    server.answers(last.token);
    const bytes update = server.updates_its_key(true);

    babbler words(client);
    words.goes_on();
    REQUIRE(client.opens(update) == SEC_I_RENEGOTIATE);
    const std::size_t earliest = words.said();
    const leg answer = client.steps(update);
    const std::size_t latest = words.said() + 1;
    CHECK(answer.result == SEC_E_OK);
    CHECK_FALSE(answer.token.empty());
    words.goes_on();
    words.stop();
    check_refused_for_a_while(words);
    REQUIRE(latest < words.records().size());
    int right = 0;
    for (std::size_t number = earliest; number <= latest; ++number)
      right += hears_all(server, words, answer.token, number) ? 1 : 0;
    CHECK(right == 1);
  }
}
