// The algorithms of old files, which nothing else should see.
#pragma once

#include <openssl/types.h>

namespace schannel::ossl {

/// OpenSSL with its legacy provider, apart from the rest of the process: files of old Windows versions are
/// encrypted with RC2, which no TLS connection should ever see. Null when that provider is not installed.
OSSL_LIB_CTX* library_for_old_files();

}  // namespace schannel::ossl
