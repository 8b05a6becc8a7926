// Keys, values and quotation marks.
#include "core/certs/written_name.h"

#include <string_view>

#include "core/certs/name_attributes.h"

namespace schannel::core::certs {
namespace {

bool needs_quotes(std::string_view value) {
  constexpr std::string_view separating = ",+=\"\r\n<>;";
  return value.empty() || value.front() == ' ' || value.back() == ' ' ||
         value.find_first_of(separating) != std::string_view::npos;
}

std::string quoted(std::string_view value) {
  std::string text = "\"";
  for (const char letter : value) text.append(letter == '"' ? 2 : 1, letter);
  return text + '"';
}

std::string key_for(const std::string& oid) {
  const std::string_view key = key_of(oid);
  return key.empty() ? "OID." + oid : std::string(key);
}

}  // namespace

std::string written_name(const std::vector<ossl::attribute_text>& name) {
  std::string text;
  for (const ossl::attribute_text& attribute : name) {
    if (!text.empty()) text += attribute.joins_previous ? " + " : ", ";
    text += key_for(attribute.oid) + '=';
    text += needs_quotes(attribute.value) ? quoted(attribute.value) : attribute.value;
  }
  return text;
}

}  // namespace schannel::core::certs
