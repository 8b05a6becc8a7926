// The texts of statuses and error codes, in English.
#pragma once

#include <windows.h>

#include <string_view>

namespace schannel::abi {

/// A sentence, or several, without a line break; empty for a code without a text. An HRESULT that holds an
/// ERROR_* code has that one's.
std::string_view message_text(DWORD code);

}  // namespace schannel::abi
