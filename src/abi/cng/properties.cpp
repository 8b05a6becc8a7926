// NCryptGetProperty, NCryptSetProperty.
#include <ncrypt.h>

#include <cstring>
#include <optional>
#include <string_view>
#include <variant>

#include "abi/cng/delivery.h"
#include "abi/cng/entry.h"
#include "abi/cng/key.h"

using namespace schannel;
using namespace schannel::abi::cng;

namespace {

namespace keys = core::keys;

constexpr DWORD flags_of_properties = NCRYPT_SILENT_FLAG | NCRYPT_PERSIST_FLAG | NCRYPT_PERSIST_ONLY_FLAG;

tls::byte_vector number(DWORD value) {
  tls::byte_vector bytes(sizeof value);
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

/// With its terminator.
tls::byte_vector text(std::wstring_view value) {
  tls::byte_vector bytes((value.size() + 1) * sizeof(wchar_t));
  std::memcpy(bytes.data(), value.data(), value.size() * sizeof(wchar_t));
  return bytes;
}

/// Nothing for a property that providers do not have.
std::optional<tls::byte_vector> property_of_provider(std::wstring_view name) {
  if (name == NCRYPT_NAME_PROPERTY) return text(MS_KEY_STORAGE_PROVIDER);
  if (name == NCRYPT_IMPL_TYPE_PROPERTY) return number(NCRYPT_IMPL_SOFTWARE_FLAG);
  return std::nullopt;
}

std::optional<tls::byte_vector> name_property(const cng_key& key, std::wstring_view property) {
  if (property == NCRYPT_KEY_TYPE_PROPERTY)
    return number(key.place() && key.place()->whose == keys::owner::machine ? NCRYPT_MACHINE_KEY_FLAG : 0);
  if (property != NCRYPT_NAME_PROPERTY && property != NCRYPT_UNIQUE_NAME_PROPERTY) return std::nullopt;
  return key.place() ? std::optional{text(key.place()->name)} : std::nullopt;
}

std::optional<tls::byte_vector> property_of_key(const cng_key& key, std::wstring_view name) {
  const key_algorithm* algorithm = key.algorithm();
  if (name == NCRYPT_LENGTH_PROPERTY) return number(key.bits());
  if (name == NCRYPT_EXPORT_POLICY_PROPERTY) return number(key.allowed().export_policy);
  if (name == NCRYPT_KEY_USAGE_PROPERTY) return number(key.allowed().usage);
  if (algorithm != nullptr && name == NCRYPT_ALGORITHM_PROPERTY) return text(algorithm->name);
  if (algorithm != nullptr && name == NCRYPT_ALGORITHM_GROUP_PROPERTY) return text(algorithm->group);
  return name_property(key, name);
}

SECURITY_STATUS set_number(cng_key& key, std::wstring_view name, DWORD value) {
  keys::permissions allowed = key.allowed();
  if (name == NCRYPT_LENGTH_PROPERTY) return key.plan_bits(value);
  if (name == NCRYPT_EXPORT_POLICY_PROPERTY)
    allowed.export_policy = value;
  else
    allowed.usage = value;
  return key.allow(allowed);
}

bool is_number(std::wstring_view name) {
  return name == NCRYPT_LENGTH_PROPERTY || name == NCRYPT_EXPORT_POLICY_PROPERTY ||
         name == NCRYPT_KEY_USAGE_PROPERTY;
}

}  // namespace

SECURITY_STATUS WINAPI NCryptGetProperty(NCRYPT_HANDLE hObject, LPCWSTR pszProperty, PBYTE pbOutput,
                                         DWORD cbOutput, DWORD* pcbResult, DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    if (pszProperty == nullptr || pcbResult == nullptr) return NTE_INVALID_PARAMETER;
    const auto key = keys::find<cng_key>(hObject);
    if (!key && !keys::find<cng_provider>(hObject)) return NTE_INVALID_HANDLE;
    if ((dwFlags & ~flags_of_properties) != 0) return NTE_BAD_FLAGS;
    const auto value = key ? property_of_key(*key, pszProperty) : property_of_provider(pszProperty);
    return value ? deliver(*value, pbOutput, cbOutput, *pcbResult) : NTE_NOT_SUPPORTED;
  });
}

SECURITY_STATUS WINAPI NCryptSetProperty(NCRYPT_HANDLE hObject, LPCWSTR pszProperty, PBYTE pbInput,
                                         DWORD cbInput, DWORD dwFlags) {
  return guarded([&]() -> SECURITY_STATUS {
    if (pszProperty == nullptr || pbInput == nullptr) return NTE_INVALID_PARAMETER;
    const auto key = keys::find<cng_key>(hObject);
    if (!key && !keys::find<cng_provider>(hObject)) return NTE_INVALID_HANDLE;
    if ((dwFlags & ~flags_of_properties) != 0) return NTE_BAD_FLAGS;
    // Nothing here ever opens a window, so that any is its parent.
    if (std::wstring_view{pszProperty} == NCRYPT_WINDOW_HANDLE_PROPERTY) return ERROR_SUCCESS;
    if (!key || !is_number(pszProperty)) return NTE_NOT_SUPPORTED;
    DWORD value = 0;
    if (cbInput != sizeof value) return NTE_INVALID_PARAMETER;
    std::memcpy(&value, pbInput, sizeof value);
    return set_number(*key, pszProperty, value);
  });
}
