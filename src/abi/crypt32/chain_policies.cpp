// CertVerifyCertificateChainPolicy. It reads a chain's public members alone: programs pass changed copies.
#include <wincrypt.h>
#include <wininet.h>

#include <optional>
#include <utility>

#include "abi/crypt32/chain_errors.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/registry.h"
#include "abi/crypt32/trust_bits.h"
#include "core/certs/chain_policy.h"
#include "core/certs/host_match.h"
#include "ossl/usages.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::circle;
using core::certs::judged_chain;
using core::certs::leniency;
using core::certs::objection;
using core::certs::verdict;

const CERT_SIMPLE_CHAIN* first_of(const CERT_CHAIN_CONTEXT& context) {
  return context.cChain == 0 || context.rgpChain == nullptr ? nullptr : context.rgpChain[0];
}

/// The elements of the first simple chain as far as there are any.
std::vector<const CERT_CHAIN_ELEMENT*> elements_of(const CERT_CHAIN_CONTEXT& context) {
  std::vector<const CERT_CHAIN_ELEMENT*> elements;
  const CERT_SIMPLE_CHAIN* const chain = first_of(context);
  if (chain == nullptr || chain->rgpElement == nullptr) return elements;
  for (DWORD i = 0; i < chain->cElement; ++i)
    if (chain->rgpElement[i] != nullptr) elements.push_back(chain->rgpElement[i]);
  return elements;
}

judged_chain judged(const CERT_CHAIN_CONTEXT& context) {
  judged_chain chain{.overall = defects_of(context.TrustStatus.dwErrorStatus)};
  for (const CERT_CHAIN_ELEMENT* element : elements_of(context)) {
    chain.links.push_back(defects_of(element->TrustStatus.dwErrorStatus));
    chain.has_root = (element->TrustStatus.dwInfoStatus & CERT_TRUST_IS_SELF_SIGNED) != 0;
  }
  return chain;
}

/// The certificate that the chain is about; nothing when the element shows none.
std::optional<ossl::certificate> subject_of(const CERT_CHAIN_CONTEXT& context) {
  const auto elements = elements_of(context);
  const CERT_CONTEXT* const shown = elements.empty() ? nullptr : elements.front()->pCertContext;
  if (shown == nullptr) return std::nullopt;
  if (const auto live = registry::instance().hold(shown)) return live->certificate();
  if (shown->pbCertEncoded == nullptr) return std::nullopt;
  auto parsed = ossl::certificate::parse({shown->pbCertEncoded, shown->cbCertEncoded});
  if (!parsed) return std::nullopt;
  return *std::move(parsed);
}

leniency leniency_of(DWORD flags) {
  const auto has = [flags](DWORD flag) { return (flags & flag) != 0; };
  return {.unknown_authorities = has(CERT_CHAIN_POLICY_ALLOW_UNKNOWN_CA_FLAG),
          .time = has(CERT_CHAIN_POLICY_IGNORE_NOT_TIME_VALID_FLAG),
          .usage = has(CERT_CHAIN_POLICY_IGNORE_WRONG_USAGE_FLAG),
          .critical_extensions = has(CERT_CHAIN_POLICY_IGNORE_NOT_SUPPORTED_CRITICAL_EXT_FLAG),
          .basic_constraints = has(CERT_CHAIN_POLICY_IGNORE_INVALID_BASIC_CONSTRAINTS_FLAG),
          .names = has(CERT_CHAIN_POLICY_IGNORE_INVALID_NAME_FLAG),
          .policies = has(CERT_CHAIN_POLICY_IGNORE_INVALID_POLICY_FLAG),
          .unknown_revocation_of_subject = has(CERT_CHAIN_POLICY_IGNORE_END_REV_UNKNOWN_FLAG),
          .unknown_revocation_of_authorities = has(CERT_CHAIN_POLICY_IGNORE_CA_REV_UNKNOWN_FLAG),
          .unknown_revocation_of_root = has(CERT_CHAIN_POLICY_IGNORE_ROOT_REV_UNKNOWN_FLAG)};
}

void add_checks_to_ignore(leniency& overlooked, DWORD checks) {
  const auto has = [checks](DWORD flag) { return (checks & flag) != 0; };
  if (has(SECURITY_FLAG_IGNORE_UNKNOWN_CA)) overlooked.unknown_authorities = true;
  if (has(SECURITY_FLAG_IGNORE_CERT_DATE_INVALID)) overlooked.time = true;
  if (has(SECURITY_FLAG_IGNORE_WRONG_USAGE)) overlooked.usage = true;
  if (has(SECURITY_FLAG_IGNORE_WEAK_SIGNATURE)) overlooked.weak_signatures = true;
  if (has(SECURITY_FLAG_IGNORE_REVOCATION))
    overlooked.revoked = overlooked.unknown_revocation_of_subject =
        overlooked.unknown_revocation_of_authorities = overlooked.unknown_revocation_of_root = true;
}

bool is_for_named_server(const CERT_CHAIN_CONTEXT& context, const HTTPSPolicyCallbackData& wanted) {
  if (wanted.dwAuthType != AUTHTYPE_SERVER || wanted.pwszServerName == nullptr) return true;
  if ((wanted.fdwChecks & SECURITY_FLAG_IGNORE_CERT_CN_INVALID) != 0) return true;
  const auto subject = subject_of(context);
  return subject && core::certs::is_for_host(*subject, tls::to_utf8(wanted.pwszServerName));
}

std::optional<verdict> apply_base(const CERT_CHAIN_CONTEXT& context, DWORD flags) {
  return judge(judged(context), leniency_of(flags));
}

std::optional<verdict> apply_ssl(const CERT_CHAIN_CONTEXT& context, DWORD flags,
                                 const HTTPSPolicyCallbackData* wanted) {
  leniency overlooked = leniency_of(flags);
  if (wanted != nullptr) add_checks_to_ignore(overlooked, wanted->fdwChecks);
  if (const auto found = judge(judged(context), overlooked, circle::leaves_root_untrusted)) return found;
  if (wanted != nullptr && !is_for_named_server(context, *wanted)) return verdict{objection::wrong_host, 0};
  return std::nullopt;
}

std::optional<verdict> apply_basic_constraints(const CERT_CHAIN_CONTEXT& context, DWORD flags) {
  constexpr DWORD either =
      BASIC_CONSTRAINTS_CERT_CHAIN_POLICY_CA_FLAG | BASIC_CONSTRAINTS_CERT_CHAIN_POLICY_END_ENTITY_FLAG;
  const auto subject = subject_of(context);
  const auto says = subject ? ossl::is_authority(*subject) : std::nullopt;
  const DWORD expected = flags & either;
  if (says && (expected == BASIC_CONSTRAINTS_CERT_CHAIN_POLICY_CA_FLAG) != *says && expected != 0 &&
      expected != either)
    return verdict{objection::basic_constraints, 0};
  judged_chain chain = judged(context);
  const bool is_bad = chain.overall.has(ossl::defect::bad_basic_constraints);
  chain.overall = is_bad ? ossl::defects{ossl::defect::bad_basic_constraints} : ossl::defects{};
  return judge(chain, {});
}

void tell(const std::optional<verdict>& found, CERT_CHAIN_POLICY_STATUS& status) {
  status.dwError = found ? static_cast<DWORD>(chain_error(found->what)) : ERROR_SUCCESS;
  status.lChainIndex = found ? 0 : -1;
  status.lElementIndex = found && found->link ? static_cast<LONG>(*found->link) : -1;
}

}  // namespace

BOOL WINAPI CertVerifyCertificateChainPolicy(LPCSTR pszPolicyOID, PCCERT_CHAIN_CONTEXT pChainContext,
                                             PCERT_CHAIN_POLICY_PARA pPolicyPara,
                                             PCERT_CHAIN_POLICY_STATUS pPolicyStatus) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const bool is_known = pszPolicyOID == CERT_CHAIN_POLICY_BASE || pszPolicyOID == CERT_CHAIN_POLICY_SSL ||
                          pszPolicyOID == CERT_CHAIN_POLICY_BASIC_CONSTRAINTS;
    if (!is_known) return refusal{ERROR_FILE_NOT_FOUND};
    if (pChainContext == nullptr || pPolicyStatus == nullptr) return refusal{E_INVALIDARG};
    const DWORD flags = pPolicyPara == nullptr ? 0 : pPolicyPara->dwFlags;
    const auto* const extra =
        pPolicyPara == nullptr ? nullptr
                               : static_cast<const HTTPSPolicyCallbackData*>(pPolicyPara->pvExtraPolicyPara);
    if (pszPolicyOID == CERT_CHAIN_POLICY_BASE)
      tell(apply_base(*pChainContext, flags), *pPolicyStatus);
    else if (pszPolicyOID == CERT_CHAIN_POLICY_SSL)
      tell(apply_ssl(*pChainContext, flags, extra), *pPolicyStatus);
    else
      tell(apply_basic_constraints(*pChainContext, flags), *pPolicyStatus);
    return TRUE;
  });
}
