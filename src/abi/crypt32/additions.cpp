// CertAddCertificateContextToStore, CertAddEncodedCertificateToStore, CertAddCertificateLinkToStore, and the
// same for revocation lists.
#include "abi/crypt32/additions.h"

#include "abi/crypt32/lifetime.h"

namespace schannel::abi::crypt32 {

std::optional<core::certs::disposition> disposition_of(DWORD number) {
  using core::certs::disposition;
  switch (number) {
    case CERT_STORE_ADD_NEW:
      return disposition::only_new;
    case CERT_STORE_ADD_USE_EXISTING:
      return disposition::use_existing;
    case CERT_STORE_ADD_REPLACE_EXISTING:
      return disposition::replace;
    case CERT_STORE_ADD_ALWAYS:
      return disposition::always;
    case CERT_STORE_ADD_REPLACE_EXISTING_INHERIT_PROPERTIES:
      return disposition::replace_inherit;
    case CERT_STORE_ADD_NEWER:
      return disposition::only_newer;
    case CERT_STORE_ADD_NEWER_INHERIT_PROPERTIES:
      return disposition::newer_inherit;
    default:
      return std::nullopt;
  }
}

}  // namespace schannel::abi::crypt32

using namespace schannel::abi::crypt32;

BOOL WINAPI CertAddCertificateContextToStore(HCERTSTORE hCertStore, PCCERT_CONTEXT pCertContext,
                                             DWORD dwAddDisposition, PCCERT_CONTEXT* ppStoreContext) {
  return add_copy(hCertStore, pCertContext, dwAddDisposition, ppStoreContext);
}

BOOL WINAPI CertAddCRLContextToStore(HCERTSTORE hCertStore, PCCRL_CONTEXT pCrlContext, DWORD dwAddDisposition,
                                     PCCRL_CONTEXT* ppStoreContext) {
  return add_copy(hCertStore, pCrlContext, dwAddDisposition, ppStoreContext);
}

BOOL WINAPI CertAddEncodedCertificateToStore(HCERTSTORE hCertStore, DWORD dwCertEncodingType,
                                             const BYTE* pbCertEncoded, DWORD cbCertEncoded,
                                             DWORD dwAddDisposition, PCCERT_CONTEXT* ppCertContext) {
  return add_new(hCertStore, dwAddDisposition, ppCertContext,
                 [&] { return parse<CERT_CONTEXT>(dwCertEncodingType, pbCertEncoded, cbCertEncoded); });
}

BOOL WINAPI CertAddEncodedCRLToStore(HCERTSTORE hCertStore, DWORD dwCertEncodingType,
                                     const BYTE* pbCrlEncoded, DWORD cbCrlEncoded, DWORD dwAddDisposition,
                                     PCCRL_CONTEXT* ppCrlContext) {
  return add_new(hCertStore, dwAddDisposition, ppCrlContext,
                 [&] { return parse<CRL_CONTEXT>(dwCertEncodingType, pbCrlEncoded, cbCrlEncoded); });
}

BOOL WINAPI CertAddCertificateLinkToStore(HCERTSTORE hCertStore, PCCERT_CONTEXT pCertContext,
                                          DWORD dwAddDisposition, PCCERT_CONTEXT* ppStoreContext) {
  return add_link(hCertStore, pCertContext, dwAddDisposition, ppStoreContext);
}

BOOL WINAPI CertAddCRLLinkToStore(HCERTSTORE hCertStore, PCCRL_CONTEXT pCrlContext, DWORD dwAddDisposition,
                                  PCCRL_CONTEXT* ppStoreContext) {
  return add_link(hCertStore, pCrlContext, dwAddDisposition, ppStoreContext);
}
