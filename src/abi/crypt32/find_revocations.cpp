// CertEnumCRLsInStore, CertFindCRLInStore, CertGetCRLFromStore, CertFindCertificateInCRL.
#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/issuer_checks.h"
#include "abi/crypt32/previous.h"
#include "core/certs/revocation_search.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::revocation_criterion;
using core::certs::revocation_wishes;
using found_criterion = answer<std::optional<revocation_criterion>>;

revocation_wishes wishes_of(DWORD flags) {
  const auto has = [flags](DWORD bit) { return (flags & bit) != 0; };
  revocation_wishes wishes{has(CRL_FIND_ISSUED_BY_AKI_FLAG), has(CRL_FIND_ISSUED_BY_SIGNATURE_FLAG), {}};
  const bool base = has(CRL_FIND_ISSUED_BY_BASE_FLAG);
  const bool delta = has(CRL_FIND_ISSUED_BY_DELTA_FLAG);
  if (base != delta) wishes.delta = delta;
  return wishes;
}

/// Without an issuer, the lists of any.
found_criterion issuer_search(const CERT_CONTEXT* issuer, revocation_wishes wishes) {
  if (issuer == nullptr) return std::optional{core::certs::any_list()};
  const auto known = registry::instance().hold(issuer);
  if (!known) return refusal{E_INVALIDARG};
  return std::optional{core::certs::issued_by(known->certificate(), wishes)};
}

found_criterion subject_search(const CRL_FIND_ISSUED_FOR_PARA* both, revocation_wishes wishes) {
  if (both == nullptr) return refusal{E_INVALIDARG};
  const auto subject = registry::instance().hold(both->pSubjectCert);
  const auto issuer = registry::instance().hold(both->pIssuerCert);
  if (!subject || !issuer) return refusal{E_INVALIDARG};
  return std::optional{core::certs::issued_for(subject->certificate(), issuer->certificate(), wishes)};
}

found_criterion same_list_search(const CRL_CONTEXT* address) {
  auto sought = registry::instance().hold(address);
  if (!sought) return refusal{E_INVALIDARG};
  return std::optional{
      revocation_criterion{[sought = std::move(sought)](const core::certs::revocation_entry& one) {
        return one.is_same_as(*sought);
      }}};
}

found_criterion search_of(DWORD type, DWORD flags, const void* parameter) {
  switch (type) {
    case CRL_FIND_ANY:
      return std::optional<revocation_criterion>{};
    case CRL_FIND_ISSUED_BY:
      return issuer_search(static_cast<const CERT_CONTEXT*>(parameter), wishes_of(flags));
    case CRL_FIND_ISSUED_FOR:
      return subject_search(static_cast<const CRL_FIND_ISSUED_FOR_PARA*>(parameter), wishes_of(flags));
    case CRL_FIND_EXISTING:
      return same_list_search(static_cast<const CRL_CONTEXT*>(parameter));
    default:
      return refusal{E_INVALIDARG};
  }
}

answer<PCCRL_CONTEXT> next_list(HCERTSTORE store, PCCRL_CONTEXT after, const found_criterion& sought) {
  if (const auto* refused = std::get_if<refusal>(&sought)) return *refused;
  return registry::instance().next<CRL_CONTEXT>(store, after,
                                                std::get<std::optional<revocation_criterion>>(sought));
}

}  // namespace

PCCRL_CONTEXT WINAPI CertEnumCRLsInStore(HCERTSTORE hCertStore, PCCRL_CONTEXT pPrevCrlContext) {
  return guarded<PCCRL_CONTEXT>([&] {
    const previous freed{pPrevCrlContext};
    return registry::instance().next<CRL_CONTEXT>(hCertStore, pPrevCrlContext, std::nullopt);
  });
}

PCCRL_CONTEXT WINAPI CertFindCRLInStore(HCERTSTORE hCertStore, DWORD, DWORD dwFindFlags, DWORD dwFindType,
                                        const void* pvFindPara, PCCRL_CONTEXT pPrevCrlContext) {
  return guarded<PCCRL_CONTEXT>([&] {
    const previous freed{pPrevCrlContext};
    return next_list(hCertStore, pPrevCrlContext, search_of(dwFindType, dwFindFlags, pvFindPara));
  });
}

PCCRL_CONTEXT WINAPI CertGetCRLFromStore(HCERTSTORE hCertStore, PCCERT_CONTEXT pIssuerContext,
                                         PCCRL_CONTEXT pPrevCrlContext, DWORD* pdwFlags) {
  return guarded<PCCRL_CONTEXT>([&]() -> answer<PCCRL_CONTEXT> {
    const previous freed{pPrevCrlContext};
    constexpr DWORD known = CERT_STORE_SIGNATURE_FLAG | CERT_STORE_TIME_VALIDITY_FLAG |
                            CERT_STORE_BASE_CRL_FLAG | CERT_STORE_DELTA_CRL_FLAG;
    if (pdwFlags == nullptr || (*pdwFlags & ~known) != 0) return refusal{E_INVALIDARG};
    revocation_wishes wishes{true, false, {}};
    const bool base = (*pdwFlags & CERT_STORE_BASE_CRL_FLAG) != 0;
    const bool delta = (*pdwFlags & CERT_STORE_DELTA_CRL_FLAG) != 0;
    if (base != delta) wishes.delta = delta;
    const auto found = next_list(hCertStore, pPrevCrlContext, issuer_search(pIssuerContext, wishes));
    if (const auto* list = std::get_if<PCCRL_CONTEXT>(&found))
      *pdwFlags = failed_checks(*list, pIssuerContext, *pdwFlags);
    return found;
  });
}

BOOL WINAPI CertFindCertificateInCRL(PCCERT_CONTEXT pCert, PCCRL_CONTEXT pCrlContext, DWORD, void*,
                                     PCRL_ENTRY* ppCrlEntry) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (ppCrlEntry == nullptr) return refusal{E_INVALIDARG};
    *ppCrlEntry = nullptr;
    const auto certificate = registry::instance().hold(pCert);
    const auto list = registry::instance().hold(pCrlContext);
    if (!certificate || !list) return refusal{E_INVALIDARG};
    if (const auto place = list->list().find(certificate->certificate()))
      *ppCrlEntry = list->information().entries() + *place;
    return TRUE;
  });
}
