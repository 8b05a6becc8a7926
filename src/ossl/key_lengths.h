// How long the keys of a handshake must be.
#pragma once

struct ssl_ctx_st;
struct x509_st;

namespace schannel::ossl {

/// Bits; 0 for no bound.
struct key_length_range {
  unsigned minimum = 0;
  unsigned maximum = 0;
};

struct key_lengths {
  key_length_range rsa{};             ///< the peer's key
  key_length_range diffie_hellman{};  ///< the group, of either side; not for curves
};

/// Makes every connection of `context` refuse Diffie-Hellman groups out of `bounds`, beside those that
/// OpenSSL refuses by itself. False when OpenSSL fails.
bool demand_group_length(ssl_ctx_st* context, const key_length_range& bounds);

/// Whether the key of `shown` is an RSA key out of `bounds`.
bool has_rsa_key_out_of(const key_length_range& bounds, x509_st* shown);

/// Gives servers of `context` a group for the Diffie-Hellman exchange of at least that many bits.
bool provide_diffie_hellman_group(ssl_ctx_st* context, unsigned minimum_bits);

}  // namespace schannel::ossl
