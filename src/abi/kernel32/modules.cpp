// GetModuleHandle, LoadLibrary, GetProcAddress, FreeLibrary: the libraries of Windows that this one stands for.
#include <windows.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "abi/kernel32/exports.h"
#include "abi/last_error.h"
#include "tls/unicode.h"

using namespace schannel;
using abi::set_last_error;

namespace {

/// What a module's handle points at; the first is the program itself.
struct module_name {
  std::string_view name;
};
constexpr std::array modules = {
    module_name{""},         module_name{"secur32"},  module_name{"security"},   module_name{"sspicli"},
    module_name{"schannel"}, module_name{"crypt32"},  module_name{"ncrypt"},     module_name{"bcrypt"},
    module_name{"advapi32"}, module_name{"kernel32"}, module_name{"kernelbase"}, module_name{"ntdll"},
};

HMODULE handle_of(const module_name& one) {
  return reinterpret_cast<HMODULE>(const_cast<module_name*>(&one));
}

bool is_module(HMODULE handle) {
  return std::ranges::any_of(modules, [&](const module_name& one) { return handle_of(one) == handle; });
}

/// Without path and extension, in small letters.
std::string plain_name(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string plain{name};
  for (char& letter : plain)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  constexpr std::string_view extension = ".dll";
  if (plain.ends_with(extension)) plain.resize(plain.size() - extension.size());
  return plain;
}

HMODULE find_module(std::string_view name) try {
  const std::string plain = plain_name(name);
  const auto found = std::ranges::find(modules, std::string_view{plain}, &module_name::name);
  if (found != modules.end() && !plain.empty()) return handle_of(*found);
  set_last_error(ERROR_MOD_NOT_FOUND);
  return nullptr;
} catch (...) {
  set_last_error(ERROR_NOT_ENOUGH_MEMORY);
  return nullptr;
}

HMODULE find_module(std::wstring_view name) try {
  return find_module(std::string_view{tls::to_utf8(name)});
} catch (...) {
  set_last_error(ERROR_NOT_ENOUGH_MEMORY);
  return nullptr;
}

template <typename Character>
HMODULE load(const Character* name) {
  if (name != nullptr) return find_module(std::basic_string_view<Character>{name});
  set_last_error(ERROR_INVALID_PARAMETER);
  return nullptr;
}

bool is_ordinal(LPCSTR name) {
  constexpr std::uintptr_t largest_ordinal = 0xFFFF;
  return reinterpret_cast<std::uintptr_t>(name) <= largest_ordinal;
}

}  // namespace

HMODULE WINAPI GetModuleHandleA(LPCSTR lpModuleName) {
  return lpModuleName == nullptr ? handle_of(modules.front()) : load(lpModuleName);
}

HMODULE WINAPI GetModuleHandleW(LPCWSTR lpModuleName) {
  return lpModuleName == nullptr ? handle_of(modules.front()) : load(lpModuleName);
}

HMODULE WINAPI LoadLibraryA(LPCSTR lpLibFileName) {
  return load(lpLibFileName);
}

HMODULE WINAPI LoadLibraryW(LPCWSTR lpLibFileName) {
  return load(lpLibFileName);
}

HMODULE WINAPI LoadLibraryExA(LPCSTR lpLibFileName, HANDLE, DWORD) {
  return load(lpLibFileName);
}

HMODULE WINAPI LoadLibraryExW(LPCWSTR lpLibFileName, HANDLE, DWORD) {
  return load(lpLibFileName);
}

FARPROC WINAPI GetProcAddress(HMODULE hModule, LPCSTR lpProcName) {
  if (!is_module(hModule)) {
    set_last_error(ERROR_INVALID_HANDLE);
    return nullptr;
  }
  const FARPROC found = is_ordinal(lpProcName) ? nullptr : abi::find_export(lpProcName);
  if (found == nullptr) set_last_error(ERROR_PROC_NOT_FOUND);
  return found;
}

BOOL WINAPI FreeLibrary(HMODULE hLibModule) {
  if (is_module(hLibModule)) return TRUE;
  set_last_error(ERROR_INVALID_HANDLE);
  return FALSE;
}
