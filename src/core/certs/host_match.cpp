// Whether a certificate is for a host.
#include "core/certs/host_match.h"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/host_name.h"
#include "ossl/host_names.h"

namespace schannel::core::certs {

namespace {

constexpr std::string_view wildcard = "*.";

/// The address that `text` writes; empty when it is none.
tls::byte_vector address_of(const std::string& text) {
  tls::byte_vector address(sizeof(in6_addr));
  if (inet_pton(AF_INET6, text.c_str(), address.data()) == 1) return address;
  address.resize(sizeof(in_addr));
  if (inet_pton(AF_INET, text.c_str(), address.data()) == 1) return address;
  return {};
}

std::string in_lower_case(std::string text) {
  for (char& letter : text)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  return text;
}

/// A name of a certificate, or the rest of it behind a wildcard, in the form in which names are compared.
std::optional<std::string> comparable(const std::string& name) {
  auto host = host_name_of(name);
  if (host) host = in_lower_case(std::move(*host));
  return host;
}

bool matches(const std::string& presented, const std::string& host) {
  if (!presented.starts_with(wildcard)) return comparable(presented) == host;
  const auto parent = comparable(presented.substr(wildcard.size()));
  const std::size_t first_dot = host.find('.');
  return parent && parent->find('.') != std::string::npos && first_dot != std::string::npos &&
         first_dot != 0 && host.compare(first_dot + 1, std::string::npos, *parent) == 0;
}

}  // namespace

bool is_for_host(const ossl::certificate& shown, const std::string& host) {
  const ossl::host_names named = ossl::hosts_of(shown);
  if (const auto address = address_of(host); !address.empty())
    return std::find(named.addresses.begin(), named.addresses.end(), address) != named.addresses.end();
  const auto sought = comparable(host);
  if (!sought) return false;
  const auto& names = named.dns.empty() ? named.common_names : named.dns;
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return matches(name, *sought); });
}

}  // namespace schannel::core::certs
