// What a SECURITY_STATUS is called in the headers, and what it means for a connection in plain words.
#pragma once

#include <string>
#include <string_view>

#include "windows_headers.h"

namespace schannel::tool {

/// The name of a status, "SEC_E_OK" for example; "unknown status" for one without.
std::string_view status_name(SECURITY_STATUS status);

/// Name and number: "SEC_E_CERT_UNKNOWN, 0x80090327".
std::string status_text(SECURITY_STATUS status);

/// What went wrong, in words that continue a sentence; empty for a status whose name has to do.
std::string_view status_meaning(SECURITY_STATUS status);

}  // namespace schannel::tool
