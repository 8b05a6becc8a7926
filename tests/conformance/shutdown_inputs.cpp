// ApplyControlToken: everything it can be given.
#include <cstring>

#include "support/ends.h"

using namespace peers;

namespace {

/// Mid-handshake and established alike.
template <typename Story>
void for_every_context(Story story) {
  for_every_end_mid_handshake([&](peer& one, peer&) { story(one); });
  for_every_end([&](peer& one, peer&) { story(one); });
}

status apply(peer& to, ULONG type, void* at, std::size_t size) {
  buffers one{buffer(type, at, size)};
  return to.apply_control_tokens(one);
}

}  // namespace

TEST_CASE("SSPI-ApplyControlToken-null-context: there is nothing to shut down without a context") {
  DWORD shutdown = SCHANNEL_SHUTDOWN;
  buffers one{buffer(SECBUFFER_TOKEN, &shutdown, sizeof shutdown)};
  CHECK(status{ApplyControlToken(nullptr, one)} == SEC_E_INVALID_HANDLE);
}

TEST_CASE("SSPI-ApplyControlToken-null-input: a request has to be described") {
  for_every_context([](peer& one) { CHECK(one.apply_control_tokens(nullptr) == SEC_E_INTERNAL_ERROR); });
}

TEST_CASE("SSPI-ApplyControlToken-not-two-buffers: one request at a time") {
  for_every_context([](peer& one) {
    DWORD shutdown = SCHANNEL_SHUTDOWN;
    buffers two_tokens{buffer(SECBUFFER_TOKEN, &shutdown, sizeof shutdown),
                       buffer(SECBUFFER_TOKEN, &shutdown, sizeof shutdown)};
    CHECK(one.apply_control_tokens(two_tokens) == SEC_E_INVALID_TOKEN);
    buffers token_and_empty{buffer(SECBUFFER_TOKEN, &shutdown, sizeof shutdown), empty()};
    CHECK(one.apply_control_tokens(token_and_empty) == SEC_E_INVALID_TOKEN);
  });
}

TEST_CASE("SSPI-ApplyControlToken-not-without-buffers: no buffer holds no request") {
  for_every_context([](peer& one) {
    buffers none{};
    CHECK(one.apply_control_tokens(none) == SEC_E_INVALID_TOKEN);
  });
}

TEST_CASE("SSPI-ApplyControlToken-buffer-is-a-token: no other type is taken") {
  for_every_context([](peer& one) {
    for (const ULONG type : {SECBUFFER_ALERT, SECBUFFER_DATA, SECBUFFER_EMPTY, SECBUFFER_EXTRA}) {
      CAPTURE(type);
      DWORD shutdown = SCHANNEL_SHUTDOWN;
      CHECK(apply(one, type, &shutdown, sizeof shutdown) == SEC_E_INVALID_TOKEN);
    }
  });
}

TEST_CASE("SSPI-ApplyControlToken-holds-a-dword: a part of a value is none") {
  for_every_context([](peer& one) {
    DWORD shutdown = SCHANNEL_SHUTDOWN;
    for (const std::size_t size : {0U, 1U, 2U, 3U}) {
      CAPTURE(size);
      CHECK(apply(one, SECBUFFER_TOKEN, &shutdown, size) == SEC_E_UNSUPPORTED_FUNCTION);
    }
  });
}

TEST_CASE("SSPI-ApplyControlToken-shutdown: four bytes are enough and more do no harm") {
  for (const std::size_t size : {4U, 5U, 12U}) {
    CAPTURE(size);
    for_every_context([&](peer& one) {
      DWORD shutdown[3] = {SCHANNEL_SHUTDOWN, 0xFFFFFFFF, 0xFFFFFFFF};
      CHECK(apply(one, SECBUFFER_TOKEN, shutdown, size) == SEC_E_OK);
    });
  }
}

TEST_CASE("SSPI-ApplyControlToken-renegotiate: a renegotiation starts in another way") {
  for_every_context(
      [](peer& one) { CHECK(one.apply_control_token(SCHANNEL_RENEGOTIATE) == SEC_E_UNSUPPORTED_FUNCTION); });
}

TEST_CASE("SSPI-ApplyControlToken-alert: an alert of the program's own goes out with the next call") {
  SUBCASE("in the clear it can be read") {
    pair both = mid_handshake_pair(tls::v1_2, role::client);
    const leg raised = both.client.raises(TLS1_ALERT_FATAL, TLS1_ALERT_BAD_CERTIFICATE);
    CHECK(raised.result == SEC_E_OK);
    REQUIRE(raised.token.size() == 7);
    CHECK(raised.token[0] == 21);
    CHECK(bytes(raised.token.begin() + 3, raised.token.end()) == bytes{0, 2, 2, 42});
  }
  SUBCASE("when established the peer hears it") {
    for_every_end([](peer& one, peer& other) {
      CHECK(one.raises(TLS1_ALERT_FATAL, TLS1_ALERT_CERTIFICATE_EXPIRED).result == SEC_E_OK);
      CHECK(other.reads() == SEC_E_CERT_EXPIRED);
    });
  }
}

TEST_CASE("SSPI-ApplyControlToken-alert-is-whole: a part of an alert token says nothing") {
  for_every_context([](peer& one) {
    SCHANNEL_ALERT_TOKEN alert{SCHANNEL_ALERT, TLS1_ALERT_FATAL, TLS1_ALERT_BAD_CERTIFICATE};
    for (const std::size_t size : {4U, 8U, 11U}) {
      CAPTURE(size);
      CHECK(apply(one, SECBUFFER_TOKEN, &alert, size) == SEC_E_UNSUPPORTED_FUNCTION);
    }
  });
}

TEST_CASE("SSPI-ApplyControlToken-alert-is-whole: nor does a level or a number that no alert has") {
  for_every_context([](peer& one) {
    for (const auto& [level, number] : {std::pair<DWORD, DWORD>{0, 42},
                                        {3, 42},
                                        {0xFFFFFFFF, 42},
                                        {TLS1_ALERT_FATAL, 256},
                                        {TLS1_ALERT_FATAL, 0xFFFFFFFF}}) {
      CAPTURE(level);
      CAPTURE(number);
      SCHANNEL_ALERT_TOKEN alert{SCHANNEL_ALERT, level, number};
      CHECK(apply(one, SECBUFFER_TOKEN, &alert, sizeof alert) == SEC_E_UNSUPPORTED_FUNCTION);
    }
  });
}

TEST_CASE("SSPI-ApplyControlToken-session: reconnects can be enabled and disabled") {
  for (const DWORD flag : {SSL_SESSION_ENABLE_RECONNECTS, SSL_SESSION_DISABLE_RECONNECTS}) {
    CAPTURE(flag);
    for_every_context([&](peer& one) {
      SCHANNEL_SESSION_TOKEN session{SCHANNEL_SESSION, flag};
      CHECK(apply(one, SECBUFFER_TOKEN, &session, sizeof session) == SEC_E_OK);
    });
  }
}

TEST_CASE("SSPI-ApplyControlToken-session: one or the other, and whole") {
  for_every_context([](peer& one) {
    for (const DWORD flags : {DWORD{0}, DWORD{SSL_SESSION_ENABLE_RECONNECTS | SSL_SESSION_DISABLE_RECONNECTS},
                              DWORD{4}, DWORD{0xFFFFFFFF}}) {
      CAPTURE(flags);
      SCHANNEL_SESSION_TOKEN session{SCHANNEL_SESSION, flags};
      CHECK(apply(one, SECBUFFER_TOKEN, &session, sizeof session) == SEC_E_UNSUPPORTED_FUNCTION);
    }
    SCHANNEL_SESSION_TOKEN session{SCHANNEL_SESSION, SSL_SESSION_ENABLE_RECONNECTS};
    for (const std::size_t size : {4U, 5U, 7U}) {
      CAPTURE(size);
      CHECK(apply(one, SECBUFFER_TOKEN, &session, size) == SEC_E_UNSUPPORTED_FUNCTION);
    }
  });
}

TEST_CASE("SSPI-ApplyControlToken-session: it is no goodbye") {
  for_every_end([](peer& one, peer& other) {
    SCHANNEL_SESSION_TOKEN session{SCHANNEL_SESSION, SSL_SESSION_DISABLE_RECONNECTS};
    REQUIRE(apply(one, SECBUFFER_TOKEN, &session, sizeof session) == SEC_E_OK);
    CHECK(one.says("still here") == SEC_E_OK);
    CHECK(other.reads() == "still here");
  });
}

TEST_CASE("SSPI-ApplyControlToken-unknown-request: what has no meaning is refused") {
  for_every_context([](peer& one) {
    for (const DWORD request : {4UL, 5UL, 0x100UL, 0x01000000UL, 0xFFFFFFFFUL}) {
      CAPTURE(request);
      CHECK(one.apply_control_token(request) == SEC_E_UNSUPPORTED_FUNCTION);
    }
  });
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-repeated: three wishes make one goodbye") {
  for_every_end([](peer& one, peer& other) {
    for (int time = 0; time < 3; ++time) CHECK(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    const leg said = one.steps_without_input();
    CHECK(said.result == SEC_E_OK);
    CHECK(other.opens(said.token) == goodbye);
    const leg again = one.steps_without_input();
    CHECK(again.result == SEC_I_CONTEXT_EXPIRED);
    CHECK(again.token.empty());
  });
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-mid-handshake: one can leave before it has begun") {
  for_every_end_mid_handshake(
      [](peer& one, peer&) { CHECK(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK); });
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-mid-handshake: or right before its end, under keys") {
  pair both = mid_handshake_pair(tls::v1_2, role::server);
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  CHECK(both.client.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
  const leg said = both.client.steps_without_input();
  CHECK(said.result == SEC_E_OK);
  REQUIRE(said.token.size() == 31);
  CHECK(said.token[0] == 0x15);
  CHECK(both.server.continues().result == SEC_E_OK);
  CHECK(both.server.opens(said.token) == goodbye);
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-of-either-role: clients and servers can leave") {
  for_every_end([](peer& one, peer&) { CHECK(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK); });
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-after-their-goodbye: a goodbye can be answered") {
  for_every_end([](peer& one, peer& other) {
    other.shuts_down();
    REQUIRE(one.reads() == goodbye);
    CHECK(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
  });
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-after-failed-handshake: the peer can still be told why") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    both.client.wants(usual_requirements(role::client) & ~ISC_REQ_EXTENDED_ERROR);
    constexpr std::size_t type_of_first_message = 5;
    both.client.inbox()[type_of_first_message] ^= 1;
    const leg failure = both.client.continues();
    REQUIRE(failure.result == SEC_E_ILLEGAL_MESSAGE);
    REQUIRE(failure.token.empty());
    CHECK(both.client.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    const leg told = both.client.steps_without_input();
    CHECK(told.result == SEC_E_OK);
    REQUIRE(told.token.size() == 7);
    CHECK(told.token[0] == 21);
    CHECK(bytes(told.token.begin() + 3, told.token.end()) == bytes{0, 2, 2, 10});
    CHECK(both.client.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    CHECK(both.client.steps_without_input().token.empty());
  });
}

TEST_CASE("SSPI-ApplyControlToken-copies-its-token: the caller's memory is free after the call") {
  for_every_end([](peer& one, peer& other) {
    alignas(DWORD) std::uint8_t memory[1 + sizeof(DWORD)] = {};
    const DWORD shutdown = SCHANNEL_SHUTDOWN;
    std::memcpy(memory + 1, &shutdown, sizeof shutdown);
    CHECK(apply(one, SECBUFFER_TOKEN, memory + 1, sizeof shutdown) == SEC_E_OK);
    std::memset(memory, 0xEE, sizeof memory);
    CHECK(other.opens(one.steps_without_input().token) == goodbye);
  });
}

TEST_CASE("SSPI-ApplyControlToken-writes-nothing: type and length and bytes stay as they were") {
  for_every_context([](peer& one) {
    bytes memory{SCHANNEL_SHUTDOWN, 0, 0, 0, 0xEE};
    const bytes before = memory;
    buffers tokens{token(memory)};
    REQUIRE(one.apply_control_tokens(tokens) == SEC_E_OK);
    CHECK(memory == before);
    CHECK(tokens[0].BufferType == SECBUFFER_TOKEN);
    CHECK(tokens[0].cbBuffer == 5);
    CHECK(tokens[0].pvBuffer == memory.data());
  });
}
