// direction_keys: the keys with which one side seals and the other opens, for one epoch, and how TLS 1.3's
// next ones follow from them.
#pragma once

#include <utility>

#include "ossl/opaque.h"
#include "ossl/protection.h"
#include "tls/version.h"

namespace schannel::ossl {

/// What records are sealed with under a traffic secret (RFC 8446 section 7.3).
struct traffic_keys {
  secret key;
  secret iv;

  bool complete() const { return !key.empty() && !iv.empty(); }
};

class direction_keys {
 public:
  /// Whether the suite that is in use, or about to be, is one whose records protection can seal and open.
  static bool exist_for(const ssl_st* ssl);

  /// TLS 1.3: the keys follow from `traffic_secret` (RFC 8446 section 7.3); `known`, if it is complete, are
  /// they. `engine` as in engine_for(). cause::internal for a secret that nobody heard.
  static tls::result<direction_keys> from_traffic_secret(const ssl_st* ssl, const secret& traffic_secret,
                                                         const aead_engine* engine,
                                                         const traffic_keys& known = {});
  /// TLS 1.2: the keys with which `writer` seals are parts of `block` (RFC 5246 section 6.3), which has
  /// key_block_length bytes or is as long as OpenSSL makes it.
  static tls::result<direction_keys> from_key_block(const ssl_st* ssl, const long_secret& block,
                                                    tls::role writer, const aead_engine* engine);
  /// Bytes of a key block that hold the keys of every suite.
  static constexpr std::size_t key_block_length = 2 * (32 + 12);

  ossl::protection& protection() { return protection_; }
  overhead sizes() const { return protection_.sizes(); }
  /// Whether the number of records that they may seal is limited.
  bool wears_out() const { return algorithm_ != aead_algorithm::chacha20_poly1305; }
  bool is_tls1_3() const { return !traffic_secret_.empty(); }

  /// TLS 1.3: steps to the keys that follow a KeyUpdate (RFC 8446 section 7.2).
  tls::result<std::monostate> update();

 private:
  direction_keys(aead_algorithm algorithm, const aead_engine* engine, const evp_md_st* digest,
                 ossl::protection with)
      : algorithm_(algorithm), engine_(engine), digest_(digest), protection_(std::move(with)) {}

  aead_algorithm algorithm_;
  const aead_engine* engine_;
  const evp_md_st* digest_;
  ossl::protection protection_;
  secret traffic_secret_;  // TLS 1.3 only
};

}  // namespace schannel::ossl
