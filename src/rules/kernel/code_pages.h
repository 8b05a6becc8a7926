// Text between WCHAR and bytes.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule code_pages[] = {
    {"SSPI-MultiByteToWideChar-converts",
     "UTF-8 becomes WCHAR and back; a length of -1 takes the terminator along, any other exactly as much as "
     "it says.",
     basis::documented, "Microsoft: MultiByteToWideChar, WideCharToMultiByte"},
    {"SSPI-MultiByteToWideChar-size",
     "Room for 0: the room that is needed; too little: 0 and ERROR_INSUFFICIENT_BUFFER, and nothing is "
     "written beyond.",
     basis::documented, "Microsoft: MultiByteToWideChar, WideCharToMultiByte"},
    {"SSPI-MultiByteToWideChar-parameters",
     "No text, no length, no place, one place for both, or an unknown code page: ERROR_INVALID_PARAMETER.",
     basis::documented, "Microsoft: MultiByteToWideChar, WideCharToMultiByte"},
    {"SSPI-MultiByteToWideChar-flags",
     "CP_UTF8 takes MB_ERR_INVALID_CHARS or WC_ERR_INVALID_CHARS alone, and no other code page the second: "
     "ERROR_INVALID_FLAGS.",
     basis::documented, "Microsoft: MultiByteToWideChar, WideCharToMultiByte"},
    {"SSPI-MultiByteToWideChar-invalid",
     "What is no UTF-8 becomes U+FFFD; with MB_ERR_INVALID_CHARS it is ERROR_NO_UNICODE_TRANSLATION.",
     basis::documented, "Microsoft: MultiByteToWideChar"},
    {"SSPI-WideCharToMultiByte-invalid",
     "Half of a surrogate pair becomes U+FFFD; with WC_ERR_INVALID_CHARS it is ERROR_NO_UNICODE_TRANSLATION.",
     basis::documented, "Microsoft: WideCharToMultiByte"},
    {"SSPI-WideCharToMultiByte-default-character",
     "CP_UTF8 takes no default character, nor a place for its use: ERROR_INVALID_PARAMETER. The others "
     "report that "
     "there was none.",
     basis::documented, "Microsoft: WideCharToMultiByte"},
    {"SSPI-MultiByteToWideChar-code-pages", "CP_ACP, CP_OEMCP and CP_THREAD_ACP are UTF-8, too.",
     basis::chosen, "our choice: as text is on this system"},
};

}  // namespace schannel::rules
