// Libraries and functions that programs find by name.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule modules[] = {
    {"SSPI-LoadLibrary-names",
     "secur32, security, sspicli, schannel, crypt32, ncrypt, bcrypt, advapi32, kernel32 and ntdll are there, "
     "in any "
     "case, with or without \".dll\".",
     basis::relied_upon, "curl, POCO, libstrophe, schannel-rs, MariaDB, aws-c-io"},
    {"SSPI-LoadLibrary-unknown",
     "Any other library: NULL and ERROR_MOD_NOT_FOUND; no name: ERROR_INVALID_PARAMETER.", basis::documented,
     "Microsoft: LoadLibrary"},
    {"SSPI-GetModuleHandle", "The same handle as LoadLibrary's; NULL is the program itself.",
     basis::documented, "Microsoft: GetModuleHandle"},
    {"SSPI-GetProcAddress-finds",
     "Every function of this library is found by its name, InitSecurityInterfaceA and InitSecurityInterfaceW "
     "above all.",
     basis::relied_upon, "POCO, libstrophe"},
    {"SSPI-GetProcAddress-unknown",
     "A name that no function has, in exactly these letters: NULL and ERROR_PROC_NOT_FOUND.",
     basis::documented, "Microsoft: GetProcAddress"},
    {"SSPI-GetProcAddress-wine", "wine_get_version is not there.", basis::relied_upon, "curl"},
    {"SSPI-GetProcAddress-any-library", "Any of these libraries, under any path, finds the functions of all.",
     basis::chosen, "our choice: they are one library here"},
    {"SSPI-GetProcAddress-handles",
     "A handle that is none: ERROR_INVALID_HANDLE; an ordinal in place of a name: ERROR_PROC_NOT_FOUND.",
     basis::chosen, "our choice: nothing has an ordinal here"},
};

}  // namespace schannel::rules
