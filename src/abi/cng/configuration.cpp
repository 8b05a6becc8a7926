// BCryptEnumContextFunctions, BCryptFreeBuffer, BCryptGetFipsAlgorithmMode.
#include <bcrypt.h>
#include <ncrypt.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "core/cipher_suites.h"
#include "ossl/availability.h"

using namespace schannel;

namespace {

constexpr NTSTATUS success = 0;
constexpr NTSTATUS invalid_parameter = static_cast<NTSTATUS>(0xC000000D);
constexpr NTSTATUS no_memory = static_cast<NTSTATUS>(0xC0000017);
constexpr NTSTATUS buffer_too_small = static_cast<NTSTATUS>(0xC0000023);
constexpr NTSTATUS not_found = static_cast<NTSTATUS>(0xC0000225);

std::vector<std::wstring> default_suites() {
  std::vector<std::wstring> names;
  for (const core::cipher_suite& suite : core::known_suites())
    if (suite.offered == core::offering::by_default) names.emplace_back(suite.name.begin(), suite.name.end());
  return names;
}

ULONG size_of(const std::vector<std::wstring>& names) {
  std::size_t size = sizeof(CRYPT_CONTEXT_FUNCTIONS) + names.size() * sizeof(PWSTR);
  for (const std::wstring& name : names) size += (name.size() + 1) * sizeof(wchar_t);
  return static_cast<ULONG>(size);
}

/// Lays the names out in one block: structure, pointers, texts.
void write(const std::vector<std::wstring>& names, PCRYPT_CONTEXT_FUNCTIONS to) {
  to->cFunctions = static_cast<ULONG>(names.size());
  to->rgpszFunctions = reinterpret_cast<PWSTR*>(to + 1);
  auto* text = reinterpret_cast<wchar_t*>(to->rgpszFunctions + names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    to->rgpszFunctions[i] = text;
    std::memcpy(text, names[i].c_str(), (names[i].size() + 1) * sizeof(wchar_t));
    text += names[i].size() + 1;
  }
}

NTSTATUS deliver(const std::vector<std::wstring>& names, ULONG& room, PCRYPT_CONTEXT_FUNCTIONS* buffer) {
  const ULONG size = size_of(names);
  const ULONG given = room;
  room = size;
  if (buffer == nullptr) return buffer_too_small;
  if (*buffer != nullptr && given < size) return buffer_too_small;
  if (*buffer == nullptr) *buffer = static_cast<PCRYPT_CONTEXT_FUNCTIONS>(std::malloc(size));
  if (*buffer == nullptr) return no_memory;
  write(names, *buffer);
  return success;
}

}  // namespace

NTSTATUS WINAPI BCryptEnumContextFunctions(ULONG dwTable, LPCWSTR pszContext, ULONG dwInterface,
                                           ULONG* pcbBuffer, PCRYPT_CONTEXT_FUNCTIONS* ppBuffer) {
  if (pszContext == nullptr || pcbBuffer == nullptr || (dwTable != CRYPT_LOCAL && dwTable != CRYPT_DOMAIN))
    return invalid_parameter;
  if (dwTable != CRYPT_LOCAL || std::wstring_view{pszContext} != L"SSL" ||
      dwInterface != NCRYPT_SCHANNEL_INTERFACE)
    return not_found;
  try {
    return deliver(default_suites(), *pcbBuffer, ppBuffer);
  } catch (const std::bad_alloc&) {
    return no_memory;
  }
}

void WINAPI BCryptFreeBuffer(PVOID pvBuffer) {
  std::free(pvBuffer);
}

NTSTATUS WINAPI BCryptGetFipsAlgorithmMode(BOOLEAN* pfEnabled) {
  if (pfEnabled == nullptr) return invalid_parameter;
  *pfEnabled = ossl::allows_only_approved_algorithms() ? TRUE : FALSE;
  return success;
}
