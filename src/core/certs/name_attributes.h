// The attributes that have a short key in written names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schannel::core::certs {

/// The string types an attribute's value may have.
enum class value_kind {
  directory,    ///< PrintableString if that can hold it, else a Unicode string
  printable,    ///< PrintableString only
  ia5,          ///< IA5String only
  ia5_or_utf8,  ///< IA5String if that can hold it, else UTF8String
};

struct attribute_kind {
  std::string oid;
  value_kind values = value_kind::directory;
};

/// Finds an attribute by its key in any case, or by its object identifier with or without "OID." before it.
std::optional<attribute_kind> find_attribute(std::wstring_view key);

/// The key that stands for an object identifier; empty when it has none.
std::string_view key_of(std::string_view oid);

}  // namespace schannel::core::certs
