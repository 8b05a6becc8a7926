// How much work a password-based algorithm of a PFX file demands before a single byte is decrypted.
#pragma once

#include <openssl/asn1.h>
#include <openssl/x509.h>

#include <cstdint>
#include <optional>

namespace schannel::ossl {

/// What all passwords of one file may cost together, in iterations: some seconds of one core. Files are
/// written with thousands to a few hundred thousand; billions are an attempt to keep the reader busy.
inline constexpr std::uint64_t affordable_iterations = 5'000'000;

/// The iterations that `algorithm` (PKCS #5 or PKCS #12) asks for; nothing when it is no such algorithm.
std::optional<std::uint64_t> iterations_of(const X509_ALGOR* algorithm);

/// The value of an INTEGER; nothing when it is negative or does not fit.
std::optional<std::uint64_t> value_of(const ASN1_INTEGER* number);

}  // namespace schannel::ossl
