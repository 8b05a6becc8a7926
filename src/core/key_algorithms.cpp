// The tables of groups and signature schemes.
#include "core/key_algorithms.h"

#include <algorithm>

namespace schannel::core {
namespace {

// Microsoft: TLS Elliptic Curves in Windows 10 version 1607 and later.
constexpr named_group groups[] = {{"curve25519", "X25519", "ECDH_X25519", 255, true},
                                  {"NistP256", "P-256", "ECDH_P256", 256, true},
                                  {"NistP384", "P-384", "ECDH_P384", 384, true},
                                  {"NistP521", "P-521", "ECDH_P521", 521, false}};

// What a Windows client offers comes first, then what OpenSSL can do besides.
constexpr signature_scheme schemes[] = {
    {"rsa_pss_rsae_sha256", signature_key::rsa, padding::pss, "SHA256", true},
    {"rsa_pss_rsae_sha384", signature_key::rsa, padding::pss, "SHA384", true},
    {"rsa_pss_rsae_sha512", signature_key::rsa, padding::pss, "SHA512", true},
    {"rsa_pkcs1_sha256", signature_key::rsa, padding::pkcs1, "SHA256", true},
    {"rsa_pkcs1_sha384", signature_key::rsa, padding::pkcs1, "SHA384", true},
    {"rsa_pkcs1_sha1", signature_key::rsa, padding::pkcs1, "SHA1", false},
    {"ecdsa_secp256r1_sha256", signature_key::ecdsa, padding::none, "SHA256", true},
    {"ecdsa_secp384r1_sha384", signature_key::ecdsa, padding::none, "SHA384", true},
    {"ECDSA+SHA1", signature_key::ecdsa, padding::none, "SHA1", false},
    {"rsa_pkcs1_sha512", signature_key::rsa, padding::pkcs1, "SHA512", true},
    {"ecdsa_secp521r1_sha512", signature_key::ecdsa, padding::none, "SHA512", true},
    {"rsa_pss_pss_sha256", signature_key::rsa, padding::pss, "SHA256", true},
    {"rsa_pss_pss_sha384", signature_key::rsa, padding::pss, "SHA384", true},
    {"rsa_pss_pss_sha512", signature_key::rsa, padding::pss, "SHA512", true},
    {"ed25519", signature_key::edwards, padding::none, "", true},
    {"ed448", signature_key::edwards, padding::none, "", true},
};

constexpr char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::span<const named_group> known_groups() {
  return groups;
}

std::span<const signature_scheme> known_schemes() {
  return schemes;
}

const named_group* find_group(std::string_view name) {
  const auto* found =
      std::ranges::find_if(groups, [&](const named_group& group) { return same_name(group.name, name); });
  return found == std::end(groups) ? nullptr : found;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char left, char right) { return lower(left) == lower(right); });
}

}  // namespace schannel::core
