// The table. RC4, DES, DSS and export suites, which are off in Windows and absent from OpenSSL 3's builds or
// unusable in them, are left out.
#include "core/cipher_suites.h"

#include <algorithm>

namespace schannel::core {
namespace {

using ossl::authentication;
using ossl::bulk_cipher;
using ossl::hash_algorithm;
using ossl::key_exchange;
using tls::version;

/// How a suite comes to keys.
struct keying {
  key_exchange exchange;
  authentication authenticates;
};
constexpr keying open{key_exchange::none, authentication::none};
constexpr keying ecdhe_ecdsa{key_exchange::ecdhe, authentication::ecdsa};
constexpr keying ecdhe_rsa{key_exchange::ecdhe, authentication::rsa};
constexpr keying dhe_rsa{key_exchange::dhe, authentication::rsa};
constexpr keying rsa{key_exchange::rsa, authentication::rsa};
constexpr keying psk{key_exchange::psk, authentication::psk};

/// How it uses them.
struct protection {
  bulk_cipher cipher;
  unsigned strength;
  chaining_mode mode;
  hash_algorithm hash;
};
constexpr protection aes256_gcm{bulk_cipher::aes_256, 256, chaining_mode::gcm, hash_algorithm::sha384};
constexpr protection aes128_gcm{bulk_cipher::aes_128, 128, chaining_mode::gcm, hash_algorithm::sha256};
constexpr protection aes256_cbc_sha384{bulk_cipher::aes_256, 256, chaining_mode::cbc, hash_algorithm::sha384};
constexpr protection aes128_cbc_sha256{bulk_cipher::aes_128, 128, chaining_mode::cbc, hash_algorithm::sha256};
constexpr protection aes256_cbc_sha1{bulk_cipher::aes_256, 256, chaining_mode::cbc, hash_algorithm::sha1};
constexpr protection aes128_cbc_sha1{bulk_cipher::aes_128, 128, chaining_mode::cbc, hash_algorithm::sha1};
constexpr protection aes256_cbc_sha256{bulk_cipher::aes_256, 256, chaining_mode::cbc, hash_algorithm::sha256};
constexpr protection triple_des_cbc{bulk_cipher::triple_des, 168, chaining_mode::cbc, hash_algorithm::sha1};
constexpr protection null_sha256{bulk_cipher::none, 0, chaining_mode::none, hash_algorithm::sha256};
constexpr protection null_sha1{bulk_cipher::none, 0, chaining_mode::none, hash_algorithm::sha1};
constexpr protection chacha20_poly1305{bulk_cipher::chacha20, 256, chaining_mode::none,
                                       hash_algorithm::sha256};
constexpr protection null_md5{bulk_cipher::none, 0, chaining_mode::none, hash_algorithm::md5};
constexpr protection null_sha384{bulk_cipher::none, 0, chaining_mode::none, hash_algorithm::sha384};

/// RFC 5246 added the suites whose hash is not SHA-1, and RFC 8446 those that leave the exchange open.
constexpr tls::version_set versions_of(const keying& keys, hash_algorithm hash) {
  if (keys.exchange == key_exchange::none) return {version::tls1_3};
  if (hash == hash_algorithm::sha1 || hash == hash_algorithm::md5)
    return {version::tls1_0, version::tls1_1, version::tls1_2};
  return {version::tls1_2};
}

constexpr bool is_strong(bulk_cipher cipher) {
  return cipher != bulk_cipher::none && cipher != bulk_cipher::triple_des;
}

constexpr cipher_suite suite(std::uint16_t number, std::string_view name, std::string_view openssl,
                             const keying& keys, const protection& protects,
                             offering offered = offering::by_default) {
  return {.number = number,
          .name = name,
          .openssl = openssl,
          .versions = versions_of(keys, protects.hash),
          .exchange = keys.exchange,
          .authenticates = keys.authenticates,
          .cipher = protects.cipher,
          .strength = protects.strength,
          .mode = protects.mode,
          .digest = protects.hash,
          .strong = is_strong(protects.cipher),
          .offered = offered};
}

constexpr cipher_suite suites[] = {
    suite(0x1302, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", open, aes256_gcm),
    suite(0x1301, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", open, aes128_gcm),
    suite(0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384", ecdhe_ecdsa,
          aes256_gcm),
    suite(0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256", ecdhe_ecdsa,
          aes128_gcm),
    suite(0xC030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", ecdhe_rsa,
          aes256_gcm),
    suite(0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256", ecdhe_rsa,
          aes128_gcm),
    suite(0x009F, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "DHE-RSA-AES256-GCM-SHA384", dhe_rsa, aes256_gcm),
    suite(0x009E, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "DHE-RSA-AES128-GCM-SHA256", dhe_rsa, aes128_gcm),
    suite(0xC024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "ECDHE-ECDSA-AES256-SHA384", ecdhe_ecdsa,
          aes256_cbc_sha384),
    suite(0xC023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "ECDHE-ECDSA-AES128-SHA256", ecdhe_ecdsa,
          aes128_cbc_sha256),
    suite(0xC028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "ECDHE-RSA-AES256-SHA384", ecdhe_rsa,
          aes256_cbc_sha384),
    suite(0xC027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA-AES128-SHA256", ecdhe_rsa,
          aes128_cbc_sha256),
    suite(0xC00A, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA", ecdhe_ecdsa,
          aes256_cbc_sha1),
    suite(0xC009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "ECDHE-ECDSA-AES128-SHA", ecdhe_ecdsa,
          aes128_cbc_sha1),
    suite(0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA-AES256-SHA", ecdhe_rsa, aes256_cbc_sha1),
    suite(0xC013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-SHA", ecdhe_rsa, aes128_cbc_sha1),
    suite(0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", "AES256-GCM-SHA384", rsa, aes256_gcm),
    suite(0x009C, "TLS_RSA_WITH_AES_128_GCM_SHA256", "AES128-GCM-SHA256", rsa, aes128_gcm),
    suite(0x003D, "TLS_RSA_WITH_AES_256_CBC_SHA256", "AES256-SHA256", rsa, aes256_cbc_sha256),
    suite(0x003C, "TLS_RSA_WITH_AES_128_CBC_SHA256", "AES128-SHA256", rsa, aes128_cbc_sha256),
    suite(0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", "AES256-SHA", rsa, aes256_cbc_sha1),
    suite(0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", rsa, aes128_cbc_sha1),
    suite(0x000A, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "DES-CBC3-SHA", rsa, triple_des_cbc),
    suite(0x003B, "TLS_RSA_WITH_NULL_SHA256", "NULL-SHA256", rsa, null_sha256, offering::when_asked),
    suite(0x0002, "TLS_RSA_WITH_NULL_SHA", "NULL-SHA", rsa, null_sha1, offering::when_asked),
    suite(0x1303, "TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256", open, chacha20_poly1305,
          offering::by_administrator),
    suite(0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "DHE-RSA-AES256-SHA", dhe_rsa, aes256_cbc_sha1,
          offering::by_administrator),
    suite(0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "DHE-RSA-AES128-SHA", dhe_rsa, aes128_cbc_sha1,
          offering::by_administrator),
    suite(0x0001, "TLS_RSA_WITH_NULL_MD5", "NULL-MD5", rsa, null_md5, offering::by_administrator),
    suite(0x00A9, "TLS_PSK_WITH_AES_256_GCM_SHA384", "PSK-AES256-GCM-SHA384", psk, aes256_gcm,
          offering::with_preshared_keys),
    suite(0x00A8, "TLS_PSK_WITH_AES_128_GCM_SHA256", "PSK-AES128-GCM-SHA256", psk, aes128_gcm,
          offering::with_preshared_keys),
    suite(0x00AF, "TLS_PSK_WITH_AES_256_CBC_SHA384", "PSK-AES256-CBC-SHA384", psk, aes256_cbc_sha384,
          offering::with_preshared_keys),
    suite(0x00AE, "TLS_PSK_WITH_AES_128_CBC_SHA256", "PSK-AES128-CBC-SHA256", psk, aes128_cbc_sha256,
          offering::with_preshared_keys),
    suite(0x00B1, "TLS_PSK_WITH_NULL_SHA384", "PSK-NULL-SHA384", psk, null_sha384,
          offering::with_preshared_keys),
    suite(0x00B0, "TLS_PSK_WITH_NULL_SHA256", "PSK-NULL-SHA256", psk, null_sha256,
          offering::with_preshared_keys),
};

}  // namespace

std::span<const cipher_suite> known_suites() {
  return suites;
}

const cipher_suite* find_suite(std::string_view name) {
  const auto* found = std::ranges::find(suites, name, &cipher_suite::name);
  return found == std::end(suites) ? nullptr : found;
}

}  // namespace schannel::core
