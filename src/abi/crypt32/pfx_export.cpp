// PFXExportCertStore, PFXExportCertStoreEx.
#include <wincrypt.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "abi/capi/troubles.h"
#include "abi/crypt32/credential_parts.h"
#include "abi/crypt32/delivery.h"
#include "abi/crypt32/entry.h"
#include "core/certs/property_numbers.h"
#include "ossl/pfx_writer.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

namespace capi = schannel::abi::capi;

constexpr std::wstring_view pbes2_algorithm = PKCS12_PBES2_ALG_AES256_SHA256;

/// The friendly name as UTF-8; empty when there is none.
std::string friendly_name(const core::certs::properties& of) {
  const auto found = of.values.find(core::certs::property::friendly_name);
  if (found == of.values.end()) return {};
  std::wstring text(found->second.size() / sizeof(wchar_t), L'\0');
  std::copy_n(found->second.begin(), text.size() * sizeof(wchar_t),
              reinterpret_cast<std::uint8_t*>(text.data()));
  return tls::to_utf8(std::wstring_view{text}.substr(0, text.find(L'\0')));
}

/// The key to write, none where that is all right, or why it is not.
answer<std::optional<ossl::private_key>> key_of(const held_certificate& one, DWORD flags) {
  const auto& [certificate, attached] = one;
  const bool reports_missing = (flags & REPORT_NO_PRIVATE_KEY) != 0;
  const bool reports_kept = (flags & REPORT_NOT_ABLE_TO_EXPORT_PRIVATE_KEY) != 0;
  const std::optional<ossl::private_key> nothing;
  if ((flags & EXPORT_PRIVATE_KEYS) == 0) return nothing;
  if (!attached.has_key()) {
    if (reports_missing) return refusal{CRYPT_E_NOT_FOUND};
    return nothing;
  }
  const auto loaded = attached.load_key();
  if (!loaded) {
    if (reports_kept) return refusal{capi::code_of(loaded.why())};
    return nothing;
  }
  if (!loaded->allowed.allow_export()) {
    if (reports_kept) return refusal{NTE_BAD_KEY_STATE};
    return nothing;
  }
  // Readers believe a file about which key is whose.
  if (!certificate.matches(loaded->key)) {
    if (reports_kept) return refusal{NTE_BAD_PUBLIC_KEY};
    return nothing;
  }
  return std::optional{loaded->key};
}

/// Triple DES unless the caller knows better: that is what Windows writes, and everybody reads.
answer<ossl::key_protection> protection_of(DWORD flags, const void* parameters) {
  if ((flags & PKCS12_EXPORT_PBES2_PARAMS) == 0) return ossl::key_protection::old;
  const auto* wanted = static_cast<const PKCS12_PBES2_EXPORT_PARAMS*>(parameters);
  if (wanted == nullptr || wanted->dwSize != sizeof *wanted || wanted->pwszPbes2Alg == nullptr ||
      pbes2_algorithm != wanted->pwszPbes2Alg)
    return refusal{ERROR_INVALID_PARAMETER};
  return ossl::key_protection::modern;
}

answer<std::vector<ossl::pfx_certificate>> collect(HCERTSTORE store, DWORD flags) {
  const auto contents = held_certificates_in(store);
  if (!contents) return refusal{ERROR_INVALID_HANDLE};
  std::vector<ossl::pfx_certificate> collected;
  for (const held_certificate& one : *contents) {
    auto key = key_of(one, flags);
    if (const auto* refused = std::get_if<refusal>(&key)) return *refused;
    collected.push_back({one.certificate, std::get<std::optional<ossl::private_key>>(std::move(key)),
                         friendly_name(one.attached)});
  }
  return collected;
}

BOOL export_store(HCERTSTORE store, CRYPT_DATA_BLOB* to, LPCWSTR password, const void* parameters,
                  DWORD flags) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (to == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    // Protection for members of a domain needs a domain.
    if ((flags & PKCS12_PROTECT_TO_DOMAIN_SIDS) != 0) return refusal{ERROR_NOT_SUPPORTED};
    const auto protection = protection_of(flags, parameters);
    if (const auto* refused = std::get_if<refusal>(&protection)) return *refused;
    const auto collected = collect(store, flags);
    if (const auto* refused = std::get_if<refusal>(&collected)) return *refused;
    const tls::byte_vector file =
        ossl::write_pfx(std::get<std::vector<ossl::pfx_certificate>>(collected),
                        password == nullptr ? std::wstring_view{} : std::wstring_view{password},
                        std::get<ossl::key_protection>(protection));
    return deliver(file, to->pbData, to->cbData);
  });
}

}  // namespace

BOOL WINAPI PFXExportCertStoreEx(HCERTSTORE hStore, CRYPT_DATA_BLOB* pPFX, LPCWSTR szPassword, void* pvPara,
                                 DWORD dwFlags) {
  return export_store(hStore, pPFX, szPassword, pvPara, dwFlags);
}

BOOL WINAPI PFXExportCertStore(HCERTSTORE hStore, CRYPT_DATA_BLOB* pPFX, LPCWSTR szPassword, DWORD dwFlags) {
  return export_store(hStore, pPFX, szPassword, nullptr, dwFlags & ~DWORD{PKCS12_EXPORT_PBES2_PARAMS});
}
