// web_server: one connection after the other, one request each.
#include "support/web_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace schannel::test {

namespace {

constexpr const char* not_found = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// The request line and the headers with what came behind them.
std::string read_request(int connection) {
  std::string request;
  char buffer[4096];
  while (request.find("\r\n\r\n") == std::string::npos) {
    const ssize_t size = ::read(connection, buffer, sizeof buffer);
    if (size <= 0) break;
    request.append(buffer, static_cast<std::size_t>(size));
  }
  return request;
}

/// "GET /path HTTP/1.1": the middle of it.
std::string path_of(const std::string& request) {
  const std::size_t start = request.find(' ');
  const std::size_t end = request.find(' ', start + 1);
  return end == std::string::npos ? "" : request.substr(start + 1, end - start - 1);
}

}  // namespace

web_server::web_server() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error{"no web server"};
  port_ = ntohs(address.sin_port);
  thread_ = std::thread{[this] { serve(); }};
}

web_server::~web_server() {
  ends_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
  for (const int connection : stalled_) ::close(connection);
}

void web_server::offer(const std::string& path, bytes body) {
  const std::scoped_lock lock{mutex_};
  answers_[path] = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                   "\r\nConnection: close\r\n\r\n" + std::string{body.begin(), body.end()};
}

void web_server::redirect(const std::string& path, const std::string& location) {
  const std::scoped_lock lock{mutex_};
  answers_[path] =
      "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

void web_server::stall(const std::string& path) {
  const std::scoped_lock lock{mutex_};
  answers_[path] = "";
}

std::vector<std::string> web_server::asked() const {
  const std::scoped_lock lock{mutex_};
  return asked_;
}

void web_server::serve() {
  while (!ends_) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    answer(connection);
  }
}

void web_server::answer(int connection) {
  const std::string path = path_of(read_request(connection));
  std::string reply = not_found;
  {
    const std::scoped_lock lock{mutex_};
    asked_.push_back(path);
    if (const auto found = answers_.find(path); found != answers_.end()) reply = found->second;
    if (reply.empty()) {
      stalled_.push_back(connection);
      return;
    }
  }
  ::send(connection, reply.data(), reply.size(), MSG_NOSIGNAL);
  // A body that was not read would make the close a reset, and the reply be lost.
  ::shutdown(connection, SHUT_WR);
  char rest[4096];
  while (::read(connection, rest, sizeof rest) > 0) {
  }
  ::close(connection);
}

}  // namespace schannel::test
