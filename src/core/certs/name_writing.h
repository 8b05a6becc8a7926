// Distinguished names as CertNameToStr writes them.
#pragma once

#include <string>
#include <string_view>

#include "core/certs/name_characters.h"
#include "ossl/asn1/names.h"

namespace schannel::core::certs {

struct name_format {
  enum class keys {
    none,         ///< the values alone
    identifiers,  ///< "2.5.4.3=example.com"
    words,        ///< "CN=example.com", "OID." before an identifier without a word
  };

  keys shown = keys::none;
  std::wstring_view separator = L", ";  ///< between relative names
  std::wstring_view plus = L" + ";      ///< between the attributes of one
  bool has_quotes = true;               ///< around values that could not be read back without them
  bool is_reversed = false;             ///< the last relative name first
  t61_reading t61 = t61_reading::utf8_if_possible;
};

std::wstring write_name(const ossl::asn1::typed_name& name, const name_format& format);

/// The characters of a value; "#" and hexadecimal digits for what is no text.
std::wstring write_value(const ossl::asn1::name_value& value, t61_reading t61);

}  // namespace schannel::core::certs
