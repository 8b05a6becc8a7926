// policy: which versions, suites, groups and signatures a credential allows. A pure function of what the
// administrator decided, what the program asked for and what OpenSSL can do.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/administration.h"
#include "ossl/settings.h"
#include "tls/result.h"
#include "tls/version.h"

namespace schannel::core {

/// What an algorithm is used for (Microsoft: CRYPTO_SETTINGS).
enum class algorithm_usage { key_exchange, signature, cipher, digest, certificate_signature };

/// Lengths in bits; 0 for no bound.
struct bit_range {
  unsigned minimum = 0;
  unsigned maximum = 0;

  /// Whether `bits` lies within.
  bool has(unsigned bits) const { return bits >= minimum && (maximum == 0 || bits <= maximum); }
  bool empty() const { return maximum != 0 && maximum < minimum; }
  bit_range operator&(const bit_range& other) const;

  friend bool operator==(const bit_range&, const bit_range&) = default;
};

/// An algorithm that may not be used: not at all, or, with lengths, not with any other length.
struct disabled_algorithm {
  algorithm_usage usage = algorithm_usage::cipher;
  std::string name{};                         ///< CNG's: "AES"
  std::vector<std::string> chaining_modes{};  ///< "ChainingModeGCM"; none for all
  bit_range allowed{};                        ///< without bounds: no length is
};

/// Bits that a cipher's key must have; 0 for no bound.
struct strength_request {
  bit_range bits{};
  bool allows_null = false;   ///< suites that do not encrypt too
  bool demands_null = false;  ///< no others
};

/// The algorithms a program wants to see and no others; nothing where it does not mind.
struct algorithm_request {
  std::optional<std::vector<ossl::bulk_cipher>> ciphers{};
  std::optional<std::vector<ossl::hash_algorithm>> digests{};
  std::optional<std::vector<ossl::key_exchange>> exchanges{};
  std::optional<std::vector<ossl::authentication>> authentications{};
};

/// What a program asks a credential for, one side of a connection.
struct policy_request {
  /// What its way of asking can lead to at most.
  tls::version_set reachable{tls::version::tls1_0, tls::version::tls1_1, tls::version::tls1_2,
                             tls::version::tls1_3};
  std::optional<tls::version_set> enabled{};  ///< just these; nothing for the system's
  tls::version_set disabled{};
  algorithm_request algorithms{};
  strength_request strength{};
  std::vector<disabled_algorithm> disabled_algorithms{};
  bool strong_only = false;
  bool preshared_keys_only = false;
};

/// What may be negotiated. Nothing in it is empty, except that without a signature there may be no scheme and
/// without a curve no group.
struct allowance {
  tls::version_set versions{};
  std::vector<const cipher_suite*> suites{};
  std::vector<const named_group*> groups{};
  std::vector<const signature_scheme*> schemes{};
  bit_range rsa{};
  bit_range diffie_hellman{};
  /// Whether the administrator said how short keys may be, whatever OpenSSL's security level is.
  bool lengths_are_decided = false;
};

/// `available` holds the IANA numbers of the suites that can be done at all. cause::no_usable_algorithms when
/// nothing is left.
tls::result<allowance> decide(tls::role role, const administration& system, const policy_request& wanted,
                              std::span<const std::uint16_t> available);

/// The same as OpenSSL is told it.
ossl::algorithms in_openssl_terms(const allowance& allowed);

}  // namespace schannel::core
