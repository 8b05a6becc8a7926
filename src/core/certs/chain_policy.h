// chain_policy: whether a chain is good enough, and if not, what comes first among the reasons.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/certs/chain.h"
#include "ossl/certificate_check.h"
#include "ossl/defects.h"

namespace schannel::core::certs {

using ossl::objection;

/// What is to be overlooked.
struct leniency {
  bool unknown_authorities = false;  ///< untrusted roots, and chains without one
  bool time = false;
  bool usage = false;
  bool critical_extensions = false;
  bool basic_constraints = false;
  bool names = false;
  bool policies = false;
  bool weak_signatures = false;
  bool revoked = false;
  bool unknown_revocation_of_subject = false;
  bool unknown_revocation_of_authorities = false;
  bool unknown_revocation_of_root = false;
};

/// A chain as far as a policy looks at it: `links` are the findings at each certificate, `overall` all of
/// them and those about the chain itself.
struct judged_chain {
  std::vector<ossl::defects> links{};
  ossl::defects overall{};
  bool has_root = false;  ///< the last link is a root
};

judged_chain as_judged(const chain& built);

struct verdict {
  objection what;
  std::optional<std::size_t> link;  ///< the first to blame; nothing: the chain as a whole
};

/// How the policies differ where a circle is concerned.
enum class circle { breaks_chain, leaves_root_untrusted };

/// Nothing when the chain is good enough.
std::optional<verdict> judge(const judged_chain& chain, const leniency& overlooked,
                             circle a = circle::breaks_chain);

}  // namespace schannel::core::certs
