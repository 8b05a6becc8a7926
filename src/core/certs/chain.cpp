// chain: OpenSSL's path, held to what the certificate is wanted for, to whom nobody is to trust, and to what
// was revoked.
#include "core/certs/chain.h"

#include <algorithm>
#include <utility>

#include "ossl/certificate_fields.h"
#include "ossl/locations.h"

namespace schannel::core::certs {

namespace {

using ossl::defect;
using ossl::defects;

bool holds(const std::vector<ossl::certificate>& list, const ossl::certificate& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

std::vector<chain_link> links_of(std::vector<ossl::path_step> path) {
  std::vector<chain_link> links;
  links.reserve(path.size());
  for (ossl::path_step& step : path)
    links.push_back(
        {std::move(step.shown), step.wrong, step.issuer, step.is_self_signed, step.constrains_names});
  return links;
}

using certificates = std::vector<ossl::certificate>;

// What Windows fetches of missing issuers unless it is told otherwise.
constexpr int most_issuers_fetched = 3;
constexpr std::size_t most_locations = 5;
constexpr std::size_t most_issuer_bytes = 100'000;

/// Where `shown` says that its issuer is to be had.
certificates fetch_issuers(const ossl::certificate& shown, const downloads& web) {
  auto locations = ossl::issuer_locations(shown);
  locations.resize(std::min(locations.size(), most_locations));
  for (const std::string& url : locations) {
    const web::request wanted{url};
    auto answer = downloads::find(wanted);
    if (!answer && web.policy().fetches_issuers) answer = web.fetch(wanted, most_issuer_bytes);
    if (!answer) continue;
    if (auto found = ossl::certificates_in_answer(*answer); !found.empty()) return found;
  }
  return {};
}

using path = std::vector<ossl::path_step>;

bool leads_to_trust(const path& found) {
  return !found.back().wrong.has(defect::untrusted_root) && !found.back().wrong.has(defect::incomplete);
}

/// The issuer nearest to the end of the path in whose place another of its name could be.
const ossl::certificate* last_replaceable(const path& found, const certificates& candidates) {
  for (auto step = found.rbegin(); step + 1 != found.rend(); ++step) {
    const auto name = subject_of(step->shown);
    if (std::any_of(candidates.begin(), candidates.end(), [&](const ossl::certificate& one) {
          return one != step->shown && subject_of(one) == name;
        }))
      return &step->shown;
  }
  return nullptr;
}

// More than the authorities that sign each other have certificates.
constexpr int most_detours = 8;

/// OpenSSL takes the first issuer that fits, and does not come back when that one leads to nobody trusted.
/// The first path of all is as good as any when none does.
path find_trusted_path(const chain_engine& engine, const chain_question& asked, certificates candidates) {
  path first = ossl::find_path(asked.subject, candidates, engine.trusted, asked.terms);
  if (leads_to_trust(first)) return first;
  path latest = first;
  for (int tried = 0; tried < most_detours; ++tried) {
    const ossl::certificate* const replaced = last_replaceable(latest, candidates);
    if (replaced == nullptr || !holds(candidates, *replaced)) break;
    candidates.erase(std::remove(candidates.begin(), candidates.end(), *replaced), candidates.end());
    latest = ossl::find_path(asked.subject, candidates, engine.trusted, asked.terms);
    if (leads_to_trust(latest)) return latest;
  }
  return first;
}

/// The path, with issuers that are not at hand fetched from where certificates say they are.
path find_path(const chain_engine& engine, const chain_question& asked, const downloads& web) {
  certificates candidates = asked.candidates;
  candidates.insert(candidates.end(), engine.intermediates.begin(), engine.intermediates.end());
  path found = find_trusted_path(engine, asked, candidates);
  for (int fetched = 0; fetched < most_issuers_fetched; ++fetched) {
    const ossl::path_step& last = found.back();
    if (!last.wrong.has(defect::incomplete) || last.wrong.has(defect::cyclic)) break;
    const certificates issuers = fetch_issuers(last.shown, web);
    if (issuers.empty()) break;
    candidates.insert(candidates.end(), issuers.begin(), issuers.end());
    found = find_trusted_path(engine, asked, candidates);
  }
  return found;
}

bool is_looked_at(const std::vector<chain_link>& links, std::size_t position, revocation_scope scope) {
  switch (scope) {
    case revocation_scope::nothing:
      return false;
    case revocation_scope::subject:
      return position == 0;
    case revocation_scope::chain:
      return true;
    case revocation_scope::chain_without_root:
      return position == 0 || !links[position].is_self_signed;
  }
  return false;
}

defects defect_of(revocation_outcome outcome) {
  switch (outcome) {
    case revocation_outcome::good:
      return {};
    case revocation_outcome::revoked:
      return defect::revoked;
    case revocation_outcome::unknown:
      return defect::revocation_unknown;
    case revocation_outcome::offline:
      return defect::revocation_offline;
  }
  return {};
}

/// The network is not asked about a chain that leads to nobody trusted: it could be anybody's.
bool leads_to_trust(const std::vector<chain_link>& links) {
  return std::none_of(links.begin(), links.end(), [](const chain_link& link) {
    return link.wrong.has(defect::untrusted_root) || link.wrong.has(defect::incomplete) ||
           link.wrong.has(defect::bad_signature);
  });
}

void hold_to_revocation(std::vector<chain_link>& links, const chain_question& asked, const downloads& web) {
  const bool may_fetch = leads_to_trust(links);
  const ossl::revocation_terms terms{asked.terms.at, asked.revocation_told_since};
  for (std::size_t i = 0; i < links.size(); ++i) {
    chain_link& link = links[i];
    if (!is_looked_at(links, i, asked.revocation)) continue;
    const bool is_last = i + 1 == links.size();
    const tls::const_bytes response = i == 0 ? tls::const_bytes{asked.evidence.response} : tls::const_bytes{};
    const ossl::revocation_subject subject{link.shown, is_last ? link.shown : links[i + 1].shown};
    const auto outcome = check_revocation(subject, asked.evidence.lists, response, terms, web, may_fetch);
    // A root is trusted because somebody said so; hardly one says who would revoke it.
    if (is_last && link.is_self_signed && outcome == revocation_outcome::unknown) continue;
    link.revocation = outcome;
    link.wrong.add(defect_of(outcome));
  }
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
  const downloads web{asked.web};
  chain built{links_of(find_path(engine, asked, web))};
  hold_to_usages(built.links, asked.usages);
  for (chain_link& link : built.links)
    if (engine.distrusted && holds(*engine.distrusted, link.shown)) link.wrong.add(defect::distrusted);
  hold_to_revocation(built.links, asked, web);
  return built;
}

bool is_trusted_root(const ossl::certificate& shown, const ossl::trust_store& trusted, std::int64_t at) {
  const auto path = ossl::find_path(shown, {}, trusted, {.at = at});
  return path.size() == 1 && path.front().is_self_signed && !path.front().wrong.has(defect::untrusted_root);
}

}  // namespace schannel::core::certs
