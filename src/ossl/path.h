// path: the way from a certificate to a root as OpenSSL finds it, with everything that is wrong on it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ossl/certificate.h"
#include "ossl/defects.h"

struct x509_store_st;

namespace schannel::ossl {

/// Where a path may end.
struct trust {
  bool has_system_roots = true;  ///< OpenSSL's default locations, SSL_CERT_FILE and SSL_CERT_DIR honoured
  std::vector<certificate> anchors{};
  bool ends_at_any_anchor = false;  ///< an anchor ends the path even if another certificate issued it
};

/// Trust that OpenSSL has read, which takes much longer than to find a path. Copies share it; it never
/// changes, and any thread may use it.
class trust_store {
 public:
  explicit trust_store(const trust& wanted);

  x509_store_st* native() const { return store_.get(); }
  bool ends_at_any_anchor() const { return ends_at_any_anchor_; }

 private:
  std::shared_ptr<x509_store_st> store_;
  bool ends_at_any_anchor_;
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

/// What a path is held to.
struct path_terms {
  std::int64_t at = 0;     ///< the time, in seconds since 1970
  int security_level = 0;  ///< OpenSSL's, for keys and digests, beside what is weak anyway
};

/// Finds the path of `leaf`, which is its first step. Issuers come from `candidates` and from what is
/// trusted. Everything wrong is found, not only the first thing. A path has at most 102 steps.
std::vector<path_step> find_path(const certificate& leaf, std::span<const certificate> candidates,
                                 const trust_store& trusted, const path_terms& terms);

}  // namespace schannel::ossl
