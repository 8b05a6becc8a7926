// Distinguished names as people write them ("CN=example.com, O=Example"), read and written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ossl/names.h"

namespace schannel::core::certs {

/// How a name is written, and which string types its encoding uses.
struct name_syntax {
  std::wstring_view separators = L",;";  ///< any one of these ends a relative name
  bool joins_with_plus = true;           ///< "+" joins attributes into one relative name
  bool has_quotes = true;                ///< a value may stand in quotation marks, doubled inside
  bool is_reversed = false;              ///< the text begins with the last relative name
  bool is_always_utf8 = false;           ///< even a value that a PrintableString could hold is a UTF8String
  /// For values that a PrintableString cannot hold: t61 as far as Latin-1 goes, bmp as far as 16 bits go.
  ossl::string_type unicode_as = ossl::string_type::bmp;
};

/// What is wrong with a written name, and the index of the character where it begins.
struct name_mistake {
  enum class kind { syntax, not_numeric, not_printable, not_ia5 };

  kind what = kind::syntax;
  std::size_t position = 0;
};

/// Reads keys (CN, O, OU, ... in any case), object identifiers ("2.5.4.3" or "OID.2.5.4.3") and values.
/// Blanks around keys and values do not count. Nothing but blanks is the empty name. Values in hexadecimal
/// ("#04012A") are refused.
std::variant<std::vector<ossl::relative_name>, name_mistake> parse_name(std::wstring_view text,
                                                                        const name_syntax& syntax);

/// The values alone: ", " between relative names, " + " inside one.
std::wstring simple_text(const std::vector<ossl::attribute_text>& name);

}  // namespace schannel::core::certs
