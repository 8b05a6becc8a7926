// CertGetNameStringA, CertGetNameStringW: one of a certificate's names, chosen by type.
#include <wincrypt.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "abi/crypt32/entry.h"
#include "abi/crypt32/name_format.h"
#include "abi/crypt32/registry.h"
#include "abi/crypt32/text_delivery.h"
#include "core/certs/shown_names.h"
#include "ossl/certificate_fields.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::shown_names;
using ossl::asn1::name_choice;

/// What the function was asked for.
struct question {
  DWORD type;
  DWORD flags;
  const void* parameter;

  bool has(DWORD flag) const { return (flags & flag) != 0; }
};

tls::byte_vector extension_of(const ossl::certificate_fields& fields, std::string_view first,
                              std::string_view second) {
  const auto found = std::ranges::find_if(fields.extensions, [&](const ossl::certificate_extension& one) {
    return one.oid == first || one.oid == second;
  });
  return found == fields.extensions.end() ? tls::byte_vector{} : found->value;
}

shown_names names_of(const ossl::certificate& shown, const question& asked) {
  const bool of_issuer = asked.has(CERT_NAME_ISSUER_FLAG);
  const ossl::certificate_fields fields = fields_of(shown);
  const auto alternatives = of_issuer ? extension_of(fields, szOID_ISSUER_ALT_NAME2, szOID_ISSUER_ALT_NAME)
                                      : extension_of(fields, szOID_SUBJECT_ALT_NAME2, szOID_SUBJECT_ALT_NAME);
  const auto t61 = asked.has(CERT_NAME_DISABLE_IE4_UTF8_FLAG) ? core::certs::t61_reading::latin1
                                                              : core::certs::t61_reading::utf8_if_possible;
  return {of_issuer ? fields.issuer : fields.subject, alternatives, t61};
}

std::optional<std::wstring> friendly_name_of(const core::certs::properties& attached) {
  const auto found = attached.values.find(CERT_FRIENDLY_NAME_PROP_ID);
  if (found == attached.values.end()) return std::nullopt;
  std::wstring name(found->second.size() / sizeof(WCHAR), L'\0');
  if (!name.empty()) std::memcpy(name.data(), found->second.data(), name.size() * sizeof(WCHAR));
  return name.substr(0, name.find(L'\0'));
}

/// Every DNS name, each with a terminator; the last one's comes with the delivery. Without any the common
/// name.
std::wstring all_dns_names(const shown_names& names) {
  auto all = names.alternatives(name_choice::dns);
  if (all.empty())
    if (auto name = names.attribute(szOID_COMMON_NAME)) all.push_back(*std::move(name));
  std::wstring text;
  for (const std::wstring& name : all) text += name + L'\0';
  return text;
}

std::optional<std::wstring> email_of(const shown_names& names) {
  if (auto mail = names.alternative(name_choice::rfc822)) return mail;
  return names.attribute(szOID_RSA_emailAddr);
}

std::optional<std::wstring> dns_name_of(const shown_names& names) {
  if (auto name = names.alternative(name_choice::dns)) return name;
  return names.attribute(szOID_COMMON_NAME);
}

std::optional<std::wstring> chosen_name(const shown_names& names, const question& asked) {
  const auto* oid = static_cast<LPCSTR>(asked.parameter);
  const auto* string_type = static_cast<const DWORD*>(asked.parameter);
  switch (asked.type) {
    case CERT_NAME_EMAIL_TYPE:
      return email_of(names);
    case CERT_NAME_RDN_TYPE:
      return names.whole(name_format_of(string_type == nullptr ? CERT_SIMPLE_NAME_STR : *string_type));
    case CERT_NAME_ATTR_TYPE:
      return names.attribute(oid == nullptr ? szOID_RSA_emailAddr : oid);
    case CERT_NAME_SIMPLE_DISPLAY_TYPE:
    case CERT_NAME_FRIENDLY_DISPLAY_TYPE:
      return names.simple();
    case CERT_NAME_DNS_TYPE:
      return dns_name_of(names);
    case CERT_NAME_URL_TYPE:
      return names.alternative(name_choice::uri);
    case CERT_NAME_UPN_TYPE:
      return names.principal();
    default:
      return std::nullopt;
  }
}

std::wstring name_string(const certificate_context& of, const question& asked) {
  const shown_names names = names_of(of.certificate(), asked);
  if (asked.has(CERT_NAME_SEARCH_ALL_NAMES_FLAG))
    return asked.type == CERT_NAME_DNS_TYPE ? all_dns_names(names) : std::wstring{};
  if (asked.type == CERT_NAME_FRIENDLY_DISPLAY_TYPE)
    if (auto name = friendly_name_of(of.attached())) return *std::move(name);
  return chosen_name(names, asked).value_or(std::wstring{});
}

/// Both functions. Whatever goes wrong, there is the empty text.
template <typename Character>
DWORD name_string_into(PCCERT_CONTEXT certificate, const question& asked, Character* buffer, DWORD room) {
  constexpr DWORD only_the_terminator = 1;
  const auto text = guarded<std::wstring>([&]() -> answer<std::wstring> {
    if (certificate == nullptr) return std::wstring{};
    return registry::instance().with<std::wstring>(
        certificate,
        [&](const certificate_context& of) -> answer<std::wstring> { return name_string(of, asked); });
  });
  const DWORD size = guarded<DWORD>([&]() -> answer<DWORD> { return deliver_name(text, buffer, room); });
  return size == 0 ? only_the_terminator : size;
}

}  // namespace

DWORD WINAPI CertGetNameStringA(PCCERT_CONTEXT pCertContext, DWORD dwType, DWORD dwFlags, void* pvTypePara,
                                LPSTR pszNameString, DWORD cchNameString) {
  return name_string_into(pCertContext, {dwType, dwFlags, pvTypePara}, pszNameString, cchNameString);
}

DWORD WINAPI CertGetNameStringW(PCCERT_CONTEXT pCertContext, DWORD dwType, DWORD dwFlags, void* pvTypePara,
                                LPWSTR pszNameString, DWORD cchNameString) {
  return name_string_into(pCertContext, {dwType, dwFlags, pvTypePara}, pszNameString, cchNameString);
}
