// The table. RC4, DES, DSS and export suites, which are off in Windows and absent from OpenSSL 3's builds or
// unusable in them, are left out.
#include "core/cipher_suites.h"

#include <algorithm>

namespace schannel::core {
namespace {

using ossl::authentication;
using ossl::bulk_cipher;
using ossl::digest;
using ossl::key_exchange;
using tls::version;

constexpr tls::version_set only_tls1_3{version::tls1_3};
constexpr tls::version_set only_tls1_2{version::tls1_2};
constexpr tls::version_set up_to_tls1_2{version::tls1_0, version::tls1_1, version::tls1_2};

// clang-format off
constexpr cipher_suite suites[] = {
    {0x1302, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", only_tls1_3,
     key_exchange::none, authentication::none, bulk_cipher::aes_256, 256, chaining_mode::gcm, digest::sha384, true,
     offering::by_default},
    {0x1301, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", only_tls1_3,
     key_exchange::none, authentication::none, bulk_cipher::aes_128, 128, chaining_mode::gcm, digest::sha256, true,
     offering::by_default},
    {0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384", only_tls1_2,
     key_exchange::ecdhe, authentication::ecdsa, bulk_cipher::aes_256, 256, chaining_mode::gcm, digest::sha384, true,
     offering::by_default},
    {0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256", only_tls1_2,
     key_exchange::ecdhe, authentication::ecdsa, bulk_cipher::aes_128, 128, chaining_mode::gcm, digest::sha256, true,
     offering::by_default},
    {0xC030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", only_tls1_2,
     key_exchange::ecdhe, authentication::rsa, bulk_cipher::aes_256, 256, chaining_mode::gcm, digest::sha384, true,
     offering::by_default},
    {0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256", only_tls1_2,
     key_exchange::ecdhe, authentication::rsa, bulk_cipher::aes_128, 128, chaining_mode::gcm, digest::sha256, true,
     offering::by_default},
    {0x009F, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "DHE-RSA-AES256-GCM-SHA384", only_tls1_2,
     key_exchange::dhe, authentication::rsa, bulk_cipher::aes_256, 256, chaining_mode::gcm, digest::sha384, true,
     offering::by_default},
    {0x009E, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "DHE-RSA-AES128-GCM-SHA256", only_tls1_2,
     key_exchange::dhe, authentication::rsa, bulk_cipher::aes_128, 128, chaining_mode::gcm, digest::sha256, true,
     offering::by_default},
    {0xC024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "ECDHE-ECDSA-AES256-SHA384", only_tls1_2,
     key_exchange::ecdhe, authentication::ecdsa, bulk_cipher::aes_256, 256, chaining_mode::cbc, digest::sha384, true,
     offering::by_default},
    {0xC023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "ECDHE-ECDSA-AES128-SHA256", only_tls1_2,
     key_exchange::ecdhe, authentication::ecdsa, bulk_cipher::aes_128, 128, chaining_mode::cbc, digest::sha256, true,
     offering::by_default},
    {0xC028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "ECDHE-RSA-AES256-SHA384", only_tls1_2,
     key_exchange::ecdhe, authentication::rsa, bulk_cipher::aes_256, 256, chaining_mode::cbc, digest::sha384, true,
     offering::by_default},
    {0xC027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA-AES128-SHA256", only_tls1_2,
     key_exchange::ecdhe, authentication::rsa, bulk_cipher::aes_128, 128, chaining_mode::cbc, digest::sha256, true,
     offering::by_default},
    {0xC00A, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA", up_to_tls1_2,
     key_exchange::ecdhe, authentication::ecdsa, bulk_cipher::aes_256, 256, chaining_mode::cbc, digest::sha1, true,
     offering::by_default},
    {0xC009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "ECDHE-ECDSA-AES128-SHA", up_to_tls1_2,
     key_exchange::ecdhe, authentication::ecdsa, bulk_cipher::aes_128, 128, chaining_mode::cbc, digest::sha1, true,
     offering::by_default},
    {0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA-AES256-SHA", up_to_tls1_2,
     key_exchange::ecdhe, authentication::rsa, bulk_cipher::aes_256, 256, chaining_mode::cbc, digest::sha1, true,
     offering::by_default},
    {0xC013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-SHA", up_to_tls1_2,
     key_exchange::ecdhe, authentication::rsa, bulk_cipher::aes_128, 128, chaining_mode::cbc, digest::sha1, true,
     offering::by_default},
    {0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", "AES256-GCM-SHA384", only_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::aes_256, 256, chaining_mode::gcm, digest::sha384, true,
     offering::by_default},
    {0x009C, "TLS_RSA_WITH_AES_128_GCM_SHA256", "AES128-GCM-SHA256", only_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::aes_128, 128, chaining_mode::gcm, digest::sha256, true,
     offering::by_default},
    {0x003D, "TLS_RSA_WITH_AES_256_CBC_SHA256", "AES256-SHA256", only_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::aes_256, 256, chaining_mode::cbc, digest::sha256, true,
     offering::by_default},
    {0x003C, "TLS_RSA_WITH_AES_128_CBC_SHA256", "AES128-SHA256", only_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::aes_128, 128, chaining_mode::cbc, digest::sha256, true,
     offering::by_default},
    {0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", "AES256-SHA", up_to_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::aes_256, 256, chaining_mode::cbc, digest::sha1, true,
     offering::by_default},
    {0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", up_to_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::aes_128, 128, chaining_mode::cbc, digest::sha1, true,
     offering::by_default},
    {0x000A, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "DES-CBC3-SHA", up_to_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::triple_des, 168, chaining_mode::cbc, digest::sha1, false,
     offering::by_default},
    {0x003B, "TLS_RSA_WITH_NULL_SHA256", "NULL-SHA256", only_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::none, 0, chaining_mode::none, digest::sha256, false,
     offering::when_asked},
    {0x0002, "TLS_RSA_WITH_NULL_SHA", "NULL-SHA", up_to_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::none, 0, chaining_mode::none, digest::sha1, false,
     offering::when_asked},
    {0x1303, "TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256", only_tls1_3,
     key_exchange::none, authentication::none, bulk_cipher::chacha20, 256, chaining_mode::none, digest::sha256, true,
     offering::by_administrator},
    {0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "DHE-RSA-AES256-SHA", up_to_tls1_2,
     key_exchange::dhe, authentication::rsa, bulk_cipher::aes_256, 256, chaining_mode::cbc, digest::sha1, true,
     offering::by_administrator},
    {0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "DHE-RSA-AES128-SHA", up_to_tls1_2,
     key_exchange::dhe, authentication::rsa, bulk_cipher::aes_128, 128, chaining_mode::cbc, digest::sha1, true,
     offering::by_administrator},
    {0x0001, "TLS_RSA_WITH_NULL_MD5", "NULL-MD5", up_to_tls1_2,
     key_exchange::rsa, authentication::rsa, bulk_cipher::none, 0, chaining_mode::none, digest::md5, false,
     offering::by_administrator},
    {0x00A9, "TLS_PSK_WITH_AES_256_GCM_SHA384", "PSK-AES256-GCM-SHA384", only_tls1_2,
     key_exchange::psk, authentication::psk, bulk_cipher::aes_256, 256, chaining_mode::gcm, digest::sha384, true,
     offering::with_preshared_keys},
    {0x00A8, "TLS_PSK_WITH_AES_128_GCM_SHA256", "PSK-AES128-GCM-SHA256", only_tls1_2,
     key_exchange::psk, authentication::psk, bulk_cipher::aes_128, 128, chaining_mode::gcm, digest::sha256, true,
     offering::with_preshared_keys},
    {0x00AF, "TLS_PSK_WITH_AES_256_CBC_SHA384", "PSK-AES256-CBC-SHA384", only_tls1_2,
     key_exchange::psk, authentication::psk, bulk_cipher::aes_256, 256, chaining_mode::cbc, digest::sha384, true,
     offering::with_preshared_keys},
    {0x00AE, "TLS_PSK_WITH_AES_128_CBC_SHA256", "PSK-AES128-CBC-SHA256", only_tls1_2,
     key_exchange::psk, authentication::psk, bulk_cipher::aes_128, 128, chaining_mode::cbc, digest::sha256, true,
     offering::with_preshared_keys},
    {0x00B1, "TLS_PSK_WITH_NULL_SHA384", "PSK-NULL-SHA384", only_tls1_2,
     key_exchange::psk, authentication::psk, bulk_cipher::none, 0, chaining_mode::none, digest::sha384, false,
     offering::with_preshared_keys},
    {0x00B0, "TLS_PSK_WITH_NULL_SHA256", "PSK-NULL-SHA256", only_tls1_2,
     key_exchange::psk, authentication::psk, bulk_cipher::none, 0, chaining_mode::none, digest::sha256, false,
     offering::with_preshared_keys},
};
// clang-format on

}  // namespace

std::span<const cipher_suite> known_suites() {
  return suites;
}

const cipher_suite* find_suite(std::string_view name) {
  const auto* found = std::ranges::find(suites, name, &cipher_suite::name);
  return found == std::end(suites) ? nullptr : found;
}

}  // namespace schannel::core
