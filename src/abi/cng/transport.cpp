// NCryptImportKey, NCryptExportKey.
#include <ncrypt.h>

#include <memory>
#include <string_view>

#include "abi/cng/delivery.h"
#include "abi/cng/entry.h"
#include "abi/cng/key.h"
#include "abi/cng/key_blobs.h"
#include "abi/cng/parameters.h"
#include "ossl/key_encoding.h"

using namespace schannel;
using namespace schannel::abi::cng;

namespace {

namespace keys = core::keys;

constexpr DWORD flags_of_import = NCRYPT_SILENT_FLAG | NCRYPT_MACHINE_KEY_FLAG | NCRYPT_OVERWRITE_KEY_FLAG |
                                  NCRYPT_DO_NOT_FINALIZE_FLAG | NCRYPT_NO_KEY_VALIDATION |
                                  NCRYPT_WRITE_KEY_TO_LEGACY_STORE_FLAG;
constexpr DWORD flags_of_export = NCRYPT_SILENT_FLAG | NCRYPT_EXPORT_LEGACY_FLAG;

read_key read_pkcs8(tls::const_bytes der, const blob_parameters& parameters) {
  if (!parameters.secret) {
    auto key = ossl::from_pkcs8(der);
    return key ? read_key{*std::move(key)} : NTE_BAD_DATA;
  }
  auto opened = ossl::from_encrypted_pkcs8(der, parameters.secret->view());
  if (auto* key = std::get_if<ossl::private_key>(&opened)) return std::move(*key);
  switch (std::get<ossl::pkcs8_refusal>(opened)) {
    case ossl::pkcs8_refusal::wrong_password:
      return NTE_INCORRECT_PASSWORD;
    case ossl::pkcs8_refusal::unsupported:
      return NTE_NOT_SUPPORTED;
    case ossl::pkcs8_refusal::malformed:
      break;
  }
  return NTE_BAD_DATA;
}

read_key read(std::wstring_view kind, tls::const_bytes data, const blob_parameters& parameters) {
  if (kind == NCRYPT_PKCS8_PRIVATE_KEY_BLOB) return read_pkcs8(data, parameters);
  if (!is_key_blob(kind)) return NTE_NOT_SUPPORTED;
  return read_key_blob(kind, data);
}

std::optional<cng_place> place_for(const blob_parameters& parameters, DWORD flags) {
  if (!parameters.key_name) return std::nullopt;
  return cng_place{(flags & NCRYPT_MACHINE_KEY_FLAG) != 0 ? keys::owner::machine : keys::owner::user,
                   *parameters.key_name, (flags & NCRYPT_OVERWRITE_KEY_FLAG) != 0};
}

SECURITY_STATUS hand_out(read_key key, const blob_parameters& parameters, DWORD flags,
                         NCRYPT_KEY_HANDLE& to) {
  std::shared_ptr<cng_key> made;
  if (auto* open = std::get_if<ossl::public_key>(&key)) {
    made = std::make_shared<cng_key>(std::move(*open));
  } else {
    made =
        std::make_shared<cng_key>(std::get<ossl::private_key>(std::move(key)), place_for(parameters, flags));
    if ((flags & NCRYPT_DO_NOT_FINALIZE_FLAG) == 0)
      if (const SECURITY_STATUS completed = made->finalize(); completed != ERROR_SUCCESS) return completed;
  }
  to = keys::give_number(std::move(made));
  return ERROR_SUCCESS;
}

/// What is written is wiped, whether or not it is a secret.
using written = std::variant<SECURITY_STATUS, ossl::secret_bytes>;

written write_pkcs8(const ossl::private_key& key, const keys::permissions& allowed,
                    const blob_parameters& parameters) {
  if (!parameters.secret) {
    if (!allowed.allow_clear_export()) return NTE_NOT_SUPPORTED;
    return ossl::to_pkcs8(key);
  }
  constexpr std::string_view triple_des = "1.2.840.113549.1.12.1.3";
  if (!allowed.allow_export() && !allowed.allow_clear_export()) return NTE_NOT_SUPPORTED;
  if (!parameters.algorithm.empty() && parameters.algorithm != triple_des) return NTE_NOT_SUPPORTED;
  const auto how = parameters.algorithm.empty() ? ossl::key_protection::modern : ossl::key_protection::old;
  const tls::byte_vector sealed = ossl::to_encrypted_pkcs8(key, parameters.secret->view(), how);
  return ossl::secret_bytes(sealed.begin(), sealed.end());
}

written write(const cng_key& from, std::wstring_view kind, const blob_parameters& parameters) {
  const bool pkcs8 = kind == NCRYPT_PKCS8_PRIVATE_KEY_BLOB;
  if (!pkcs8 && !is_key_blob(kind)) return NTE_BAD_TYPE;
  if (!from.is_complete()) return NTE_BAD_KEY_STATE;
  std::optional<ossl::secret_bytes> blob;
  if (!pkcs8 && !is_private_blob(kind)) {
    blob = write_key_blob(kind, *from.shown());
  } else {
    const auto key = from.key(CERT_NCRYPT_KEY_SPEC);
    if (!key) return NTE_BAD_TYPE;  // there is no private half
    if (pkcs8) return write_pkcs8(*key, from.allowed(), parameters);
    if (!from.allowed().allow_clear_export()) return NTE_NOT_SUPPORTED;
    blob = write_key_blob(kind, *key);
  }
  if (!blob) return NTE_BAD_TYPE;
  return *std::move(blob);
}

}  // namespace

SECURITY_STATUS WINAPI NCryptImportKey(NCRYPT_PROV_HANDLE hProvider, NCRYPT_KEY_HANDLE hImportKey,
                                       LPCWSTR pszBlobType, NCryptBufferDesc* pParameterList,
                                       NCRYPT_KEY_HANDLE* phKey, PBYTE pbData, DWORD cbData, DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    if (phKey == nullptr || pszBlobType == nullptr || pbData == nullptr) return NTE_INVALID_PARAMETER;
    if (!keys::find<cng_provider>(hProvider)) return NTE_INVALID_HANDLE;
    if ((dwFlags & ~flags_of_import) != 0) return NTE_BAD_FLAGS;
    if (hImportKey != 0) return NTE_NOT_SUPPORTED;
    const auto parameters = read_parameters(pParameterList);
    if (!parameters) return NTE_INVALID_PARAMETER;
    auto key = read(pszBlobType, {pbData, cbData}, *parameters);
    if (const auto* refused = std::get_if<SECURITY_STATUS>(&key)) return *refused;
    return hand_out(std::move(key), *parameters, dwFlags, *phKey);
  });
}

SECURITY_STATUS WINAPI NCryptExportKey(NCRYPT_KEY_HANDLE hKey, NCRYPT_KEY_HANDLE hExportKey,
                                       LPCWSTR pszBlobType, NCryptBufferDesc* pParameterList, PBYTE pbOutput,
                                       DWORD cbOutput, DWORD* pcbResult, DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    if (pszBlobType == nullptr || pcbResult == nullptr) return NTE_INVALID_PARAMETER;
    const auto key = keys::find<cng_key>(hKey);
    if (!key) return NTE_INVALID_HANDLE;
    if ((dwFlags & ~flags_of_export) != 0) return NTE_BAD_FLAGS;
    if (hExportKey != 0) return NTE_NOT_SUPPORTED;
    const auto parameters = read_parameters(pParameterList);
    if (!parameters) return NTE_INVALID_PARAMETER;
    const auto blob = write(*key, pszBlobType, *parameters);
    if (const auto* refused = std::get_if<SECURITY_STATUS>(&blob)) return *refused;
    return deliver(std::get<ossl::secret_bytes>(blob), pbOutput, cbOutput, *pcbResult);
  });
}
