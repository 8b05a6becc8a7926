// chain_policy: the objections in their order.
#include "core/certs/chain_policy.h"

#include <algorithm>

namespace schannel::core::certs {

namespace {

using ossl::defect;
using ossl::defects;

struct ground {
  objection what;
  std::vector<defect> from;
  bool is_overlooked;
};

std::vector<ground> grounds(const leniency& overlooked, circle a) {
  const bool untrusting = a == circle::leaves_root_untrusted;
  std::vector<ground> all{
      {objection::bad_signature, {defect::bad_signature}, false},
      {objection::bad_signature, {defect::weak_signature}, overlooked.weak_signatures},
      {objection::distrusted, {defect::distrusted}, false},
      {objection::untrusted_root, {defect::untrusted_root}, overlooked.unknown_authorities},
      {untrusting ? objection::untrusted_root : objection::broken_chain,
       {defect::cyclic},
       overlooked.unknown_authorities},
      {objection::broken_chain, {defect::incomplete}, overlooked.unknown_authorities},
      {objection::outside_validity, {defect::outside_validity}, overlooked.time},
      {objection::wrong_usage, {defect::wrong_usage, defect::may_not_issue}, overlooked.usage},
      {objection::critical_extension,
       {defect::unsupported_critical_extension},
       overlooked.critical_extensions},
      {objection::basic_constraints, {defect::bad_basic_constraints}, overlooked.basic_constraints},
      {objection::names_not_allowed,
       {defect::name_not_permitted, defect::name_excluded, defect::unsupported_name_constraints,
        defect::bad_name_constraints},
       overlooked.names},
      {objection::bad_policy, {defect::bad_policy}, overlooked.policies},
      {objection::revoked, {defect::revoked}, overlooked.revoked},
      {objection::revocation_unknown, {defect::revocation_unknown}, false},
      {objection::revocation_offline, {defect::revocation_offline}, false},
  };
  return all;
}

bool has_any(defects found, const std::vector<defect>& of) {
  return std::any_of(of.begin(), of.end(), [&](defect one) { return found.has(one); });
}

bool overlooks_unknown_revocation(const judged_chain& chain, std::size_t link, const leniency& overlooked) {
  if (link == 0) return overlooked.unknown_revocation_of_subject;
  const bool is_root = chain.has_root && link + 1 == chain.links.size();
  return is_root ? overlooked.unknown_revocation_of_root : overlooked.unknown_revocation_of_authorities;
}

/// Takes away what is overlooked at some places of the chain and not at others.
judged_chain without_overlooked_revocation(judged_chain chain, const leniency& overlooked) {
  constexpr defect unknown[] = {defect::revocation_unknown, defect::revocation_offline};
  for (std::size_t i = 0; i < chain.links.size(); ++i)
    if (overlooks_unknown_revocation(chain, i, overlooked))
      for (const defect one : unknown) chain.links[i].remove(one);
  const bool everywhere = overlooked.unknown_revocation_of_subject &&
                          overlooked.unknown_revocation_of_authorities &&
                          overlooked.unknown_revocation_of_root;
  const bool somewhere = overlooked.unknown_revocation_of_subject ||
                         overlooked.unknown_revocation_of_authorities ||
                         overlooked.unknown_revocation_of_root;
  for (const defect one : unknown) {
    const bool remains =
        std::any_of(chain.links.begin(), chain.links.end(), [&](defects link) { return link.has(one); });
    if (everywhere || (somewhere && !remains)) chain.overall.remove(one);
  }
  return chain;
}

}  // namespace

judged_chain as_judged(const chain& built) {
  judged_chain judged{.overall = built.wrong(), .has_root = built.links.back().is_self_signed};
  for (const chain_link& link : built.links) judged.links.push_back(link.wrong);
  return judged;
}

std::optional<verdict> judge(const judged_chain& whole, const leniency& overlooked, circle a) {
  const judged_chain chain = without_overlooked_revocation(whole, overlooked);
  for (const ground& one : grounds(overlooked, a)) {
    if (one.is_overlooked || !has_any(chain.overall, one.from)) continue;
    const auto to_blame = std::find_if(chain.links.begin(), chain.links.end(),
                                       [&](defects link) { return has_any(link, one.from); });
    // That a chain ends too early is not the fault of its last certificate.
    if (to_blame == chain.links.end() || one.from.front() == defect::incomplete)
      return verdict{one.what, std::nullopt};
    return verdict{one.what, static_cast<std::size_t>(to_blame - chain.links.begin())};
  }
  return std::nullopt;
}

}  // namespace schannel::core::certs
