// Who computes the AEADs of records. These names are OpenSchannel's own: Windows has nothing like them.
#pragma once

#include "api.h"
#include "types.h"

OPENSCHANNEL_BEGIN_C

/// AEADs of TLS, as bits (RFC 5116, RFC 8439).
#define OPENSCHANNEL_AES_128_GCM       0x1
#define OPENSCHANNEL_AES_256_GCM       0x2
#define OPENSCHANNEL_CHACHA20_POLY1305 0x4

typedef struct _OPENSCHANNEL_ENGINE {
  /// As AeadEngine in schannel.toml and the environment variable SCHANNEL_AEAD_ENGINE name it. Lives as long
  /// as the process.
  const char* pszName;
  DWORD fSpeaks;  ///< The AEADs in which it gave the same bytes as OpenSSL's EVP in this process.
  DWORD fWorks;   ///< Those that a credential acquired now has computed by it.
} OPENSCHANNEL_ENGINE;

/// Writes the first `cEngines` engines, the fastest first, to `pEngines`, which may be NULL when that is 0.
/// Returns how many there are. The first call in a process tries each and takes some milliseconds.
OPENSCHANNEL_API DWORD OpenSchannelEnumerateEngines(OPENSCHANNEL_ENGINE* pEngines, DWORD cEngines);

OPENSCHANNEL_END_C
