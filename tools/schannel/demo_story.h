// How the demonstration is written down: aligned columns within 80, no colour.
#pragma once

#include <cstddef>
#include <string_view>

#include "bytes.h"
#include "windows_headers.h"

namespace schannel::tool::story {

void heading(std::string_view text);
void line(std::string_view text);

/// "client  EncryptMessage               35 bytes  SEC_E_OK               0x00000000"; `made` is how many
/// bytes the call made for the other side, 0 for none.
void call(std::string_view who, std::string_view function, SECURITY_STATUS status, std::size_t made);

/// "step 1  ApplyControlToken(SCHANNEL_SHUTDOWN)   SEC_E_OK              0x00000000".
void step(int number, std::string_view function, SECURITY_STATUS status);

/// A step that is no call: what is done, or found out.
void step(int number, std::string_view text);

/// Bytes in hexadecimal below a step.
void bytes(const_bytes shown);

}  // namespace schannel::tool::story
