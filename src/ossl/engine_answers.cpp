// The engine's answers that are not kept among its facts: what the handshake under way knows, and keying
// material.
#include <algorithm>

#include "ossl/engine.h"
#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"
#include "ossl/key_schedule.h"

namespace schannel::ossl {

using tls::cause;

namespace {

constexpr std::string_view eap_label = "client EAP encryption";
constexpr std::size_t eap_keys_length = 128;
constexpr std::size_t eap_vectors_length = 64;

tls::byte_vector encoding_of(const X509_NAME* name) {
  const unsigned char* der = nullptr;
  std::size_t size = 0;
  if (X509_NAME_get0_der(name, &der, &size) != 1) throw std::bad_alloc{};
  return {der, der + size};
}

/// Whether there is keying material of that kind at all. Before TLS 1.3: RFC 5705 section 4, and OpenSSL's
/// PRF takes no more than 1024 bytes behind the secret.
bool has_keying_material(const SSL* ssl, std::string_view label, std::optional<tls::const_bytes> context,
                         std::size_t length) {
  if (SSL_version(ssl) >= TLS1_3_VERSION)
    return can_expand(SSL_CIPHER_get_handshake_digest(SSL_get_current_cipher(ssl)), label, length);
  constexpr std::string_view own[] = {"client finished", "server finished", "master secret",
                                      "extended master secret", "key expansion"};
  constexpr std::size_t longest_seed = 1024, randoms = 2 * SSL3_RANDOM_SIZE, length_of_context = 2;
  const std::size_t seed = label.size() + randoms + (context ? length_of_context + context->size() : 0);
  return seed <= longest_seed &&
         std::ranges::none_of(own, [label](std::string_view one) { return label.starts_with(one); });
}

}  // namespace

std::string engine::application_protocol() const {
  const unsigned char* protocol = nullptr;
  unsigned length = 0;
  SSL_get0_alpn_selected(ssl_.get(), &protocol, &length);
  return {protocol, protocol + length};
}

std::optional<std::vector<tls::byte_vector>> engine::requested_issuers() const {
  if (role() == tls::role::server || !certificate_requested_) return std::nullopt;
  const error_scope errors;
  std::vector<tls::byte_vector> issuers;
  const STACK_OF(X509_NAME)* names = SSL_get0_peer_CA_list(ssl_.get());
  for (int i = 0; i < sk_X509_NAME_num(names); ++i)
    issuers.push_back(encoding_of(sk_X509_NAME_value(names, i)));
  return issuers;
}

std::vector<std::uint16_t> engine::peer_signatures() const {
  if (remains_) return remains_->peer_signatures;
  std::vector<std::uint16_t> schemes;
  const int count = SSL_get_sigalgs(ssl_.get(), -1, nullptr, nullptr, nullptr, nullptr, nullptr);
  for (int i = 0; i < count; ++i) {
    std::uint8_t low = 0;
    std::uint8_t high = 0;
    SSL_get_sigalgs(ssl_.get(), i, nullptr, nullptr, nullptr, &low, &high);
    schemes.push_back(static_cast<std::uint16_t>(high << 8 | low));
  }
  return schemes;
}

tls::result<std::monostate> engine::export_keying_material(std::string_view label,
                                                           std::optional<tls::const_bytes> context,
                                                           tls::mutable_bytes room) const {
  if (remains_)
    return export_from(remains_->digest, exporter_secret_, label, context.value_or(tls::const_bytes{}), room);
  // Before TLS 1.3 another handshake changes the secrets bit by bit.
  const bool changes = SSL_is_init_finished(ssl_.get()) == 0;
  if (version() < tls::version::tls1_3 && changes) return cause::not_established;
  forget_errors();
  const tls::const_bytes value = context.value_or(tls::const_bytes{});
  if (SSL_export_keying_material(ssl_.get(), room.data(), room.size(), label.data(), label.size(),
                                 value.data(), value.size(), context ? 1 : 0) != 1)
    return has_keying_material(ssl_.get(), label, context, room.size()) ? cause::out_of_memory
                                                                        : cause::malformed_options;
  return std::monostate{};
}

tls::result<std::pair<long_secret, secret>> engine::eap_keys() const {
  if (version() >= tls::version::tls1_3) return cause::unsupported;
  long_secret keys(eap_keys_length);
  if (const auto done = export_keying_material(eap_label, std::nullopt, keys.bytes()); !done)
    return done.failure();
  auto vectors = derive_without_secret(ssl_.get(), eap_label, eap_vectors_length);
  if (!vectors) return vectors.failure();
  return std::pair(keys, *vectors);
}

}  // namespace schannel::ossl
