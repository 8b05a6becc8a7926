// Derivation of one direction's keys, sealing, and the re-framing of OpenSSL's control records.
#include "ossl/aead_sender.h"

#include <algorithm>
#include <optional>

#include "ossl/handles.h"
#include "ossl/key_schedule.h"

namespace schannel::ossl {
namespace {

using tls::cause;

/// RFC 8446 section 4.6.3.
constexpr std::uint8_t key_update = 24;

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

tls::result<protection> traffic_keys(aead_algorithm algorithm, const EVP_MD* digest, const secret& traffic) {
  const auto key = expand_label(digest, traffic, "key", key_length(algorithm));
  if (!key) return key.failure();
  const auto iv = expand_label(digest, traffic, "iv", 12);
  if (!iv) return iv.failure();
  return protection::create(algorithm, record_format::tls1_3, *key, *iv);
}

secret part(const secret& whole, std::size_t offset, std::size_t length) {
  secret piece{length};
  std::copy_n(whole.bytes().begin() + static_cast<std::ptrdiff_t>(offset), length, piece.bytes().begin());
  return piece;
}

}  // namespace

bool aead_sender::speaks(const ssl_st* ssl) {
  return negotiated_aead(ssl).has_value();
}

tls::result<aead_sender> aead_sender::from_traffic_secret(const SSL* ssl, const secret& traffic_secret,
                                                          std::uint64_t sequence) {
  const auto algorithm = negotiated_aead(ssl);
  if (!algorithm) return cause::unsupported;
  const EVP_MD* digest = derivation_digest(ssl);
  auto keys = traffic_keys(*algorithm, digest, traffic_secret);
  if (!keys) return keys.failure();
  aead_sender made(*algorithm, digest, *std::move(keys), {sequence, 0});
  made.traffic_secret_ = traffic_secret;
  return made;
}

tls::result<aead_sender> aead_sender::from_master_secret(const SSL* ssl, numbering next) {
  const auto algorithm = negotiated_aead(ssl);
  if (!algorithm) return cause::unsupported;
  const std::size_t key_size = key_length(*algorithm);
  const bool is_chacha = *algorithm == aead_algorithm::chacha20_poly1305;
  const std::size_t iv_size = is_chacha ? 12 : 4;
  const auto block = key_block(ssl, 2 * (key_size + iv_size));
  if (!block) return block.failure();

  // The block holds: client key, server key, client IV, server IV.
  const std::size_t side = SSL_is_server(ssl) ? 1 : 0;
  const secret key = part(*block, side * key_size, key_size);
  const secret iv = part(*block, 2 * key_size + side * iv_size, iv_size);
  const auto format = is_chacha ? record_format::tls1_2_implicit : record_format::tls1_2_explicit;
  auto keys = protection::create(*algorithm, format, key, iv);
  if (!keys) return keys.failure();
  return aead_sender(*algorithm, derivation_digest(ssl), *std::move(keys), next);
}

tls::result<std::size_t> aead_sender::seal(tls::content_type type, tls::mutable_bytes header,
                                           tls::mutable_bytes data, tls::mutable_bytes trailer) {
  const auto sealed = protection_.seal(type, next_.sequence, next_.explicit_nonce, header, data, trailer);
  // Spent even when sealing failed: no nonce is ever used twice.
  ++next_.sequence;
  ++next_.explicit_nonce;
  if (!sealed) return sealed.failure();
  return trailer.size();
}

tls::result<tls::byte_vector> aead_sender::seal_copy(tls::content_type type, tls::const_bytes content) {
  const overhead around = sizes();
  tls::byte_vector record(around.header + content.size() + around.trailer);
  const tls::mutable_bytes all(record);
  const tls::mutable_bytes data = all.subspan(around.header, content.size());
  std::copy(content.begin(), content.end(), data.begin());
  const auto sealed = seal(type, all.first(around.header), data, all.last(around.trailer));
  if (!sealed) return sealed.failure();
  return record;
}

tls::result<tls::byte_vector> aead_sender::seal_alert(const tls::alert& what) {
  const std::uint8_t content[] = {static_cast<std::uint8_t>(what.level),
                                  static_cast<std::uint8_t>(what.description)};
  return seal_copy(tls::content_type::alert, content);
}

tls::result<tls::byte_vector> aead_sender::reframe(tls::mutable_bytes record) {
  const auto opened = protection_.open(engine_sequence_++, record);
  if (!opened) return cause::internal;
  auto sealed = seal_copy(opened->type, opened->content);
  const bool new_keys = opened->type == tls::content_type::handshake && !traffic_secret_.empty() &&
                        !opened->content.empty() && opened->content[0] == key_update;
  if (sealed && new_keys) {
    if (const auto updated = update_keys(); !updated) return updated.failure();
  }
  return sealed;
}

tls::result<std::monostate> aead_sender::update_keys() {
  const auto next_secret =
      expand_label(digest_, traffic_secret_, "traffic upd", traffic_secret_.bytes().size());
  if (!next_secret) return next_secret.failure();
  auto keys = traffic_keys(algorithm_, digest_, *next_secret);
  if (!keys) return keys.failure();
  protection_ = *std::move(keys);
  traffic_secret_ = *next_secret;
  next_ = {};
  engine_sequence_ = 0;
  return std::monostate{};
}

}  // namespace schannel::ossl
