// Finds the texts of codes.
#include "abi/kernel32/message_texts.h"

#include <algorithm>
#include <span>

#include "abi/kernel32/texts/crypto_texts.h"
#include "abi/kernel32/texts/security_texts.h"
#include "abi/kernel32/texts/win32_texts.h"

namespace schannel::abi {

namespace {

std::string_view find_text(DWORD code) {
  for (const std::span<const known_text> texts :
       {std::span<const known_text>{win32_texts}, std::span<const known_text>{security_texts},
        std::span<const known_text>{crypto_texts}}) {
    const auto found = std::ranges::find_if(
        texts, [=](const known_text& one) { return static_cast<DWORD>(one.code) == code; });
    if (found != texts.end()) return found->text;
  }
  return {};
}

}  // namespace

std::string_view message_text(DWORD code) {
  const std::string_view text = find_text(code);
  const auto status = static_cast<HRESULT>(code);
  const bool holds_error = FAILED(status) && HRESULT_FACILITY(status) == FACILITY_WIN32;
  return text.empty() && holds_error ? find_text(static_cast<DWORD>(HRESULT_CODE(status))) : text;
}

}  // namespace schannel::abi
