// Where the handshake's functions put what is to be sent.
#include "support/ends.h"

using namespace peers;

namespace {

constexpr std::size_t roomy = 32768;

/// A first call of a client with this output; without_allocation drops ALLOCATE_MEMORY.
struct first_call {
  explicit first_call(tls version, PSecBufferDesc output, bool allocating) : both(fresh_pair(version)) {
    call made = both.client.usual_call();
    if (!allocating) made.requirements &= ~ISC_REQ_ALLOCATE_MEMORY;
    made.output = output;
    made.expiry.QuadPart = -1;
    result = made.make();
    attributes = made.attributes;
    expiry = made.expiry.QuadPart;
  }

  pair both;
  status result;
  ULONG attributes = 0;
  LONGLONG expiry = 0;
};

bool is_hello(const bytes& token) {
  return token.size() > 50 && token[0] == 22 && token[5] == 1;
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-allocated-output: a wild pointer is replaced") {
  for_every_version([](tls version) {
    void* const wild = reinterpret_cast<void*>(std::uintptr_t{0xDEADBEEF});
    for (const std::size_t length : {0U, 1U, 0xDEADBEEFU}) {
      buffers output{buffer(SECBUFFER_TOKEN, wild, length)};
      const first_call made(version, output, true);
      CHECK(made.result == SEC_I_CONTINUE_NEEDED);
      REQUIRE(output[0].pvBuffer != wild);
      CHECK(is_hello(take(output[0])));
    }
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-empty-output: an empty buffer becomes the token") {
  for_every_version([](tls version) {
    buffers output{empty(), empty()};
    const first_call made(version, output, true);
    CHECK(made.result == SEC_I_CONTINUE_NEEDED);
    CHECK(output[0].BufferType == SECBUFFER_TOKEN);
    CHECK(is_hello(take(output[0])));
    CHECK(output[1].BufferType == SECBUFFER_EMPTY);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-null-output: no pointer is as good as asking") {
  for_every_version([](tls version) {
    buffers output{buffer(SECBUFFER_TOKEN, nullptr, 1000)};
    const first_call made(version, output, false);
    CHECK(made.result == SEC_I_CONTINUE_NEEDED);
    CHECK(is_hello(take(output[0])));
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-callers-output: the caller's memory receives it") {
  for_every_version([](tls version) {
    bytes memory(roomy, 0xEE);
    buffers output{token(memory)};
    const first_call made(version, output, false);
    CHECK(made.result == SEC_I_CONTINUE_NEEDED);
    CHECK(output[0].pvBuffer == memory.data());
    CHECK(output[0].BufferType == SECBUFFER_TOKEN);
    CHECK(is_hello(content(output[0])));
    REQUIRE(output[0].cbBuffer < roomy);
    const bytes behind(memory.begin() + static_cast<std::ptrdiff_t>(output[0].cbBuffer), memory.end());
    CHECK(behind == bytes(behind.size(), 0xEE));
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-callers-output-of-no-bytes: there is no room at all") {
  for_every_version([](tls version) {
    std::uint8_t memory = 0xEE;
    buffers output{buffer(SECBUFFER_TOKEN, &memory, 0)};
    first_call made(version, output, false);
    CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
    CHECK(memory == 0xEE);
    CHECK_FALSE(made.both.client.has_context());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-callers-output-too-small: the token waits for more room") {
  for_every_role_and_version([](tls version, role who) {
    // A TLS 1.3 server has nothing to send by then.
    if (version == tls::v1_3 && who == role::server) return;
    pair both = mid_handshake_pair(version, who);
    both[other(who)].continues();
    bytes arrived = std::exchange(both[who].inbox(), {});
    bytes memory(roomy, 0xEE);
    call next = both[who].usual_call();
    next.requirements &= ~ISC_REQ_ALLOCATE_MEMORY;
    for (const std::size_t room : {0U, 1U, 20U}) {
      CAPTURE(room);
      buffers input{token(arrived), empty()}, output{buffer(SECBUFFER_TOKEN, memory.data(), room)};
      next.input = input;
      next.output = output;
      CHECK(next.make() == SEC_E_INSUFFICIENT_MEMORY);
      CHECK(memory == bytes(roomy, 0xEE));
    }
    buffers input{token(arrived), empty()}, output{token(memory)};
    next.input = input;
    next.output = output;
    CHECK_FALSE(failed(next.make()));
    both[who].sends(content(output[0]));
    shake_hands(both);
    CHECK(both[who].says("made it") == SEC_E_OK);
    CHECK(both[other(who)].reads() == "made it");
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-nothing-to-send: no bytes") {
  // The last step of a TLS 1.2 client needs no answer.
  pair both = mid_handshake_pair(tls::v1_2, role::server);
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(both.server.continues().result == SEC_E_OK);
  buffers input{token(both.client.inbox()), empty()};
  SUBCASE("into memory of the caller") {
    bytes memory(roomy);
    buffers output{token(memory)};
    call last = both.client.usual_call();
    last.requirements &= ~ISC_REQ_ALLOCATE_MEMORY;
    last.input = input;
    last.output = output;
    CHECK(last.make() == SEC_E_OK);
    CHECK(output[0].cbBuffer == 0);
  }
  SUBCASE("allocated") {
    buffers output{token()};
    call last = both.client.usual_call();
    last.input = input;
    last.output = output;
    CHECK(last.make() == SEC_E_OK);
    CHECK(output[0].cbBuffer == 0);
    CHECK(output[0].pvBuffer == nullptr);
  }
}

TEST_CASE("SSPI-InitializeSecurityContext-alert-buffer-of-no-bytes: room for an alert is checked first") {
  for_every_version([](tls version) {
    bytes memory(roomy), for_alert(32);
    buffers output{token(memory), buffer(SECBUFFER_ALERT, for_alert.data(), 0)};
    first_call made(version, output, false);
    CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
    CHECK(made.attributes == 0x1C);
    CHECK(made.expiry == 0);
    CHECK_FALSE(made.both.client.has_context());
    CHECK(memory == bytes(roomy));
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-alert-buffer-of-no-bytes: in a server's calls and in later ones") {
  for_every_role_and_version([](tls version, role who) {
    pair both = who == role::server ? mid_handshake_pair(version, role::client)
                                    : mid_handshake_pair(version, role::server);
    bytes arrived = both[who].inbox(), memory(roomy, 0xEE), for_alert(32);
    buffers input{token(arrived), empty()},
        output{token(memory), buffer(SECBUFFER_ALERT, for_alert.data(), 0)};
    CtxtHandle elsewhere;
    SecInvalidateHandle(&elsewhere);
    call next = both[who].usual_call();
    next.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY};
    next.input = input;
    next.output = output;
    next.new_context = &elsewhere;
    next.expiry.QuadPart = -1;
    CHECK(next.make() == SEC_E_INSUFFICIENT_MEMORY);
    CHECK(next.attributes == 0x1C);
    CHECK(next.expiry.QuadPart == 0);
    CHECK(memory == bytes(roomy, 0xEE));
    CHECK_FALSE(SecIsValidHandle(&elsewhere));
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-alert-buffer: no alert in memory of the caller") {
  for_every_version([](tls version) {
    bytes memory(roomy), for_alert(32);
    buffers output{token(memory), buffer(SECBUFFER_ALERT, for_alert)};
    const first_call made(version, output, false);
    CHECK(made.result == SEC_I_CONTINUE_NEEDED);
    CHECK(output[1].BufferType == SECBUFFER_ALERT);
    CHECK(output[1].cbBuffer == 0);
    CHECK(output[1].pvBuffer == for_alert.data());
    CHECK(for_alert == bytes(32));
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-alert-buffer: no alert and nothing allocated for it") {
  for_every_version([](tls version) {
    buffers output{token(), alert()};
    const first_call made(version, output, true);
    CHECK(made.result == SEC_I_CONTINUE_NEEDED);
    CHECK(output[1].BufferType == SECBUFFER_ALERT);
    CHECK(output[1].cbBuffer == 0);
    CHECK(output[1].pvBuffer == nullptr);
    take(output[0]);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-surplus-output: more buffers than are needed") {
  for_every_version([](tls version) {
    buffers output{token(), alert(), empty(), empty()};
    const first_call made(version, output, true);
    CHECK(made.result == SEC_I_CONTINUE_NEEDED);
    CHECK(is_hello(take(output[0])));
    for (const std::size_t index : {2U, 3U}) {
      CHECK(output[index].BufferType == SECBUFFER_EMPTY);
      CHECK(output[index].cbBuffer == 0);
      CHECK(output[index].pvBuffer == nullptr);
    }
  });
}

namespace {

/// The first call of a server with this output; a flight is what it gives.
struct first_answer {
  first_answer(tls version, PSecBufferDesc output, bool allocating)
      : both(mid_handshake_pair(version, role::client)) {
    bytes hello = both.server.inbox();
    buffers input{token(hello), empty()};
    call made = both.server.usual_call();
    if (!allocating) made.requirements &= ~ULONG{ASC_REQ_ALLOCATE_MEMORY};
    made.input = input;
    made.output = output;
    result = made.make();
  }

  /// Whether the client can go on with what the server gave.
  bool is_answered_by(const bytes& flight) {
    both.server.inbox().clear();
    both.server.sends(flight);
    return shake_hands(both).both_established();
  }

  pair both;
  status result;
};

}  // namespace

TEST_CASE("SSPI-AcceptSecurityContext-output: allocated, whatever pointer or type it was") {
  for_every_version([](tls version) {
    void* const wild = reinterpret_cast<void*>(std::uintptr_t{0xDEADBEEF});
    for (const SecBuffer& given : {buffer(SECBUFFER_TOKEN, wild, 0xDEADBEEF), token(), empty()}) {
      buffers output{given, alert(), empty()};
      first_answer made(version, output, true);
      CHECK(made.result == SEC_I_CONTINUE_NEEDED);
      CHECK(output[0].BufferType == SECBUFFER_TOKEN);
      REQUIRE(output[0].pvBuffer != wild);
      CHECK(output[1].BufferType == SECBUFFER_ALERT);
      CHECK(output[1].cbBuffer == 0);
      CHECK(output[2].BufferType == SECBUFFER_EMPTY);
      CHECK(made.is_answered_by(take(output[0])));
    }
    buffers output{buffer(SECBUFFER_TOKEN, nullptr, 1000)};
    first_answer made(version, output, false);
    CHECK(made.result == SEC_I_CONTINUE_NEEDED);
    CHECK(made.is_answered_by(take(output[0])));
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-output: in memory of the caller") {
  for_every_version([](tls version) {
    bytes memory(roomy, 0xEE);
    buffers output{token(memory)};
    first_answer made(version, output, false);
    CHECK(made.result == SEC_I_CONTINUE_NEEDED);
    CHECK(output[0].pvBuffer == memory.data());
    REQUIRE(output[0].cbBuffer < roomy);
    CHECK(memory[output[0].cbBuffer] == 0xEE);
    CHECK(made.is_answered_by(content(output[0])));
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-output: too little memory makes no context") {
  for_every_version([](tls version) {
    for (const std::size_t room : {0U, 1U, 100U}) {
      CAPTURE(room);
      bytes memory(roomy, 0xEE);
      buffers output{buffer(SECBUFFER_TOKEN, memory.data(), room)};
      first_answer made(version, output, false);
      CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
      CHECK_FALSE(made.both.server.has_context());
      CHECK(memory == bytes(roomy, 0xEE));
    }
    first_answer made(version, nullptr, true);
    CHECK(made.result == SEC_E_INVALID_TOKEN);
    CHECK_FALSE(made.both.server.has_context());
    CHECK(shake_hands(made.both).both_established());
  });
}
