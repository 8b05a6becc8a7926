// The decision, step by step: what the administrator offers, less what the program does not want, less what
// then makes no sense any more.
#include "core/policy.h"

#include <algorithm>

#include "core/disabled_algorithms.h"

namespace schannel::core {
namespace {

using tls::version;
using tls::version_set;

// Microsoft: TLS registry settings, KeyExchangeAlgorithms.
constexpr unsigned client_minimum_rsa = 1024;
constexpr unsigned client_minimum_diffie_hellman = 1024;
constexpr unsigned server_minimum_diffie_hellman = 2048;
/// Below this OpenSSL's security level 2, which many systems have, would refuse a key.
constexpr unsigned ordinary_minimum = 2048;

// TLS 1.0 and 1.1 sign with MD5 and SHA-1, which OpenSSL allows at no higher level, and neither does it allow
// suites that do not encrypt.
constexpr int level_of_what_is_weak = 0;
/// Its lower bound is 1024 bits for RSA and Diffie-Hellman.
constexpr int level_of_short_keys = 1;

version_set versions_for(const availabilities& system, const policy_request& wanted) {
  version_set allowed;
  for (const version v : tls::all_versions) {
    const bool asked = wanted.enabled ? wanted.enabled->has(v) && system[v] != availability::disabled
                                      : system[v] == availability::enabled;
    if (asked && wanted.reachable.has(v) && !wanted.disabled.has(v)) allowed.add(v);
  }
  return allowed;
}

bool is_offered(const cipher_suite& suite, const administration& system, const policy_request& wanted) {
  const bool uses_preshared_keys = suite.offered == offering::with_preshared_keys;
  if (uses_preshared_keys != wanted.preshared_keys_only) return false;
  if (!suite.encrypts() && !wanted.strength.allows_null) return false;
  return system.suites || suite.offered != offering::by_administrator;
}

std::vector<const cipher_suite*> offered_suites(const administration& system, const policy_request& wanted) {
  std::vector<const cipher_suite*> order;
  if (system.suites) {
    order = *system.suites;
  } else {
    for (const cipher_suite& suite : known_suites()) order.push_back(&suite);
  }
  std::erase_if(order, [&](const cipher_suite* suite) { return !is_offered(*suite, system, wanted); });
  return order;
}

template <typename T>
bool among(const std::optional<std::vector<T>>& wanted, T one) {
  return !wanted || std::ranges::find(*wanted, one) != wanted->end();
}

bool fits(const cipher_suite& suite, const algorithm_request& wanted) {
  // A suite of TLS 1.3 names neither a key exchange nor an authentication: every one may come with it.
  const bool names_all = suite.exchange != ossl::key_exchange::none;
  return among(wanted.ciphers, suite.cipher) && among(wanted.digests, suite.digest) &&
         (!names_all ||
          (among(wanted.exchanges, suite.exchange) && among(wanted.authentications, suite.authenticates)));
}

bool fits(const cipher_suite& suite, const strength_request& wanted) {
  if (!suite.encrypts()) return wanted.allows_null;
  return !wanted.demands_null && wanted.bits.has(suite.strength);
}

bool is_wanted(const cipher_suite& suite, const policy_request& wanted) {
  return fits(suite, wanted.algorithms) && fits(suite, wanted.strength) &&
         (suite.strong || !wanted.strong_only) && !forbids(wanted.disabled_algorithms, suite);
}

std::vector<const named_group*> groups_for(const administration& system, const policy_request& wanted) {
  std::vector<const named_group*> groups;
  if (system.groups) {
    groups = *system.groups;
  } else {
    for (const named_group& group : known_groups())
      if (group.by_default) groups.push_back(&group);
  }
  std::erase_if(groups,
                [&](const named_group* group) { return forbids(wanted.disabled_algorithms, *group); });
  return groups;
}

bool authenticates(const signature_scheme& scheme, const algorithm_request& wanted) {
  return scheme.key == signature_key::rsa ? among(wanted.authentications, ossl::authentication::rsa)
                                          : among(wanted.authentications, ossl::authentication::ecdsa);
}

std::vector<const signature_scheme*> schemes_for(const policy_request& wanted) {
  std::vector<const signature_scheme*> schemes;
  for (const signature_scheme& scheme : known_schemes()) {
    if (!scheme.strong && wanted.strong_only) continue;
    if (authenticates(scheme, wanted.algorithms) && !forbids(wanted.disabled_algorithms, scheme))
      schemes.push_back(&scheme);
  }
  return schemes;
}

/// Whether the key exchange of `suite` has a group, and its authentication a signature, where it needs one.
bool is_complete(const cipher_suite& suite, const allowance& allowed) {
  const bool open = suite.exchange == ossl::key_exchange::none;
  if ((open || suite.exchange == ossl::key_exchange::ecdhe) && allowed.groups.empty()) return false;
  if (open) return !allowed.schemes.empty();
  if (suite.exchange == ossl::key_exchange::dhe && allowed.diffie_hellman.empty()) return false;
  if (suite.authenticates == ossl::authentication::rsa && allowed.rsa.empty()) return false;
  if (suite.exchange == ossl::key_exchange::rsa || suite.exchange == ossl::key_exchange::psk) return true;
  const auto key =
      suite.authenticates == ossl::authentication::rsa ? signature_key::rsa : signature_key::ecdsa;
  return std::ranges::any_of(allowed.schemes,
                             [key](const signature_scheme* scheme) { return scheme->key == key; });
}

void set_lengths(allowance& allowed, tls::role role, const administration& system,
                 const policy_request& wanted) {
  const bool client = role == tls::role::client;
  const auto& asked_rsa = system.client_minimum_rsa;
  const auto& asked_dh = client ? system.client_minimum_diffie_hellman : system.server_minimum_diffie_hellman;
  // A server's own key, and its clients' keys, are not the exchange's business.
  if (client) allowed.rsa = {asked_rsa.value_or(client_minimum_rsa), system.client_maximum_rsa.value_or(0)};
  allowed.diffie_hellman = {
      asked_dh.value_or(client ? client_minimum_diffie_hellman : server_minimum_diffie_hellman), 0};
  allowed.lengths_are_decided = client && std::min(asked_rsa.value_or(ordinary_minimum),
                                                   asked_dh.value_or(ordinary_minimum)) < ordinary_minimum;
  allowed.rsa = allowed.rsa & allowed_lengths(wanted.disabled_algorithms, "RSA");
  allowed.diffie_hellman = allowed.diffie_hellman & allowed_lengths(wanted.disabled_algorithms, "DH");
}

/// Versions without a suite, and suites without a version, go.
void keep_what_goes_together(allowance& allowed) {
  std::erase_if(allowed.suites, [&](const cipher_suite* suite) {
    return (suite->versions & allowed.versions).empty() || !is_complete(*suite, allowed);
  });
  version_set spoken;
  for (const cipher_suite* suite : allowed.suites)
    for (const version v : tls::all_versions)
      if (suite->versions.has(v)) spoken.add(v);
  allowed.versions = allowed.versions & spoken;
}

}  // namespace

bit_range bit_range::operator&(const bit_range& other) const {
  const unsigned upper = maximum == 0 || other.maximum == 0 ? std::max(maximum, other.maximum)
                                                            : std::min(maximum, other.maximum);
  return {std::max(minimum, other.minimum), upper};
}

tls::result<allowance> decide(tls::role role, const administration& system, const policy_request& wanted,
                              std::span<const std::uint16_t> available) {
  allowance allowed;
  allowed.versions = versions_for(role == tls::role::client ? system.client : system.server, wanted);
  allowed.groups = groups_for(system, wanted);
  allowed.schemes = schemes_for(wanted);
  set_lengths(allowed, role, system, wanted);
  allowed.suites = offered_suites(system, wanted);
  std::erase_if(allowed.suites, [&](const cipher_suite* suite) {
    return std::ranges::find(available, suite->number) == available.end() || !is_wanted(*suite, wanted);
  });
  keep_what_goes_together(allowed);
  if (allowed.suites.empty() || allowed.versions.empty()) return tls::cause::no_usable_algorithms;
  return allowed;
}

ossl::algorithms in_openssl_terms(const allowance& allowed) {
  ossl::algorithms told;
  bool is_weak = allowed.versions.has(version::tls1_0) || allowed.versions.has(version::tls1_1);
  for (const cipher_suite* suite : allowed.suites) {
    const bool is_new = suite->versions.has(version::tls1_3);
    (is_new ? told.tls1_3_suites : told.suites).emplace_back(suite->openssl);
    is_weak = is_weak || !suite->encrypts();
  }
  for (const named_group* group : allowed.groups) told.groups.emplace_back(group->openssl);
  for (const signature_scheme* scheme : allowed.schemes) told.signatures.emplace_back(scheme->name);
  told.lengths = {{allowed.rsa.minimum, allowed.rsa.maximum},
                  {allowed.diffie_hellman.minimum, allowed.diffie_hellman.maximum}};
  if (is_weak)
    told.security_level = level_of_what_is_weak;
  else if (allowed.lengths_are_decided)
    told.security_level = level_of_short_keys;
  return told;
}

}  // namespace schannel::core
