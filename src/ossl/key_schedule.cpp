// Calls of EVP_KDF: TLS13-KDF and TLS1-PRF. Nothing is derived by hand.
#include "ossl/key_schedule.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>
#include <string>

#include "ossl/availability.h"
#include "ossl/failures.h"
#include "ossl/fields.h"
#include "ossl/secret_tap.h"

namespace schannel::ossl {
namespace {

using tls::cause;

/// OpenSSL takes empty bytes for missing ones unless they have an address.
OSSL_PARAM octets(const char* name, tls::const_bytes bytes) {
  static constexpr std::uint8_t nothing = 0;
  if (bytes.empty()) bytes = {&nothing, 0};
  return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(bytes.data()), bytes.size());
}

OSSL_PARAM text(const char* name, const char* value) {
  return OSSL_PARAM_construct_utf8_string(name, const_cast<char*>(value), 0);
}

tls::const_bytes as_bytes(std::string_view characters) {
  return {reinterpret_cast<const std::uint8_t*>(characters.data()), characters.size()};
}

constexpr char tls1_3_kdf[] = OSSL_KDF_NAME_TLS1_3_KDF;
constexpr char tls1_prf[] = OSSL_KDF_NAME_TLS1_PRF;

kdf_context_ptr begin_with(EVP_KDF* function) {
  return kdf_context_ptr{function != nullptr ? EVP_KDF_CTX_new(function) : nullptr};
}

/// The function is fetched once, as a search among the providers costs more than a derivation. In FIPS mode
/// each time: what was fetched before it came need not be the module's.
template <const char* Name>
kdf_context_ptr begin() {
  const auto fetch = [] { return kdf_ptr{EVP_KDF_fetch(nullptr, Name, untapped)}; };
  if (allows_only_approved_algorithms()) return begin_with(fetch().get());
  static found_once<kdf_ptr> fetched;
  return begin_with(fetched.get(fetch));
}

tls::result<std::monostate> derive_into(tls::mutable_bytes room, const kdf_context_ptr& begun,
                                        const OSSL_PARAM* parameters) {
  if (begun && EVP_KDF_derive(begun.get(), room.data(), room.size(), parameters) > 0) return std::monostate{};
  return what_is_missing();  // with inputs of our own making it can be nothing else
}

template <typename Secret>
tls::result<Secret> derive(const kdf_context_ptr& begun, const OSSL_PARAM* parameters, std::size_t length) {
  Secret derived{length};
  if (const auto done = derive_into(derived.bytes(), begun, parameters); !done) return done.failure();
  return derived;
}

struct both_randoms {
  std::array<std::uint8_t, SSL3_RANDOM_SIZE> client{};
  std::array<std::uint8_t, SSL3_RANDOM_SIZE> server{};
};

both_randoms randoms_of(const SSL* ssl) {
  both_randoms found;
  SSL_get_client_random(ssl, found.client.data(), found.client.size());
  SSL_get_server_random(ssl, found.server.data(), found.server.size());
  return found;
}

constexpr std::string_view label_prefix = "tls13 ";

/// HKDF-Expand-Label (RFC 8446 section 7.1).
tls::result<std::monostate> expand_into(tls::mutable_bytes room, const EVP_MD* digest, const secret& from,
                                        std::string_view label, tls::const_bytes context) {
  int expand_only = EVP_KDF_HKDF_MODE_EXPAND_ONLY;
  const std::array parameters = {
      OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &expand_only),
      text(OSSL_KDF_PARAM_DIGEST, EVP_MD_get0_name(digest)),
      octets(OSSL_KDF_PARAM_KEY, from.bytes()),
      octets(OSSL_KDF_PARAM_PREFIX, as_bytes(label_prefix)),
      octets(OSSL_KDF_PARAM_LABEL, as_bytes(label)),
      octets(OSSL_KDF_PARAM_DATA, context),
      OSSL_PARAM_construct_end(),
  };
  return derive_into(room, begin<tls1_3_kdf>(), parameters.data());
}

}  // namespace

tls::result<secret> expand_label(const EVP_MD* digest, const secret& from, std::string_view label,
                                 std::size_t length) {
  secret derived{length};
  if (const auto done = expand_into(derived.bytes(), digest, from, label, {}); !done) return done.failure();
  return derived;
}

bool can_expand(const EVP_MD* digest, std::string_view label, std::size_t length) {
  // A length byte counts the prefix and the label (RFC 8446 section 7.1).
  constexpr std::size_t longest_label = 255 - label_prefix.size();
  constexpr std::size_t most_digests = 255;  // RFC 5869 section 2.3
  return label.size() <= longest_label &&
         length <= most_digests * static_cast<std::size_t>(EVP_MD_get_size(digest));
}

tls::result<std::monostate> export_from(const EVP_MD* digest, const secret& exporter, std::string_view label,
                                        tls::const_bytes context, tls::mutable_bytes room) {
  if (room.empty() || !can_expand(digest, label, room.size())) return cause::malformed_options;
  secret derived{static_cast<std::size_t>(EVP_MD_get_size(digest))};
  const auto done = expand_into(derived.bytes(), digest, exporter, label, hash({}, digest));
  return done ? expand_into(room, digest, derived, "exporter", hash(context, digest)) : done;
}

tls::result<long_secret> key_block(const SSL* ssl, std::size_t length) {
  const auto [client_random, server_random] = randoms_of(ssl);
  long_secret master{SSL_MAX_MASTER_KEY_LENGTH};
  const SSL_SESSION* session = SSL_get0_session(ssl);
  if (session == nullptr || SSL_SESSION_get_master_key(session, master.bytes().data(),
                                                       master.bytes().size()) != SSL_MAX_MASTER_KEY_LENGTH)
    return cause::internal;

  const std::array parameters = {
      text(OSSL_KDF_PARAM_DIGEST, EVP_MD_get0_name(derivation_digest(ssl))),
      octets(OSSL_KDF_PARAM_SECRET, master.bytes()),
      octets(OSSL_KDF_PARAM_SEED, as_bytes("key expansion")),
      octets(OSSL_KDF_PARAM_SEED, server_random),
      octets(OSSL_KDF_PARAM_SEED, client_random),
      OSSL_PARAM_construct_end(),
  };
  return derive<long_secret>(begin<tls1_prf>(), parameters.data(), length);
}

tls::result<secret> derive_without_secret(const SSL* ssl, std::string_view label, std::size_t length) {
  // RFC 5246 section 5: suites that are older than TLS 1.2 use SHA-256 in it.
  const EVP_MD* digest = derivation_digest(ssl);
  const bool is_older = EVP_MD_is_a(digest, "MD5-SHA1") == 1;
  if (SSL_version(ssl) == TLS1_2_VERSION && is_older) digest = EVP_sha256();
  const auto [client_random, server_random] = randoms_of(ssl);
  const std::array parameters = {
      text(OSSL_KDF_PARAM_DIGEST, EVP_MD_get0_name(digest)),
      octets(OSSL_KDF_PARAM_SECRET, {}),
      octets(OSSL_KDF_PARAM_SEED, as_bytes(label)),
      octets(OSSL_KDF_PARAM_SEED, client_random),
      octets(OSSL_KDF_PARAM_SEED, server_random),
      OSSL_PARAM_construct_end(),
  };
  return derive<secret>(begin<tls1_prf>(), parameters.data(), length);
}

const SSL_CIPHER* suite_in_use(const SSL* ssl) {
  const SSL_CIPHER* pending = SSL_in_init(ssl) ? SSL_get_pending_cipher(ssl) : nullptr;
  return pending != nullptr ? pending : SSL_get_current_cipher(ssl);
}

const EVP_MD* derivation_digest(const SSL* ssl) {
  return SSL_CIPHER_get_handshake_digest(suite_in_use(ssl));
}

}  // namespace schannel::ossl
