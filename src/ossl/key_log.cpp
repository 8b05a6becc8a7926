// Labels and hexadecimal digits.
#include "ossl/key_log.h"

#include <charconv>
#include <utility>

namespace schannel::ossl {
namespace {

constexpr std::pair<std::string_view, tls1_3_secret> labels[] = {
    {"CLIENT_HANDSHAKE_TRAFFIC_SECRET", tls1_3_secret::client_handshake},
    {"SERVER_HANDSHAKE_TRAFFIC_SECRET", tls1_3_secret::server_handshake},
    {"CLIENT_TRAFFIC_SECRET_0", tls1_3_secret::client_application},
    {"SERVER_TRAFFIC_SECRET_0", tls1_3_secret::server_application},
    {"EXPORTER_SECRET", tls1_3_secret::exporter},
};

/// Empty for more than there is room for.
secret from_hexadecimal(std::string_view digits) {
  const std::size_t length = digits.size() / 2;
  if (length > secret::capacity) return {};
  secret parsed{length};
  for (std::size_t i = 0; i < parsed.bytes().size(); ++i)
    std::from_chars(&digits[2 * i], &digits[2 * i] + 2, parsed.bytes()[i], 16);
  return parsed;
}

}  // namespace

std::optional<logged_secret> parse_key_log(std::string_view line) {
  const std::string_view label = line.substr(0, line.find(' '));
  for (const auto& [known, which] : labels)
    if (label == known) return logged_secret{which, from_hexadecimal(line.substr(line.rfind(' ') + 1))};
  return std::nullopt;
}

}  // namespace schannel::ossl
