// From the connection's secrets to one direction's keys.
#include "ossl/direction_keys.h"

#include <algorithm>
#include <optional>

#include "ossl/handles.h"
#include "ossl/key_schedule.h"

namespace schannel::ossl {
namespace {

using tls::cause;

/// The AEAD of the negotiated suite; nothing when the suite has none that protection speaks.
std::optional<aead_algorithm> negotiated_aead(const SSL* ssl) {
  switch (SSL_CIPHER_get_cipher_nid(suite_in_use(ssl))) {
    case NID_aes_128_gcm:
      return aead_algorithm::aes_128_gcm;
    case NID_aes_256_gcm:
      return aead_algorithm::aes_256_gcm;
    case NID_chacha20_poly1305:
      return aead_algorithm::chacha20_poly1305;
    default:
      return std::nullopt;
  }
}

tls::result<traffic_keys> keys_of(aead_algorithm algorithm, const EVP_MD* digest, const secret& traffic) {
  const auto key = expand_label(digest, traffic, "key", key_length(algorithm));
  if (!key) return key.failure();
  const auto iv = expand_label(digest, traffic, "iv", aead_nonce_length);
  if (!iv) return iv.failure();
  return traffic_keys{*key, *iv};
}

secret part(const long_secret& whole, std::size_t offset, std::size_t length) {
  secret piece{length};
  std::copy_n(whole.bytes().begin() + static_cast<std::ptrdiff_t>(offset), length, piece.bytes().begin());
  return piece;
}

}  // namespace

bool direction_keys::exist_for(const ssl_st* ssl) {
  return negotiated_aead(ssl).has_value();
}

tls::result<direction_keys> direction_keys::from_traffic_secret(const SSL* ssl, const secret& traffic_secret,
                                                                const aead_engine* engine,
                                                                const traffic_keys& known) {
  // OpenSSL expands nothing, too: to keys that everybody knows.
  if (traffic_secret.empty()) return cause::internal;
  const auto algorithm = negotiated_aead(ssl);
  if (!algorithm) return cause::unsupported;
  const EVP_MD* digest = derivation_digest(ssl);
  const auto keys = known.complete() ? known : keys_of(*algorithm, digest, traffic_secret);
  if (!keys) return keys.failure();
  auto with = protection::create(*algorithm, record_format::tls1_3, keys->key, keys->iv, engine);
  if (!with) return with.failure();
  direction_keys made(*algorithm, engine, digest, *std::move(with));
  made.traffic_secret_ = traffic_secret;
  return made;
}

tls::result<direction_keys> direction_keys::from_key_block(const SSL* ssl, const long_secret& block,
                                                           tls::role writer, const aead_engine* engine) {
  const auto algorithm = negotiated_aead(ssl);
  if (!algorithm) return cause::unsupported;
  const std::size_t key_size = key_length(*algorithm);
  const bool is_chacha = *algorithm == aead_algorithm::chacha20_poly1305;
  const std::size_t iv_size = is_chacha ? 12 : 4;
  if (block.bytes().size() < 2 * (key_size + iv_size)) return cause::internal;

  // The block holds: client key, server key, client IV, server IV.
  const std::size_t side = writer == tls::role::server ? 1 : 0;
  const secret key = part(block, side * key_size, key_size);
  const secret iv = part(block, 2 * key_size + side * iv_size, iv_size);
  const auto format = is_chacha ? record_format::tls1_2_implicit : record_format::tls1_2_explicit;
  auto keys = protection::create(*algorithm, format, key, iv, engine);
  if (!keys) return keys.failure();
  return direction_keys(*algorithm, engine, derivation_digest(ssl), *std::move(keys));
}

tls::result<std::monostate> direction_keys::update() {
  const auto next_secret =
      expand_label(digest_, traffic_secret_, "traffic upd", traffic_secret_.bytes().size());
  if (!next_secret) return next_secret.failure();
  const auto keys = keys_of(algorithm_, digest_, *next_secret);
  if (!keys) return keys.failure();
  auto with = protection::create(algorithm_, record_format::tls1_3, keys->key, keys->iv, engine_);
  if (!with) return with.failure();
  protection_ = *std::move(with);
  traffic_secret_ = *next_secret;
  return std::monostate{};
}

}  // namespace schannel::ossl
