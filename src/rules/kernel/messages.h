// The texts of codes, and texts of a program's own with values in them.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule messages[] = {
    {"SSPI-FormatMessage-system",
     "FORMAT_MESSAGE_FROM_SYSTEM gives the text of a code, which ends with a line break; an HRESULT of a "
     "Win32 error has "
     "that one's, and a code without a text is ERROR_MR_MID_NOT_FOUND.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-every-code", "Every status and error code that the headers name has a text.",
     basis::chosen, "our choice: a program that fails says why"},
    {"SSPI-FormatMessage-width",
     "FORMAT_MESSAGE_MAX_WIDTH_MASK makes line breaks spaces, and a smaller width breaks longer lines at "
     "spaces; hard "
     "breaks stay.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-room",
     "Too little room: ERROR_INSUFFICIENT_BUFFER; with FORMAT_MESSAGE_ALLOCATE_BUFFER memory of at least "
     "nSize "
     "characters, which LocalFree frees.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-language",
     "Texts are English: neutral languages give them, too, and any other one is "
     "ERROR_RESOURCE_LANG_NOT_FOUND.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-library",
     "FORMAT_MESSAGE_FROM_HMODULE asks a library; the program itself has no texts, which is "
     "ERROR_RESOURCE_TYPE_NOT_FOUND unless the system is asked next.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-sources",
     "No source, or a string and another one, or nowhere to put the text: ERROR_INVALID_PARAMETER.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-inserts",
     "%1 to %99 become values of a va_list or an array, shown as the format between exclamation marks says, "
     "text of the "
     "function's own width without one; an asterisk takes a width or precision from the values.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-escapes",
     "%0 ends the text, %n is a line break, %r a carriage return, %t a tab, and any other character after % "
     "is itself.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-line-breaks", "A line break of the text, be it CR, LF or both, becomes CR and LF.",
     basis::chosen, "our choice: what a message file holds on Windows"},
    {"SSPI-FormatMessage-ignored-inserts",
     "FORMAT_MESSAGE_IGNORE_INSERTS leaves inserts as they are written, and looks at no values.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-broken-definition",
     "% at the end, or inserts and no values: ERROR_INVALID_PARAMETER.", basis::chosen,
     "our choice: nothing can be shown"},
    {"SSPI-FormatMessage-broken-format",
     "A format that does not end or is of another kind, of fractions for example: ERROR_INVALID_PARAMETER.",
     basis::chosen, "our choice: nothing can be shown"},
    {"SSPI-FormatMessage-size",
     "A message of more than 65536 characters: ERROR_MORE_DATA, whatever widths its formats ask for; a "
     "request to "
     "allocate more: ERROR_INVALID_PARAMETER.",
     basis::documented, "Microsoft: FormatMessage"},
    {"SSPI-FormatMessage-null-text", "Text whose address is NULL is shown as (null).", basis::chosen,
     "our choice: as printf does"},
};

}  // namespace schannel::rules
