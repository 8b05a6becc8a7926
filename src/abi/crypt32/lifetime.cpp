// CertCreateCertificateContext, CertDuplicateCertificateContext, CertFreeCertificateContext, and the same for
// revocation lists.
#include <wincrypt.h>

#include "abi/crypt32/lifetime.h"

using namespace schannel::abi::crypt32;

PCCERT_CONTEXT WINAPI CertCreateCertificateContext(DWORD dwCertEncodingType, const BYTE* pbCertEncoded,
                                                   DWORD cbCertEncoded) {
  return create_context<CERT_CONTEXT>(dwCertEncodingType, pbCertEncoded, cbCertEncoded);
}

PCCERT_CONTEXT WINAPI CertDuplicateCertificateContext(PCCERT_CONTEXT pCertContext) {
  return duplicate_context(pCertContext);
}

BOOL WINAPI CertFreeCertificateContext(PCCERT_CONTEXT pCertContext) {
  return free_context(pCertContext);
}

PCCRL_CONTEXT WINAPI CertCreateCRLContext(DWORD dwCertEncodingType, const BYTE* pbCrlEncoded,
                                          DWORD cbCrlEncoded) {
  return create_context<CRL_CONTEXT>(dwCertEncodingType, pbCrlEncoded, cbCrlEncoded);
}

PCCRL_CONTEXT WINAPI CertDuplicateCRLContext(PCCRL_CONTEXT pCrlContext) {
  return duplicate_context(pCrlContext);
}

BOOL WINAPI CertFreeCRLContext(PCCRL_CONTEXT pCrlContext) {
  return free_context(pCrlContext);
}
