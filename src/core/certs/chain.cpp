// chain: OpenSSL's path, held to what the certificate is wanted for and to whom nobody is to trust.
#include "core/certs/chain.h"

#include <algorithm>
#include <utility>

namespace schannel::core::certs {

namespace {

using ossl::defect;

bool holds(const std::vector<ossl::certificate>& list, const ossl::certificate& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

std::vector<chain_link> links_of(std::vector<ossl::path_step> path) {
  std::vector<chain_link> links;
  links.reserve(path.size());
  for (ossl::path_step& step : path)
    links.push_back({std::move(step.shown), step.wrong, step.issuer, step.is_self_signed,
                     step.constrains_names, std::nullopt});
  return links;
}

/// A certificate may be used for what it and all above it allow.
void hold_to_usages(std::vector<chain_link>& links, const wanted_usages& wanted) {
  std::optional<usage_list> allowed_above;
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    const auto own = allowed_usages(link->shown);
    if (!satisfies(own, wanted)) link->wrong.add(defect::wrong_usage);
    link->usages = allowed_above = common_usages(own, allowed_above);
  }
}

}  // namespace

ossl::defects chain::wrong() const {
  ossl::defects all;
  for (const chain_link& link : links) all.add(link.wrong);
  return all;
}

chain build_chain(const chain_engine& engine, const chain_question& asked) {
  std::vector<ossl::certificate> candidates = asked.candidates;
  candidates.insert(candidates.end(), engine.intermediates.begin(), engine.intermediates.end());
  chain built{links_of(ossl::find_path(asked.subject, candidates, engine.trusted, asked.at))};
  hold_to_usages(built.links, asked.usages);
  for (chain_link& link : built.links)
    if (holds(engine.distrusted, link.shown)) link.wrong.add(defect::distrusted);
  return built;
}

bool is_trusted_root(const ossl::certificate& shown, const ossl::trust& trusted, std::int64_t at) {
  const auto path = ossl::find_path(shown, {}, trusted, at);
  return path.size() == 1 && path.front().is_self_signed && !path.front().wrong.has(defect::untrusted_root);
}

}  // namespace schannel::core::certs
