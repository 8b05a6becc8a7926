// The groups keys are agreed in and the schemes handshakes are signed with, in Windows' order of preference.
#pragma once

#include <span>
#include <string_view>

namespace schannel::core {

/// A curve of the key exchange (RFC 8446 section 4.2.7).
struct named_group {
  std::string_view name;     ///< Windows'
  std::string_view openssl;  ///< OpenSSL's
  std::string_view cng;      ///< how CNG calls the key exchange in it
  unsigned bits;
  bool by_default;
};

std::span<const named_group> known_groups();

/// nullptr when there is none of that name, in any case.
const named_group* find_group(std::string_view name);

enum class signature_key { rsa, ecdsa, edwards };
enum class padding { none, pkcs1, pss };

/// A signature scheme (RFC 8446 section 4.2.3).
struct signature_scheme {
  std::string_view name;  ///< OpenSSL's: mostly IANA's
  signature_key key;
  padding pads;
  std::string_view digest;  ///< CNG's name; empty where the scheme has its own
  bool strong;
};

std::span<const signature_scheme> known_schemes();

/// Whether two names of algorithms are the same in any case.
bool same_name(std::string_view a, std::string_view b);

}  // namespace schannel::core
