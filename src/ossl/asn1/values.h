// What ASN.1 structures say, as plain values: each header of this folder has the functions that read them
// from DER and write them as DER. OpenSSL does the ASN.1.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "ossl/certificate_fields.h"
#include "tls/bytes.h"

namespace schannel::ossl::asn1 {

/// Why there is no value, or no encoding.
enum class fault {
  cut_short,    ///< the bytes end too early
  wrong_tag,    ///< another type stands where this one should
  corrupt,      ///< anything else that is wrong with the bytes
  unencodable,  ///< a value that the structure has no room for
};

/// What was read. Bytes behind the structure do not matter.
template <typename T>
using decoded = std::variant<T, fault>;

using encoded = std::variant<tls::byte_vector, fault>;

/// An attribute, an access description, a policy qualifier: an object identifier with what belongs to it.
struct attribute {
  std::string oid;
  std::vector<tls::byte_vector> values;  ///< DER, one each
};

struct public_key_info {
  algorithm_identifier algorithm;
  bit_string key;
};

}  // namespace schannel::ossl::asn1
