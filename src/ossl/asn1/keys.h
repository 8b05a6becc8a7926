// Keys as they are encoded: RSA (RFC 8017), EC (RFC 5915), PKCS #8 (RFC 5958). The structures alone: nothing
// here asks whether the numbers are a key.
#pragma once

#include "ossl/asn1/values.h"
#include "ossl/key_parts.h"
#include "ossl/secret_bytes.h"

namespace schannel::ossl::asn1 {

decoded<rsa_public_parts> decode_rsa_public_key(tls::const_bytes der);
encoded encode_rsa_public_key(const rsa_public_parts& key);

decoded<rsa_private_parts> decode_rsa_private_key(tls::const_bytes der);
encoded encode_rsa_private_key(const rsa_private_parts& key);

struct private_key_info {
  std::uint32_t version = 0;
  algorithm_identifier algorithm;
  secret_bytes key;  ///< DER, as its algorithm wants it
  std::vector<attribute> attributes;
};

decoded<private_key_info> decode_private_key_info(tls::const_bytes der);
encoded encode_private_key_info(const private_key_info& key);

struct encrypted_private_key_info {
  algorithm_identifier algorithm;
  tls::byte_vector key;
};

decoded<encrypted_private_key_info> decode_encrypted_private_key_info(tls::const_bytes der);
encoded encode_encrypted_private_key_info(const encrypted_private_key_info& key);

struct ec_private_key {
  std::uint32_t version = 1;
  secret_bytes number;  ///< big-endian, as long as the curve's order
  std::string curve;    ///< the oid; empty when the key does not say
  bit_string point;     ///< the public key; empty when it is not there
};

decoded<ec_private_key> decode_ec_private_key(tls::const_bytes der);
encoded encode_ec_private_key(const ec_private_key& key);

/// Big-endian numbers without sign or leading zero bytes.
struct ec_signature {
  tls::byte_vector r;
  tls::byte_vector s;
};

decoded<ec_signature> decode_ec_signature(tls::const_bytes der);
encoded encode_ec_signature(const ec_signature& signature);

}  // namespace schannel::ossl::asn1
