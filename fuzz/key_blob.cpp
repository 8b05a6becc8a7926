// Any bytes as a key, of the kind that the first byte chooses among those of NCryptImportKey; the first kind
// goes to CryptImportKey.
#include <ncrypt.h>
#include <wincrypt.h>

#include <cstdint>
#include <iterator>

namespace {

constexpr LPCWSTR kinds[] = {
    LEGACY_RSAPRIVATE_BLOB,  BCRYPT_RSAPRIVATE_BLOB,        BCRYPT_RSAFULLPRIVATE_BLOB,
    BCRYPT_RSAPUBLIC_BLOB,   BCRYPT_ECCPRIVATE_BLOB,        BCRYPT_ECCPUBLIC_BLOB,
    BCRYPT_PRIVATE_KEY_BLOB, NCRYPT_PKCS8_PRIVATE_KEY_BLOB, LEGACY_RSAPUBLIC_BLOB};

void import_into_provider(const BYTE* data, DWORD size) {
  HCRYPTPROV provider = 0;
  HCRYPTKEY key = 0;
  CryptAcquireContextW(&provider, nullptr, nullptr, PROV_RSA_AES, CRYPT_VERIFYCONTEXT);
  if (CryptImportKey(provider, data, size, 0, CRYPT_EXPORTABLE, &key)) CryptDestroyKey(key);
  CryptReleaseContext(provider, 0);
}

void import_into_storage(LPCWSTR kind, const BYTE* data, DWORD size) {
  NCRYPT_PROV_HANDLE provider = 0;
  NCRYPT_KEY_HANDLE key = 0;
  NCryptOpenStorageProvider(&provider, nullptr, 0);
  if (NCryptImportKey(provider, 0, kind, nullptr, &key, const_cast<BYTE*>(data), size, 0) == ERROR_SUCCESS) {
    NCryptExportKey(key, 0, kind, nullptr, nullptr, 0, &size, 0);
    NCryptFreeObject(key);
  }
  NCryptFreeObject(provider);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto length = static_cast<DWORD>(size - 1);
  const LPCWSTR kind = kinds[data[0] % std::size(kinds)];
  if (kind == kinds[0]) import_into_provider(data + 1, length);
  import_into_storage(kind, data + 1, length);
  return 0;
}
