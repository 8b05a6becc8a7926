// UNICODE_STRING: text whose length is counted in bytes.
#pragma once

#include <string>

#include "abi/sspi.h"
#include "tls/unicode.h"

namespace schannel::abi {

/// Whether there is memory for what it counts.
inline bool is_there(const UNICODE_STRING& text) {
  return text.Buffer != nullptr || text.Length == 0;
}

/// As UTF-8. Some programs count a terminator in.
inline std::string text_of(const UNICODE_STRING& counted) {
  std::wstring_view text(counted.Buffer, counted.Length / sizeof(WCHAR));
  while (!text.empty() && text.back() == L'\0') text.remove_suffix(1);
  return tls::to_utf8(text);
}

}  // namespace schannel::abi
