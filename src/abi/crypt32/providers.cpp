// provider: what CertOpenStore opens a store with.
#include "abi/crypt32/providers.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace schannel::abi::crypt32 {

namespace {

struct known_provider {
  LPCSTR number;
  std::string_view name;  ///< in lower case; empty when programs know it by number alone
  provider means;
};

constexpr ULONG_PTR largest_number = 0xFFFF;

const std::array known_providers{
    known_provider{CERT_STORE_PROV_MEMORY, "memory", provider::memory},
    known_provider{CERT_STORE_PROV_COLLECTION, "collection", provider::collection},
    known_provider{CERT_STORE_PROV_FILE, "", provider::file},
    known_provider{CERT_STORE_PROV_FILENAME_A, "", provider::filename_a},
    known_provider{CERT_STORE_PROV_FILENAME_W, "file", provider::filename_w},
    known_provider{CERT_STORE_PROV_PKCS7, "pkcs7", provider::pkcs7},
    known_provider{CERT_STORE_PROV_PKCS12, "pkcs12", provider::pkcs12},
    known_provider{CERT_STORE_PROV_SERIALIZED, "serialized", provider::serialized},
    known_provider{CERT_STORE_PROV_SYSTEM_A, "", provider::system_a},
    known_provider{CERT_STORE_PROV_SYSTEM_W, "system", provider::system_w},
    known_provider{CERT_STORE_PROV_SYSTEM_REGISTRY_A, "", provider::registry_a},
    known_provider{CERT_STORE_PROV_SYSTEM_REGISTRY_W, "systemregistry", provider::registry_w},
};

/// Compares text in the width of `Character` without reading past its first difference.
template <typename Character>
bool spells(const Character* text, std::string_view word) {
  for (const char letter : word) {
    const Character small = *text >= 'A' && *text <= 'Z' ? static_cast<Character>(*text - 'A' + 'a') : *text;
    if (small != static_cast<Character>(letter)) return false;
    ++text;
  }
  return *text == 0;
}

/// Names are narrow, but programs that are wide everywhere pass a wide one too: read narrowly, that is its
/// first letter alone.
bool is_named(LPCSTR given, std::string_view name) {
  if (name.empty()) return false;
  const bool may_be_wide =
      reinterpret_cast<ULONG_PTR>(given) % alignof(wchar_t) == 0 && spells(given, name.substr(0, 1));
  return spells(given, name) || (may_be_wide && spells(reinterpret_cast<const wchar_t*>(given), name));
}

}  // namespace

std::optional<provider> provider_of(LPCSTR number_or_name) {
  const bool is_number = reinterpret_cast<ULONG_PTR>(number_or_name) <= largest_number;
  const auto found =
      std::find_if(known_providers.begin(), known_providers.end(), [&](const known_provider& one) {
        return is_number ? one.number == number_or_name : is_named(number_or_name, one.name);
      });
  if (found == known_providers.end()) return std::nullopt;
  return found->means;
}

}  // namespace schannel::abi::crypt32
