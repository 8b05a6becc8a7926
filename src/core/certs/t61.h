// T61String, which nobody writes as T.61 says: programs write Latin-1 into it, or UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "tls/bytes.h"

namespace schannel::core::certs {

/// How a T61String is read: as UTF-8 when it is well-formed UTF-8, as some programs write it, or one byte a
/// character always.
enum class t61_reading { utf8_if_possible, latin1 };

std::wstring from_t61(tls::const_bytes bytes, t61_reading how);

/// `text` of Latin-1 alone as that, or as UTF-8 where t61_reading::utf8_if_possible would take its Latin-1
/// for other characters.
tls::byte_vector to_t61(std::wstring_view text);

}  // namespace schannel::core::certs
