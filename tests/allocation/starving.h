// Calls with memory that runs out.
#pragma once

#include <doctest/doctest.h>
#include <openssl/opensslv.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "failing_memory.h"
#include "support/ends.h"

namespace peers {

/// One call in which memory ran out, or not.
struct attempt {
  status result;
  bool ran_out;
};

template <typename Function>
attempt starved(std::size_t nth, Function function) {
  const failing_memory::shortage none_left(nth);
  const status result{function()};
  return {result, none_left.came()};
}

/// Whether SCHANNEL_EVERY_ALLOCATION asks for every one to fail, which takes long.
inline bool wants_every_allocation() {
  static const bool wants = std::getenv("SCHANNEL_EVERY_ALLOCATION") != nullptr;
  return wants;
}

/// Every n at first, then every `stride`-th unless all are wanted.
inline std::size_t after(std::size_t nth, std::size_t stride) {
  constexpr std::size_t more_than_any_call_needs = 20'000;
  REQUIRE(nth < more_than_any_call_needs);
  constexpr std::size_t dense = 120;
  return nth < dense || wants_every_allocation() ? nth + 1 : nth + stride;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr std::size_t stride = 41;
#else
inline constexpr std::size_t stride = 5;
#endif

/// A call that can be repeated after it failed: lets it fail at every allocation, until it succeeds.
template <typename Function>
status walk(Function function) {
  for (std::size_t nth = 1;; nth = after(nth, stride)) {
    INFO("allocation " << nth);
    const attempt made = starved(nth, function);
    if (!made.ran_out || !failed(made.result)) return made.result;
    CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
  }
}

/// A leg of the handshake with memory that runs out, and its token, which nobody has got yet.
inline std::pair<attempt, bytes> starved_leg(peer& one, std::size_t nth) {
  bytes input = one.inbox();
  buffers in{token(input), empty()}, output{token()};
  call step = one.usual_call();
  step.input = in;
  step.output = output;
  const attempt made = starved(nth, [&] { return step.make().value; });
  if (!failed(made.result)) {
    const std::ptrdiff_t kept = in[1].BufferType == SECBUFFER_EXTRA ? in[1].cbBuffer : 0;
    one.inbox().erase(one.inbox().begin(), one.inbox().end() - kept);
  }
  return {made, take(output[0])};
}

/// A leg as peer::continues() takes it, with memory that runs out.
inline attempt take_leg(peer& one, std::size_t nth) {
  const auto [made, sent] = starved_leg(one, nth);
  if (!failed(made.result)) one.sends(sent);
  return made;
}

/// Nothing that was sealed lies open in what arrived: each byte is as it came, or wiped.
inline void check_gives_nothing_away(const bytes& memory, const bytes& arrived) {
  CHECK(std::equal(memory.begin(), memory.end(), arrived.begin(), arrived.end(),
                   [](std::uint8_t now, std::uint8_t before) { return now == before || now == 0; }));
}

/// Decrypts what has arrived, and keeps what follows it.
inline attempt open_record(peer& one, std::size_t nth) {
  bytes memory = one.inbox();
  buffers message{data(memory), empty(), empty(), empty()};
  const attempt made = starved(nth, [&] { return DecryptMessage(one.context(), message, 0, nullptr); });
  if (failed(made.result)) check_gives_nothing_away(memory, one.inbox());
  if (!failed(made.result))
    one.inbox() = message[3].BufferType == SECBUFFER_EXTRA ? content(message[3]) : bytes{};
  return made;
}

/// What a failure of a handshake may be called. OpenSSL before 3.2 does not say of every allocation that it
/// failed, and takes what it could not copy for something that the peer sent.
inline bool is_a_failure_of_memory(status result) {
  if (result == SEC_E_INSUFFICIENT_MEMORY) return true;
#if OPENSSL_VERSION_NUMBER < 0x30200000L
  const SECURITY_STATUS otherwise[] = {SEC_E_CERT_UNKNOWN, SEC_E_DECRYPT_FAILURE, SEC_E_ILLEGAL_MESSAGE,
                                       SEC_E_ALGORITHM_MISMATCH};
  return std::any_of(std::begin(otherwise), std::end(otherwise),
                     [&](SECURITY_STATUS other) { return result == other; });
#else
  return false;
#endif
}

/// Whatever came of a call, its context can be asked and deleted.
inline void check_still_there(peer& one) {
  if (!one.has_context()) return;
  SecPkgContext_PackageInfoW information{};
  CHECK(status{QueryContextAttributesW(one.context(), SECPKG_ATTR_PACKAGE_INFO, &information)} == SEC_E_OK);
  FreeContextBuffer(information.PackageInfo);
  CHECK(one.deletes_its_context() == SEC_E_OK);
}

}  // namespace peers
