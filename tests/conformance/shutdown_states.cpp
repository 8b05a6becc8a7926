// What each function does in each state that shutdown events lead to.
#include "conformance/stages.h"

using namespace peers;

namespace {

const bytes some_record{0x17, 3,  3,  0,  32, 1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
                        15,   16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32};

/// EncryptMessage, with buffers that would do for any suite, refuses: nothing is written.
void check_it_encrypts_nothing(peer& one, SECURITY_STATUS expected) {
  bytes header(32, 'h'), text(5, 'x'), trailer(64, 't');
  buffers message{buffer(SECBUFFER_STREAM_HEADER, header), data(text),
                  buffer(SECBUFFER_STREAM_TRAILER, trailer), empty()};
  CHECK(status{EncryptMessage(one.context(), 0, message, 0)} == expected);
  CHECK(header == bytes(32, 'h'));
  CHECK(text == bytes(5, 'x'));
  CHECK(trailer == bytes(64, 't'));
  CHECK(message[0].cbBuffer == header.size());
  CHECK(message[1].cbBuffer == text.size());
  CHECK(message[2].cbBuffer == trailer.size());
}

/// DecryptMessage refuses whatever it is given: nothing is written, neither to the bytes nor to the buffers.
void check_it_decrypts_nothing(peer& one, SECURITY_STATUS expected) {
  for (const bytes& input : {some_record, bytes{}, bytes(some_record.begin(), some_record.begin() + 3),
                             bytes{0x15, 3, 3, 0, 2, 1, 0}, bytes(40, 0xFA)}) {
    const opening made = one.opens(input);
    CHECK(made == expected);
    CHECK(made.memory == input);
    CHECK(made.left[0].BufferType == SECBUFFER_DATA);
    CHECK(made.left[0].cbBuffer == input.size());
    for (const std::size_t index : {1U, 2U, 3U}) CHECK(made.left[index].BufferType == SECBUFFER_EMPTY);
  }
}

status asks_for_sizes(peer& one) {
  SecPkgContext_StreamSizes sizes{};
  return {QueryContextAttributesW(one.context(), SECPKG_ATTR_STREAM_SIZES, &sizes)};
}

status asks_for_connection(peer& one) {
  SecPkgContext_ConnectionInfo info{};
  return {QueryContextAttributesW(one.context(), SECPKG_ATTR_CONNECTION_INFO, &info)};
}

status asks_for_certificate(peer& one) {
  const ULONG attribute =
      one.who() == role::client ? SECPKG_ATTR_REMOTE_CERT_CONTEXT : SECPKG_ATTR_LOCAL_CERT_CONTEXT;
  PCCERT_CONTEXT found = nullptr;
  const status answer{QueryContextAttributesW(one.context(), attribute, &found)};
  CertFreeCertificateContext(found);
  return answer;
}

void check_it_still_answers(peer& one) {
  CHECK(asks_for_sizes(one) == SEC_E_OK);
  CHECK(asks_for_connection(one) == SEC_E_OK);
  CHECK(asks_for_certificate(one) == SEC_E_OK);
}

void check_it_deletes_in_silence(peer& one, peer& other) {
  const CtxtHandle copy = *one.context();
  const bytes on_the_wire = other.inbox();
  CHECK(one.deletes_its_context() == SEC_E_OK);
  CHECK(other.inbox() == on_the_wire);
  CtxtHandle stale = copy;
  CHECK(status{DeleteSecurityContext(&stale)} == SEC_E_INVALID_HANDLE);
}

void check_it_accepts_the_token(peer& one) {
  CHECK(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
}

/// Neither with a new control token nor without one is there anything more to say.
void check_it_has_said_all(peer& one) {
  const leg without = one.steps_without_input();
  CHECK(without.result == SEC_I_CONTEXT_EXPIRED);
  CHECK(without.token.empty());
  check_it_accepts_the_token(one);
  const leg with = one.steps_without_input();
  CHECK(with.result == SEC_I_CONTEXT_EXPIRED);
  CHECK(with.token.empty());
}

}  // namespace

// --- Mid-handshake

TEST_CASE("SSPI-EncryptMessage-mid-handshake: there are no keys to encrypt with") {
  for_every_end_mid_handshake([](peer& one, peer&) { check_it_encrypts_nothing(one, SEC_E_INVALID_HANDLE); });
}

TEST_CASE("SSPI-DecryptMessage-mid-handshake: there are no keys to decrypt with") {
  for_every_end_mid_handshake([](peer& one, peer&) { check_it_decrypts_nothing(one, SEC_E_INVALID_HANDLE); });
}

TEST_CASE("SSPI-ApplyControlToken-mid-handshake: one can always leave") {
  for_every_end_mid_handshake([](peer& one, peer&) { check_it_accepts_the_token(one); });
}

TEST_CASE("SSPI-InitializeSecurityContext-shutdown-mid-handshake: with an alert") {
  for_every_role_and_version([](tls version, role who) {
    pair both = mid_handshake_pair(version, who);
    const leg said = both[who].shuts_down();
    CHECK(said.result == SEC_E_OK);
    // A server of TLS 1.3 has keys by then.
    const bool is_sealed = version == tls::v1_3 && who == role::server;
    REQUIRE(said.token.size() == (is_sealed ? 24 : 7));
    CHECK(said.token[0] == (is_sealed ? 0x17 : 0x15));
    if (!is_sealed) CHECK(bytes(said.token.begin() + 3, said.token.end()) == bytes{0, 2, 1, 0});
  });
}

TEST_CASE("SSPI-QueryContextAttributes-mid-handshake: nothing is decided yet") {
  for_every_end_mid_handshake([](peer& one, peer&) {
    CHECK(asks_for_sizes(one) == SEC_E_INVALID_HANDLE);
    CHECK(asks_for_connection(one) == SEC_E_INVALID_HANDLE);
    CHECK(asks_for_certificate(one) == SEC_E_INVALID_HANDLE);
  });
}

TEST_CASE("SSPI-DeleteSecurityContext-mid-handshake: in silence") {
  for_every_end_mid_handshake(check_it_deletes_in_silence);
}

// --- Established

TEST_CASE("SSPI-EncryptMessage-established: this is what it is for") {
  for_every_end_at(stage::established, [](peer& one, peer& other, std::size_t) {
    CHECK(one.says("hello") == SEC_E_OK);
    CHECK(other.reads() == "hello");
  });
}

TEST_CASE("SSPI-DecryptMessage-established: this is what it is for") {
  for_every_end_at(stage::established, [](peer& one, peer& other, std::size_t) {
    REQUIRE(other.says("hello") == SEC_E_OK);
    CHECK(one.reads() == "hello");
  });
}

TEST_CASE("SSPI-ApplyControlToken-established: the first step of the end") {
  for_every_end_at(stage::established,
                   [](peer& one, peer&, std::size_t) { check_it_accepts_the_token(one); });
}

TEST_CASE("SSPI-InitializeSecurityContext-shutdown-established: with close_notify") {
  for_every_end_at(stage::established, [](peer& one, peer& other, std::size_t) {
    CHECK(one.shuts_down().result == SEC_E_OK);
    CHECK(other.reads() == goodbye);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-established: everything is decided") {
  for_every_end_at(stage::established, [](peer& one, peer&, std::size_t) { check_it_still_answers(one); });
}

TEST_CASE("SSPI-DeleteSecurityContext-established: in silence") {
  for_every_end_at(stage::established,
                   [](peer& one, peer& other, std::size_t) { check_it_deletes_in_silence(one, other); });
}

// --- ApplyControlToken done, the call that follows not yet

TEST_CASE("SSPI-EncryptMessage-shutdown-announced: nothing has been said yet") {
  for_every_end_at(stage::announced, [](peer& one, peer& other, std::size_t) {
    CHECK(one.says("one more thing") == SEC_E_OK);
    CHECK(other.reads() == "one more thing");
  });
}

TEST_CASE("SSPI-DecryptMessage-shutdown-announced: data and goodbyes are heard as ever") {
  for_every_end_at(stage::announced, [](peer& one, peer& other, std::size_t) {
    const bytes record = other.seals("you were saying").record;
    CHECK(one.opens(record) == "you were saying");
    CHECK(one.opens(other.shuts_down().token) == goodbye);
  });
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-announced: a second time") {
  for_every_end_at(stage::announced, [](peer& one, peer&, std::size_t) { check_it_accepts_the_token(one); });
}

TEST_CASE("SSPI-InitializeSecurityContext-shutdown-announced: with close_notify") {
  for_every_end_at(stage::announced, [](peer& one, peer& other, std::size_t) {
    const leg said = one.steps_without_input();
    CHECK(said.result == SEC_E_OK);
    CHECK(other.opens(said.token) == goodbye);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-shutdown-announced: what was decided is known") {
  for_every_end_at(stage::announced, [](peer& one, peer&, std::size_t) { check_it_still_answers(one); });
}

TEST_CASE("SSPI-DeleteSecurityContext-shutdown-announced: in silence") {
  for_every_end_at(stage::announced,
                   [](peer& one, peer& other, std::size_t) { check_it_deletes_in_silence(one, other); });
}

// --- We said goodbye

TEST_CASE("SSPI-EncryptMessage-own-goodbye-said: goodbye is the last word") {
  for_every_end_at(stage::own_goodbye, [](peer& one, peer&, std::size_t) {
    check_it_encrypts_nothing(one, SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-DecryptMessage-own-goodbye-said: the peer may finish its sentence") {
  for_every_end_at(stage::own_goodbye, [](peer& one, peer& other, std::size_t) {
    REQUIRE(other.says("last words") == SEC_E_OK);
    CHECK(one.reads() == "last words");
    says_goodbye(other);
    CHECK(one.reads() == goodbye);
  });
}

TEST_CASE("SSPI-ApplyControlToken-own-goodbye-said: repeating oneself is harmless") {
  for_every_end_at(stage::own_goodbye,
                   [](peer& one, peer&, std::size_t) { check_it_accepts_the_token(one); });
}

TEST_CASE("SSPI-InitializeSecurityContext-own-goodbye-said: one goodbye is enough") {
  for_every_end_at(stage::own_goodbye, [](peer& one, peer&, std::size_t) { check_it_has_said_all(one); });
}

TEST_CASE("SSPI-QueryContextAttributes-own-goodbye-said: what was decided is known") {
  for_every_end_at(stage::own_goodbye, [](peer& one, peer&, std::size_t) { check_it_still_answers(one); });
}

TEST_CASE("SSPI-DeleteSecurityContext-own-goodbye-said: in silence") {
  for_every_end_at(stage::own_goodbye,
                   [](peer& one, peer& other, std::size_t) { check_it_deletes_in_silence(one, other); });
}

// --- They said goodbye

TEST_CASE("SSPI-EncryptMessage-their-goodbye-heard: we may still finish our sentence") {
  for_every_end_at(stage::their_goodbye, [](peer& one, peer& other, std::size_t) {
    CHECK(one.says("last words") == SEC_E_OK);
    CHECK(other.reads() == "last words");
  });
}

TEST_CASE("SSPI-DecryptMessage-their-goodbye-heard: nothing comes after a goodbye") {
  for_every_end_at(stage::their_goodbye, [](peer& one, peer&, std::size_t) {
    check_it_decrypts_nothing(one, SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-ApplyControlToken-their-goodbye-heard: a goodbye is to be answered") {
  for_every_end_at(stage::their_goodbye,
                   [](peer& one, peer&, std::size_t) { check_it_accepts_the_token(one); });
}

TEST_CASE("SSPI-InitializeSecurityContext-their-goodbye-heard: with close_notify if it is asked for") {
  for_every_end_at(stage::their_goodbye, [](peer& one, peer& other, std::size_t) {
    const leg without = one.steps_without_input();
    CHECK(without.result == SEC_I_CONTEXT_EXPIRED);
    CHECK(without.token.empty());
    CHECK(one.shuts_down().result == SEC_E_OK);
    CHECK(other.reads() == goodbye);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-their-goodbye-heard: what was decided is known") {
  for_every_end_at(stage::their_goodbye, [](peer& one, peer&, std::size_t) { check_it_still_answers(one); });
}

TEST_CASE("SSPI-DeleteSecurityContext-their-goodbye-heard: in silence") {
  for_every_end_at(stage::their_goodbye,
                   [](peer& one, peer& other, std::size_t) { check_it_deletes_in_silence(one, other); });
}

// --- Both said goodbye

TEST_CASE("SSPI-EncryptMessage-both-goodbyes: goodbye is the last word") {
  for_every_end_at(stage::both_goodbyes, [](peer& one, peer&, std::size_t) {
    check_it_encrypts_nothing(one, SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-DecryptMessage-both-goodbyes: nothing comes after a goodbye") {
  for_every_end_at(stage::both_goodbyes, [](peer& one, peer&, std::size_t) {
    check_it_decrypts_nothing(one, SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-ApplyControlToken-both-goodbyes: repeating oneself is harmless") {
  for_every_end_at(stage::both_goodbyes,
                   [](peer& one, peer&, std::size_t) { check_it_accepts_the_token(one); });
}

TEST_CASE("SSPI-InitializeSecurityContext-both-goodbyes: all has been said") {
  for_every_end_at(stage::both_goodbyes, [](peer& one, peer&, std::size_t) { check_it_has_said_all(one); });
}

TEST_CASE("SSPI-QueryContextAttributes-both-goodbyes: what was decided is known") {
  for_every_end_at(stage::both_goodbyes, [](peer& one, peer&, std::size_t) { check_it_still_answers(one); });
}

TEST_CASE("SSPI-DeleteSecurityContext-both-goodbyes: in silence") {
  for_every_end_at(stage::both_goodbyes,
                   [](peer& one, peer& other, std::size_t) { check_it_deletes_in_silence(one, other); });
}

// --- A fatal alert was sent or received

TEST_CASE("SSPI-EncryptMessage-fatal-alert: nothing may follow") {
  for_every_end_at(stage::fatal_alert, [](peer& one, peer&, std::size_t) {
    check_it_encrypts_nothing(one, SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-DecryptMessage-fatal-alert: the reason stays known") {
  for_every_end_at(stage::fatal_alert, [](peer& one, peer&, std::size_t way) {
    const SECURITY_STATUS reason = way == 0 ? SEC_E_CERT_UNKNOWN : SEC_E_CONTEXT_EXPIRED;
    check_it_decrypts_nothing(one, reason);
    check_it_decrypts_nothing(one, reason);
  });
}

TEST_CASE("SSPI-ApplyControlToken-fatal-alert: a program may end in its usual way") {
  for_every_end_at(stage::fatal_alert,
                   [](peer& one, peer&, std::size_t) { check_it_accepts_the_token(one); });
}

TEST_CASE("SSPI-InitializeSecurityContext-shutdown-fatal-alert: with a token of no bytes") {
  for_every_end_at(stage::fatal_alert, [](peer& one, peer&, std::size_t) {
    for (int time = 0; time < 2; ++time) {
      const leg said = one.shuts_down();
      CHECK(said.result == SEC_E_OK);
      CHECK(said.token.empty());
    }
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-shutdown-fatal-alert: which has an address") {
  for_every_end_at(stage::fatal_alert, [](peer& one, peer&, std::size_t) {
    check_it_accepts_the_token(one);
    buffers output{token()};
    call usual = one.usual_call();
    usual.output = output;
    CHECK(usual.make() == SEC_E_OK);
    CHECK(output[0].BufferType == SECBUFFER_TOKEN);
    CHECK(output[0].cbBuffer == 0);
    CHECK(output[0].pvBuffer != nullptr);
    FreeContextBuffer(output[0].pvBuffer);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-shutdown-fatal-alert: the caller's memory is left alone") {
  for_every_end_at(stage::fatal_alert, [](peer& one, peer&, std::size_t) {
    check_it_accepts_the_token(one);
    bytes memory(64, 0x5a);
    buffers output{buffer(SECBUFFER_TOKEN, memory)};
    call usual = one.usual_call();
    usual.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY | ASC_REQ_ALLOCATE_MEMORY};
    usual.output = output;
    CHECK(usual.make() == SEC_E_OK);
    CHECK(output[0].cbBuffer == 0);
    CHECK(output[0].pvBuffer == memory.data());
    CHECK(memory == bytes(64, 0x5a));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-fatal-alert: what was decided is known") {
  for_every_end_at(stage::fatal_alert, [](peer& one, peer&, std::size_t) {
    CHECK(asks_for_connection(one) == SEC_E_OK);
    CHECK(asks_for_certificate(one) == SEC_E_OK);
  });
}

TEST_CASE("SSPI-DeleteSecurityContext-fatal-alert: in silence") {
  for_every_end_at(stage::fatal_alert,
                   [](peer& one, peer& other, std::size_t) { check_it_deletes_in_silence(one, other); });
}
