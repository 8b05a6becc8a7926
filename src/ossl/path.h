// path: the way from a certificate to a root as OpenSSL finds it, with everything that is wrong on it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ossl/certificate.h"
#include "ossl/defects.h"

namespace schannel::ossl {

/// Where a path may end.
struct trust {
  bool has_system_roots = true;  ///< OpenSSL's default locations, SSL_CERT_FILE and SSL_CERT_DIR honoured
  std::vector<certificate> anchors{};
  bool ends_at_any_anchor = false;  ///< an anchor ends the path even if another certificate issued it
};

/// How the issuer was recognized.
enum class issuer_match {
  none,   ///< there is no issuer
  name,   ///< by its name alone
  key,    ///< by the key identifier too
  exact,  ///< by its own issuer and serial number too
};

struct path_step {
  certificate shown;
  defects wrong{};
  issuer_match issuer = issuer_match::none;
  bool is_self_signed = false;
  bool constrains_names = false;  ///< and all names below it keep to that, unless `wrong` says otherwise
};

/// Finds the path of `leaf`, which is its first step, at the time `at` (seconds since 1970). Issuers come
/// from `candidates` and from what is trusted. Everything wrong is found, not only the first thing. A path
/// has at most 102 steps.
std::vector<path_step> find_path(const certificate& leaf, std::span<const certificate> candidates,
                                 const trust& trusted, std::int64_t at);

}  // namespace schannel::ossl
