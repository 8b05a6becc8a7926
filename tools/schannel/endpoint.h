// Where to connect to and where to listen, as people write it: HOST:PORT, [::1]:443, 4433.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schannel::tool {

struct endpoint {
  std::string host;  ///< A name or an address without brackets; empty for every local address.
  std::uint16_t port = 0;
};

/// Reads HOST:PORT or [ADDRESS]:PORT, neither of them empty or 0. Throws failure.
endpoint parse_remote(std::string_view text);

/// Reads PORT, HOST:PORT or [ADDRESS]:PORT. Port 0 stands for one that the system chooses. Throws failure.
endpoint parse_local(std::string_view text);

/// Writes an endpoint back in the form that can be read.
std::string to_string(const endpoint& where);

}  // namespace schannel::tool
