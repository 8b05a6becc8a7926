// CertGetCertificateChain, CertDuplicateCertificateChain, CertFreeCertificateChain.
#include <wincrypt.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <utility>

#include "abi/crypt32/chain_engines.h"
#include "abi/crypt32/chain_flags.h"
#include "abi/crypt32/chain_questions.h"
#include "abi/crypt32/chain_registry.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/times.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::chain_question;
using core::certs::wanted_usages;

/// Every size of the structure is taken; what it does not reach is not looked at.
answer<wanted_usages> usages_in(const CERT_CHAIN_PARA* parameters) {
  if (parameters == nullptr || parameters->cbSize < sizeof(CERT_CHAIN_PARA)) return wanted_usages{};
  const CERT_USAGE_MATCH& requested = parameters->RequestedUsage;
  if (requested.dwType > USAGE_MATCH_TYPE_OR) return refusal{E_INVALIDARG};
  wanted_usages wanted{.any_will_do = requested.dwType == USAGE_MATCH_TYPE_OR};
  for (DWORD i = 0; i < requested.Usage.cUsageIdentifier; ++i) {
    if (requested.Usage.rgpszUsageIdentifier == nullptr || requested.Usage.rgpszUsageIdentifier[i] == nullptr)
      return refusal{E_INVALIDARG};
    wanted.usages.emplace_back(requested.Usage.rgpszUsageIdentifier[i]);
  }
  return wanted;
}

/// The structure as programs have it that ask for its extra members.
struct larger_parameters {
  CERT_CHAIN_PARA smaller;
  CERT_USAGE_MATCH RequestedIssuancePolicy;
  DWORD dwUrlRetrievalTimeout;
  BOOL fCheckRevocationFreshnessTime;
  DWORD dwRevocationFreshnessTime;
};

std::optional<std::chrono::milliseconds> timeout_in(const CERT_CHAIN_PARA* parameters) {
  constexpr std::size_t reach = offsetof(larger_parameters, dwUrlRetrievalTimeout) + sizeof(DWORD);
  if (parameters == nullptr || parameters->cbSize < reach) return std::nullopt;
  const DWORD milliseconds = reinterpret_cast<const larger_parameters*>(parameters)->dwUrlRetrievalTimeout;
  return milliseconds == 0 ? std::nullopt : std::optional{std::chrono::milliseconds{milliseconds}};
}

/// Since when what tells of revocation has to be issued, in seconds since 1970; nothing: whenever it was.
std::optional<std::int64_t> freshness_in(const CERT_CHAIN_PARA* parameters) {
  constexpr std::size_t reach = offsetof(larger_parameters, dwRevocationFreshnessTime) + sizeof(DWORD);
  if (parameters == nullptr || parameters->cbSize < reach) return std::nullopt;
  const auto& larger = *reinterpret_cast<const larger_parameters*>(parameters);
  if (larger.fCheckRevocationFreshnessTime == FALSE) return std::nullopt;
  return std::time(nullptr) - std::int64_t{larger.dwRevocationFreshnessTime};
}

}  // namespace

BOOL WINAPI CertGetCertificateChain(HCERTCHAINENGINE hChainEngine, PCCERT_CONTEXT pCertContext,
                                    LPFILETIME pTime, HCERTSTORE hAdditionalStore,
                                    PCERT_CHAIN_PARA pChainPara, DWORD dwFlags, LPVOID,
                                    PCCERT_CHAIN_CONTEXT* ppChainContext) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (ppChainContext == nullptr) return refusal{E_INVALIDARG};
    *ppChainContext = nullptr;
    const auto engine = chain_engines::instance().find(hChainEngine);
    if (!engine) return refusal{E_INVALIDARG};
    auto usages = usages_in(pChainPara);
    if (const auto* refused = std::get_if<refusal>(&usages)) return *refused;
    auto question = question_about(pCertContext, hAdditionalStore);
    if (const auto* refused = std::get_if<refusal>(&question)) return *refused;
    auto& asked = std::get<chain_question>(question);
    asked.usages = std::get<wanted_usages>(std::move(usages));
    asked.revocation = scope_in(dwFlags);
    asked.revocation_told_since = freshness_in(pChainPara);
    asked.web = web_policy(dwFlags, timeout_in(pChainPara));
    asked.terms.at = pTime == nullptr ? std::time(nullptr) : seconds_of(*pTime);
    *ppChainContext =
        chain_registry::instance().publish(core::certs::build_chain(*engine, asked), pCertContext, dwFlags);
    return TRUE;
  });
}

PCCERT_CHAIN_CONTEXT WINAPI CertDuplicateCertificateChain(PCCERT_CHAIN_CONTEXT pChainContext) {
  return guarded<PCCERT_CHAIN_CONTEXT>([&]() -> answer<PCCERT_CHAIN_CONTEXT> {
    if (pChainContext != nullptr && !chain_registry::instance().add_reference(pChainContext))
      return refusal{E_INVALIDARG};
    return pChainContext;
  });
}

VOID WINAPI CertFreeCertificateChain(PCCERT_CHAIN_CONTEXT pChainContext) {
  guarded<BOOL>([&]() -> answer<BOOL> {
    if (pChainContext != nullptr && !chain_registry::instance().release(pChainContext))
      return refusal{E_INVALIDARG};
    return TRUE;
  });
}
