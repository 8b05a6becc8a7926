// The call of InitializeSecurityContext or AcceptSecurityContext that carries a shutdown out.
#include "support/ends.h"

using namespace peers;

namespace {

/// Announces the shutdown; `with` changes the usual arguments of the call that follows, then it is made.
template <typename Change>
leg shut_down_with(peer& one, Change with) {
  REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
  buffers output{token()};
  call following = one.usual_call();
  following.output = output;
  with(following);
  leg taken;
  taken.result = following.make();
  taken.token = take(output[0]);
  taken.attributes = following.attributes;
  taken.expiry = following.expiry.QuadPart;
  return taken;
}

/// Checks that each end says its goodbye however `with` changes the call.
template <typename Change>
void check_goodbye_with(Change with) {
  for_every_end([&](peer& one, peer& other) {
    const leg said = shut_down_with(one, with);
    CHECK(said.result == SEC_E_OK);
    CHECK(other.opens(said.token) == goodbye);
  });
}

bytes close_notify_in_the_clear(peer& client, byte_view hello) {
  CHECK(client.who() == role::client);
  return {21, hello[1], hello[2], 0, 2, 1, 0};
}

}  // namespace

TEST_CASE("SSPI-shutdown-before-keys-is-ok: a client may leave after its hello") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    CHECK(both.client.shuts_down().result == SEC_E_OK);
  });
}

TEST_CASE("SSPI-shutdown-of-client-is-ok: SEC_E_OK and nothing else") {
  for_every_version(
      [](tls version) { CHECK(established_pair(version).client.shuts_down().result == SEC_E_OK); });
}

TEST_CASE("SSPI-shutdown-of-server-is-ok: SEC_E_OK and nothing else") {
  for_every_version(
      [](tls version) { CHECK(established_pair(version).server.shuts_down().result == SEC_E_OK); });
}

TEST_CASE("SSPI-shutdown-of-server-with-initialize: the role lives in the context") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    const leg said = shut_down_with(server, [](call& made) { made.through = function::initialize; });
    CHECK(said.result == SEC_E_OK);
    CHECK(client.opens(said.token) == goodbye);
  });
}

TEST_CASE("SSPI-shutdown-of-client-with-accept: the role lives in the context") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    const leg said = shut_down_with(client, [](call& made) { made.through = function::accept; });
    CHECK(said.result == SEC_E_OK);
    CHECK(server.opens(said.token) == goodbye);
  });
}

TEST_CASE("SSPI-shutdown-ignores-input: whatever it is") {
  bytes junk(1000, 0xA5);
  buffers none{}, no_bytes{token()}, no_bytes_and_a_slot{token(), empty()}, junk_bytes{token(junk)},
      false_slot{token(), buffer(SECBUFFER_EMPTY, nullptr, 0xDEADBEEF)};
  for (buffers* input : {&none, &no_bytes, &no_bytes_and_a_slot, &junk_bytes, &false_slot})
    check_goodbye_with([&](call& made) { made.input = *input; });
  CHECK(junk == bytes(1000, 0xA5));
}

TEST_CASE("SSPI-shutdown-ignores-input: a record that was left in the buffer is still good afterwards") {
  for_every_end([](peer& one, peer& other) {
    bytes record = other.seals("not now").record;
    buffers in{token(record)};
    const leg said = shut_down_with(one, [&](call& made) { made.input = in; });
    CHECK(said.result == SEC_E_OK);
    CHECK(other.opens(said.token) == goodbye);
    CHECK(one.opens(record) == "not now");
  });
}

TEST_CASE("SSPI-shutdown-ignores-input: mid-handshake too") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    bytes junk(1000, 0xA5);
    buffers in{token(junk)};
    const leg said = shut_down_with(both.client, [&](call& made) {
      made.input = in;
      made.requirements = 0;
    });
    CHECK(said.result == SEC_E_OK);
    CHECK(said.token == close_notify_in_the_clear(both.client, both.server.inbox()));
  });
}

TEST_CASE("SSPI-shutdown-input-is-output: one description for both") {
  check_goodbye_with([](call& made) { made.input = made.output; });
}

TEST_CASE("SSPI-shutdown-any-target-name: the first name or another or none") {
  check_goodbye_with([](call& made) { made.target = L"localhost"; });
  check_goodbye_with([](call& made) { made.target = L"elsewhere.example"; });
  check_goodbye_with([](call& made) { made.target.clear(); });
}

TEST_CASE("SSPI-shutdown-any-requirements: nothing is required") {
  SUBCASE("none with memory of the caller") {
    for_every_end([](peer& one, peer& other) {
      REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
      bytes memory(1024);
      buffers output{token(memory)};
      call following = one.usual_call();
      following.requirements = 0;
      following.output = output;
      CHECK(following.make() == SEC_E_OK);
      CHECK(other.opens(content(output[0])) == goodbye);
    });
  }
  SUBCASE("those of the other function") {
    for_every_end([](peer& one, peer& other) {
      const leg said = shut_down_with(
          one, [&](call& made) { made.requirements = usual_requirements(peers::other(one.who())); });
      CHECK(said.result == SEC_E_OK);
      CHECK(other.opens(said.token) == goodbye);
    });
  }
  SUBCASE("every bit that asks for nothing special") {
    check_goodbye_with([](call& made) { made.requirements |= 0xC00FF000; });
  }
}

TEST_CASE("SSPI-shutdown-any-new-context: none or the same or another variable") {
  check_goodbye_with([](call& made) { made.new_context = nullptr; });
  check_goodbye_with([](call& made) { made.new_context = made.context; });
  const auto with_another_variable = [](peer& one, peer&) {
    CtxtHandle elsewhere;
    SecInvalidateHandle(&elsewhere);
    const leg said = shut_down_with(one, [&](call& made) { made.new_context = &elsewhere; });
    CHECK(said.result == SEC_E_OK);
    CHECK(elsewhere.dwLower == one.context()->dwLower);
    CHECK(elsewhere.dwUpper == one.context()->dwUpper);
  };
  for_every_end(with_another_variable);
  for_every_end_mid_handshake(with_another_variable);
}

TEST_CASE("SSPI-shutdown-any-credential: the context's own or none") {
  check_goodbye_with([](call&) {});
  check_goodbye_with([](call& made) { made.credential = nullptr; });
}

TEST_CASE("SSPI-shutdown-output-types: a token or a buffer that becomes one") {
  for (const bool as_empty : {false, true}) {
    for (const std::size_t more : {0U, 1U, 2U}) {
      CAPTURE(as_empty);
      CAPTURE(more);
      for_every_end([&](peer& one, peer& other) {
        REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
        const SecBuffer first = as_empty ? empty() : token();
        buffers one_buffer{first}, two{first, alert()}, three{first, alert(), empty()};
        buffers& output = more == 0 ? one_buffer : more == 1 ? two : three;
        call following = one.usual_call();
        following.output = output;
        CHECK(following.make() == SEC_E_OK);
        CHECK(output[0].BufferType == SECBUFFER_TOKEN);
        CHECK(other.opens(take(output[0])) == goodbye);
        for (std::size_t index = 1; index < output.size(); ++index) CHECK(take(output[index]).empty());
      });
    }
  }
}

TEST_CASE("SSPI-shutdown-output-memory: the caller's or allocated") {
  SUBCASE("asked for although there is a pointer") {
    for_every_end([](peer& one, peer& other) {
      REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
      bytes memory(64, 0xEE);
      buffers output{token(memory)};
      call following = one.usual_call();
      following.output = output;
      CHECK(following.make() == SEC_E_OK);
      CHECK(output[0].pvBuffer != memory.data());
      CHECK(memory == bytes(64, 0xEE));
      CHECK(other.opens(take(output[0])) == goodbye);
    });
  }
  SUBCASE("not asked for but there is no pointer") {
    check_goodbye_with([](call& made) { made.requirements &= ~ISC_REQ_ALLOCATE_MEMORY; });
  }
  SUBCASE("the caller's") {
    for_every_end([](peer& one, peer& other) {
      REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
      bytes memory(200, 0xEE);
      buffers output{token(memory)};
      call following = one.usual_call();
      following.requirements &= ~ISC_REQ_ALLOCATE_MEMORY;
      following.output = output;
      CHECK(following.make() == SEC_E_OK);
      CHECK(output[0].pvBuffer == memory.data());
      REQUIRE(output[0].cbBuffer < memory.size());
      CHECK(memory[output[0].cbBuffer] == 0xEE);
      CHECK(other.opens(content(output[0])) == goodbye);
    });
  }
}

TEST_CASE("SSPI-shutdown-output-too-small: the goodbye waits for more room") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    bytes memory(200);
    call following = one.usual_call();
    following.requirements &= ~ISC_REQ_ALLOCATE_MEMORY;
    for (const std::size_t room : {0U, 1U, 6U}) {
      CAPTURE(room);
      buffers small{buffer(SECBUFFER_TOKEN, memory.data(), room)};
      following.output = small;
      CHECK(following.make() == SEC_E_INSUFFICIENT_MEMORY);
      CHECK(memory == bytes(200));
    }
    buffers output{token(memory)};
    following.output = output;
    CHECK(following.make() == SEC_E_OK);
    CHECK(other.opens(content(output[0])) == goodbye);
  });
}

TEST_CASE("SSPI-shutdown-output-too-small: announcing it once more changes nothing") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    std::uint8_t memory = 0;
    buffers small{buffer(SECBUFFER_TOKEN, &memory, 1)};
    call following = one.usual_call();
    following.requirements &= ~ISC_REQ_ALLOCATE_MEMORY;
    following.output = small;
    REQUIRE(following.make() == SEC_E_INSUFFICIENT_MEMORY);
    const leg said = one.shuts_down();
    CHECK(said.result == SEC_E_OK);
    CHECK(other.opens(said.token) == goodbye);
  });
}

TEST_CASE("SSPI-shutdown-token-in-the-clear: seven bytes in the version of the hello") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    const bytes hello = both.server.inbox();
    const leg said = both.client.shuts_down();
    CHECK(said.token == close_notify_in_the_clear(both.client, hello));
    CHECK(said.token == bytes{0x15, 0x03, 0x01, 0x00, 0x02, 0x01, 0x00});
  });
}

TEST_CASE("SSPI-shutdown-token-over-tls-1-2: one sealed alert of 31 bytes") {
  for (const role who : every_role) {
    INFO(name_of(who));
    pair both = established_pair(tls::v1_2);
    const bytes said = both[who].shuts_down().token;
    REQUIRE(said.size() == 31);
    CHECK(bytes(said.begin(), said.begin() + 5) == bytes{0x15, 0x03, 0x03, 0x00, 26});
    CHECK(both[other(who)].opens(said) == goodbye);
  }
}

TEST_CASE("SSPI-shutdown-token-over-tls-1-3: one record of 24 bytes that looks like data") {
  for (const role who : every_role) {
    INFO(name_of(who));
    pair both = established_pair(tls::v1_3);
    const bytes said = both[who].shuts_down().token;
    REQUIRE(said.size() == 24);
    CHECK(bytes(said.begin(), said.begin() + 5) == bytes{0x17, 0x03, 0x03, 0x00, 19});
    CHECK(both[other(who)].opens(said) == goodbye);
  }
}

TEST_CASE("SSPI-shutdown-reports-attributes: as any successful call") {
  for_every_end([](peer& one, peer&) {
    const leg said = one.shuts_down();
    CHECK(said.attributes == usual_requirements(one.who()));
    CHECK(said.expiry != 0);
  });
}

TEST_CASE("SSPI-shutdown-is-carried-out-once: the handshake goes on as if nothing had been said") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    REQUIRE(both.client.steps_without_input().result == SEC_E_INCOMPLETE_MESSAGE);
    const bytes hello = both.server.inbox();
    REQUIRE(both.client.shuts_down().result == SEC_E_OK);
    bytes memory(200, 0xEE);
    buffers output{token(memory)};
    CtxtHandle elsewhere;
    SecInvalidateHandle(&elsewhere);
    call following = both.client.usual_call();
    following.requirements &= ~ISC_REQ_ALLOCATE_MEMORY;
    following.output = output;
    following.new_context = &elsewhere;
    CHECK(following.make() == SEC_E_INCOMPLETE_MESSAGE);
    CHECK(output[0].cbBuffer == memory.size());
    CHECK(output[0].BufferType == SECBUFFER_TOKEN);
    CHECK(memory == bytes(200, 0xEE));
    CHECK_FALSE(SecIsValidHandle(&elsewhere));
    both.server.inbox() = hello;
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-shutdown-again-mid-handshake: the same seven bytes again") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    const leg once = both.client.shuts_down();
    const leg again = shut_down_with(both.client, [](call& made) { made.new_context = nullptr; });
    CHECK(again.result == SEC_E_OK);
    CHECK(again.token == once.token);
    CHECK(again.token.size() == 7);
  });
}

TEST_CASE("SSPI-shutdown-again-mid-handshake: of a server over TLS 1.2 too") {
  pair both = mid_handshake_pair(tls::v1_2, role::server);
  const leg once = both.server.shuts_down();
  const leg again = shut_down_with(both.server, [](call& made) { made.new_context = nullptr; });
  CHECK(once.result == SEC_E_OK);
  CHECK(again.result == SEC_E_OK);
  CHECK(again.token == once.token);
  CHECK(again.token == bytes{0x15, 0x03, 0x03, 0x00, 0x02, 0x01, 0x00});
}

TEST_CASE("SSPI-shutdown-again-when-established: one goodbye is enough") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(one.shuts_down().result == SEC_E_OK);
    REQUIRE(other.reads() == goodbye);
    CHECK(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    const leg again = one.steps_without_input();
    CHECK(again.result == SEC_I_CONTEXT_EXPIRED);
    CHECK(again.token.empty());
  });
}

TEST_CASE("SSPI-shutdown-does-not-loop: a program that repeats the call while it is told to stops at once") {
  for_every_end([](peer& one, peer&) {
    REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    int calls = 0;
    status last{SEC_I_CONTINUE_NEEDED};
    while ((last == SEC_I_CONTINUE_NEEDED || last == SEC_E_INCOMPLETE_MESSAGE) && ++calls < 10)
      last = one.steps_without_input().result;
    CHECK(calls == 1);
    CHECK(last == SEC_E_OK);
  });
}

TEST_CASE("SSPI-shutdown-needs-a-context: a server that has heard nothing has nothing to end") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    CHECK(both.server.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_INVALID_HANDLE);
    both.client.continues();
    const bytes hello = both.server.inbox();
    REQUIRE(both.server.steps({hello.begin(), hello.begin() + 20}).result == SEC_E_INCOMPLETE_MESSAGE);
    CHECK(both.server.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_INVALID_HANDLE);
  });
}

TEST_CASE("SSPI-shutdown-of-server-mid-handshake: in the clear over TLS 1.2") {
  pair both = mid_handshake_pair(tls::v1_2, role::server);
  const leg said = both.server.shuts_down();
  CHECK(said.result == SEC_E_OK);
  CHECK(said.token == bytes{0x15, 0x03, 0x03, 0x00, 0x02, 0x01, 0x00});
  CHECK(both.server.steps_without_input().result == SEC_E_INCOMPLETE_MESSAGE);
}

TEST_CASE("SSPI-shutdown-of-server-mid-handshake: sealed over TLS 1.3 and for a client that has finished") {
  pair both = mid_handshake_pair(tls::v1_3, role::server);
  const leg said = both.server.shuts_down();
  CHECK(said.result == SEC_E_OK);
  CHECK(said.token.size() == 24);
  CHECK(both.client.continues().result == SEC_E_OK);
  CHECK(both.client.reads() == goodbye);
  const leg after = both.server.continues();
  CHECK(after.result == SEC_I_CONTEXT_EXPIRED);
  CHECK(after.token.empty());
}
