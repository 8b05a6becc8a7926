// Any bytes as a PFX file, with a password that fits the seeds. What can be imported can be exported, and is
// then imported again.
#include <wincrypt.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace {

constexpr wchar_t password[] = L"secret";

HCERTSTORE import(std::vector<BYTE> file) {
  CRYPT_DATA_BLOB blob{static_cast<DWORD>(file.size()), file.data()};
  PFXIsPFXBlob(&blob);
  return PFXImportCertStore(&blob, password, PKCS12_NO_PERSIST_KEY | CRYPT_EXPORTABLE);
}

std::vector<BYTE> exported(HCERTSTORE store) {
  CRYPT_DATA_BLOB blob{};
  if (!PFXExportCertStoreEx(store, &blob, password, nullptr, EXPORT_PRIVATE_KEYS)) std::abort();
  std::vector<BYTE> file(blob.cbData);
  blob.pbData = file.data();
  if (!PFXExportCertStoreEx(store, &blob, password, nullptr, EXPORT_PRIVATE_KEYS)) std::abort();
  return file;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const HCERTSTORE store = import({data, data + size});
  if (store == nullptr) return 0;
  const HCERTSTORE again = import(exported(store));
  if (again == nullptr) std::abort();
  CertCloseStore(again, 0);
  CertCloseStore(store, 0);
  return 0;
}
