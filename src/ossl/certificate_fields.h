// certificate_fields: what stands in a certificate, taken apart into plain bytes, texts and numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ossl/certificate.h"
#include "tls/bytes.h"

namespace schannel::ossl {

/// An algorithm by its dotted object identifier; `parameters` is their DER, empty when there are none.
struct algorithm_identifier {
  std::string oid;
  tls::byte_vector parameters;
};

/// A bit string; the last byte of `bytes` does not use its lowest `unused_bits`.
struct bit_string {
  tls::byte_vector bytes;
  std::uint32_t unused_bits = 0;
};

struct certificate_extension {
  std::string oid;
  bool critical = false;
  tls::byte_vector value;
};

/// The fields of a TBSCertificate (RFC 5280 section 4.1) in their order.
struct certificate_fields {
  std::uint32_t version = 0;  ///< as encoded: 0 is v1, 2 is v3
  /// Two's complement, least significant byte first, without leading zero bytes.
  tls::byte_vector serial_number;
  algorithm_identifier signature_algorithm;
  tls::byte_vector issuer;      ///< the name's DER
  std::int64_t not_before = 0;  ///< seconds since 1970 (UTC)
  std::int64_t not_after = 0;
  tls::byte_vector subject;
  algorithm_identifier public_key_algorithm;
  bit_string public_key;
  bit_string issuer_unique_id;
  bit_string subject_unique_id;
  std::vector<certificate_extension> extensions;
};

/// Takes `whole` apart. Every certificate that could be parsed can be taken apart.
certificate_fields fields_of(const certificate& whole);

/// The names alone, as DER.
tls::byte_vector subject_of(const certificate& whole);
tls::byte_vector issuer_of(const certificate& whole);

enum class digest { md5, sha1, sha256 };

/// The digest of the whole encoding, known as fingerprint or thumbprint.
tls::byte_vector fingerprint(const certificate& whole, digest algorithm);

/// The key identifier: the subject key identifier extension, or else the SHA-1 digest of the public key's
/// DER. Empty when there is no extension and the key is none that OpenSSL can read.
tls::byte_vector key_identifier(const certificate& whole);

/// The digest that the issuer signed, by the algorithm of the signature; empty when that names none.
tls::byte_vector signed_digest(const certificate& whole);

/// The digest of the public key's bits, without their algorithm.
tls::byte_vector public_key_digest(const certificate& whole, digest algorithm);

/// The digest of the issuer's DER and, behind it, of the serial number as certificate_fields has it.
tls::byte_vector issuer_and_serial_digest(const certificate& whole, digest algorithm);

/// The digest of the subject's DER.
tls::byte_vector subject_digest(const certificate& whole, digest algorithm);

/// The length of the public key in bits; 0 when OpenSSL does not know such keys.
std::uint32_t public_key_bits(const certificate& whole);

}  // namespace schannel::ossl
