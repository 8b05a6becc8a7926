// Any bytes as a certificate: its context, its names and properties, searches for it, and its store when it
// is saved.
#include <wincrypt.h>

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace {

/// The size first, then the property itself, as programs ask.
void read_property(PCCERT_CONTEXT certificate, DWORD number) {
  DWORD size = 0;
  if (!CertGetCertificateContextProperty(certificate, number, nullptr, &size)) return;
  std::vector<BYTE> value(size);
  CertGetCertificateContextProperty(certificate, number, value.data(), &size);
}

/// Everything that is computed.
void read_properties(PCCERT_CONTEXT certificate) {
  for (const DWORD number :
       {CERT_SHA1_HASH_PROP_ID, CERT_MD5_HASH_PROP_ID, CERT_SHA256_HASH_PROP_ID, CERT_SIGNATURE_HASH_PROP_ID,
        CERT_KEY_IDENTIFIER_PROP_ID, CERT_ISSUER_PUBLIC_KEY_MD5_HASH_PROP_ID,
        CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID, CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID,
        CERT_SUBJECT_NAME_MD5_HASH_PROP_ID, CERT_SIGN_HASH_CNG_ALG_PROP_ID,
        CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID, CERT_PUB_KEY_CNG_ALG_BIT_LENGTH_PROP_ID,
        CERT_ACCESS_STATE_PROP_ID})
    read_property(certificate, number);
  for (DWORD number = 0; (number = CertEnumCertificateContextProperties(certificate, number)) != 0;)
    read_property(certificate, number);
}

void save(HCERTSTORE store, DWORD format) {
  CRYPT_DATA_BLOB blob{};
  if (!CertSaveStore(store, X509_ASN_ENCODING, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0)) return;
  std::vector<BYTE> content(blob.cbData);
  blob.pbData = content.data();
  CertSaveStore(store, X509_ASN_ENCODING, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0);
}

void search(HCERTSTORE store, PCCERT_CONTEXT certificate) {
  for (const DWORD type : {CERT_FIND_EXISTING, CERT_FIND_ISSUER_OF})
    CertFreeCertificateContext(
        CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, type, certificate, nullptr));
  for (const DWORD type : {CERT_FIND_SUBJECT_STR_A, CERT_FIND_ISSUER_STR_A})
    CertFreeCertificateContext(CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, type, "a", nullptr));
  CertFreeCertificateContext(
      CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, CERT_FIND_ENHKEY_USAGE, nullptr, nullptr));
  DWORD flags = CERT_STORE_SIGNATURE_FLAG | CERT_STORE_TIME_VALIDITY_FLAG;
  CertFreeCertificateContext(CertGetIssuerCertificateFromStore(store, certificate, nullptr, &flags));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const PCCERT_CONTEXT certificate =
      CertCreateCertificateContext(X509_ASN_ENCODING, data, static_cast<DWORD>(size));
  if (certificate == nullptr) return 0;
  const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  read_properties(certificate);
  CertAddCertificateContextToStore(store, certificate, CERT_STORE_ADD_ALWAYS, nullptr);
  search(store, certificate);
  for (const DWORD format : {CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_AS_PKCS7}) save(store, format);
  CertFreeCertificateContext(certificate);
  CertCloseStore(store, 0);
  return 0;
}
