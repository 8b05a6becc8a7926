// CertVerifyRevocation, CertIsValidCRLForCertificate.
#include <wincrypt.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <optional>
#include <utility>
#include <vector>

#include "abi/crypt32/chain_errors.h"
#include "abi/crypt32/credential_parts.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/registry.h"
#include "abi/crypt32/times.h"
#include "core/certs/revocation.h"
#include "ossl/distribution_points.h"
#include "ossl/issuance.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::download_policy;
using core::certs::downloads;
using core::certs::revocation_outcome;
using certificates = std::vector<ossl::certificate>;

/// The structure as programs have it that ask for its extra members.
struct larger_parameters {
  CERT_REVOCATION_PARA smaller;
  DWORD dwUrlRetrievalTimeout;
  BOOL fCheckFreshnessTime;
  DWORD dwFreshnessTime;
  LPFILETIME pftCurrentTime;
};

/// What a program passes to help.
struct help {
  std::optional<ossl::certificate> issuer{};
  certificates issuers{};
  std::vector<ossl::revocation_list> lists{};
  ossl::revocation_terms terms{};
  download_policy web{};
};

download_policy web_policy_of(const CERT_REVOCATION_PARA* given, DWORD flags) {
  download_policy policy{.fetches_issuers = false,
                         .fetches_revocation = (flags & CERT_VERIFY_CACHE_ONLY_BASED_REVOCATION) == 0};
  constexpr std::size_t reach = offsetof(larger_parameters, dwUrlRetrievalTimeout) + sizeof(DWORD);
  if (given == nullptr || given->cbSize < reach) return policy;
  const DWORD milliseconds = reinterpret_cast<const larger_parameters*>(given)->dwUrlRetrievalTimeout;
  if (milliseconds == 0) return policy;
  policy.each = std::chrono::milliseconds{milliseconds};
  if ((flags & CERT_VERIFY_REV_ACCUMULATIVE_TIMEOUT_FLAG) != 0) policy.altogether = policy.each;
  return policy;
}

/// Since when what tells has to be issued; nothing: whenever it was.
std::optional<std::int64_t> freshness_in(const CERT_REVOCATION_PARA& given) {
  if (given.cbSize < sizeof(larger_parameters)) return std::nullopt;
  const auto& larger = reinterpret_cast<const larger_parameters&>(given);
  if (larger.fCheckFreshnessTime == FALSE) return std::nullopt;
  const std::int64_t now =
      larger.pftCurrentTime == nullptr ? std::time(nullptr) : seconds_of(*larger.pftCurrentTime);
  return now - std::int64_t{larger.dwFreshnessTime};
}

answer<help> help_in(const CERT_REVOCATION_PARA* given, DWORD flags) {
  help found{.terms = {.at = std::time(nullptr)}, .web = web_policy_of(given, flags)};
  if (given == nullptr) return found;
  if (given->cbSize < sizeof *given || (given->cCertStore != 0 && given->rgCertStore == nullptr))
    return refusal{E_INVALIDARG};
  if (given->pIssuerCert != nullptr) {
    const auto issuer = registry::instance().hold(given->pIssuerCert);
    if (!issuer) return refusal{E_INVALIDARG};
    found.issuer = issuer->certificate();
  }
  for (DWORD i = 0; i < given->cCertStore; ++i) {
    const auto more = certificates_in(given->rgCertStore[i]);
    if (!more) return refusal{E_INVALIDARG};
    found.issuers.insert(found.issuers.end(), more->begin(), more->end());
  }
  if (given->hCrlStore != nullptr) {
    auto lists = revocation_lists_in(given->hCrlStore);
    if (!lists) return refusal{E_INVALIDARG};
    found.lists = *std::move(lists);
  }
  if (given->pftTimeToUse != nullptr) found.terms.at = seconds_of(*given->pftTimeToUse);
  found.terms.issued_since = freshness_in(*given);
  return found;
}

/// The one that issued `shown`, if it is at hand.
std::optional<ossl::certificate> issuer_of(const ossl::certificate& shown, const certificates& candidates) {
  const auto found = std::find_if(candidates.begin(), candidates.end(),
                                  [&](const ossl::certificate& one) { return is_signed_by(shown, one); });
  return found == candidates.end() ? std::nullopt : std::optional{*found};
}

answer<certificates> certificates_of(DWORD count, void* const* contexts) {
  if (count == 0 || contexts == nullptr) return refusal{E_INVALIDARG};
  certificates all;
  for (DWORD i = 0; i < count; ++i) {
    const auto one = registry::instance().hold(static_cast<const CERT_CONTEXT*>(contexts[i]));
    if (!one) return refusal{E_INVALIDARG};
    all.push_back(one->certificate());
  }
  return all;
}

CERT_REVOCATION_STATUS failed_with(HRESULT error) {
  CERT_REVOCATION_STATUS status{};
  status.dwError = static_cast<DWORD>(error);
  return status;
}

/// Why the check of the certificate at `place` fails; success when it is good.
CERT_REVOCATION_STATUS status_of(const certificates& all, std::size_t place, tls::const_bytes response,
                                 const help& with, bool is_chain) {
  const ossl::certificate& shown = all[place];
  CERT_REVOCATION_STATUS status{};
  status.dwIndex = static_cast<DWORD>(place);
  auto issuer = is_signed_by(shown, shown) ? std::optional{shown} : with.issuer;
  if (!issuer && is_chain && place + 1 < all.size()) issuer = all[place + 1];
  if (!issuer) issuer = issuer_of(shown, with.issuers);
  if (!issuer) {
    status.dwError = static_cast<DWORD>(CRYPT_E_NO_REVOCATION_CHECK);
    return status;
  }
  const downloads web{with.web};
  const auto outcome = check_revocation({shown, *issuer}, with.lists, response, with.terms, web, true);
  // As in chains: hardly a root says who would revoke it.
  const bool is_root = *issuer == shown;
  if (is_root && outcome == revocation_outcome::unknown) return status;
  status.dwError = static_cast<DWORD>(revocation_error(outcome));
  if (outcome == revocation_outcome::revoked) status.dwReason = reason_in(with.lists, shown);
  return status;
}

}  // namespace

BOOL WINAPI CertVerifyRevocation(DWORD, DWORD dwRevType, DWORD cContext, PVOID rgpvContext[], DWORD dwFlags,
                                 PCERT_REVOCATION_PARA pRevPara, PCERT_REVOCATION_STATUS pRevStatus) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pRevStatus == nullptr || pRevStatus->cbSize < sizeof *pRevStatus) return refusal{E_INVALIDARG};
    const auto tell = [&](CERT_REVOCATION_STATUS status) -> answer<BOOL> {
      status.cbSize = pRevStatus->cbSize;
      *pRevStatus = status;
      if (status.dwError != ERROR_SUCCESS) return refusal{static_cast<int>(status.dwError)};
      return TRUE;
    };
    if (dwRevType != CERT_CONTEXT_REVOCATION_TYPE) return tell(failed_with(CRYPT_E_NO_REVOCATION_DLL));
    const auto given = certificates_of(cContext, rgpvContext);
    if (const auto* refused = std::get_if<refusal>(&given)) return *refused;
    const auto with = help_in(pRevPara, dwFlags);
    if (const auto* refused = std::get_if<refusal>(&with)) return *refused;
    const auto& all = std::get<certificates>(given);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto response = attached_response(static_cast<const CERT_CONTEXT*>(rgpvContext[i]));
      const auto status =
          status_of(all, i, response, std::get<help>(with), (dwFlags & CERT_VERIFY_REV_CHAIN_FLAG) != 0);
      if (status.dwError != ERROR_SUCCESS) return tell(status);
    }
    return tell({});
  });
}

BOOL WINAPI CertIsValidCRLForCertificate(PCCERT_CONTEXT pCert, PCCRL_CONTEXT pCrl, DWORD, void*) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto certificate = registry::instance().hold(pCert);
    const auto list = registry::instance().hold(pCrl);
    if (!certificate || !list) return refusal{E_INVALIDARG};
    return covers(list->list(), certificate->certificate()) ? TRUE : FALSE;
  });
}
