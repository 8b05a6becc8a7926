// The text of a key's file.
#include "core/keys/stored_key.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "ossl/key_encoding.h"

namespace schannel::core::keys {

namespace {

constexpr std::string_view export_policy = "export policy: ";
constexpr std::string_view usage = "\nkey usage: ";
constexpr std::string_view beginning = "\n-----BEGIN PRIVATE KEY-----";

/// Takes `word` and the number behind it off the front of `text`.
std::optional<std::uint32_t> take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return std::nullopt;
  text.remove_prefix(word.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

}  // namespace

ossl::secret_bytes to_text(const stored_key& key) {
  std::string heading{export_policy};
  heading += std::to_string(key.allowed.export_policy);
  heading += usage;
  heading += std::to_string(key.allowed.usage);
  heading += '\n';
  const ossl::secret_bytes pem = ossl::to_pem(key.key);
  ossl::secret_bytes text(heading.begin(), heading.end());
  text.insert(text.end(), pem.begin(), pem.end());
  return text;
}

outcome<stored_key> from_text(tls::const_bytes text) {
  std::string_view rest{reinterpret_cast<const char*>(text.data()), text.size()};
  const auto policy = take(rest, export_policy);
  const auto uses = take(rest, usage);
  if (!policy || !uses || !rest.starts_with(beginning)) return trouble::damaged;
  auto key = ossl::from_pem({reinterpret_cast<const std::uint8_t*>(rest.data()), rest.size()});
  if (!key) return trouble::damaged;
  return stored_key{*std::move(key), {*policy, *uses}};
}

}  // namespace schannel::core::keys
