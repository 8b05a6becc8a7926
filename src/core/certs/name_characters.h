// The characters of a name's values, whatever string type they are encoded as.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/certs/name_text.h"
#include "core/certs/t61.h"
#include "ossl/asn1/names.h"

namespace schannel::core::certs {

/// The characters of a value that is text. An octet string, and a type of one byte a character, has one for
/// each of its bytes.
std::wstring characters_of(const ossl::asn1::name_value& value,
                           t61_reading t61 = t61_reading::utf8_if_possible);

/// `text` as a value of that type; a mistake, with its place, when the type has no room for a character.
std::variant<ossl::asn1::name_value, name_mistake> value_of(std::wstring_view text, ossl::asn1::tag type);

/// `text` as a value of an attribute, in the type that CertStrToName chooses for it.
std::variant<ossl::asn1::name_value, name_mistake> value_of(std::wstring_view text, const std::string& oid,
                                                            const name_syntax& syntax);

}  // namespace schannel::core::certs
