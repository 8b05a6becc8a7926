// CNG's names, usage by usage. An entry that names what no suite uses says nothing (Microsoft:
// CRYPTO_SETTINGS).
#include "core/disabled_algorithms.h"

#include <algorithm>
#include <array>

namespace schannel::core {
namespace {

using ossl::bulk_cipher;
using ossl::hash_algorithm;
using ossl::key_exchange;

std::string_view name_of(bulk_cipher cipher) {
  switch (cipher) {
    case bulk_cipher::aes_128:
    case bulk_cipher::aes_256:
      return "AES";
    case bulk_cipher::chacha20:
      return "CHACHA20_POLY1305";
    case bulk_cipher::triple_des:
      return "3DES";
    case bulk_cipher::none:
      break;
  }
  return "NULL";
}

std::string_view name_of(hash_algorithm of) {
  switch (of) {
    case hash_algorithm::md5:
      return "MD5";
    case hash_algorithm::sha1:
      return "SHA1";
    case hash_algorithm::sha256:
      return "SHA256";
    case hash_algorithm::sha384:
      return "SHA384";
    case hash_algorithm::none:
      break;
  }
  return {};
}

std::string_view name_of(chaining_mode mode) {
  switch (mode) {
    case chaining_mode::cbc:
      return "ChainingModeCBC";
    case chaining_mode::gcm:
      return "ChainingModeGCM";
    case chaining_mode::none:
      break;
  }
  return "ChainingModeN/A";
}

/// The names a key exchange goes by: its algorithm's, and TLS'.
std::array<std::string_view, 2> names_of(key_exchange exchange) {
  switch (exchange) {
    case key_exchange::rsa:
      return {"RSA", "RSA"};
    case key_exchange::dhe:
      return {"DH", "DHE"};
    case key_exchange::ecdhe:
      return {"ECDH", "ECDHE"};
    case key_exchange::psk:
      return {"PSK", "PSK"};
    case key_exchange::none:
      break;
  }
  return {};
}

bool names(const disabled_algorithm& one, std::string_view name) {
  return !name.empty() && same_name(one.name, name);
}

bool names_either(const disabled_algorithm& one, const std::array<std::string_view, 2>& both) {
  return names(one, both[0]) || names(one, both[1]);
}

bool forbids_any_length(const disabled_algorithm& one) {
  return one.allowed == bit_range{};
}

bool forbids_length(const disabled_algorithm& one, unsigned bits) {
  return forbids_any_length(one) || !one.allowed.has(bits);
}

bool concerns(const disabled_algorithm& one, chaining_mode mode) {
  const auto& modes = one.chaining_modes;
  return modes.empty() || std::ranges::any_of(modes, [mode](const std::string& named) {
           return same_name(named, name_of(mode));
         });
}

bool forbids(const disabled_algorithm& one, const cipher_suite& suite) {
  switch (one.usage) {
    case algorithm_usage::cipher:
      return names(one, name_of(suite.cipher)) && concerns(one, suite.mode) &&
             forbids_length(one, suite.strength);
    case algorithm_usage::digest:
      return names(one, name_of(suite.digest)) && forbids_any_length(one);
    case algorithm_usage::key_exchange:
      return names_either(one, names_of(suite.exchange)) && forbids_any_length(one);
    case algorithm_usage::signature:
    case algorithm_usage::certificate_signature:
      break;
  }
  return false;
}

std::string_view name_of(padding pads) {
  switch (pads) {
    case padding::pkcs1:
      return "SCH_RSA_PKCS_PAD";
    case padding::pss:
      return "SCH_RSA_PSS_PAD";
    case padding::none:
      break;
  }
  return {};
}

std::string_view name_of(signature_key key) {
  switch (key) {
    case signature_key::rsa:
      return "RSA";
    case signature_key::ecdsa:
      return "ECDSA";
    case signature_key::edwards:
      break;
  }
  return {};
}

bool forbids(const disabled_algorithm& one, const signature_scheme& scheme) {
  const bool signs =
      one.usage == algorithm_usage::signature || one.usage == algorithm_usage::certificate_signature;
  return signs && forbids_any_length(one) &&
         (names(one, name_of(scheme.key)) || names(one, name_of(scheme.pads)) || names(one, scheme.digest));
}

}  // namespace

bool forbids(std::span<const disabled_algorithm> disabled, const cipher_suite& suite) {
  return std::ranges::any_of(disabled, [&](const disabled_algorithm& one) { return forbids(one, suite); });
}

bool forbids(std::span<const disabled_algorithm> disabled, const signature_scheme& scheme) {
  return std::ranges::any_of(disabled, [&](const disabled_algorithm& one) { return forbids(one, scheme); });
}

bool forbids(std::span<const disabled_algorithm> disabled, const named_group& group) {
  return std::ranges::any_of(disabled, [&](const disabled_algorithm& one) {
    if (one.usage != algorithm_usage::key_exchange) return false;
    if (names(one, group.cng) || names(one, group.name)) return forbids_length(one, group.bits);
    return names_either(one, names_of(key_exchange::ecdhe)) && forbids_length(one, group.bits);
  });
}

bit_range allowed_lengths(std::span<const disabled_algorithm> disabled, std::string_view name) {
  bit_range allowed;
  for (const disabled_algorithm& one : disabled) {
    const bool has_keys =
        one.usage == algorithm_usage::key_exchange || one.usage == algorithm_usage::signature;
    if (has_keys && names(one, name)) allowed = allowed & one.allowed;
  }
  return allowed;
}

}  // namespace schannel::core
