// CertCreateCertificateContext, CertDuplicateCertificateContext, CertFreeCertificateContext.
#include <wincrypt.h>

#include "abi/crypt32/entry.h"
#include "abi/crypt32/registry.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

PCCERT_CONTEXT WINAPI CertCreateCertificateContext(DWORD dwCertEncodingType, const BYTE* pbCertEncoded,
                                                   DWORD cbCertEncoded) {
  return guarded<PCCERT_CONTEXT>([&]() -> answer<PCCERT_CONTEXT> {
    if (GET_CERT_ENCODING_TYPE(dwCertEncodingType) != X509_ASN_ENCODING) return refusal{E_INVALIDARG};
    if (pbCertEncoded == nullptr || cbCertEncoded == 0) return refusal{CRYPT_E_ASN1_EOD};
    auto parsed = ossl::certificate::parse({pbCertEncoded, cbCertEncoded});
    if (!parsed) return refusal{CRYPT_E_ASN1_CORRUPT};
    return registry::instance().create(*std::move(parsed), {});
  });
}

PCCERT_CONTEXT WINAPI CertDuplicateCertificateContext(PCCERT_CONTEXT pCertContext) {
  return guarded<PCCERT_CONTEXT>([&]() -> answer<PCCERT_CONTEXT> {
    if (pCertContext == nullptr) return pCertContext;
    return registry::instance().duplicate(pCertContext);
  });
}

BOOL WINAPI CertFreeCertificateContext(PCCERT_CONTEXT pCertContext) {
  // The function is documented to succeed always; the last error still tells of a pointer that is no context.
  guarded<BOOL>([&]() -> answer<BOOL> {
    if (pCertContext != nullptr && !registry::instance().release(pCertContext)) return refusal{E_INVALIDARG};
    return TRUE;
  });
  return TRUE;
}
