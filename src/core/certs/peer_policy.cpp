// peer_policy: a question about the peer's chain, and the SSL policy's verdict on it.
#include "core/certs/peer_policy.h"

#include <ctime>
#include <utility>

#include "core/certs/chain_policy.h"
#include "core/certs/host_match.h"

namespace schannel::core::certs {

namespace {

using ossl::certificate_check;
using ossl::defect;
using ossl::objection;

chain_question question_about(const ossl::peer_certificates& peer, const peer_policy& policy) {
  chain_question asked{peer.shown.front()};
  asked.candidates.assign(peer.shown.begin() + 1, peer.shown.end());
  asked.usages = policy.usages;
  asked.terms = {.at = std::time(nullptr), .security_level = peer.security_level};
  asked.revocation = peer.response_may_follow ? revocation_scope::nothing : policy.revocation;
  if (policy.revocation_freshness)
    asked.revocation_told_since = asked.terms.at - policy.revocation_freshness->count();
  asked.evidence.response = peer.response;
  asked.web = policy.web;
  return asked;
}

/// What the credential says is no reason.
void overlook(judged_chain& chain, defect what) {
  for (ossl::defects& link : chain.links) link.remove(what);
  chain.overall.remove(what);
}

certificate_check check(const ossl::peer_certificates& peer, const peer_policy& policy) {
  judged_chain chain = as_judged(build_chain(*policy.engine(), question_about(peer, policy)));
  certificate_check made{.wrong = chain.overall};
  if (policy.overlooks_unknown_revocation) overlook(chain, defect::revocation_unknown);
  if (policy.overlooks_offline_revocation) overlook(chain, defect::revocation_offline);
  if (const auto found = judge(chain, {}, circle::leaves_root_untrusted)) {
    made.against = found->what;
  } else if (policy.checks_name && !peer.target.empty() && !is_for_host(peer.shown.front(), peer.target)) {
    made.against = objection::wrong_host;
  }
  return made;
}

}  // namespace

ossl::certificate_judge judge_by(peer_policy policy) {
  return [policy = std::move(policy)](const ossl::peer_certificates& peer) { return check(peer, policy); };
}

}  // namespace schannel::core::certs
