// A whole connection in which the nth allocation of a call fails, for every n and for every call: the status
// says so, nothing leaks, and the handles stay good.
#include <doctest/doctest.h>

#include <optional>

#include "starving.h"
#include "unblinded.h"

using namespace peers;

namespace {

/// The ends take turns.
role whose(int leg) {
  return leg % 2 == 0 ? role::client : role::server;
}

/// Both ends of a new connection; `legs` were taken. Nobody knows them when the handshake needs no more.
std::optional<pair> pair_after(pair both, int legs) {
  for (int leg = 0; leg < legs; ++leg) take_leg(both[whose(leg)], 0);
  if (legs > 0 && both[whose(legs)].inbox().empty()) return std::nullopt;
  return both;
}

/// Lets the nth allocation of a leg fail. False when the leg needs fewer.
bool starve_leg(pair& both, int leg, std::size_t nth) {
  peer& one = both[whose(leg)];
  const bool had_context = one.has_context();
  const attempt made = take_leg(one, nth);
  if (failed(made.result)) {
    CAPTURE(made.result);
    CHECK(made.ran_out);
    CHECK(is_a_failure_of_memory(made.result));
    CHECK(one.has_context() == had_context);
  }
  check_still_there(one);
  return made.ran_out;
}

/// The pieces of memory that are still in use when the story is over. What it makes once and for all, it
/// makes the first time.
template <typename Story>
std::ptrdiff_t left_behind_by(Story story) {
  story();
  const std::size_t before = failing_memory::pieces_in_use();
  story();
  return static_cast<std::ptrdiff_t>(failing_memory::pieces_in_use() - before);
}

}  // namespace

TEST_CASE("SSPI-memory-handshake: a leg fails, and its handle can be deleted") {
  for_every_version([](tls version) {
    int leg = 0;
    for (; pair_after(fresh_pair(version), leg); ++leg) {
      CAPTURE(leg);
      bool goes_on = true;
      for (std::size_t nth = 1; goes_on; nth = after(nth, stride)) {
        CAPTURE(nth);
        pair both = *pair_after(fresh_pair(version), leg);
        goes_on = starve_leg(both, leg, nth);
      }
    }
    CHECK(leg == (version == tls::v1_2 ? 5 : 4));
  });
}

TEST_CASE("SSPI-memory-first-leg: the same call succeeds when there is memory again") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    for (const role who : {role::client, role::server}) {
      for (std::size_t nth = 1; !both[who].has_context(); nth = after(nth, stride)) {
        CAPTURE(nth);
        const attempt made = take_leg(both[who], nth);
        CHECK(failed(made.result) == !both[who].has_context());
      }
    }
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-memory-credential: none is made, and none is left") {
  for_every_role_and_version([](tls version, role who) {
    credential_data data(who, version);
    if (who == role::server) data.uses(server_certificate());
    wchar_t package[] = UNISP_NAME_W;
    const ULONG use = who == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND;
    bool goes_on = true;
    for (std::size_t nth = 1; goes_on; nth = after(nth, stride)) {
      CAPTURE(nth);
      CredHandle handle;
      SecInvalidateHandle(&handle);
      const attempt made = starved(nth, [&] {
        return AcquireCredentialsHandleW(nullptr, package, use, nullptr, &data.credentials, nullptr, nullptr,
                                         &handle, nullptr);
      });
      goes_on = made.ran_out;
      CHECK(failed(made.result) == !SecIsValidHandle(&handle));
      if (failed(made.result))
        CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
      else
        CHECK(status{FreeCredentialsHandle(&handle)} == SEC_E_OK);
    }
  });
}

TEST_CASE("SSPI-memory-message: the connection goes on") {
  for_every_end([](peer& one, peer& other) {
    for (int time = 0; time < 3; ++time) {
      bytes memory = to_bytes("0123456789abchello, how are you?......................................");
      buffers message{
          buffer(SECBUFFER_STREAM_HEADER, memory.data(), one.sizes().cbHeader),
          buffer(SECBUFFER_DATA, memory.data() + one.sizes().cbHeader, 19),
          buffer(SECBUFFER_STREAM_TRAILER, memory.data() + one.sizes().cbHeader + 19, one.sizes().cbTrailer)};
      const bytes text = content(message[1]);
      CHECK(walk([&] { return EncryptMessage(one.context(), 0, message, 0); }) == SEC_E_OK);
      for (std::size_t part = 0; part < 3; ++part) one.sends(content(message[part]));
      CHECK(other.reads() == to_text(text));
    }
  });
}

TEST_CASE("SSPI-memory-received-message: it is opened, or the connection is over") {
  for_every_role_and_version([](tls version, role who) {
    for (std::size_t nth = 1;; nth = after(nth, stride)) {
      CAPTURE(nth);
      pair both = established_pair(version);
      bytes record = both[other(who)].seals("hello").record;
      buffers message{data(record), empty(), empty(), empty()};
      const attempt made =
          starved(nth, [&] { return DecryptMessage(both[who].context(), message, 0, nullptr); });
      if (failed(made.result)) CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
      if (!failed(made.result)) CHECK(to_text(content(message[1])) == "hello");
      CHECK(both[who].deletes_its_context() == SEC_E_OK);
      if (!made.ran_out) break;
    }
  });
}

TEST_CASE("SSPI-memory-shutdown: the wish is kept, and the goodbye is said or the connection is over") {
  for_every_role_and_version([](tls version, role who) {
    for (std::size_t nth = 1;; nth = after(nth, stride)) {
      CAPTURE(nth);
      pair both = established_pair(version);
      peer& one = both[who];
      DWORD wish = SCHANNEL_SHUTDOWN;
      buffers control{buffer(SECBUFFER_TOKEN, &wish, sizeof wish)}, output{token()};
      CHECK(walk([&] { return ApplyControlToken(one.context(), control); }) == SEC_E_OK);
      call step = one.usual_call();
      step.output = output;
      const attempt made = starved(nth, [&] { return step.make().value; });
      if (failed(made.result)) CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
      if (failed(made.result) && !failed(step.make())) CHECK(output[0].cbBuffer != 0);
      one.sends(take(output[0]));
      if (!one.inbox().empty()) CHECK(both[other(who)].reads() == goodbye);
      CHECK(one.deletes_its_context() == SEC_E_OK);
      if (!made.ran_out) break;
    }
  });
}

TEST_CASE("SSPI-memory-nothing-leaks: not one piece") {
  for_every_version([](tls version) {
    for (int leg = 0; pair_after(unblinded_pair(version), leg); ++leg) {
      for (std::size_t nth = 1; nth < 2200; nth += wants_every_allocation() ? 1 : 97) {
        CAPTURE(leg);
        CAPTURE(nth);
        CHECK(left_behind_by([&] {
                pair both = *pair_after(unblinded_pair(version), leg);
                starve_leg(both, leg, nth);
              }) == 0);
      }
    }
  });
}
