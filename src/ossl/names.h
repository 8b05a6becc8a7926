// Distinguished names (RFC 5280 section 4.1.2.4): attributes in, DER out, and back.
#pragma once

#include <string>
#include <vector>

#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::ossl {

/// The ASN.1 type an attribute's value is written as.
enum class string_type { printable, ia5, t61, bmp, utf8 };

/// One attribute of a name. `value` holds the bytes of its string type: two big-endian ones each for bmp.
struct name_attribute {
  std::string oid;
  string_type type = string_type::printable;
  tls::byte_vector value;
};

/// The attributes that share one relative distinguished name; nearly always there is one.
using relative_name = std::vector<name_attribute>;

/// Encodes the relative names in their order; cause::bad_credential when an oid is none, a relative name is
/// empty, or a value's bytes are not of its type.
tls::result<tls::byte_vector> encode_name(const std::vector<relative_name>& names);

/// An attribute that was read: its value as UTF-8, or as "#" and hexadecimal digits when it is no text.
struct attribute_text {
  std::string oid;
  std::string value;
  bool joins_previous = false;  ///< belongs to the same relative name as the attribute before it
};

/// The attributes of a name's DER in their order; nothing when it is no name.
std::vector<attribute_text> decode_name(tls::const_bytes der);

/// Whether `der` is one encoded name and nothing else.
bool is_name(tls::const_bytes der);

/// Whether `text` is a dotted object identifier.
bool is_oid(const std::string& text);

}  // namespace schannel::ossl
