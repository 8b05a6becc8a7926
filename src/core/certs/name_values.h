// The value of one attribute of a written name, in the string type that its encoding will use.
#pragma once

#include <string_view>
#include <variant>

#include "core/certs/name_attributes.h"
#include "core/certs/name_text.h"
#include "tls/bytes.h"

namespace schannel::core::certs {

struct encoded_value {
  ossl::string_type type = ossl::string_type::printable;
  tls::byte_vector bytes;
};

/// Whether it belongs to the alphabet of PrintableString (X.680 section 41.4).
bool is_printable(wchar_t letter);

/// Chooses the string type as CertStrToName's page says; the mistake is that no allowed type can hold `text`.
std::variant<encoded_value, name_mistake::kind> encode_value(std::wstring_view text, value_kind allowed,
                                                             const name_syntax& syntax);

}  // namespace schannel::core::certs
