// Any bytes as a certificate: its context, its names and properties, and searches for it.
#include <wincrypt.h>

#include <cstdint>
#include <initializer_list>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const PCCERT_CONTEXT certificate =
      CertCreateCertificateContext(X509_ASN_ENCODING, data, static_cast<DWORD>(size));
  if (certificate == nullptr) return 0;
  const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  CertAddCertificateContextToStore(store, certificate, CERT_STORE_ADD_ALWAYS, nullptr);
  for (const DWORD type : {CERT_FIND_EXISTING, CERT_FIND_ISSUER_OF})
    CertFreeCertificateContext(
        CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, type, certificate, nullptr));
  for (const DWORD type : {CERT_FIND_SUBJECT_STR_A, CERT_FIND_ISSUER_STR_A})
    CertFreeCertificateContext(CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, type, "a", nullptr));
  CertFreeCertificateContext(
      CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, CERT_FIND_ENHKEY_USAGE, nullptr, nullptr));
  for (const DWORD property : {CERT_SHA1_HASH_PROP_ID, CERT_KEY_IDENTIFIER_PROP_ID}) {
    DWORD length = 0;
    CertGetCertificateContextProperty(certificate, property, nullptr, &length);
  }
  DWORD flags = CERT_STORE_SIGNATURE_FLAG | CERT_STORE_TIME_VALIDITY_FLAG;
  CertFreeCertificateContext(CertGetIssuerCertificateFromStore(store, certificate, nullptr, &flags));
  CertFreeCertificateContext(certificate);
  CertCloseStore(store, 0);
  return 0;
}
