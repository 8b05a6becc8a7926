// T61String, read and written.
#include "core/certs/t61.h"

#include "tls/unicode.h"

namespace schannel::core::certs {

std::wstring from_t61(tls::const_bytes bytes, t61_reading how) {
  std::wstring latin1{bytes.begin(), bytes.end()};
  if (how == t61_reading::latin1) return latin1;
  constexpr wchar_t replacement = 0xFFFD;
  std::wstring text = tls::to_wide({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  return text.find(replacement) == std::wstring::npos ? text : latin1;
}

tls::byte_vector to_t61(std::wstring_view text) {
  tls::byte_vector latin1;
  for (const wchar_t letter : text) latin1.push_back(static_cast<std::uint8_t>(letter));
  if (from_t61(latin1, t61_reading::utf8_if_possible) == text) return latin1;
  const std::string utf8 = tls::to_utf8(text);
  return {utf8.begin(), utf8.end()};
}

}  // namespace schannel::core::certs
