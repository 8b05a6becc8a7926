// The functions of schannel.dll, which Windows has no import library for: they are looked up by name there.
#pragma once

#include "support/windows_api.h"

#ifdef _WIN32
#define FUNCTION_OF_SCHANNEL(type, name) \
  reinterpret_cast<type>(reinterpret_cast<void*>(GetProcAddress(LoadLibraryA("schannel.dll"), #name)))
#else
#define FUNCTION_OF_SCHANNEL(type, name) (&name)
#endif

namespace peers {

inline const SslGetServerIdentityFn get_server_identity =
    FUNCTION_OF_SCHANNEL(SslGetServerIdentityFn, SslGetServerIdentity);
inline const SslGetExtensionsFn get_extensions = FUNCTION_OF_SCHANNEL(SslGetExtensionsFn, SslGetExtensions);
inline const SSL_EMPTY_CACHE_FN_A empty_cache_a = FUNCTION_OF_SCHANNEL(SSL_EMPTY_CACHE_FN_A, SslEmptyCacheA);
inline const SSL_EMPTY_CACHE_FN_W empty_cache_w = FUNCTION_OF_SCHANNEL(SSL_EMPTY_CACHE_FN_W, SslEmptyCacheW);

}  // namespace peers

#undef FUNCTION_OF_SCHANNEL
