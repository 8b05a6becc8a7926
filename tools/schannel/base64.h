// Base64, as PEM files have it (RFC 7468).
#pragma once

#include <string_view>

#include "bytes.h"

namespace schannel::tool {

/// Decodes text, passing over white space. Decoding stops at the first other character that is not of the
/// alphabet, padding among them.
byte_vector decode_base64(std::string_view text);

}  // namespace schannel::tool
