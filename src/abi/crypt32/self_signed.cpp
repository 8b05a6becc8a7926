// CertCreateSelfSignCertificate.
#include <wincrypt.h>

#include <ctime>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <variant>

#include "abi/capi/troubles.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/key_location.h"
#include "abi/crypt32/new_keys.h"
#include "abi/crypt32/registry.h"
#include "abi/crypt32/times.h"
#include "ossl/asn1/signed.h"
#include "ossl/names.h"
#include "ossl/self_signed.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::key_location;

/// The key that is meant, if there is one: by handle, or by the name of its container.
answer<std::optional<ossl::private_key>> key_of(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle,
                                                const std::optional<key_location>& location) {
  if (handle != 0) {
    const auto holder = core::keys::find<core::keys::key_holder>(handle);
    if (!holder) return refusal{NTE_INVALID_HANDLE};
    auto key = holder->key(location ? location->key_spec : 0);
    if (!key) return refusal{NTE_NO_KEY};
    return std::optional{*std::move(key)};
  }
  if (!location || !location->container_name) return std::optional<ossl::private_key>{};
  auto loaded = load(*location);
  if (!loaded) return refusal{schannel::abi::capi::code_of(loaded.why())};
  return std::optional{loaded->key};
}

/// Start and end; each has its default.
std::optional<std::pair<std::int64_t, std::int64_t>> validity_of(const SYSTEMTIME* start,
                                                                 const SYSTEMTIME* end) {
  const auto from = start == nullptr ? std::optional{std::int64_t{std::time(nullptr)}} : seconds_of(*start);
  if (!from) return std::nullopt;
  const auto to = end == nullptr ? std::optional{one_year_after(*from)} : seconds_of(*end);
  if (!to) return std::nullopt;
  return std::pair{*from, *to};
}

std::optional<std::vector<ossl::certificate_extension>> extensions_of(const CERT_EXTENSIONS* given) {
  std::vector<ossl::certificate_extension> extensions;
  if (given == nullptr) return extensions;
  if (given->rgExtension == nullptr && given->cExtension != 0) return std::nullopt;
  for (const CERT_EXTENSION& one : std::span{given->rgExtension, given->cExtension}) {
    if (one.pszObjId == nullptr || !ossl::is_oid(one.pszObjId)) return std::nullopt;
    if (one.Value.pbData == nullptr && one.Value.cbData != 0) return std::nullopt;
    extensions.push_back(
        {one.pszObjId, one.fCritical != FALSE, {one.Value.pbData, one.Value.pbData + one.Value.cbData}});
  }
  return extensions;
}

/// Everything that is asked for but the key.
answer<ossl::self_signed_request> request_of(const CERT_NAME_BLOB* subject,
                                             const CRYPT_ALGORITHM_IDENTIFIER* algorithm,
                                             const SYSTEMTIME* start, const SYSTEMTIME* end,
                                             const CERT_EXTENSIONS* extensions) {
  if (subject == nullptr || subject->pbData == nullptr) return refusal{E_INVALIDARG};
  ossl::self_signed_request request;
  request.subject.assign(subject->pbData, subject->pbData + subject->cbData);
  if (!ossl::is_name(request.subject)) return refusal{CRYPT_E_ASN1_CORRUPT};
  if (algorithm != nullptr && algorithm->pszObjId != nullptr)
    request.signature_algorithm = algorithm->pszObjId;

  const auto validity = validity_of(start, end);
  if (!validity) return refusal{ERROR_INVALID_PARAMETER};
  std::tie(request.not_before, request.not_after) = *validity;
  auto copied = extensions_of(extensions);
  if (!copied) return refusal{E_INVALIDARG};
  request.extensions = *std::move(copied);
  return request;
}

/// Says where the key of the new certificate is: where the caller has it, else in a place made for it. A key
/// that is only as long as its handle is attached by that.
answer<BOOL> attach(core::certs::properties& to, const ossl::private_key& key,
                    HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle, std::optional<key_location> wanted) {
  if (handle != 0 && !wanted) {
    wanted = location_of(handle);
    if (!wanted) {
      to.handle = handle_to(handle);
      return TRUE;
    }
  }
  if (handle == 0 && (!wanted || !wanted->container_name)) {
    const core::keys::stored_key whole{key, core::keys::permissions::for_export(true)};
    auto kept = keep_key(whole, wanted ? *std::move(wanted) : new_location(whole, {}));
    if (const auto* refused = std::get_if<refusal>(&kept)) return *refused;
    wanted = std::get<key_location>(std::move(kept));
  }
  to.location = std::move(wanted);
  return TRUE;
}

/// The same with nothing in the place of the signature.
ossl::certificate without_signature(const ossl::certificate& whole) {
  auto content = std::get<ossl::asn1::signed_content>(ossl::asn1::decode_signed_content(whole.der()));
  content.signature = {};
  const auto der = ossl::asn1::encode_signed_content(content);
  return *ossl::certificate::parse(std::get<tls::byte_vector>(der));
}

}  // namespace

// Differs from the documented default in one point: without an algorithm the signature uses SHA-256, since no
// TLS peer should have to accept SHA-1.
PCCERT_CONTEXT WINAPI CertCreateSelfSignCertificate(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE hCryptProvOrNCryptKey,
                                                    PCERT_NAME_BLOB pSubjectIssuerBlob, DWORD dwFlags,
                                                    PCRYPT_KEY_PROV_INFO pKeyProvInfo,
                                                    PCRYPT_ALGORITHM_IDENTIFIER pSignatureAlgorithm,
                                                    PSYSTEMTIME pStartTime, PSYSTEMTIME pEndTime,
                                                    PCERT_EXTENSIONS pExtensions) {
  return guarded<PCCERT_CONTEXT>([&]() -> answer<PCCERT_CONTEXT> {
    auto request = request_of(pSubjectIssuerBlob, pSignatureAlgorithm, pStartTime, pEndTime, pExtensions);
    if (const auto* refused = std::get_if<refusal>(&request)) return *refused;
    auto& wanted = std::get<ossl::self_signed_request>(request);

    std::optional<key_location> location;
    if (pKeyProvInfo != nullptr) {
      location = to_key_location(*pKeyProvInfo);
      if (!location) return refusal{E_INVALIDARG};
    }
    auto key = key_of(hCryptProvOrNCryptKey, location);
    if (const auto* refused = std::get_if<refusal>(&key)) return *refused;
    wanted.key = std::get<std::optional<ossl::private_key>>(std::move(key));

    auto made = ossl::make_self_signed(wanted);
    if (!made) return refusal{made.failure().why == tls::cause::unsupported ? NTE_BAD_ALGID : E_INVALIDARG};
    core::certs::properties attached;
    if ((dwFlags & CERT_CREATE_SELFSIGN_NO_KEY_INFO) == 0) {
      const auto done = attach(attached, made->key, hCryptProvOrNCryptKey, std::move(location));
      if (const auto* refused = std::get_if<refusal>(&done)) return *refused;
    }
    const bool is_signed = (dwFlags & CERT_CREATE_SELFSIGN_NO_SIGN) == 0;
    return registry::instance().create(is_signed ? made->certificate : without_signature(made->certificate),
                                       std::move(attached));
  });
}
