// Whose certificates a client trusts: the system's roots, or those of one file.
#pragma once

#include <string>

namespace schannel::tool {

/// Makes the certificates of a PEM file this process's only trusted roots; credentials acquired afterwards
/// see nothing else. Throws failure for a file that cannot be read, has no certificate or a damaged one.
void trust_only(const std::string& path);

}  // namespace schannel::tool
