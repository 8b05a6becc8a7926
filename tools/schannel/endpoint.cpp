// Reading endpoints: an address of IPv6 has colons of its own, so it stands in brackets.
#include "endpoint.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "failure.h"

namespace schannel::tool {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return port;
}

std::uint16_t port_of(std::string_view text) {
  if (const auto port = parse_port(text)) return *port;
  throw failure(fmt::format("'{}' is not a port: a number up to 65535 is wanted", text));
}

std::string host_of(std::string_view host, std::string_view text) {
  const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (in_brackets) return std::string(host.substr(1, host.size() - 2));
  if (host.find_first_of("[]:") != std::string_view::npos) {
    throw failure(fmt::format("'{}': an IPv6 address is written in brackets, as in [::1]:443", text));
  }
  if (host.empty()) throw failure(fmt::format("'{}': the host is missing", text));
  return std::string(host);
}

}  // namespace

endpoint parse_remote(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  // The last colon of [::1] belongs to the address.
  if (colon == std::string_view::npos || text.back() == ']') {
    throw failure(fmt::format("'{}': the port is missing, as in {}:443", text, text));
  }
  endpoint where{host_of(text.substr(0, colon), text), port_of(text.substr(colon + 1))};
  if (where.port == 0) throw failure(fmt::format("'{}': nobody can be reached at port 0", text));
  return where;
}

endpoint parse_local(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return {"", port_of(text)};
  return {host_of(text.substr(0, colon), text), port_of(text.substr(colon + 1))};
}

std::string to_string(const endpoint& where) {
  const bool is_ipv6 = where.host.find(':') != std::string::npos;
  return is_ipv6 ? fmt::format("[{}]:{}", where.host, where.port)
                 : fmt::format("{}:{}", where.host, where.port);
}

}  // namespace schannel::tool
