// CertStrToNameA, CertStrToNameW.
#include <wincrypt.h>

#include <string>
#include <string_view>
#include <vector>

#include "abi/crypt32/delivery.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/name_mistakes.h"
#include "core/certs/name_text.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::name_mistake;
using core::certs::name_syntax;

std::wstring separators_of(DWORD flags) {
  std::wstring separators;
  if ((flags & CERT_NAME_STR_COMMA_FLAG) != 0) separators += L',';
  if ((flags & CERT_NAME_STR_SEMICOLON_FLAG) != 0) separators += L';';
  if ((flags & CERT_NAME_STR_CRLF_FLAG) != 0) separators += L"\r\n";
  return separators.empty() ? L",;" : separators;
}

ossl::string_type unicode_type_of(DWORD flags) {
  if ((flags & CERT_NAME_STR_ENABLE_UTF8_UNICODE_FLAG) != 0) return ossl::string_type::utf8;
  if ((flags & CERT_NAME_STR_ENABLE_T61_UNICODE_FLAG) != 0) return ossl::string_type::t61;
  return ossl::string_type::bmp;
}

name_syntax syntax_of(DWORD flags, std::wstring_view separators) {
  name_syntax syntax;
  syntax.separators = separators;
  syntax.joins_with_plus = (flags & CERT_NAME_STR_NO_PLUS_FLAG) == 0;
  syntax.has_quotes = (flags & CERT_NAME_STR_NO_QUOTING_FLAG) == 0;
  syntax.is_reversed = (flags & CERT_NAME_STR_REVERSE_FLAG) != 0;
  syntax.is_always_utf8 = (flags & CERT_NAME_STR_FORCE_UTF8_DIR_STR_FLAG) != 0 &&
                          (flags & CERT_NAME_STR_DISABLE_UTF8_DIR_STR_FLAG) == 0;
  syntax.unicode_as = unicode_type_of(flags);
  return syntax;
}

/// The type is a number in the low word; none means CERT_OID_NAME_STR.
bool is_readable_type(DWORD string_type) {
  const DWORD type = string_type & 0xFFFF;
  return type == 0 || type == CERT_OID_NAME_STR || type == CERT_X500_NAME_STR;
}

std::wstring wide(LPCWSTR text) {
  return text;
}
std::wstring wide(LPCSTR text) {
  return tls::to_wide(text);
}

LPCWSTR character_at(LPCWSTR text, std::size_t index) {
  return text + index;
}

LPCSTR character_at(LPCSTR text, std::size_t index) {
  constexpr auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; };
  for (; *text != '\0' && index != 0; --index) {
    ++text;
    while (continues(*text)) ++text;
  }
  return text;
}

/// Both functions; `Text` is LPCSTR or LPCWSTR.
template <typename Text>
BOOL string_to_name(DWORD encoding, Text text, DWORD string_type, BYTE* buffer, DWORD* size,
                    Text* mistake_at) {
  if (mistake_at != nullptr) *mistake_at = nullptr;
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (GET_CERT_ENCODING_TYPE(encoding) != X509_ASN_ENCODING) return refusal{ERROR_FILE_NOT_FOUND};
    if (text == nullptr || size == nullptr || !is_readable_type(string_type)) return refusal{E_INVALIDARG};
    const std::wstring separators = separators_of(string_type);
    const auto parsed = core::certs::parse_name(wide(text), syntax_of(string_type, separators));
    if (const auto* mistake = std::get_if<name_mistake>(&parsed)) {
      if (mistake_at != nullptr) *mistake_at = character_at(text, mistake->position);
      return refusal{code_of(mistake->what)};
    }
    const auto der = ossl::encode_name(std::get<std::vector<ossl::relative_name>>(parsed));
    if (!der) return refusal{CRYPT_E_INVALID_X500_STRING};
    return deliver(*der, buffer, *size);
  });
}

}  // namespace

BOOL WINAPI CertStrToNameA(DWORD dwCertEncodingType, LPCSTR pszX500, DWORD dwStrType, void*, BYTE* pbEncoded,
                           DWORD* pcbEncoded, LPCSTR* ppszError) {
  return string_to_name(dwCertEncodingType, pszX500, dwStrType, pbEncoded, pcbEncoded, ppszError);
}

BOOL WINAPI CertStrToNameW(DWORD dwCertEncodingType, LPCWSTR pszX500, DWORD dwStrType, void*, BYTE* pbEncoded,
                           DWORD* pcbEncoded, LPCWSTR* ppszError) {
  return string_to_name(dwCertEncodingType, pszX500, dwStrType, pbEncoded, pcbEncoded, ppszError);
}
