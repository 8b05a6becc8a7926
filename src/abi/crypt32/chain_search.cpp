// CertFindChainInStore.
#include <wincrypt.h>

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <optional>
#include <vector>

#include "abi/crypt32/chain_engines.h"
#include "abi/crypt32/chain_questions.h"
#include "abi/crypt32/chain_registry.h"
#include "abi/crypt32/contexts.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/previous.h"
#include "core/certs/usages.h"
#include "ossl/certificate_fields.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::chain;
using found_chain = std::optional<PCCERT_CHAIN_CONTEXT>;

/// The structure as programs have it that ask for its extra members.
struct larger_parameters {
  CERT_CHAIN_FIND_BY_ISSUER_PARA smaller;
  DWORD* pdwIssuerChainIndex;
  DWORD* pdwIssuerElementIndex;
};

/// The first certificate of the chain before, with a reference: where a search goes on. Frees the chain.
answer<PCCERT_CONTEXT> subject_of(PCCERT_CHAIN_CONTEXT before) {
  auto& all = chain_registry::instance();
  if (before == nullptr) return nullptr;
  if (!all.add_reference(before)) return refusal{E_INVALIDARG};
  const auto subject = registry::instance().duplicate(before->rgpChain[0]->rgpElement[0]->pCertContext);
  all.release(before);  // the reference of a moment ago
  all.release(before);  // the program's
  return subject;
}

bool can_be_read(const CERT_CHAIN_FIND_BY_ISSUER_PARA& wanted) {
  if (wanted.cIssuer != 0 && wanted.rgIssuer == nullptr) return false;
  return std::all_of(wanted.rgIssuer, wanted.rgIssuer + wanted.cIssuer,
                     [](const CERT_NAME_BLOB& one) { return one.pbData != nullptr || one.cbData == 0; });
}

bool has_key(PCCERT_CONTEXT subject, DWORD flags) {
  const auto identity = identity_of(subject);
  if (!identity) return false;
  return (flags & CERT_CHAIN_FIND_BY_ISSUER_COMPARE_KEY_FLAG) == 0 || identity->leaf.matches(identity->key);
}

/// What of a certificate can be told before its chain is built.
bool is_candidate(PCCERT_CONTEXT subject, const CERT_CHAIN_FIND_BY_ISSUER_PARA& wanted, DWORD flags) {
  const auto shown = registry::instance().hold(subject);
  if (!shown) return false;
  if (wanted.pszUsageIdentifier != nullptr &&
      !core::certs::satisfies(core::certs::allowed_usages(shown->certificate()),
                              {.usages = {wanted.pszUsageIdentifier}}))
    return false;
  if ((flags & CERT_CHAIN_FIND_BY_ISSUER_NO_KEY_FLAG) == 0 && !has_key(subject, flags)) return false;
  return wanted.pfnFindCallback == nullptr || wanted.pfnFindCallback(subject, wanted.pvFindArg) != FALSE;
}

/// The first certificate of the chain that one of the names issued; the first of all when none is named.
std::optional<std::size_t> issuer_in(const chain& built, const CERT_CHAIN_FIND_BY_ISSUER_PARA& wanted) {
  if (wanted.cIssuer == 0) return 0;
  for (std::size_t i = 0; i < built.links.size(); ++i) {
    const tls::byte_vector issuer = issuer_of(built.links[i].shown);
    for (DWORD name = 0; name < wanted.cIssuer; ++name) {
      const CERT_NAME_BLOB& one = wanted.rgIssuer[name];
      if (one.cbData == issuer.size() && std::equal(issuer.begin(), issuer.end(), one.pbData)) return i;
    }
  }
  return std::nullopt;
}

void tell_place(const CERT_CHAIN_FIND_BY_ISSUER_PARA& wanted, std::size_t element) {
  if (wanted.cbSize < sizeof(larger_parameters)) return;
  const auto& larger = reinterpret_cast<const larger_parameters&>(wanted);
  if (larger.pdwIssuerChainIndex != nullptr) *larger.pdwIssuerChainIndex = 0;
  if (larger.pdwIssuerElementIndex != nullptr) *larger.pdwIssuerElementIndex = static_cast<DWORD>(element);
}

answer<found_chain> chain_from(PCCERT_CONTEXT subject, HCERTSTORE store,
                               const CERT_CHAIN_FIND_BY_ISSUER_PARA& wanted, DWORD flags) {
  if (!is_candidate(subject, wanted, flags)) return found_chain{};
  const bool looks_here = (flags & CERT_CHAIN_FIND_BY_ISSUER_CACHE_ONLY_FLAG) == 0;
  auto question = question_about(subject, looks_here ? store : nullptr);
  if (const auto* refused = std::get_if<refusal>(&question)) return *refused;
  auto& asked = std::get<core::certs::chain_question>(question);
  asked.terms.at = std::time(nullptr);
  asked.web.fetches_issuers = (flags & CERT_CHAIN_FIND_BY_ISSUER_CACHE_ONLY_URL_FLAG) == 0;
  const bool is_machine_s = (flags & CERT_CHAIN_FIND_BY_ISSUER_LOCAL_MACHINE_FLAG) != 0;
  const auto engine = chain_engines::instance().find(is_machine_s ? HCCE_LOCAL_MACHINE : HCCE_CURRENT_USER);
  const chain built = core::certs::build_chain(*engine, asked);
  const auto element = issuer_in(built, wanted);
  if (!element) return found_chain{};
  tell_place(wanted, *element);
  return found_chain{chain_registry::instance().publish(built, subject, 0)};
}

}  // namespace

PCCERT_CHAIN_CONTEXT WINAPI CertFindChainInStore(HCERTSTORE hCertStore, DWORD, DWORD dwFindFlags,
                                                 DWORD dwFindType, const void* pvFindPara,
                                                 PCCERT_CHAIN_CONTEXT pPrevChainContext) {
  return guarded<PCCERT_CHAIN_CONTEXT>([&]() -> answer<PCCERT_CHAIN_CONTEXT> {
    const auto before = subject_of(pPrevChainContext);
    if (const auto* refused = std::get_if<refusal>(&before)) return *refused;
    previous at{std::get<PCCERT_CONTEXT>(before)};
    const auto* const wanted = static_cast<const CERT_CHAIN_FIND_BY_ISSUER_PARA*>(pvFindPara);
    if (dwFindType != CERT_CHAIN_FIND_BY_ISSUER || wanted == nullptr || wanted->cbSize < sizeof *wanted ||
        !can_be_read(*wanted))
      return refusal{E_INVALIDARG};
    while (true) {
      const auto next = registry::instance().next<CERT_CONTEXT>(hCertStore, at.address(), std::nullopt);
      if (const auto* refused = std::get_if<refusal>(&next)) return *refused;
      at.step_to(std::get<PCCERT_CONTEXT>(next));
      const auto found = chain_from(at.address(), hCertStore, *wanted, dwFindFlags);
      if (const auto* refused = std::get_if<refusal>(&found)) return *refused;
      if (const auto& chain = std::get<found_chain>(found)) return *chain;
    }
  });
}
