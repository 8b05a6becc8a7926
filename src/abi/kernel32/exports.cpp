// Every function of this library by its name. The list is made of the headers when the library is built
// (cmake/list_exports.cmake), so that none is forgotten.
#include "abi/kernel32/exports.h"

#include "abi/kernel32/version_probes.h"
#include "generated/all_headers.h"

#include <algorithm>

namespace schannel::abi {

namespace {

struct named_function {
  std::string_view name;
  FARPROC address;
};

#define EXPORTED(function) {#function, reinterpret_cast<FARPROC>(&function)},

/// In the order of the names.
const named_function exported_functions[] = {
#include "generated/exports.inc"
};

#undef EXPORTED

/// What ntdll has and no header of this library declares.
const named_function further_functions[] = {
    {"RtlGetVersion", reinterpret_cast<FARPROC>(&rtl_get_version)},
    {"RtlVerifyVersionInfo", reinterpret_cast<FARPROC>(&rtl_verify_version_info)},
};

}  // namespace

FARPROC find_export(std::string_view name) {
  const auto found = std::ranges::lower_bound(exported_functions, name, {}, &named_function::name);
  if (found != std::end(exported_functions) && found->name == name) return found->address;
  const auto further = std::ranges::find(further_functions, name, &named_function::name);
  return further == std::end(further_functions) ? nullptr : further->address;
}

}  // namespace schannel::abi
