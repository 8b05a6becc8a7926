// The names of containers and keys.
#include "core/keys/container_name.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <vector>

#include "ossl/random.h"
#include "ossl/running_digest.h"
#include "tls/unicode.h"

namespace schannel::core::keys {

namespace {

constexpr std::size_t longest_spelled_name = 80;

char lower_case(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_plain(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' ||
         letter == '_' || letter == '{' || letter == '}';
}

std::string hexadecimal(tls::const_bytes bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) text += {digits[byte >> 4], digits[byte & 0x0F]};
  return text;
}

}  // namespace

std::wstring fresh_name() {
  std::array<std::uint8_t, 16> random;
  ossl::fill_random(random);
  std::wstring name = L"{";
  const std::string digits = hexadecimal(random);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) name += L'-';
    const char digit = digits[i];
    name += static_cast<wchar_t>(digit >= 'a' ? digit - 'a' + 'A' : digit);
  }
  return name + L'}';
}

std::wstring default_name() {
  std::vector<char> room(16 * 1024);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(::geteuid(), &entry, room.data(), room.size(), &found) == 0 && found != nullptr)
    return tls::to_wide(found->pw_name);
  return L"user " + std::to_wstring(::geteuid());
}

std::string file_name_of(std::wstring_view name) {
  std::string folded = tls::to_utf8(name);
  for (char& letter : folded) letter = lower_case(letter);
  std::string spelled;
  for (const char letter : folded) {
    if (is_plain(letter))
      spelled += letter;
    else
      spelled += '%' + hexadecimal({{static_cast<std::uint8_t>(letter)}});
  }
  if (!spelled.empty() && spelled.size() <= longest_spelled_name) return spelled;
  ossl::running_digest digest{ossl::digest_algorithm::sha256};
  digest.add({reinterpret_cast<const std::uint8_t*>(folded.data()), folded.size()});
  return "sha256=" + hexadecimal(digest.finish());
}

}  // namespace schannel::core::keys
