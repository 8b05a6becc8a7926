// A whole file as bytes, or the code that says why not.
#pragma once

#include <wincrypt.h>

#include <string>

#include "abi/crypt32/entry.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

/// Reads regular files and pipes up to 64 MiB; a larger one is CRYPT_E_FILE_ERROR.
answer<tls::byte_vector> content_of_file(const std::string& path);

}  // namespace schannel::abi::crypt32
