// Which packages there are: EnumerateSecurityPackages and QuerySecurityPackageInfo.
#include <strings.h>

#include <array>
#include <cstring>
#include <cwchar>
#include <string>

#include "abi/entry.h"
#include "abi/memory.h"
#include "abi/package_names.h"
#include "abi/packages.h"

namespace schannel::abi {
namespace {

struct package_names {
  const char* narrow;
  const wchar_t* wide;
};
constexpr std::array<package_names, 2> packages = {
    {{SCHANNEL_NAME_A, SCHANNEL_NAME_W}, {UNISP_NAME_A, UNISP_NAME_W}}};
constexpr package_names comment = {"Schannel Security Package", L"Schannel Security Package"};

constexpr ULONG capabilities =
    SECPKG_FLAG_INTEGRITY | SECPKG_FLAG_PRIVACY | SECPKG_FLAG_CONNECTION | SECPKG_FLAG_MULTI_REQUIRED |
    SECPKG_FLAG_EXTENDED_ERROR | SECPKG_FLAG_IMPERSONATION | SECPKG_FLAG_ACCEPT_WIN32_NAME |
    SECPKG_FLAG_STREAM | SECPKG_FLAG_MUTUAL_AUTH | SECPKG_FLAG_APPCONTAINER_PASSTHROUGH;

template <typename Info>
struct characters;
template <>
struct characters<SecPkgInfoA> {
  using type = char;
  static const char* of(const package_names& names) { return names.narrow; }
};
template <>
struct characters<SecPkgInfoW> {
  using type = wchar_t;
  static const wchar_t* of(const package_names& names) { return names.wide; }
};

/// Copies `text` to `to` and moves `to` behind its terminator.
template <typename Character>
Character* put(Character*& to, const Character* text) {
  const std::size_t length = std::char_traits<Character>::length(text) + 1;
  Character* start = to;
  std::memcpy(start, text, length * sizeof(Character));
  to += length;
  return start;
}

/// One allocation: the array, then its strings.
template <typename Info>
Info* describe(const package_names* first, std::size_t count) {
  using text = characters<Info>;
  using character = typename text::type;
  std::size_t length = 0;
  for (std::size_t i = 0; i < count; ++i)
    length += std::char_traits<character>::length(text::of(first[i])) +
              std::char_traits<character>::length(text::of(comment)) + 2;
  auto* info = static_cast<Info*>(allocate_for_caller(count * sizeof(Info) + length * sizeof(character)));
  auto* strings = reinterpret_cast<character*>(info + count);
  for (std::size_t i = 0; i < count; ++i) {
    character* name = put(strings, text::of(first[i]));
    character* about = put(strings, text::of(comment));
    info[i] = {capabilities, 1, UNISP_RPC_ID, longest_token, name, about};
  }
  return info;
}

bool same(const char* a, const char* b) {
  return strcasecmp(a, b) == 0;
}
bool same(const wchar_t* a, const wchar_t* b) {
  return wcscasecmp(a, b) == 0;
}

template <typename Info, typename Character>
const package_names* find(const Character* name) {
  if (name == nullptr) return nullptr;
  for (const package_names& package : packages)
    if (same(characters<Info>::of(package), name)) return &package;
  return nullptr;
}

template <typename Info>
SECURITY_STATUS enumerate(ULONG* count, Info** info) {
  return guarded([&]() -> SECURITY_STATUS {
    if (count == nullptr || info == nullptr) return SEC_E_INVALID_PARAMETER;
    *info = describe<Info>(packages.data(), packages.size());
    *count = static_cast<ULONG>(packages.size());
    return SEC_E_OK;
  });
}

template <typename Info, typename Character>
SECURITY_STATUS query(const Character* name, Info** info) {
  return guarded([&]() -> SECURITY_STATUS {
    const package_names* found = find<Info>(name);
    if (found == nullptr) return SEC_E_SECPKG_NOT_FOUND;
    if (info == nullptr) return SEC_E_INVALID_PARAMETER;
    *info = describe<Info>(found, 1);
    return SEC_E_OK;
  });
}

}  // namespace

template <typename Info>
Info* describe_package() {
  return describe<Info>(&packages.back(), 1);
}
template SecPkgInfoA* describe_package();
template SecPkgInfoW* describe_package();

bool names_a_package(const char* name) {
  return find<SecPkgInfoA>(name) != nullptr;
}
bool names_a_package(const wchar_t* name) {
  return find<SecPkgInfoW>(name) != nullptr;
}

}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS EnumerateSecurityPackagesA(ULONG* pcPackages, PSecPkgInfoA* ppPackageInfo) {
  return enumerate(pcPackages, ppPackageInfo);
}

SECURITY_STATUS EnumerateSecurityPackagesW(ULONG* pcPackages, PSecPkgInfoW* ppPackageInfo) {
  return enumerate(pcPackages, ppPackageInfo);
}

SECURITY_STATUS QuerySecurityPackageInfoA(SEC_CHAR* pszPackageName, PSecPkgInfoA* ppPackageInfo) {
  return query(pszPackageName, ppPackageInfo);
}

SECURITY_STATUS QuerySecurityPackageInfoW(SEC_WCHAR* pszPackageName, PSecPkgInfoW* ppPackageInfo) {
  return query(pszPackageName, ppPackageInfo);
}
