// Legs of a handshake whose output lies where the input is, altogether or in part.
#include "support/chunks.h"
#include "support/ends.h"
#include "wrong_arguments.h"

using namespace peers;

namespace {

constexpr std::size_t roomy = 32768;
constexpr std::uint8_t untouched = 0xA5;

/// How the memory of a leg's output lies to that of its input, of which there is `length`.
struct placing {
  std::string_view how;
  std::size_t (*offset)(std::size_t length);
};

constexpr placing placings[] = {
    {"in the same place", [](std::size_t) { return std::size_t{0}; }},
    {"from the middle on", [](std::size_t length) { return length / 2; }},
    {"from the last byte on", [](std::size_t length) { return length - (length == 0 ? 0 : 1); }},
};

/// One memory for what a leg takes and for what it gives.
struct shared_memory {
  explicit shared_memory(const bytes& arrived) : all(roomy, untouched), length(arrived.size()) {
    std::copy(arrived.begin(), arrived.end(), all.begin());
  }

  SecBuffer taken() { return buffer(SECBUFFER_TOKEN, all.data(), length); }
  SecBuffer given(const placing& where) {
    const std::size_t at = where.offset(length);
    return buffer(SECBUFFER_TOKEN, all.data() + at, all.size() - at);
  }

  bytes all;
  std::size_t length;
};

/// Takes a leg with all that has arrived, into the same memory, and sends the token.
status continues_in_place(peer& one, const placing& where) {
  shared_memory memory(one.inbox());
  buffers input{memory.taken(), empty()}, output{memory.given(where)};
  call step = one.usual_call();
  step.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY};
  if (!one.inbox().empty()) step.input = input;
  step.output = output;
  const status result = step.make();
  CHECK(input[1].BufferType == SECBUFFER_EMPTY);
  one.inbox().clear();
  one.sends(content(output[0]));
  return result;
}

/// Lets both take legs of that kind until neither gets further.
template <typename Leg>
outcome shake_hands_with(pair& both, Leg leg) {
  outcome last{leg(both.client), {SEC_I_CONTINUE_NEEDED}};
  for (int turn = 0; turn < 6; ++turn) {
    const role who = turn % 2 == 0 ? role::server : role::client;
    if (both[who].inbox().empty()) continue;
    (who == role::client ? last.client : last.server) = leg(both[who]);
  }
  return last;
}

}  // namespace

TEST_CASE("SSPI-handshake-shared-memory: the token may lie where the input was") {
  for_every_version([](tls version) {
    for (const placing& where : placings) {
      INFO(where.how);
      pair both = fresh_pair(version);
      CHECK(shake_hands_with(both, [&](peer& one) {
              return continues_in_place(one, where);
            }).both_established());
      check_talks_on(both.client, both.server);
    }
  });
}

TEST_CASE("SSPI-handshake-shared-memory: one array of buffers for both") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    const auto continues = [](peer& one) {
      bytes arrived = std::exchange(one.inbox(), {});
      buffers shared{token(arrived), empty()};
      call step = one.usual_call();
      step.input = shared;
      step.output = step.input;
      const status result = step.make();
      CHECK(shared[0].BufferType == SECBUFFER_TOKEN);
      CHECK(shared[0].pvBuffer != arrived.data());
      CHECK(shared[1].BufferType == SECBUFFER_EMPTY);
      one.sends(take(shared[0]));
      return result;
    };
    CHECK(shake_hands_with(both, continues).both_established());
    check_talks_on(both.client, both.server);
  });
}

TEST_CASE("SSPI-handshake-shared-memory: one array that has room for no more than the input") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    int waits = 0;
    const auto continues = [&waits](peer& one) {
      bytes arrived = std::exchange(one.inbox(), {}), before = arrived;
      if (arrived.empty()) {
        const leg first = one.steps_without_input();
        one.sends(first.token);
        return first.result;
      }
      buffers shared{token(arrived), empty()};
      call step = one.usual_call();
      step.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY};
      step.input = shared;
      step.output = step.input;
      status result = step.make();
      if (result == SEC_E_INSUFFICIENT_MEMORY) {
        ++waits;
        CHECK(arrived == before);
        CHECK(shared[0].cbBuffer == arrived.size());
        const leg again = one.steps(arrived);
        one.sends(again.token);
        return again.result;
      }
      one.sends(content(shared[0]));
      return result;
    };
    // A server's first call that cannot give its token makes no context; it is repeated from the start.
    CHECK(shake_hands_with(both, continues).both_established());
    CHECK(waits > 0);
    check_talks_on(both.client, both.server);
  });
}

TEST_CASE("SSPI-handshake-shared-memory: what has not been used is not written over") {
  // A server's ticket is longer than the Finished that it answers, behind which there are words already.
  pair both = fresh_pair(tls::v1_3);
  both.server.wants(usual_requirements(role::server) | ASC_REQ_SESSION_TICKET);
  both.client.continues();
  both.server.continues();
  REQUIRE(both.client.continues().result == SEC_E_OK);
  const std::size_t finished = both.server.inbox().size();
  REQUIRE(both.client.says("already here") == SEC_E_OK);
  const bytes arrived = both.server.inbox();

  shared_memory memory(arrived);
  buffers input{memory.taken(), empty()}, output{memory.given(placings[0])};
  call step = both.server.usual_call();
  step.requirements &= ~ULONG{ASC_REQ_ALLOCATE_MEMORY};
  step.input = input;
  step.output = output;
  CHECK(step.make() == SEC_E_INSUFFICIENT_MEMORY);
  CHECK(bytes(memory.all.begin(), memory.all.begin() + static_cast<std::ptrdiff_t>(arrived.size())) ==
        arrived);

  const leg again = both.server.steps(arrived);
  CHECK(again.result == SEC_E_OK);
  CHECK(again.token.size() > finished);
  CHECK(again.extra == arrived.size() - finished);
  both.server.sends(again.token);
  CHECK(both.server.opens(bytes(arrived.end() - again.extra, arrived.end())) == "already here");
  both.server.inbox().clear();
  check_talks_on(both.server, both.client);
}

TEST_CASE("SSPI-AcceptSecurityContext-read-only-buffers: nothing is written where nothing may be") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    bytes part(both.server.inbox().begin(), both.server.inbox().begin() + 3), memory(roomy, untouched);
    for (const ULONG mark : {ULONG{SECBUFFER_READONLY}, ULONG{SECBUFFER_READONLY_WITH_CHECKSUM}}) {
      SecBuffer spare = empty(), room = token(memory);
      spare.BufferType |= mark;
      room.BufferType |= mark;
      buffers input{token(part), spare}, output{token()};
      call step = both.server.usual_call();
      step.input = input;
      step.output = output;
      CHECK(step.make() == SEC_E_INCOMPLETE_MESSAGE);
      CHECK(input[1].BufferType == spare.BufferType);
      CHECK(input[1].cbBuffer == 0);

      bytes hello = both.server.inbox();
      buffers whole{token(hello), empty()}, marked{room};
      step.requirements &= ~ULONG{ASC_REQ_ALLOCATE_MEMORY};
      step.input = whole;
      step.output = marked;
      CHECK(step.make() == SEC_E_INVALID_TOKEN);
      CHECK(memory == bytes(memory.size(), untouched));
      CHECK_FALSE(both.server.has_context());
    }
    REQUIRE(shake_hands(both).both_established());
    check_talks_on(both.server, both.client);
  });
}

TEST_CASE("SSPI-handshake-read-only-input: what is only read may be marked so") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    const auto continues = [](peer& one) {
      bytes arrived = std::exchange(one.inbox(), {});
      const bytes before = arrived;
      SecBuffer marked = token(arrived);
      marked.BufferType |= SECBUFFER_READONLY;
      buffers input{marked, empty()}, output{token()};
      call step = one.usual_call();
      if (!arrived.empty()) step.input = input;
      step.output = output;
      const status result = step.make();
      CHECK(arrived == before);
      CHECK(input[0].BufferType == marked.BufferType);
      one.sends(take(output[0]));
      return result;
    };
    CHECK(shake_hands_with(both, continues).both_established());
    check_talks_on(both.client, both.server);
  });
}
