// Where the stores of the user and of the machine are.
#include "core/certs/system_stores.h"

#include <stdlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/files/folder.h"
#include "tls/unicode.h"

namespace schannel::core::certs {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> predefined_names{
    "MY",         "ROOT", "CA", "Disallowed", "AuthRoot", "Trust", "TrustedPeople", "TrustedPublisher",
    "AddressBook"};
constexpr std::size_t longest_folder_name = 200;

char in_lower_case(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char letter) { return in_lower_case(letter); });
  return text;
}

bool stands_for_itself(char letter, bool first) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' ||
         letter == '-' || (letter == '.' && !first);
}

/// Anything but plain letters, digits and a few signs becomes "%" and two hexadecimal digits.
std::string encoded(std::string_view utf8) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string folder;
  for (const char letter : utf8) {
    const auto byte = static_cast<unsigned char>(letter);
    if (stands_for_itself(letter, folder.empty()))
      folder += letter;
    else
      folder += {'%', digits[byte >> 4], digits[byte & 0x0F]};
  }
  return folder;
}

std::wstring decoded(std::string_view folder) {
  std::string utf8;
  for (std::size_t i = 0; i < folder.size(); ++i) {
    unsigned byte = 0;
    const char* const digits = folder.data() + i + 1;
    if (folder[i] == '%' && i + 2 < folder.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      utf8 += static_cast<char>(byte);
      i += 2;
    } else {
      utf8 += folder[i];
    }
  }
  return tls::to_wide(utf8);
}

/// An absolute path that the environment gives; relative ones are ignored, as the XDG specification demands.
std::optional<fs::path> path_in_environment(const char* variable) {
  const char* value = ::secure_getenv(variable);
  if (value == nullptr || *value != '/') return std::nullopt;
  return fs::path{value};
}

std::optional<fs::path> stores_of(location where) {
  if (where == location::local_machine) return fs::path{"/var/lib/openschannel/stores"};
  if (const auto data = path_in_environment("XDG_DATA_HOME")) return *data / "openschannel/stores";
  if (const auto home = path_in_environment("HOME")) return *home / ".local/share/openschannel/stores";
  return std::nullopt;
}

}  // namespace

std::optional<system_store_name> system_store_name::parse(std::wstring_view name) {
  if (name.empty() || name.find(L'\\') != std::wstring_view::npos) return std::nullopt;
  const std::string utf8 = in_lower_case(tls::to_utf8(name));
  for (const std::string_view known : predefined_names)
    if (utf8 == in_lower_case(std::string{known})) return system_store_name{std::string{known}, true};
  std::string folder = encoded(utf8);
  if (folder.size() > longest_folder_name) return std::nullopt;
  return system_store_name{std::move(folder), false};
}

std::optional<fs::path> folder_of(location where, const system_store_name& name) {
  const auto stores = stores_of(where);
  if (!stores) return std::nullopt;
  return *stores / name.folder();
}

files::access readers_of(location where) {
  return where == location::current_user ? files::access::owner_alone : files::access::everyone;
}

std::vector<std::wstring> names_in(location where) {
  std::vector<std::wstring> names;
  for (const std::string_view known : predefined_names) names.push_back(tls::to_wide(known));
  const auto stores = stores_of(where);
  if (!stores) return names;
  std::error_code ignored;
  for (const std::string& folder : files::names_in(*stores, ignored)) {
    std::wstring name = decoded(folder);
    const auto parsed = system_store_name::parse(name);
    const bool is_ours = parsed && !parsed->is_predefined() && parsed->folder() == folder;
    if (is_ours && fs::is_directory(*stores / folder, ignored)) names.push_back(std::move(name));
  }
  std::sort(names.begin() + predefined_names.size(), names.end());
  return names;
}

}  // namespace schannel::core::certs
