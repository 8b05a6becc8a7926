// CertGetIntendedKeyUsage, and the enhanced key usages of a certificate: those of its extension, and those
// that a property allows.
#include <wincrypt.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/writing.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/registry.h"
#include "ossl/asn1/composites.h"
#include "ossl/asn1/primitives.h"
#include "ossl/certificate_fields.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using usages = std::vector<std::string>;

/// Usages that are said somewhere; nothing where nobody says any.
answer<std::optional<usages>> decoded(const std::optional<tls::byte_vector>& der) {
  if (!der) return std::optional<usages>{};
  auto read = ossl::asn1::decode_object_identifiers(*der);
  if (const auto* what = std::get_if<ossl::asn1::fault>(&read)) return refusal{code_of(*what)};
  return std::optional{std::get<usages>(std::move(read))};
}

std::optional<tls::byte_vector> extension_of(const ossl::certificate& shown) {
  for (auto& one : fields_of(shown).extensions)
    if (one.oid == szOID_ENHANCED_KEY_USAGE) return one.value;
  return std::nullopt;
}

std::optional<tls::byte_vector> property_of(const core::certs::properties& attached) {
  const auto found = attached.values.find(CERT_ENHKEY_USAGE_PROP_ID);
  return found == attached.values.end() ? std::nullopt : std::optional{found->second};
}

/// What both allow; each alone where the other says nothing.
std::optional<usages> common(const std::optional<usages>& one, const std::optional<usages>& other) {
  if (!one || !other) return one ? one : other;
  usages both;
  for (const std::string& usage : *one)
    if (std::ranges::find(*other, usage) != other->end()) both.push_back(usage);
  return both;
}

answer<std::optional<usages>> usages_of(const certificate_context& of, DWORD flags) {
  const bool looks_at_extension = (flags & CERT_FIND_PROP_ONLY_ENHKEY_USAGE_FLAG) == 0;
  const bool looks_at_property = (flags & CERT_FIND_EXT_ONLY_ENHKEY_USAGE_FLAG) == 0;
  const auto extension = decoded(looks_at_extension ? extension_of(of.certificate()) : std::nullopt);
  if (const auto* refused = std::get_if<refusal>(&extension)) return *refused;
  const auto property = decoded(looks_at_property ? property_of(of.attached()) : std::nullopt);
  if (const auto* refused = std::get_if<refusal>(&property)) return *refused;
  return common(std::get<std::optional<usages>>(extension), std::get<std::optional<usages>>(property));
}

void put(const usages& from, block& to) {
  auto& all = root_of<CERT_ENHKEY_USAGE>(to);
  all = {count_of(from),
         array_in<LPSTR>(to, from, [](const std::string& oid, block& in) { return in.text(oid); })};
}

answer<BOOL> deliver(const std::optional<usages>& from, CERT_ENHKEY_USAGE* buffer, DWORD& size) {
  const usages shown = from.value_or(usages{});
  block measured;
  put(shown, measured);
  const DWORD room = size;
  size = static_cast<DWORD>(measured.size());
  if (buffer != nullptr && room < size) return refusal{ERROR_MORE_DATA};
  if (buffer != nullptr) {
    block filled{buffer};
    put(shown, filled);
    filled.copy_out();
  }
  abi::set_last_error(from ? ERROR_SUCCESS : CRYPT_E_NOT_FOUND);
  return TRUE;
}

answer<BOOL> set_property(core::certs::properties& of, const usages& all) {
  auto der = ossl::asn1::encode_object_identifiers(all);
  if (const auto* what = std::get_if<ossl::asn1::fault>(&der)) return refusal{code_of(*what)};
  of.values.insert_or_assign(CERT_ENHKEY_USAGE_PROP_ID, std::get<tls::byte_vector>(std::move(der)));
  return TRUE;
}

/// Changes the usages of the property with `change(usages)`.
template <typename Change>
BOOL change_property(PCCERT_CONTEXT of, LPCSTR usage, Change change) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (usage == nullptr) return refusal{E_INVALIDARG};
    return registry::instance().change(of, [&](core::certs::properties& in) -> answer<BOOL> {
      const auto present = decoded(property_of(in));
      if (const auto* refused = std::get_if<refusal>(&present)) return *refused;
      usages all = std::get<std::optional<usages>>(present).value_or(usages{});
      change(all);
      return set_property(in, all);
    });
  });
}

}  // namespace

BOOL WINAPI CertGetEnhancedKeyUsage(PCCERT_CONTEXT pCertContext, DWORD dwFlags, PCERT_ENHKEY_USAGE pUsage,
                                    DWORD* pcbUsage) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pcbUsage == nullptr) return refusal{E_INVALIDARG};
    const auto found = registry::instance().with<std::optional<usages>>(
        pCertContext, [&](const certificate_context& of) { return usages_of(of, dwFlags); });
    if (const auto* refused = std::get_if<refusal>(&found)) return *refused;
    return deliver(std::get<std::optional<usages>>(found), pUsage, *pcbUsage);
  });
}

BOOL WINAPI CertSetEnhancedKeyUsage(PCCERT_CONTEXT pCertContext, PCERT_ENHKEY_USAGE pUsage) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    usages all;
    if (pUsage != nullptr) {
      if (pUsage->rgpszUsageIdentifier == nullptr && pUsage->cUsageIdentifier != 0)
        return refusal{E_INVALIDARG};
      for (DWORD i = 0; i < pUsage->cUsageIdentifier; ++i) {
        if (pUsage->rgpszUsageIdentifier[i] == nullptr) return refusal{E_INVALIDARG};
        all.emplace_back(pUsage->rgpszUsageIdentifier[i]);
      }
    }
    return registry::instance().change(pCertContext, [&](core::certs::properties& of) -> answer<BOOL> {
      if (pUsage != nullptr) return set_property(of, all);
      of.values.erase(CERT_ENHKEY_USAGE_PROP_ID);
      return TRUE;
    });
  });
}

BOOL WINAPI CertAddEnhancedKeyUsageIdentifier(PCCERT_CONTEXT pCertContext, LPCSTR pszUsageIdentifier) {
  return change_property(pCertContext, pszUsageIdentifier, [&](usages& all) {
    if (std::ranges::find(all, pszUsageIdentifier) == all.end()) all.emplace_back(pszUsageIdentifier);
  });
}

BOOL WINAPI CertRemoveEnhancedKeyUsageIdentifier(PCCERT_CONTEXT pCertContext, LPCSTR pszUsageIdentifier) {
  return change_property(pCertContext, pszUsageIdentifier,
                         [&](usages& all) { std::erase(all, pszUsageIdentifier); });
}

BOOL WINAPI CertGetIntendedKeyUsage(DWORD, PCERT_INFO pCertInfo, BYTE* pbKeyUsage, DWORD cbKeyUsage) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pCertInfo == nullptr || (pbKeyUsage == nullptr && cbKeyUsage != 0)) return refusal{E_INVALIDARG};
    std::fill_n(pbKeyUsage, cbKeyUsage, BYTE{0});
    const CERT_EXTENSION* found =
        CertFindExtension(szOID_KEY_USAGE, pCertInfo->cExtension, pCertInfo->rgExtension);
    if (found == nullptr) return refusal{ERROR_SUCCESS};
    const auto bits = ossl::asn1::decode_bits({found->Value.pbData, found->Value.cbData});
    if (const auto* what = std::get_if<ossl::asn1::fault>(&bits)) return refusal{code_of(*what)};
    const tls::byte_vector& bytes = std::get<ossl::bit_string>(bits).bytes;
    std::copy_n(bytes.begin(), std::min<std::size_t>(bytes.size(), cbKeyUsage), pbKeyUsage);
    return TRUE;
  });
}
