// What the handshake's functions make of their input.
#include "support/chunks.h"
#include "support/ends.h"

using namespace peers;

namespace {

/// The end that awaits something, and the first record of what it awaits.
struct waiting {
  pair both;
  bytes record;
};

waiting client_awaiting_a_record(tls version) {
  pair both = mid_handshake_pair(version, role::server);
  bytes first = records_of(both.client.inbox()).front();
  return {std::move(both), std::move(first)};
}

/// MISSING for each beginning of a record.
void check_missing(peer& one, const bytes& record) {
  for (std::size_t length = 0; length < record.size(); ++length) {
    CAPTURE(length);
    const leg partial = one.steps({record.begin(), record.begin() + length});
    CHECK(partial.result == SEC_E_INCOMPLETE_MESSAGE);
    CHECK(partial.missing == (length < 5 ? 5 - length : record.size() - length));
  }
}

/// Goes through a handshake; `change` alters the usual arguments of every call but the first of each side.
template <typename Change>
bool shakes_hands_with(pair& both, Change change) {
  status result[2] = {both.client.continues().result, both.server.continues().result};
  for (int round = 0; round < 4; ++round) {
    const role who = round % 2 == 0 ? role::client : role::server;
    peer& one = both[who];
    status& last = result[round % 2];
    if (last == SEC_E_OK || one.inbox().empty()) continue;
    bytes arrived = std::exchange(one.inbox(), {});
    buffers input{token(arrived), empty()}, output{token()};
    call next = one.usual_call();
    next.input = input;
    next.output = output;
    change(next);
    last = next.make();
    one.sends(take(output[0]));
  }
  return result[0] == SEC_E_OK && result[1] == SEC_E_OK;
}

/// A call with garbage, and with memory of the caller for a token: it gets none, whose length is 0.
void check_refuses_garbage(peer& one, std::uint8_t filling) {
  constexpr std::size_t length = 8192;
  bytes garbage(length, filling), memory(4096, 0xEE);
  buffers input{token(garbage), empty()}, output{token(memory)};
  call next = one.usual_call();
  next.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY};
  next.input = input;
  next.output = output;
  CHECK(next.make() == SEC_E_INVALID_TOKEN);
  CHECK(output[0].BufferType == SECBUFFER_TOKEN);
  CHECK(output[0].cbBuffer == 0);
  CHECK(memory == bytes(4096, 0xEE));
  CHECK(input[1].BufferType == SECBUFFER_EMPTY);
  CHECK(input[1].cbBuffer == 0);
  CHECK(garbage == bytes(length, filling));
}

template <typename Change>
void check_handshake_with(Change change) {
  for_every_version([&](tls version) {
    pair both = fresh_pair(version, {.target = L"localhost"});
    CHECK(shakes_hands_with(both, change));
  });
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-no-input: there is nothing to go on with") {
  for_every_end_mid_handshake([](peer& one, peer&) {
    for (int time = 0; time < 3; ++time) CHECK(one.steps_without_input().result == SEC_E_INCOMPLETE_MESSAGE);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-missing: it says how much more to read") {
  for_every_version([](tls version) {
    waiting client = client_awaiting_a_record(version);
    check_missing(client.both.client, client.record);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-missing: on the first call and on later ones") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    check_missing(both.server, both.server.inbox());
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    both.client.continues();
    check_missing(both.server, records_of(both.server.inbox()).front());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-changes-nothing: neither the output nor the handle") {
  for_every_role_and_version([](tls version, role who) {
    pair both = mid_handshake_pair(version, who);
    both[other(who)].continues();
    const bytes record = records_of(both[who].inbox()).front();
    bytes part(record.begin(), record.end() - 1);
    for (const bool with_input : {true, false}) {
      bytes memory(4096, 0xEE);
      buffers input{token(part), empty()}, output{token(memory)};
      CtxtHandle elsewhere;
      SecInvalidateHandle(&elsewhere);
      call next = both[who].usual_call();
      next.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY};
      next.input = with_input ? PSecBufferDesc{input} : nullptr;
      next.output = output;
      next.new_context = &elsewhere;
      CHECK(next.make() == SEC_E_INCOMPLETE_MESSAGE);
      CHECK(output[0].cbBuffer == memory.size());
      CHECK(output[0].BufferType == SECBUFFER_TOKEN);
      CHECK(output[0].pvBuffer == memory.data());
      CHECK(memory == bytes(4096, 0xEE));
      CHECK_FALSE(SecIsValidHandle(&elsewhere));
    }
    CHECK(shake_hands(both)[who] == SEC_E_OK);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-one-input-buffer: a slot for what is left over is no must") {
  buffers alone{token()};
  check_handshake_with([&alone](call& next) {
    alone[0] = next.input->pBuffers[0];
    next.input = alone;
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-empty-buffer-is-empty: a slot that claims to hold something") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    buffers input{token(both.client.inbox()), buffer(SECBUFFER_EMPTY, nullptr, 0xDEADBEEF)}, output{token()};
    call next = both.client.usual_call();
    next.input = input;
    next.output = output;
    CHECK(next.make() == SEC_E_INVALID_TOKEN);
    CHECK(output[0].cbBuffer == 0);
    CHECK_FALSE(failed(both.client.continues().result));
    CHECK(shake_hands(both).server == SEC_E_OK);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-garbage: as often as it is tried") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    for (const std::uint8_t filling : {0xFA, 0x00, 0xFA}) check_refuses_garbage(both.client, filling);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-garbage-is-forgotten: the handshake can still succeed") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    REQUIRE(both.client.steps(bytes(8192, 0xFA)).result == SEC_E_INVALID_TOKEN);
    CHECK_FALSE(failed(both.client.continues().result));
    CHECK(shake_hands(both).server == SEC_E_OK);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-garbage: before there is a context and after") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    for (const std::uint8_t filling : {0xFA, 0x00, 0xFA}) {
      check_refuses_garbage(both.server, filling);
      CHECK_FALSE(both.server.has_context());
    }
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    for (const std::uint8_t filling : {0xFA, 0x00, 0xFA}) check_refuses_garbage(both.server, filling);
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-extra: what was not used is counted from the end") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    const std::vector<bytes> records = records_of(both.client.inbox());
    REQUIRE(records.size() > 1);
    const bytes half(records[1].begin(), records[1].begin() + records[1].size() / 2);
    bytes input = joined({records[0], half});
    const leg taken = both.client.steps(input);
    CHECK(taken.result == SEC_I_CONTINUE_NEEDED);
    CHECK(taken.extra == half.size());
    both.client.inbox().erase(both.client.inbox().begin(), both.client.inbox().begin() + records[0].size());
    CHECK_FALSE(failed(both.client.continues().result));
    CHECK(shake_hands(both).server == SEC_E_OK);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-no-extra: the slot stays as it was") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    buffers input{token(both.client.inbox()), empty()}, output{token()};
    call next = both.client.usual_call();
    next.input = input;
    next.output = output;
    CHECK_FALSE(failed(next.make()));
    CHECK(input[0].BufferType == SECBUFFER_TOKEN);
    CHECK(input[1].BufferType == SECBUFFER_EMPTY);
    CHECK(input[1].cbBuffer == 0);
    CHECK(input[1].pvBuffer == nullptr);
    take(output[0]);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-extra-is-for-decryption: early words of a server over TLS 1.2") {
  pair both = mid_handshake_pair(tls::v1_2, role::server);
  both.client.continues();
  REQUIRE(both.server.continues().result == SEC_E_OK);
  REQUIRE(both.server.says("welcome") == SEC_E_OK);
  const leg last = both.client.continues();
  CHECK(last.result == SEC_E_OK);
  CHECK(last.extra == record_length(both.client.inbox()));
  CHECK(both.client.reads() == "welcome");
}

TEST_CASE("SSPI-InitializeSecurityContext-extra-is-for-decryption: early words of a client over TLS 1.3") {
  pair both = mid_handshake_pair(tls::v1_3, role::server);
  REQUIRE(both.client.continues().result == SEC_E_OK);
  REQUIRE(both.client.says("hello") == SEC_E_OK);
  const leg last = both.server.continues();
  CHECK(last.result == SEC_E_OK);
  CHECK(last.extra == record_length(both.server.inbox()));
  CHECK(both.server.reads() == "hello");
}

TEST_CASE("SSPI-InitializeSecurityContext-later-target-name: none or the same") {
  check_handshake_with([](call& next) { next.target.clear(); });
  check_handshake_with([](call& next) { next.target = L"localhost"; });
}

TEST_CASE("SSPI-InitializeSecurityContext-reserved: whatever is in them") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    buffers output{token()};
    ULONG attributes = 0;
    TimeStamp expiry{};
    const status first{InitializeSecurityContextW(
        both.client.credential().handle(), nullptr, nullptr, usual_requirements(role::client), 0xFFFFFFFF,
        SECURITY_NATIVE_DREP, nullptr, 0xFFFFFFFF, both.client.context(), output, &attributes, &expiry)};
    CHECK(first == SEC_I_CONTINUE_NEEDED);
    both.client.sends(take(output[0]));
    both.server.continues();
    bytes flight = std::exchange(both.client.inbox(), {});
    buffers input{token(flight), empty()};
    const status later{InitializeSecurityContextW(
        both.client.credential().handle(), both.client.context(), nullptr, usual_requirements(role::client),
        0xFFFFFFFF, 0xFFFFFFFF, input, 0xFFFFFFFF, nullptr, output, &attributes, &expiry)};
    CHECK(later == (version == tls::v1_2 ? SEC_I_CONTINUE_NEEDED : SEC_E_OK));
    both.client.sends(take(output[0]));
    CHECK(shake_hands(both).server == SEC_E_OK);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-null-credential: the context remembers its own") {
  check_handshake_with([](call& next) {
    if (next.through == function::initialize) next.credential = nullptr;
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-null-credential: the context remembers its own") {
  check_handshake_with([](call& next) {
    if (next.through == function::accept) next.credential = nullptr;
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-unsupported-requirements: these cannot be met") {
  for_every_version([](tls version) {
    for (const ULONG demand : {ISC_REQ_DELEGATE, ISC_REQ_PROMPT_FOR_CREDS}) {
      CAPTURE(demand);
      pair both = fresh_pair(version);
      both.client.wants(usual_requirements(role::client) | demand);
      CHECK(both.client.steps_without_input().result == SEC_E_UNSUPPORTED_FUNCTION);
      CHECK_FALSE(both.client.has_context());
    }
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-unsupported-requirements: nor by a later call") {
  for_every_version([](tls version) {
    for (const ULONG demand : {ISC_REQ_DELEGATE, ISC_REQ_PROMPT_FOR_CREDS}) {
      CAPTURE(demand);
      pair both = mid_handshake_pair(version, role::server);
      both.client.wants(usual_requirements(role::client) | demand);
      const leg refused = both.client.steps(both.client.inbox());
      CHECK(refused.result == SEC_E_UNSUPPORTED_FUNCTION);
      CHECK(refused.token.empty());
      CHECK(refused.extra == 0);
      both.client.wants(usual_requirements(role::client));
      CHECK(shake_hands(both).both_established());
    }
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-unsupported-requirements: this cannot be met") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    both.server.wants(usual_requirements(role::server) | ASC_REQ_DELEGATE);
    CHECK(both.server.steps(both.server.inbox()).result == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK_FALSE(both.server.has_context());
    both.server.wants(usual_requirements(role::server));
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    REQUIRE_FALSE(failed(both.client.continues().result));
    both.server.wants(usual_requirements(role::server) | ASC_REQ_DELEGATE);
    CHECK(both.server.steps(both.server.inbox()).result == SEC_E_UNSUPPORTED_FUNCTION);
    both.server.wants(usual_requirements(role::server));
    CHECK(both.server.continues().result == SEC_E_OK);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-when-established-over-tls-1-3: there is nothing to do") {
  for (const role who : every_role) {
    INFO(name_of(who));
    pair both = established_pair(tls::v1_3);
    const leg idle = both[who].steps_without_input();
    CHECK(idle.result == SEC_E_OK);
    CHECK(idle.token.empty());
    CHECK(both[who].says("still here") == SEC_E_OK);
    CHECK(both[other(who)].reads() == "still here");
  }
}
