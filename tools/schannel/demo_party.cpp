// Waiting for the other one; who is silent for ten seconds will not say anything any more.
#include "demo_party.h"

#include <fmt/format.h>
#include <poll.h>

#include <array>

#include "failure.h"
#include "status_name.h"

namespace schannel::tool {
namespace {

constexpr int patience = 10'000;  // milliseconds

}  // namespace

handshake_step demo_party::shake_hands() {
  for (;;) {
    handshake_step taken = take_step();
    is_established_ = taken.status == SEC_E_OK;
    if (is_established_ || !taken.token.empty()) return taken;
  }
}

handshake_step demo_party::take_step() {
  const bool speaks_first = !context_.is_server() && !has_started_;
  has_started_ = true;
  for (;;) {
    if (inbox_.empty() && !speaks_first) wait_for_more();
    handshake_step taken = context_.advance(inbox_.bytes());
    if (taken.status == SEC_E_INCOMPLETE_MESSAGE) {
      wait_for_more();
      continue;
    }
    if (taken.status < 0) throw failure(fmt::format("the handshake failed ({})", status_text(taken.status)));
    inbox_.consume(inbox_.size() - taken.unused);
    return taken;
  }
}

demo_party::message demo_party::read() {
  for (;;) {
    if (inbox_.empty()) wait_for_more();
    const opened_message opened = context_.open(inbox_.bytes());
    if (opened.status == SEC_E_INCOMPLETE_MESSAGE) {
      wait_for_more();
      continue;
    }
    message heard{opened.status, {opened.data.begin(), opened.data.end()}};
    inbox_.consume(inbox_.size() - opened.unused);
    if (heard.status != SEC_I_RENEGOTIATE) return heard;
    send(take_step().token);
  }
}

void demo_party::send(const_bytes bytes) {
  while (!bytes.empty()) {
    wait_for(socket_.number(), POLLOUT, patience);
    const transfer sent = socket_.send(bytes);
    if (sent.bytes == 0) throw failure("the loopback connection takes no more bytes");
    bytes = bytes.subspan(sent.bytes);
  }
}

void demo_party::wait_for_more() {
  std::array<std::uint8_t, 1 << 14> chunk;
  wait_for(socket_.number(), POLLIN, patience);
  const transfer came = socket_.receive(chunk);
  if (came.bytes == 0) throw failure("the loopback connection brings no more bytes");
  inbox_.append(std::span(chunk).first(came.bytes));
}

}  // namespace schannel::tool
