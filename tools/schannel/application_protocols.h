// Lists of application protocols (ALPN), from what the user writes to what the handshake functions take.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytes.h"

namespace schannel::tool {

/// Splits "h2,http/1.1". Throws failure for a name that is empty or longer than 255 bytes (RFC 7301).
std::vector<std::string> parse_protocols(std::string_view text);

/// Lays names out as SEC_APPLICATION_PROTOCOLS; no names make no bytes. They fit: parse_protocols() saw to
/// it.
byte_vector encode_protocols(const std::vector<std::string>& names);

}  // namespace schannel::tool
