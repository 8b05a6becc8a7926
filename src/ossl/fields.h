// The parts that certificates and revocation lists are made of, from OpenSSL's objects into plain bytes.
#pragma once

#include <new>
#include <vector>

#include "ossl/certificate_fields.h"
#include "ossl/handles.h"

namespace schannel::ossl {

tls::byte_vector bytes_of(const ASN1_STRING* text);
algorithm_identifier algorithm_of(const X509_ALGOR* from);
/// The name's DER.
tls::byte_vector name_of(const X509_NAME* from);
/// Two's complement, least significant byte first, without leading zero bytes.
tls::byte_vector number_of(const ASN1_INTEGER* from);
certificate_extension extension_of(X509_EXTENSION* from);

/// Whether what names an issuer's key (null when nothing does) names that of `issuer`.
bool agrees(const AUTHORITY_KEYID* named, X509* issuer);

/// The DER that one of OpenSSL's i2d functions makes of `object`.
template <typename T>
tls::byte_vector encode(const T* object, int (*to_der)(const T*, unsigned char**)) {
  const int size = to_der(object, nullptr);
  if (size < 0) throw std::bad_alloc{};
  tls::byte_vector der(static_cast<std::size_t>(size));
  unsigned char* out = der.data();
  to_der(object, &out);
  return der;
}

/// Empty where the algorithm is not available.
tls::byte_vector hash(tls::const_bytes data, digest algorithm);
tls::byte_vector hash(tls::const_bytes data, const EVP_MD* function);

}  // namespace schannel::ossl
