// NCryptOpenKey, NCryptCreatePersistedKey, NCryptFinalizeKey, NCryptDeleteKey.
#include <ncrypt.h>

#include <memory>
#include <optional>
#include <string>

#include "abi/capi/troubles.h"
#include "abi/cng/entry.h"
#include "abi/cng/key.h"
#include "core/certs/keys.h"

using namespace schannel;
using namespace schannel::abi::cng;

namespace {

namespace keys = core::keys;

constexpr DWORD flags_of_opening = NCRYPT_MACHINE_KEY_FLAG | NCRYPT_SILENT_FLAG;
constexpr DWORD flags_of_creation = flags_of_opening | NCRYPT_OVERWRITE_KEY_FLAG;
constexpr DWORD flags_of_completion =
    NCRYPT_SILENT_FLAG | NCRYPT_NO_KEY_VALIDATION | NCRYPT_WRITE_KEY_TO_LEGACY_STORE_FLAG;

bool is_purpose(DWORD key_spec) {
  return key_spec == 0 || key_spec == AT_KEYEXCHANGE || key_spec == AT_SIGNATURE;
}

}  // namespace

SECURITY_STATUS WINAPI NCryptOpenKey(NCRYPT_PROV_HANDLE hProvider, NCRYPT_KEY_HANDLE* phKey,
                                     LPCWSTR pszKeyName, DWORD dwLegacyKeySpec, DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    if (phKey == nullptr || pszKeyName == nullptr || !is_purpose(dwLegacyKeySpec))
      return NTE_INVALID_PARAMETER;
    if (!keys::find<cng_provider>(hProvider)) return NTE_INVALID_HANDLE;
    if ((dwFlags & ~flags_of_opening) != 0) return NTE_BAD_FLAGS;
    core::certs::key_location where;
    where.container_name = pszKeyName;
    where.flags = (dwFlags & NCRYPT_MACHINE_KEY_FLAG) != 0 ? CRYPT_MACHINE_KEYSET : 0;
    where.key_spec = dwLegacyKeySpec;
    auto loaded = load(where);
    if (!loaded) return abi::capi::code_of(loaded.why());
    *phKey = keys::give_number(
        std::make_shared<cng_key>(*std::move(loaded), cng_place{where.whose(), where.name()}));
    return ERROR_SUCCESS;
  });
}

SECURITY_STATUS WINAPI NCryptCreatePersistedKey(NCRYPT_PROV_HANDLE hProvider, NCRYPT_KEY_HANDLE* phKey,
                                                LPCWSTR pszAlgId, LPCWSTR pszKeyName, DWORD dwLegacyKeySpec,
                                                DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    if (phKey == nullptr || pszAlgId == nullptr || !is_purpose(dwLegacyKeySpec)) return NTE_INVALID_PARAMETER;
    if (!keys::find<cng_provider>(hProvider)) return NTE_INVALID_HANDLE;
    if ((dwFlags & ~flags_of_creation) != 0) return NTE_BAD_FLAGS;
    const key_algorithm* algorithm = find_algorithm(pszAlgId);
    if (algorithm == nullptr) return NTE_NOT_SUPPORTED;

    std::optional<cng_place> place;
    if (pszKeyName != nullptr) {
      place = cng_place{(dwFlags & NCRYPT_MACHINE_KEY_FLAG) != 0 ? keys::owner::machine : keys::owner::user,
                        pszKeyName, (dwFlags & NCRYPT_OVERWRITE_KEY_FLAG) != 0};
      // Said now; whether it still holds when the key is complete is looked at again.
      if (!place->overwrites && keys::load_named(place->whose, place->name)) return NTE_EXISTS;
    }
    *phKey = keys::give_number(
        std::make_shared<cng_key>(planned_key{algorithm, algorithm->usual_bits}, std::move(place)));
    return ERROR_SUCCESS;
  });
}

SECURITY_STATUS WINAPI NCryptFinalizeKey(NCRYPT_KEY_HANDLE hKey, DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto key = keys::find<cng_key>(hKey);
    if (!key) return NTE_INVALID_HANDLE;
    if ((dwFlags & ~flags_of_completion) != 0) return NTE_BAD_FLAGS;
    return key->finalize();
  });
}

SECURITY_STATUS WINAPI NCryptDeleteKey(NCRYPT_KEY_HANDLE hKey, DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto key = keys::find<cng_key>(hKey);
    if (!key) return NTE_INVALID_HANDLE;
    if ((dwFlags & ~NCRYPT_SILENT_FLAG) != 0) return NTE_BAD_FLAGS;
    const SECURITY_STATUS removed = key->remove();
    if (removed == ERROR_SUCCESS) keys::forget(hKey);
    return removed;
  });
}
