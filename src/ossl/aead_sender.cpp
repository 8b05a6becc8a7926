// Derivation of one direction's keys, sealing, and the re-framing of OpenSSL's control records.
#include "ossl/aead_sender.h"

#include <algorithm>

#include "ossl/handles.h"
#include "ossl/key_schedule.h"

namespace schannel::ossl {
namespace {

using tls::cause;

/// RFC 8446 section 4.6.3.
constexpr std::uint8_t key_update = 24;

bool is_chacha(const EVP_CIPHER* cipher) {
  return EVP_CIPHER_get_nid(cipher) == NID_chacha20_poly1305;
}

/// The AEAD of the negotiated suite; nullptr when the suite has none that protection speaks.
const EVP_CIPHER* negotiated_aead(const SSL* ssl) {
  switch (SSL_CIPHER_get_cipher_nid(suite_in_use(ssl))) {
    case NID_aes_128_gcm:
      return EVP_aes_128_gcm();
    case NID_aes_256_gcm:
      return EVP_aes_256_gcm();
    case NID_chacha20_poly1305:
      return EVP_chacha20_poly1305();
    default:
      return nullptr;
  }
}

tls::result<protection> traffic_keys(const EVP_CIPHER* cipher, const EVP_MD* digest, const secret& traffic) {
  const auto key =
      expand_label(digest, traffic, "key", static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher)));
  if (!key) return key.failure();
  const auto iv = expand_label(digest, traffic, "iv", 12);
  if (!iv) return iv.failure();
  return protection::create(cipher, record_format::tls1_3, *key, *iv);
}

secret part(const secret& whole, std::size_t offset, std::size_t length) {
  secret piece{length};
  std::copy_n(whole.bytes().begin() + static_cast<std::ptrdiff_t>(offset), length, piece.bytes().begin());
  return piece;
}

}  // namespace

bool aead_sender::speaks(const ssl_st* ssl) {
  return negotiated_aead(ssl) != nullptr;
}

tls::result<aead_sender> aead_sender::from_traffic_secret(const SSL* ssl, const secret& traffic_secret,
                                                          std::uint64_t sequence) {
  const EVP_CIPHER* cipher = negotiated_aead(ssl);
  if (cipher == nullptr) return cause::unsupported;
  const EVP_MD* digest = derivation_digest(ssl);
  auto keys = traffic_keys(cipher, digest, traffic_secret);
  if (!keys) return keys.failure();
  aead_sender made(cipher, digest, *std::move(keys), {sequence, 0});
  made.traffic_secret_ = traffic_secret;
  return made;
}

tls::result<aead_sender> aead_sender::from_master_secret(const SSL* ssl, numbering next) {
  const EVP_CIPHER* cipher = negotiated_aead(ssl);
  if (cipher == nullptr) return cause::unsupported;
  const auto key_length = static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher));
  const std::size_t iv_length = is_chacha(cipher) ? 12 : 4;
  const auto block = key_block(ssl, 2 * (key_length + iv_length));
  if (!block) return block.failure();

  // The block holds: client key, server key, client IV, server IV.
  const std::size_t side = SSL_is_server(ssl) ? 1 : 0;
  const secret key = part(*block, side * key_length, key_length);
  const secret iv = part(*block, 2 * key_length + side * iv_length, iv_length);
  const auto format = is_chacha(cipher) ? record_format::tls1_2_implicit : record_format::tls1_2_explicit;
  auto keys = protection::create(cipher, format, key, iv);
  if (!keys) return keys.failure();
  return aead_sender(cipher, derivation_digest(ssl), *std::move(keys), next);
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
  auto keys = traffic_keys(cipher_, digest_, *next_secret);
  if (!keys) return keys.failure();
  protection_ = *std::move(keys);
  traffic_secret_ = *next_secret;
  next_ = {};
  engine_sequence_ = 0;
  return std::monostate{};
}

}  // namespace schannel::ossl
