// chain: the certificates from one to a root, with all that is wrong and all that is known about each.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/certs/downloads.h"
#include "core/certs/revocation.h"
#include "core/certs/usages.h"
#include "ossl/certificate.h"
#include "ossl/defects.h"
#include "ossl/path.h"

namespace schannel::core::certs {

/// Whom nobody is to trust; nothing when that cannot be told.
using distrust = std::optional<std::vector<ossl::certificate>>;

/// What chains may end in, and where their certificates are found besides. When nobody can tell whom to
/// distrust, nobody is trusted, whoever named the roots.
struct chain_engine {
  explicit chain_engine(ossl::trust of, std::vector<ossl::certificate> known = {},
                        distrust unwanted = std::vector<ossl::certificate>{})
      : roots(unwanted ? std::move(of) : ossl::trust{.has_system_roots = false}),
        trusted(roots),
        intermediates(std::move(known)),
        distrusted(std::move(unwanted)) {}

  ossl::trust roots;
  ossl::trust_store trusted;  ///< the same, read
  std::vector<ossl::certificate> intermediates;
  distrust distrusted;
};

/// What is asked about a certificate.
struct chain_question {
  ossl::certificate subject;
  std::vector<ossl::certificate> candidates{};  ///< where issuers may be found
  wanted_usages usages{};
  ossl::path_terms terms{};
  revocation_scope revocation = revocation_scope::nothing;
  std::optional<std::int64_t> revocation_told_since{};  ///< as issued_since in ossl::revocation_terms
  revocation_evidence evidence{};
  download_policy web{};
};

struct chain_link {
  ossl::certificate shown;
  ossl::defects wrong{};
  ossl::issuer_match issuer = ossl::issuer_match::none;
  bool is_self_signed = false;
  bool constrains_names = false;
  std::optional<usage_list> usages{};  ///< what it may be used for as part of this chain; nothing: anything
  std::optional<revocation_outcome> revocation{};  ///< nothing where that was not looked at
};

/// The first link is the certificate that was asked about.
struct chain {
  std::vector<chain_link> links;

  /// What is wrong with any of it.
  ossl::defects wrong() const;
};

chain build_chain(const chain_engine& engine, const chain_question& asked);

/// Whether `shown` is a root that `trusted` holds.
bool is_trusted_root(const ossl::certificate& shown, const ossl::trust_store& trusted, std::int64_t at);

}  // namespace schannel::core::certs
