// Every function of this library by its name. The list is made of the headers when the library is built
// (cmake/list_exports.cmake), so that none is forgotten.
#include "abi/kernel32/exports.h"

#include "generated/all_headers.h"

#include <algorithm>

#include "abi/kernel32/version_probes.h"

namespace schannel::abi {

namespace {

struct named_function {
  std::string_view name;
  FARPROC address;
};

// By way of void(), as which any function may be passed on.
#define ADDRESS_OF(function) reinterpret_cast<FARPROC>(reinterpret_cast<void (*)()>(&(function)))
#define EXPORTED(function) {#function, ADDRESS_OF(function)},

/// In the order of the names.
const named_function exported_functions[] = {
#include "generated/exports.inc"
};

/// What ntdll has and no header here declares.
const named_function further_functions[] = {
    {"RtlGetVersion", ADDRESS_OF(rtl_get_version)},
    {"RtlVerifyVersionInfo", ADDRESS_OF(rtl_verify_version_info)},
};

#undef EXPORTED
#undef ADDRESS_OF

}  // namespace

FARPROC find_export(std::string_view name) {
  const auto found = std::ranges::lower_bound(exported_functions, name, {}, &named_function::name);
  if (found != std::end(exported_functions) && found->name == name) return found->address;
  const auto further = std::ranges::find(further_functions, name, &named_function::name);
  return further == std::end(further_functions) ? nullptr : further->address;
}

}  // namespace schannel::abi
