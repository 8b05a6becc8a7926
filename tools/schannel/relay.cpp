// One thread and one poll(): neither direction waits for the other, and neither runs far ahead of its reader.
#include "relay.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

#include "failure.h"

namespace schannel::tool {
namespace {

// How many bytes may wait for a slow reader before no more are taken in for it.
constexpr std::size_t backlog = 1 << 20;

bool is_passing(int error) {
  return error == EINTR || error == EAGAIN || error == EWOULDBLOCK;
}

[[noreturn]] void stream_failed(const char* what, int error) {
  throw failure(fmt::format("cannot {}: {}", what, std::generic_category().message(error)));
}

}  // namespace

relay::relay(connection& peer, source from)
    : peer_(peer),
      from_(from),
      // A person at the keyboard wants the prompt back; a file or pipe is sent to its end.
      closes_with_peer_(!uses_streams() || isatty(STDIN_FILENO) == 1),
      input_ended_(from == source::nothing) {}

void relay::run() {
  for (;;) {
    // Before waiting: with the end of the handshake there may have come data, and a goodbye.
    if (from_ == source::echo && !peer_.is_renegotiating()) send_back();
    if (from_ == source::nothing) peer_.received().clear();
    if (is_time_to_close()) peer_.shut_down();
    peer_.transmit();
    if (is_finished()) return;

    const readiness ready = wait();
    if (ready.socket) peer_.receive();
    if (ready.output) write_output();
    if (ready.input) read_input();
  }
}

bool relay::is_finished() {
  return peer_.ended() && (!uses_streams() || peer_.received().empty());
}

bool relay::is_time_to_close() {
  if (peer_.is_renegotiating()) return false;
  return input_ended_ || (closes_with_peer_ && peer_.peer_has_closed());
}

relay::readiness relay::wait() {
  const bool may_send = !peer_.ended() && !peer_.is_renegotiating() && peer_.unsent() < backlog;
  const std::size_t kept = from_ == source::echo ? peer_.unsent() : peer_.received().size();
  const bool may_receive = kept < backlog;
  const bool has_output = uses_streams() && !peer_.received().empty();
  const short socket_events = peer_.events(may_receive);

  // poll() passes over negative descriptors.
  auto watched = std::to_array<pollfd>({
      {socket_events != 0 ? peer_.socket() : -1, socket_events, 0},
      {uses_streams() && may_send && !input_ended_ ? STDIN_FILENO : -1, POLLIN, 0},
      {has_output ? STDOUT_FILENO : -1, POLLOUT, 0},
  });
  if (poll(watched.data(), watched.size(), -1) < 0) {
    if (is_passing(errno)) return {};
    stream_failed("wait for input", errno);
  }
  return {watched[0].revents != 0, watched[1].revents != 0, watched[2].revents != 0};
}

void relay::read_input() {
  std::array<std::uint8_t, 1 << 16> chunk;
  const ssize_t count = read(STDIN_FILENO, chunk.data(), chunk.size());
  if (count > 0) return peer_.send(std::span(chunk).first(static_cast<std::size_t>(count)));
  // Without the rest of the input a goodbye would be a lie: the peer gets none.
  if (count < 0 && !is_passing(errno)) stream_failed("read standard input", errno);
  input_ended_ = count == 0;
}

void relay::write_output() {
  const const_bytes waiting = peer_.received().bytes();
  // A pipe that poll() calls writable takes so much without blocking; the stream stays as we found it, for
  // others may share it.
  const ssize_t count = write(STDOUT_FILENO, waiting.data(), std::min<std::size_t>(waiting.size(), PIPE_BUF));
  if (count >= 0) return peer_.received().consume(static_cast<std::size_t>(count));
  if (is_passing(errno)) return;
  const int error = errno;
  peer_.shut_down();
  peer_.transmit();
  stream_failed("write to standard output", error);
}

void relay::send_back() {
  peer_.send(peer_.received().bytes());
  peer_.received().clear();
}

}  // namespace schannel::tool
