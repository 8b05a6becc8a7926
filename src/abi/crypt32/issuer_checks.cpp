// CertGetIssuerCertificateFromStore, and what it and CertGetCRLFromStore check of what they found.
#include "abi/crypt32/issuer_checks.h"

#include <ctime>
#include <optional>

#include "abi/crypt32/previous.h"
#include "core/certs/revocation_search.h"
#include "ossl/issuance.h"

namespace schannel::abi::crypt32 {

namespace {

bool is_valid_now(const ossl::certificate& one) {
  const std::time_t now = std::time(nullptr);
  return one.not_before() <= now && now <= one.not_after();
}

bool is_valid_now(const ossl::revocation_list& one) {
  const std::time_t now = std::time(nullptr);
  return one.this_update() <= now && now <= one.next_update().value_or(now);
}

/// CERT_STORE_REVOCATION_FLAG stays when the subject was revoked, and with CERT_STORE_NO_CRL_FLAG when no
/// list tells.
DWORD revocation_flags(const ossl::certificate& subject, const ossl::certificate& issuer, HCERTSTORE store) {
  const auto found = registry::instance().next<CRL_CONTEXT>(
      store, nullptr, core::certs::issued_by(issuer, {.of_that_key = true}));
  const auto* address = std::get_if<const CRL_CONTEXT*>(&found);
  if (address == nullptr) return CERT_STORE_REVOCATION_FLAG | CERT_STORE_NO_CRL_FLAG;
  const previous freed{*address};
  const auto list = registry::instance().hold(*address);
  return list && list->list().find(subject) ? CERT_STORE_REVOCATION_FLAG : 0;
}

}  // namespace

DWORD failed_checks(const CERT_CONTEXT* subject, const CERT_CONTEXT* issuer, HCERTSTORE store, DWORD asked) {
  const auto below = registry::instance().hold(subject);
  const auto above = registry::instance().hold(issuer);
  if (!below || !above) return asked;
  DWORD failed = 0;
  if ((asked & CERT_STORE_SIGNATURE_FLAG) != 0 && !is_signed_by(below->certificate(), above->certificate()))
    failed |= CERT_STORE_SIGNATURE_FLAG;
  if ((asked & CERT_STORE_TIME_VALIDITY_FLAG) != 0 && !is_valid_now(below->certificate()))
    failed |= CERT_STORE_TIME_VALIDITY_FLAG;
  if ((asked & CERT_STORE_REVOCATION_FLAG) != 0)
    failed |= revocation_flags(below->certificate(), above->certificate(), store);
  return failed;
}

DWORD failed_checks(const CRL_CONTEXT* list, const CERT_CONTEXT* issuer, DWORD asked) {
  const auto sought = registry::instance().hold(list);
  if (!sought) return asked;
  const auto above = registry::instance().hold(issuer);
  DWORD failed = 0;
  if ((asked & CERT_STORE_SIGNATURE_FLAG) != 0 && above && !sought->list().is_signed_by(above->certificate()))
    failed |= CERT_STORE_SIGNATURE_FLAG;
  if ((asked & CERT_STORE_TIME_VALIDITY_FLAG) != 0 && !is_valid_now(sought->list()))
    failed |= CERT_STORE_TIME_VALIDITY_FLAG;
  return failed;
}

}  // namespace schannel::abi::crypt32

using namespace schannel;
using namespace schannel::abi::crypt32;

PCCERT_CONTEXT WINAPI CertGetIssuerCertificateFromStore(HCERTSTORE hCertStore, PCCERT_CONTEXT pSubjectContext,
                                                        PCCERT_CONTEXT pPrevIssuerContext, DWORD* pdwFlags) {
  return guarded<PCCERT_CONTEXT>([&]() -> answer<PCCERT_CONTEXT> {
    const previous freed{pPrevIssuerContext};
    constexpr DWORD known =
        CERT_STORE_SIGNATURE_FLAG | CERT_STORE_TIME_VALIDITY_FLAG | CERT_STORE_REVOCATION_FLAG;
    if (pdwFlags == nullptr || (*pdwFlags & ~known) != 0) return refusal{E_INVALIDARG};
    const auto subject = registry::instance().hold(pSubjectContext);
    if (!subject) return refusal{E_INVALIDARG};
    if (is_self_issued(subject->certificate())) return refusal{CRYPT_E_SELF_SIGNED};
    const auto found = registry::instance().next<CERT_CONTEXT>(
        hCertStore, pPrevIssuerContext, core::certs::having_issued(subject->certificate()));
    if (const auto* issuer = std::get_if<PCCERT_CONTEXT>(&found))
      *pdwFlags = failed_checks(pSubjectContext, *issuer, hCertStore, *pdwFlags);
    else if ((*pdwFlags & (CERT_STORE_SIGNATURE_FLAG | CERT_STORE_REVOCATION_FLAG)) != 0)
      *pdwFlags |= CERT_STORE_NO_ISSUER_FLAG;
    return found;
  });
}
