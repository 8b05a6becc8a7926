// Any bytes as a PFX file, with a password that fits the seeds, and for what it has in the open. What can be
// imported can be exported, and is then imported again.
#include <wincrypt.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace {

constexpr wchar_t password[] = L"secret";

HCERTSTORE import(std::vector<BYTE> file, DWORD flags) {
  CRYPT_DATA_BLOB blob{static_cast<DWORD>(file.size()), file.data()};
  PFXIsPFXBlob(&blob);
  return PFXImportCertStore(&blob, password, PKCS12_NO_PERSIST_KEY | CRYPT_EXPORTABLE | flags);
}

std::vector<BYTE> exported(HCERTSTORE store) {
  CRYPT_DATA_BLOB blob{};
  if (!PFXExportCertStoreEx(store, &blob, password, nullptr, EXPORT_PRIVATE_KEYS)) std::abort();
  std::vector<BYTE> file(blob.cbData);
  blob.pbData = file.data();
  if (!PFXExportCertStoreEx(store, &blob, password, nullptr, EXPORT_PRIVATE_KEYS)) std::abort();
  return file;
}

void go_round(const std::vector<BYTE>& file, DWORD flags) {
  const HCERTSTORE store = import(file, flags);
  if (store == nullptr) return;
  const HCERTSTORE again = import(exported(store), 0);
  if (again == nullptr) std::abort();
  CertCloseStore(again, 0);
  CertCloseStore(store, 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<BYTE> file{data, data + size};
  go_round(file, 0);
  go_round(file, PKCS12_ONLY_NOT_ENCRYPTED_CERTIFICATES);
  return 0;
}
