// The POSIX calls. A signal interrupts none of them for good.
#include "sockets.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

#include "failure.h"

namespace schannel::tool {
namespace {

using addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

std::string reason(int error) {
  return std::generic_category().message(error);
}

// Repeats a call until no signal interrupts it.
template <typename Call>
auto uninterrupted(Call&& call) {
  decltype(call()) result = -1;
  do {
    result = call();
  } while (result < 0 && errno == EINTR);
  return result;
}

addresses resolve(const endpoint& where, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const char* host = where.host.empty() ? nullptr : where.host.c_str();
  const int error = getaddrinfo(host, fmt::to_string(where.port).c_str(), &hints, &found);
  if (error != 0) throw failure(fmt::format("cannot find {}: {}", where.host, gai_strerror(error)));
  return {found, &freeaddrinfo};
}

descriptor open_socket(const addrinfo& address) {
  return descriptor(socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC, address.ai_protocol));
}

// Connects; an error number says why not. A connect() that a signal interrupted goes on in the background.
int connect_socket(int number, const addrinfo& address) {
  if (connect(number, address.ai_addr, address.ai_addrlen) == 0) return 0;
  if (errno != EINTR) return errno;
  wait_for(number, POLLOUT);
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(number, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

// Binds and listens; an error number says why not.
int listen_on(int number, const addrinfo& address) {
  const int on = 1;
  const int off = 0;
  setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // One socket for both families where the system has both.
  if (address.ai_family == AF_INET6) setsockopt(number, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  if (bind(number, address.ai_addr, address.ai_addrlen) != 0) return errno;
  return listen(number, SOMAXCONN) == 0 ? 0 : errno;
}

descriptor open_listener(const endpoint& local) {
  endpoint wanted = local;
  const addresses found = [&] {
    if (!wanted.host.empty()) return resolve(wanted, AI_PASSIVE);
    wanted.host = "::";
    return resolve(wanted, AI_PASSIVE | AI_NUMERICHOST);
  }();
  int error = EADDRNOTAVAIL;
  for (const addrinfo* address = found.get(); address != nullptr; address = address->ai_next) {
    descriptor socket = open_socket(*address);
    error = socket.number() < 0 ? errno : listen_on(socket.number(), *address);
    if (error == 0) return socket;
  }
  const bool without_ipv6 = local.host.empty() && (error == EAFNOSUPPORT || error == EADDRNOTAVAIL);
  if (without_ipv6) return open_listener({"0.0.0.0", local.port});
  throw failure(fmt::format("cannot listen on port {}: {}", local.port, reason(error)));
}

endpoint endpoint_of(const sockaddr_storage& address, socklen_t size) {
  std::array<char, NI_MAXHOST> host{};
  const int error = getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, host.data(), host.size(),
                                nullptr, 0, NI_NUMERICHOST);
  // The port is at the same place in the addresses of both families.
  const in_port_t port = reinterpret_cast<const sockaddr_in&>(address).sin_port;
  std::string_view name = error == 0 ? host.data() : "unknown";
  // An IPv4 visitor of a socket for both families.
  constexpr std::string_view mapped = "::ffff:";
  if (name.starts_with(mapped)) name.remove_prefix(mapped.size());
  return {std::string(name), ntohs(port)};
}

transfer result_of(ssize_t count) {
  transfer result;
  if (count >= 0) {
    result.bytes = static_cast<std::size_t>(count);
  } else if (errno != EAGAIN && errno != EWOULDBLOCK) {
    result.error = {errno, std::generic_category()};
  }
  return result;
}

}  // namespace

descriptor::descriptor(descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

descriptor& descriptor::operator=(descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

descriptor::~descriptor() {
  if (number_ >= 0) close(number_);
}

tcp_socket::tcp_socket(descriptor socket) : socket_(std::move(socket)) {
  const int flags = fcntl(number(), F_GETFL);
  if (flags < 0 || fcntl(number(), F_SETFL, flags | O_NONBLOCK) != 0) {
    throw failure(fmt::format("cannot set up a socket: {}", reason(errno)));
  }
  // What a person types, and a goodbye, should not wait for an acknowledgement of what came before.
  const int on = 1;
  setsockopt(number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

transfer tcp_socket::receive(mutable_bytes into) {
  const auto count = uninterrupted([&] { return recv(number(), into.data(), into.size(), 0); });
  transfer result = result_of(count);
  result.end_of_stream = count == 0;
  return result;
}

transfer tcp_socket::send(const_bytes bytes) {
  return result_of(uninterrupted([&] { return ::send(number(), bytes.data(), bytes.size(), MSG_NOSIGNAL); }));
}

void tcp_socket::close_gently() {
  using clock = std::chrono::steady_clock;
  shutdown(number(), SHUT_WR);
  const auto deadline = clock::now() + std::chrono::seconds(1);
  byte_vector forgotten(1 << 16);
  for (auto now = clock::now(); now < deadline; now = clock::now()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - now);
    wait_for(number(), POLLIN, static_cast<int>(left.count()) + 1);
    const transfer received = receive(forgotten);
    if (received.end_of_stream || received.error) return;
  }
}

listener::listener(const endpoint& local) : socket_(open_listener(local)) {}

std::uint16_t listener::port() const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  getsockname(socket_.number(), reinterpret_cast<sockaddr*>(&address), &size);
  return endpoint_of(address, size).port;
}

visitor listener::accept() {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  for (;;) {
    const int number =
        ::accept4(socket_.number(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_CLOEXEC);
    if (number >= 0) return {tcp_socket(descriptor(number)), to_string(endpoint_of(address, size))};
    // A visitor who left before the door was opened is no reason to stop.
    if (errno != EINTR && errno != ECONNABORTED) {
      throw failure(fmt::format("cannot accept a connection: {}", reason(errno)));
    }
  }
}

tcp_socket connect_to(const endpoint& remote) {
  const addresses found = resolve(remote, 0);
  int error = EADDRNOTAVAIL;
  for (const addrinfo* address = found.get(); address != nullptr; address = address->ai_next) {
    descriptor socket = open_socket(*address);
    error = socket.number() < 0 ? errno : connect_socket(socket.number(), *address);
    if (error == 0) return tcp_socket(std::move(socket));
  }
  throw failure(fmt::format("cannot connect to {}: {}", to_string(remote), reason(error)));
}

void wait_for(int descriptor, short events, int milliseconds) {
  pollfd waited{.fd = descriptor, .events = events, .revents = 0};
  uninterrupted([&] { return poll(&waited, 1, milliseconds); });
}

}  // namespace schannel::tool
