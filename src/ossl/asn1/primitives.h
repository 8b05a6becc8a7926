// Single values: numbers, bytes, bits, object identifiers, times.
#pragma once

#include "ossl/asn1/values.h"

namespace schannel::ossl::asn1 {

// Numbers are in two's complement, least significant byte first; those that are written may have needless
// bytes.
decoded<tls::byte_vector> decode_integer(tls::const_bytes der);
encoded encode_integer(tls::const_bytes number);
decoded<tls::byte_vector> decode_enumerated(tls::const_bytes der);
encoded encode_enumerated(tls::const_bytes number);

decoded<tls::byte_vector> decode_octets(tls::const_bytes der);
encoded encode_octets(tls::const_bytes bytes);

decoded<bit_string> decode_bits(tls::const_bytes der);
encoded encode_bits(const bit_string& bits);

decoded<std::string> decode_object_identifier(tls::const_bytes der);
encoded encode_object_identifier(const std::string& oid);

/// Seconds since 1970 (UTC), from a UTCTime or a GeneralizedTime.
decoded<std::int64_t> decode_time(tls::const_bytes der);
/// A UTCTime for the years 1950 to 2049, a GeneralizedTime for others (RFC 5280 section 4.1.2.5).
encoded encode_time(std::int64_t seconds);

}  // namespace schannel::ossl::asn1
