// Any bytes as a revocation list: its context, what it says, and a search in it.
#include <wincrypt.h>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const PCCRL_CONTEXT list = CertCreateCRLContext(X509_ASN_ENCODING, data, static_cast<DWORD>(size));
  if (list == nullptr) return 0;
  const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  CertAddCRLContextToStore(store, list, CERT_STORE_ADD_ALWAYS, nullptr);
  CertAddCRLContextToStore(store, list, CERT_STORE_ADD_NEWER, nullptr);
  const PCCRL_CONTEXT found = CertFindCRLInStore(store, 0, 0, CRL_FIND_EXISTING, list, nullptr);
  DWORD length = 0;
  CertGetCRLContextProperty(list, CERT_SHA1_HASH_PROP_ID, nullptr, &length);
  std::uint8_t sum = 0;
  for (DWORD i = 0; i < list->pCrlInfo->cCRLEntry; ++i) {
    const CRL_ENTRY& entry = list->pCrlInfo->rgCRLEntry[i];
    for (DWORD byte = 0; byte < entry.SerialNumber.cbData; ++byte) sum ^= entry.SerialNumber.pbData[byte];
  }
  CertFreeCRLContext(found);
  CertFreeCRLContext(list);
  CertCloseStore(store, 0);
  volatile std::uint8_t seen = sum;  // so that every byte is looked at
  static_cast<void>(seen);
  return 0;
}
