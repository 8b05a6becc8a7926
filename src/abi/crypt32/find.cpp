// CertEnumCertificatesInStore, CertFindCertificateInStore.
#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/criteria.h"
#include "abi/crypt32/previous.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

PCCERT_CONTEXT WINAPI CertEnumCertificatesInStore(HCERTSTORE hCertStore, PCCERT_CONTEXT pPrevCertContext) {
  return guarded<PCCERT_CONTEXT>([&] {
    const previous freed{pPrevCertContext};
    return registry::instance().next<CERT_CONTEXT>(hCertStore, pPrevCertContext, std::nullopt);
  });
}

PCCERT_CONTEXT WINAPI CertFindCertificateInStore(HCERTSTORE hCertStore, DWORD, DWORD dwFindFlags,
                                                 DWORD dwFindType, const void* pvFindPara,
                                                 PCCERT_CONTEXT pPrevCertContext) {
  return guarded<PCCERT_CONTEXT>([&]() -> answer<PCCERT_CONTEXT> {
    const previous freed{pPrevCertContext};
    const auto sought = criterion_for(dwFindType, dwFindFlags, pvFindPara);
    if (const auto* refused = std::get_if<refusal>(&sought)) return *refused;
    return registry::instance().next<CERT_CONTEXT>(hCertStore, pPrevCertContext,
                                                   std::get<std::optional<core::certs::criterion>>(sought));
  });
}
