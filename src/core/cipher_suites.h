// The cipher suites that Windows knows and OpenSSL can do, in Windows' order of preference
// (Microsoft: TLS Cipher Suites in Windows Server 2022).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ossl/facts.h"
#include "tls/version.h"

namespace schannel::core {

/// How a cipher treats a message as a whole.
enum class chaining_mode { none, cbc, gcm };

/// When a suite is offered, unless an administrator orders the suites.
enum class offering {
  by_default,
  when_asked,           ///< the program must ask for suites that do not encrypt
  by_administrator,     ///< only an administrator's own order has it
  with_preshared_keys,  ///< only for credentials that use nothing else
};

struct cipher_suite {
  std::uint16_t number;      ///< IANA's
  std::string_view name;     ///< IANA's, and Windows'
  std::string_view openssl;  ///< OpenSSL's
  tls::version_set versions;
  ossl::key_exchange exchange;         ///< none: the suite leaves it open (TLS 1.3)
  ossl::authentication authenticates;  ///< likewise
  ossl::bulk_cipher cipher;
  unsigned strength;  ///< bits of the cipher's key
  chaining_mode mode;
  ossl::hash_algorithm digest;  ///< of the record MAC, or of the key derivation where an AEAD needs no MAC
  bool strong;                  ///< may stay when a program asks for strong cryptography
  offering offered;

  bool encrypts() const { return cipher != ossl::bulk_cipher::none; }
};

std::span<const cipher_suite> known_suites();

/// nullptr when there is none of that name.
const cipher_suite* find_suite(std::string_view name);

}  // namespace schannel::core
