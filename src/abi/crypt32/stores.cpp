// CertOpenStore, CertDuplicateStore, CertCloseStore, CertControlStore, CertDeleteCertificateFromStore,
// CertDeleteCRLFromStore.
#include <wincrypt.h>

#include "abi/crypt32/entry.h"
#include "abi/crypt32/open.h"
#include "abi/crypt32/registry.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

answer<HCERTSTORE> open(provider which, const opening& how) {
  switch (which) {
    case provider::memory:
      return open_memory(how);
    case provider::collection:
      return registry::instance().open(collection{}, how.has(CERT_STORE_ENUM_ARCHIVED_FLAG));
    case provider::file:
      return open_file(how);
    case provider::filename_a:
    case provider::filename_w:
      return open_named_file(how, which == provider::filename_w);
    case provider::pkcs7:
      return open_pkcs7(how);
    case provider::pkcs12:
      return open_pkcs12(how);
    case provider::serialized:
      return open_serialized(how);
    case provider::system_a:
    case provider::system_w:
      return open_system(how, which == provider::system_w, system_parts::all);
    case provider::registry_a:
    case provider::registry_w:
      return open_system(how, which == provider::registry_w, system_parts::own);
  }
  return refusal{ERROR_FILE_NOT_FOUND};
}

core::certs::commitment commitment_of(DWORD flags) {
  using core::certs::commitment;
  if ((flags & CERT_STORE_CTRL_COMMIT_FORCE_FLAG) != 0) return commitment::forced;
  return (flags & CERT_STORE_CTRL_COMMIT_CLEAR_FLAG) != 0 ? commitment::cleared : commitment::if_changed;
}

template <typename Visible>
BOOL remove(const Visible* context) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (context == nullptr) return TRUE;
    return registry::instance().remove(context);
  });
}

}  // namespace

HCERTSTORE WINAPI CertOpenStore(LPCSTR lpszStoreProvider, DWORD, HCRYPTPROV_LEGACY, DWORD dwFlags,
                                const void* pvPara) {
  return guarded<HCERTSTORE>([&]() -> answer<HCERTSTORE> {
    const auto which = provider_of(lpszStoreProvider);
    if (!which) return refusal{ERROR_FILE_NOT_FOUND};
    return open(*which, {dwFlags, pvPara});
  });
}

HCERTSTORE WINAPI CertDuplicateStore(HCERTSTORE hCertStore) {
  return guarded<HCERTSTORE>([&]() -> answer<HCERTSTORE> {
    if (hCertStore == nullptr) return hCertStore;
    return registry::instance().duplicate(hCertStore);
  });
}

BOOL WINAPI CertCloseStore(HCERTSTORE hCertStore, DWORD dwFlags) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (hCertStore == nullptr) return TRUE;
    return registry::instance().close(hCertStore, {(dwFlags & CERT_CLOSE_STORE_CHECK_FLAG) != 0,
                                                   (dwFlags & CERT_CLOSE_STORE_FORCE_FLAG) != 0});
  });
}

BOOL WINAPI CertControlStore(HCERTSTORE hCertStore, DWORD dwFlags, DWORD dwCtrlType, const void*) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    switch (dwCtrlType) {
      case CERT_STORE_CTRL_COMMIT:
        return registry::instance().commit(hCertStore, commitment_of(dwFlags));
      case CERT_STORE_CTRL_RESYNC:
        return registry::instance().resynchronize(hCertStore);
      default:
        return refusal{ERROR_NOT_SUPPORTED};
    }
  });
}

BOOL WINAPI CertDeleteCertificateFromStore(PCCERT_CONTEXT pCertContext) {
  return remove(pCertContext);
}

BOOL WINAPI CertDeleteCRLFromStore(PCCRL_CONTEXT pCrlContext) {
  return remove(pCrlContext);
}
