// Structures of a few parts: algorithms, public keys, attributes, extensions, sequences.
#pragma once

#include "ossl/asn1/values.h"

namespace schannel::ossl::asn1 {

decoded<algorithm_identifier> decode_algorithm(tls::const_bytes der);
encoded encode_algorithm(const algorithm_identifier& algorithm);

decoded<public_key_info> decode_public_key_info(tls::const_bytes der);
encoded encode_public_key_info(const public_key_info& key);

/// A sequence of whatever it is, each with its own DER.
decoded<std::vector<tls::byte_vector>> decode_sequence(tls::const_bytes der);
encoded encode_sequence(const std::vector<tls::byte_vector>& elements);

/// ContentInfo of PKCS #7: an attribute with one value or none, which is encoded without its explicit tag.
decoded<attribute> decode_content(tls::const_bytes der);
encoded encode_content(const attribute& content);

decoded<attribute> decode_attribute(tls::const_bytes der);
encoded encode_attribute(const attribute& one);
decoded<std::vector<attribute>> decode_attributes(tls::const_bytes der);
encoded encode_attributes(const std::vector<attribute>& all);

decoded<std::vector<certificate_extension>> decode_extensions(tls::const_bytes der);
encoded encode_extensions(const std::vector<certificate_extension>& all);

/// A sequence of object identifiers, as in an extended key usage.
decoded<std::vector<std::string>> decode_object_identifiers(tls::const_bytes der);
encoded encode_object_identifiers(const std::vector<std::string>& all);

}  // namespace schannel::ossl::asn1
