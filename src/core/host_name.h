// Names of hosts as the wire and certificates have them, made of names as people write them.
#pragma once

#include <optional>
#include <string>

namespace schannel::core {

/// `target`, in UTF-8, as a name of ASCII letters, digits, "-", "_" and ".": labels outside ASCII become
/// A-labels (RFC 5890 section 2.3.2.1, mapped as in UTS #46), and a dot at the end goes (RFC 6066 section 3).
/// Nothing when there is no such name for it. An IPv4 address looks like one.
std::optional<std::string> host_name_of(const std::string& target);

}  // namespace schannel::core
