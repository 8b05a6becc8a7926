// Signed structures (RFC 5280 section 4.1, RFC 2986) and what is signed in them.
#pragma once

#include "ossl/asn1/values.h"

namespace schannel::ossl::asn1 {

/// What is signed, as DER, and its signature, whose bytes are in the order of the encoding.
struct signed_content {
  tls::byte_vector to_be_signed;
  algorithm_identifier algorithm;
  bit_string signature;
};

decoded<signed_content> decode_signed_content(tls::const_bytes der);
encoded encode_signed_content(const signed_content& whole);

/// The TBSCertificate alone.
decoded<certificate_fields> decode_certificate_fields(tls::const_bytes der);
encoded encode_certificate_fields(const certificate_fields& fields);

/// The CertificationRequestInfo of PKCS #10.
struct certificate_request {
  std::uint32_t version = 0;
  tls::byte_vector subject;  ///< the name's DER
  public_key_info key;
  std::vector<attribute> attributes;
};

decoded<certificate_request> decode_certificate_request(tls::const_bytes der);
encoded encode_certificate_request(const certificate_request& request);

}  // namespace schannel::ossl::asn1
