// CertSaveStore, CertSerializeCertificateStoreElement, CertSerializeCRLStoreElement.
#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/delivery.h"
#include "abi/crypt32/file_errors.h"
#include "abi/crypt32/registry.h"
#include "core/files/rewriting.h"
#include "core/files/whole_file.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::store_format;

std::optional<store_format> format_of(DWORD number) {
  switch (number) {
    case CERT_STORE_SAVE_AS_STORE:
      return store_format::serialized;
    case CERT_STORE_SAVE_AS_PKCS7:
      return store_format::signed_data;
    default:
      return std::nullopt;
  }
}

answer<BOOL> done(std::error_code failed) {
  if (failed) return refusal{code_of(failed)};
  return TRUE;
}

answer<BOOL> save_to_name(const std::string& path, tls::const_bytes content) {
  if (path.empty()) return refusal{ERROR_PATH_NOT_FOUND};
  return done(core::files::write_whole(path, content, core::files::access::as_before));
}

answer<BOOL> save_to(DWORD where, void* parameter, tls::const_bytes content) {
  const bool is_handle = where == CERT_STORE_SAVE_TO_FILE;
  if (parameter == nullptr) return refusal{is_handle ? ERROR_INVALID_HANDLE : E_INVALIDARG};
  switch (where) {
    case CERT_STORE_SAVE_TO_FILE:
      return done(core::files::rewrite(static_cast<int>(reinterpret_cast<LONG_PTR>(parameter)), content));
    case CERT_STORE_SAVE_TO_MEMORY: {
      auto* const blob = static_cast<CRYPT_DATA_BLOB*>(parameter);
      return deliver(content, blob->pbData, blob->cbData);
    }
    case CERT_STORE_SAVE_TO_FILENAME_A:
      return save_to_name(static_cast<LPCSTR>(parameter), content);
    case CERT_STORE_SAVE_TO_FILENAME_W:
      return save_to_name(tls::to_utf8(static_cast<LPCWSTR>(parameter)), content);
    default:
      return refusal{E_INVALIDARG};
  }
}

template <typename Visible>
BOOL serialize(const Visible* address, BYTE* buffer, DWORD* size) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (size == nullptr) return refusal{E_INVALIDARG};
    return registry::instance().with<BOOL>(address, [&](const context<Visible>& one) {
      return deliver(core::certs::write_serialized_element(one), buffer, *size);
    });
  });
}

}  // namespace

BOOL WINAPI CertSaveStore(HCERTSTORE hCertStore, DWORD, DWORD dwSaveAs, DWORD dwSaveTo, void* pvSaveToPara,
                          DWORD) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto format = format_of(dwSaveAs);
    if (!format) return refusal{E_INVALIDARG};
    const auto content = registry::instance().write(hCertStore, *format);
    if (const auto* refused = std::get_if<refusal>(&content)) return *refused;
    return save_to(dwSaveTo, pvSaveToPara, std::get<tls::byte_vector>(content));
  });
}

BOOL WINAPI CertSerializeCertificateStoreElement(PCCERT_CONTEXT pCertContext, DWORD, BYTE* pbElement,
                                                 DWORD* pcbElement) {
  return serialize(pCertContext, pbElement, pcbElement);
}

BOOL WINAPI CertSerializeCRLStoreElement(PCCRL_CONTEXT pCrlContext, DWORD, BYTE* pbElement,
                                         DWORD* pcbElement) {
  return serialize(pCrlContext, pbElement, pcbElement);
}
