// Distinguished names with the type and the bytes of each value, whatever they are.
#pragma once

#include "ossl/asn1/values.h"

namespace schannel::ossl::asn1 {

/// The numbers of the universal tags that values of names have (X.680 section 8.4).
enum class tag {
  octet_string = 4,
  utf8 = 12,
  numeric = 18,
  printable = 19,
  t61 = 20,
  videotex = 21,
  ia5 = 22,
  graphic = 25,
  visible = 26,
  general = 27,
  universal = 28,
  bmp = 30,
};

/// A value of a name. Without a tag that is listed above it is kept as DER.
struct name_value {
  bool is_text = true;
  tag type = tag::printable;
  tls::byte_vector bytes;
};

struct typed_attribute {
  std::string oid;
  name_value value;
};

using typed_relative_name = std::vector<typed_attribute>;
using typed_name = std::vector<typed_relative_name>;

decoded<typed_name> decode_typed_name(tls::const_bytes der);
encoded encode_typed_name(const typed_name& name);

decoded<name_value> decode_name_value(tls::const_bytes der);
encoded encode_name_value(const name_value& value);

}  // namespace schannel::ossl::asn1
