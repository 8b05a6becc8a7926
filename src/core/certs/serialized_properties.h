// How properties stand in a serialized store: texts as UTF-16, and the place of a key with offsets for
// pointers.
#pragma once

#include <cstdint>
#include <map>

#include "core/certs/properties.h"
#include "tls/bytes.h"

namespace schannel::core::certs {

/// The properties that go into a file, by number. Handles of keys do not: nobody else could use them.
std::map<std::uint32_t, tls::byte_vector> written_properties(const properties& from);

/// Sets the property of that number from its form in a file, unless it is one that has no meaning there or is
/// malformed. Hashes are among the former: they are computed anew, so that no file can lie about them.
void read_property(properties& to, std::uint32_t number, tls::const_bytes value);

}  // namespace schannel::core::certs
