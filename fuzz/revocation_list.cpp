// Any bytes as a revocation list: its context, what it says, a search for it and one in it. The store that it
// is in can be saved.
#include <wincrypt.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace {

using encoding = std::vector<BYTE>;

/// Nothing when it cannot be encoded.
encoding encoded(LPCSTR type, const void* info) {
  DWORD length = 0;
  if (!CryptEncodeObject(X509_ASN_ENCODING, type, info, nullptr, &length)) return {};
  encoding der(length);
  if (!CryptEncodeObject(X509_ASN_ENCODING, type, info, der.data(), &length)) std::abort();
  der.resize(length);
  return der;
}

template <typename Blob>
Blob blob_of(encoding& bytes) {
  Blob blob{};
  blob.cbData = static_cast<DWORD>(bytes.size());
  blob.pbData = bytes.data();
  return blob;
}

/// A certificate that the list's issuer might have issued, with the first number of the list.
PCCERT_CONTEXT first_revoked(const CRL_INFO& list) {
  char oid[] = szOID_ECC_PUBLIC_KEY;
  encoding bits(4, 7);
  CERT_INFO info{};
  info.SerialNumber = list.rgCRLEntry[0].SerialNumber;
  info.SignatureAlgorithm.pszObjId = oid;
  info.Issuer = info.Subject = list.Issuer;
  info.SubjectPublicKeyInfo = {{oid, {}}, blob_of<CRYPT_BIT_BLOB>(bits)};
  encoding shown = encoded(X509_CERT_TO_BE_SIGNED, &info);
  const CERT_SIGNED_CONTENT_INFO content{
      blob_of<CRYPT_DER_BLOB>(shown), {oid, {}}, blob_of<CRYPT_BIT_BLOB>(bits)};
  const encoding whole = encoded(X509_CERT, &content);
  return CertCreateCertificateContext(X509_ASN_ENCODING, whole.data(), static_cast<DWORD>(whole.size()));
}

void look_for_first(PCCRL_CONTEXT list) {
  if (list->pCrlInfo->cCRLEntry == 0) return;
  const PCCERT_CONTEXT subject = first_revoked(*list->pCrlInfo);
  if (subject == nullptr) return;
  PCRL_ENTRY entry = nullptr;
  if (!CertFindCertificateInCRL(subject, list, 0, nullptr, &entry)) std::abort();
  CertFreeCertificateContext(subject);
}

void save(HCERTSTORE store, DWORD format) {
  CRYPT_DATA_BLOB blob{};
  if (!CertSaveStore(store, X509_ASN_ENCODING, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0)) std::abort();
  encoding saved(blob.cbData);
  blob.pbData = saved.data();
  if (!CertSaveStore(store, X509_ASN_ENCODING, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const PCCRL_CONTEXT list = CertCreateCRLContext(X509_ASN_ENCODING, data, static_cast<DWORD>(size));
  if (list == nullptr) return 0;
  const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  CertAddCRLContextToStore(store, list, CERT_STORE_ADD_ALWAYS, nullptr);
  CertAddCRLContextToStore(store, list, CERT_STORE_ADD_NEWER, nullptr);
  const PCCRL_CONTEXT found = CertFindCRLInStore(store, 0, 0, CRL_FIND_EXISTING, list, nullptr);
  look_for_first(list);
  save(store, CERT_STORE_SAVE_AS_STORE);
  save(store, CERT_STORE_SAVE_AS_PKCS7);
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
