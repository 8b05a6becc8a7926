// The functions that Schannel itself exports beside those of SSPI. On Windows they are found by name in
// schannel.dll.
#pragma once

#include "../sspi/types.h"

OPENSCHANNEL_BEGIN_C

typedef BOOL (*SSL_EMPTY_CACHE_FN_A)(LPSTR pszTargetName, DWORD dwFlags);
typedef BOOL (*SSL_EMPTY_CACHE_FN_W)(LPWSTR pszTargetName, DWORD dwFlags);

/// Forgets the sessions of this process with `pszTargetName`, or with NULL all of them, a server's too; what
/// comes next is a full handshake. Connections that exist stay as they are. `dwFlags` is not looked at.
/// Returns FALSE when there is no session with that name.
OPENSCHANNEL_API BOOL SslEmptyCacheA(LPSTR pszTargetName, DWORD dwFlags);
OPENSCHANNEL_API BOOL SslEmptyCacheW(LPWSTR pszTargetName, DWORD dwFlags);

#ifdef UNICODE
#define SSL_EMPTY_CACHE_FN SSL_EMPTY_CACHE_FN_W
#define SslEmptyCache      SslEmptyCacheW
#else
#define SSL_EMPTY_CACHE_FN SSL_EMPTY_CACHE_FN_A
#define SslEmptyCache      SslEmptyCacheA
#endif

typedef SECURITY_STATUS(WINAPI* SslGetServerIdentityFn)(PBYTE ClientHello, DWORD ClientHelloSize,
                                                        PBYTE* ServerIdentity, PDWORD ServerIdentitySize,
                                                        DWORD Flags);

/// Finds the host name that a client asks for. `ClientHello` holds its first `ClientHelloSize` bytes, record
/// header included; `*ServerIdentity` points to `*ServerIdentitySize` bytes of them that no zero ends, or is
/// NULL where the client names no host. `Flags` is 0.
/// SEC_E_INVALID_PARAMETER: a pointer is NULL, or a flag is set. SEC_E_INCOMPLETE_MESSAGE: there is more to
/// the record. SEC_E_INVALID_TOKEN: it is no ClientHello. SEC_E_UNSUPPORTED_FUNCTION: it takes more than one
/// record.
OPENSCHANNEL_API SECURITY_STATUS WINAPI SslGetServerIdentity(PBYTE ClientHello, DWORD ClientHelloSize,
                                                             PBYTE* ServerIdentity, PDWORD ServerIdentitySize,
                                                             DWORD Flags);

/// An extension to look for, and where it was found.
typedef struct _SCH_EXTENSION_DATA {
  WORD ExtensionType;    ///< In.
  const BYTE* pExtData;  ///< Points into the ClientHello; NULL when the extension is not there.
  DWORD cbExtData;
} SCH_EXTENSION_DATA;

typedef enum _SchGetExtensionsOptions {
  SCH_EXTENSIONS_OPTIONS_NONE = 0x0,
  SCH_NO_RECORD_HEADER = 0x1  ///< The ClientHello has no record around it.
} SchGetExtensionsOptions;

typedef SECURITY_STATUS(WINAPI* SslGetExtensionsFn)(const BYTE* clientHello, DWORD clientHelloByteSize,
                                                    SCH_EXTENSION_DATA* genericExtensions,
                                                    BYTE genericExtensionsCount, DWORD* bytesToRead,
                                                    SchGetExtensionsOptions flags);

/// Finds extensions of a ClientHello; the structures say which, and are filled in. `*bytesToRead` becomes the
/// number of bytes that are missing behind SEC_E_INCOMPLETE_MESSAGE, else 0. The errors are those of
/// SslGetServerIdentity.
OPENSCHANNEL_API SECURITY_STATUS WINAPI SslGetExtensions(const BYTE* clientHello, DWORD clientHelloByteSize,
                                                         SCH_EXTENSION_DATA* genericExtensions,
                                                         BYTE genericExtensionsCount, DWORD* bytesToRead,
                                                         SchGetExtensionsOptions flags);

OPENSCHANNEL_END_C
