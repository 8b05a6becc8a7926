// The cipher suites that are measured, under the names that each side knows them by.
#pragma once

#include <span>

namespace bench {

// The headers of Windows and those of OpenSSL do not go together, so neither is included here.

enum class version { tls1_2, tls1_3 };

struct suite {
  const char* label;  ///< in the results
  bench::version version;
  const char* windows_names;      ///< an array for `Functions`: one for each kind of key, where that matters
  const char* openssl_names;      ///< a list for OpenSSL, alike
  const char* gnutls_algorithms;  ///< the cipher and the MAC, as a part of a priority string
  const char* cipher;             ///< OpenSSL's name of the bare AEAD; nullptr when it is none
};

std::span<const suite> suites();

/// As an administrator would: only `which` is on for credentials that are acquired from now on.
void allow_only(const suite& which);

}  // namespace bench
