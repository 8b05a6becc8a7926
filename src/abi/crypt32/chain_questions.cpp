// chain_questions: stores and a certificate, looked into.
#include "abi/crypt32/chain_questions.h"

#include "abi/crypt32/credential_parts.h"
#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

using core::certs::chain_question;

answer<chain_question> question_about(PCCERT_CONTEXT subject, HCERTSTORE additional) {
  const auto shown = registry::instance().hold(subject);
  if (!shown) return refusal{E_INVALIDARG};
  chain_question asked{shown->certificate()};
  asked.evidence.response = attached_response(subject);
  for (const HCERTSTORE store : {additional, subject->hCertStore}) {
    if (store == nullptr) continue;
    const auto certificates = certificates_in(store);
    const auto lists = revocation_lists_in(store);
    if (!certificates || !lists) return refusal{E_INVALIDARG};
    asked.candidates.insert(asked.candidates.end(), certificates->begin(), certificates->end());
    asked.evidence.lists.insert(asked.evidence.lists.end(), lists->begin(), lists->end());
  }
  return asked;
}

}  // namespace schannel::abi::crypt32
