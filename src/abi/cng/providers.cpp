// NCryptOpenStorageProvider, NCryptFreeObject.
#include <ncrypt.h>

#include <memory>
#include <string_view>

#include "abi/cng/entry.h"
#include "abi/cng/key.h"

using namespace schannel;
using namespace schannel::abi::cng;

namespace keys = core::keys;

SECURITY_STATUS WINAPI NCryptOpenStorageProvider(NCRYPT_PROV_HANDLE* phProvider, LPCWSTR pszProviderName,
                                                 DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    if (phProvider == nullptr) return NTE_INVALID_PARAMETER;
    if ((dwFlags & ~NCRYPT_SILENT_FLAG) != 0) return NTE_BAD_FLAGS;
    if (pszProviderName != nullptr && std::wstring_view{pszProviderName} != MS_KEY_STORAGE_PROVIDER)
      return NTE_NOT_FOUND;
    *phProvider = keys::give_number(std::make_shared<cng_provider>());
    return ERROR_SUCCESS;
  });
}

SECURITY_STATUS WINAPI NCryptFreeObject(NCRYPT_HANDLE hObject) {
  return guarded([&]() -> SECURITY_STATUS {
    if (!keys::find<cng_provider>(hObject) && !keys::find<cng_key>(hObject)) return NTE_INVALID_HANDLE;
    keys::forget(hObject);
    return ERROR_SUCCESS;
  });
}
