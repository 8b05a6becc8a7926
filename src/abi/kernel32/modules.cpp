// GetModuleHandle, LoadLibrary, GetProcAddress, FreeLibrary: the libraries of Windows that this one stands
// for.
#include "abi/kernel32/modules.h"

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

/// What a module's handle points at.
struct named_module {
  std::string_view name;
};
constexpr named_module program{""};
constexpr std::array libraries = {
    named_module{"secur32"},  named_module{"security"},   named_module{"sspicli"}, named_module{"schannel"},
    named_module{"crypt32"},  named_module{"ncrypt"},     named_module{"bcrypt"},  named_module{"advapi32"},
    named_module{"kernel32"}, named_module{"kernelbase"}, named_module{"ntdll"},
};

HMODULE handle_of(const named_module& one) {
  return reinterpret_cast<HMODULE>(const_cast<named_module*>(&one));
}

/// A library's name without path and extension, in small letters.
std::string plain_name(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
    name.remove_prefix(slash + 1);
  std::string plain{name};
  for (char& letter : plain)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  constexpr std::string_view extension = ".dll";
  if (plain.ends_with(extension)) plain.resize(plain.size() - extension.size());
  return plain;
}

HMODULE find_library(std::string_view name) {
  const std::string plain = plain_name(name);
  const auto found = std::ranges::find(libraries, std::string_view{plain}, &named_module::name);
  if (found != libraries.end()) return handle_of(*found);
  set_last_error(ERROR_MOD_NOT_FOUND);
  return nullptr;
}

std::string narrow(const char* name) {
  return name;
}
std::string narrow(const wchar_t* name) {
  return tls::to_utf8(name);
}

template <typename Character>
HMODULE load(const Character* name) try {
  if (name != nullptr) return find_library(narrow(name));
  set_last_error(ERROR_INVALID_PARAMETER);
  return nullptr;
} catch (...) {
  set_last_error(ERROR_NOT_ENOUGH_MEMORY);
  return nullptr;
}

bool is_ordinal(LPCSTR name) {
  constexpr std::uintptr_t largest_ordinal = 0xFFFF;
  return reinterpret_cast<std::uintptr_t>(name) <= largest_ordinal;
}

}  // namespace

namespace schannel::abi {

bool is_program(HMODULE handle) {
  return handle == handle_of(program);
}

bool is_module(HMODULE handle) {
  return is_program(handle) ||
         std::ranges::any_of(libraries, [&](const named_module& one) { return handle_of(one) == handle; });
}

}  // namespace schannel::abi

HMODULE WINAPI GetModuleHandleA(LPCSTR lpModuleName) {
  return lpModuleName == nullptr ? handle_of(program) : load(lpModuleName);
}

HMODULE WINAPI GetModuleHandleW(LPCWSTR lpModuleName) {
  return lpModuleName == nullptr ? handle_of(program) : load(lpModuleName);
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
  if (!abi::is_module(hModule)) {
    set_last_error(ERROR_INVALID_HANDLE);
    return nullptr;
  }
  const FARPROC found = is_ordinal(lpProcName) ? nullptr : abi::find_export(lpProcName);
  if (found == nullptr) set_last_error(ERROR_PROC_NOT_FOUND);
  return found;
}

BOOL WINAPI FreeLibrary(HMODULE hLibModule) {
  if (abi::is_module(hLibModule)) return TRUE;
  set_last_error(ERROR_INVALID_HANDLE);
  return FALSE;
}
