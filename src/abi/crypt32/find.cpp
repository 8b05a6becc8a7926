// CertEnumCertificatesInStore, CertFindCertificateInStore.
#include <wincrypt.h>

#include <optional>
#include <string>

#include "abi/crypt32/entry.h"
#include "abi/crypt32/previous.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::criterion;
using core::certs::name_of;

std::optional<tls::byte_vector> bytes_of(const void* blob) {
  const auto* given = static_cast<const CRYPT_DATA_BLOB*>(blob);
  if (given == nullptr || (given->pbData == nullptr && given->cbData != 0)) return std::nullopt;
  return tls::byte_vector{given->pbData, given->pbData + given->cbData};
}

answer<criterion> thumbprint_search(const void* blob) {
  auto sha1 = bytes_of(blob);
  if (!sha1) return refusal{E_INVALIDARG};
  return core::certs::having_thumbprint(std::move(*sha1));
}

answer<criterion> name_search(name_of which, const void* blob) {
  auto der = bytes_of(blob);
  if (!der) return refusal{E_INVALIDARG};
  return core::certs::named(which, std::move(*der));
}

/// No text at all is part of every name.
criterion text_search(name_of which, LPCWSTR part) {
  return core::certs::mentioning(which, part == nullptr ? std::wstring{} : std::wstring{part});
}

criterion text_search(name_of which, LPCSTR part) {
  return core::certs::mentioning(which, part == nullptr ? std::wstring{} : tls::to_wide(part));
}

answer<criterion> same_certificate_search(const void* address) {
  auto sought = registry::instance().hold(static_cast<const CERT_CONTEXT*>(address));
  if (!sought) return refusal{E_INVALIDARG};
  return criterion{
      [sought = std::move(sought)](const core::certs::entry& one) { return one.is_same_as(*sought); }};
}

/// What `type` looks for; an ordinary walk through the store is no criterion.
answer<std::optional<criterion>> search_of(DWORD type, const void* parameter) {
  const auto optional = [](answer<criterion> found) -> answer<std::optional<criterion>> {
    if (const auto* refused = std::get_if<refusal>(&found)) return *refused;
    return std::optional{std::get<criterion>(std::move(found))};
  };
  switch (type) {
    case CERT_FIND_ANY:
      return std::optional<criterion>{};
    case CERT_FIND_HAS_PRIVATE_KEY:
      return optional(core::certs::having_private_key());
    case CERT_FIND_SHA1_HASH:
      return optional(thumbprint_search(parameter));
    case CERT_FIND_SUBJECT_NAME:
      return optional(name_search(name_of::subject, parameter));
    case CERT_FIND_ISSUER_NAME:
      return optional(name_search(name_of::issuer, parameter));
    case CERT_FIND_SUBJECT_STR_A:
      return optional(text_search(name_of::subject, static_cast<LPCSTR>(parameter)));
    case CERT_FIND_SUBJECT_STR_W:
      return optional(text_search(name_of::subject, static_cast<LPCWSTR>(parameter)));
    case CERT_FIND_ISSUER_STR_A:
      return optional(text_search(name_of::issuer, static_cast<LPCSTR>(parameter)));
    case CERT_FIND_ISSUER_STR_W:
      return optional(text_search(name_of::issuer, static_cast<LPCWSTR>(parameter)));
    case CERT_FIND_EXISTING:
      return optional(same_certificate_search(parameter));
    default:
      return refusal{E_INVALIDARG};
  }
}

}  // namespace

PCCERT_CONTEXT WINAPI CertEnumCertificatesInStore(HCERTSTORE hCertStore, PCCERT_CONTEXT pPrevCertContext) {
  return guarded<PCCERT_CONTEXT>([&] {
    const previous freed{pPrevCertContext};
    return registry::instance().next<CERT_CONTEXT>(hCertStore, pPrevCertContext, std::nullopt);
  });
}

PCCERT_CONTEXT WINAPI CertFindCertificateInStore(HCERTSTORE hCertStore, DWORD, DWORD, DWORD dwFindType,
                                                 const void* pvFindPara, PCCERT_CONTEXT pPrevCertContext) {
  return guarded<PCCERT_CONTEXT>([&]() -> answer<PCCERT_CONTEXT> {
    const previous freed{pPrevCertContext};
    const auto sought = search_of(dwFindType, pvFindPara);
    if (const auto* refused = std::get_if<refusal>(&sought)) return *refused;
    return registry::instance().next<CERT_CONTEXT>(hCertStore, pPrevCertContext,
                                                   std::get<std::optional<criterion>>(sought));
  });
}
