// CertOpenStore, CertDuplicateStore, CertCloseStore, CertDeleteCertificateFromStore, CertDeleteCRLFromStore.
#include <wincrypt.h>

#include <string_view>

#include "abi/crypt32/entry.h"
#include "abi/crypt32/registry.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

/// Compares text in the width of `Character` without reading past its first difference.
template <typename Character>
bool spells(const Character* text, std::string_view word) {
  for (const char letter : word) {
    const Character small = *text >= 'A' && *text <= 'Z' ? static_cast<Character>(*text - 'A' + 'a') : *text;
    if (small != static_cast<Character>(letter)) return false;
    ++text;
  }
  return *text == 0;
}

/// Numbers up to 0xFFFF are provider numbers, everything else is a name. Names are narrow, but programs that
/// are wide everywhere pass a wide one too: read narrowly, that is its first letter alone.
bool is_memory_provider(LPCSTR provider) {
  constexpr ULONG_PTR largest_number = 0xFFFF;
  const auto number = reinterpret_cast<ULONG_PTR>(provider);
  if (number <= largest_number) return provider == CERT_STORE_PROV_MEMORY;
  const bool may_be_wide = number % alignof(wchar_t) == 0 && spells(provider, "m");
  return spells(provider, "memory") ||
         (may_be_wide && spells(reinterpret_cast<const wchar_t*>(provider), "memory"));
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
                                const void*) {
  return guarded<HCERTSTORE>([&]() -> answer<HCERTSTORE> {
    if (!is_memory_provider(lpszStoreProvider)) return refusal{ERROR_FILE_NOT_FOUND};
    if ((dwFlags & CERT_STORE_DELETE_FLAG) != 0) return refusal{ERROR_CALL_NOT_IMPLEMENTED};
    return registry::instance().open((dwFlags & CERT_STORE_ENUM_ARCHIVED_FLAG) != 0);
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

BOOL WINAPI CertDeleteCertificateFromStore(PCCERT_CONTEXT pCertContext) {
  return remove(pCertContext);
}

BOOL WINAPI CertDeleteCRLFromStore(PCCRL_CONTEXT pCrlContext) {
  return remove(pCrlContext);
}
