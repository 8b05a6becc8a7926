// CryptoAPI (advapi32): providers, their containers of keys, and digests. The functions return FALSE when
// they fail, and GetLastError says why.
//
// A container of the user is a folder below $XDG_DATA_HOME/openschannel/keys (or ~/.local/share), one of the
// machine below /var/lib/openschannel/keys. It stays until CRYPT_DELETEKEYSET removes it. The key files in it
// are PKCS #8, readable by their owner alone; one that others can read is refused with NTE_PERM.
#pragma once

#include "../api.h"
#include "../text.h"
#include "key_blobs.h"
#include "keys.h"

// Flags of CryptGenKey, beside CRYPT_EXPORTABLE and its kin. The upper 16 bits are the key's length in bits.
#define CRYPT_CREATE_SALT 0x4
#define CRYPT_NO_SALT     0x10
#define CRYPT_PREGEN      0x40
#define CRYPT_CREATE_IV   0x200
#define RSA1024BIT_KEY    0x4000000

// Flags of CryptExportKey and CryptImportKey.
#define CRYPT_Y_ONLY        0x1
#define CRYPT_SSL2_FALLBACK 0x2
#define CRYPT_DESTROYKEY    0x4
#define CRYPT_OAEP          0x40
#define CRYPT_BLOB_VER3     0x80

// What CryptGetHashParam tells.
#define HP_ALGID    0x1  // ALG_ID
#define HP_HASHVAL  0x2  // the digest
#define HP_HASHSIZE 0x4  // DWORD: the digest's bytes

OPENSCHANNEL_BEGIN_C

/// Opens a provider with a container, makes a container (CRYPT_NEWKEYSET) or removes one with its keys
/// (CRYPT_DELETEKEYSET, which gives no handle). Without a name the container is the user's own; with
/// CRYPT_VERIFYCONTEXT there is none, and keys last as long as the handle. Fails with NTE_BAD_KEYSET when
/// there is no such container, NTE_EXISTS when there is, NTE_PERM, NTE_BAD_FLAGS, NTE_BAD_PROV_TYPE,
/// NTE_PROV_TYPE_NOT_DEF, NTE_PROV_TYPE_NO_MATCH or NTE_KEYSET_NOT_DEF (no such provider).
/// CryptReleaseContext releases the handle.
OPENSCHANNEL_API BOOL WINAPI CryptAcquireContextA(HCRYPTPROV* phProv, LPCSTR szContainer, LPCSTR szProvider,
                                                  DWORD dwProvType, DWORD dwFlags);
OPENSCHANNEL_API BOOL WINAPI CryptAcquireContextW(HCRYPTPROV* phProv, LPCWSTR szContainer, LPCWSTR szProvider,
                                                  DWORD dwProvType, DWORD dwFlags);

/// Releases a provider; its keys and digests are gone with it, what is in its container stays. Fails with
/// ERROR_INVALID_HANDLE for what is no provider, or no longer, and with NTE_BAD_FLAGS for flags, released all
/// the same.
OPENSCHANNEL_API BOOL WINAPI CryptReleaseContext(HCRYPTPROV hProv, DWORD dwFlags);

/// Makes an RSA key in the container, in place of the one that was there for AT_KEYEXCHANGE or AT_SIGNATURE.
/// Without a length it has 2048 bits. Fails with NTE_BAD_ALGID for another algorithm, ERROR_INVALID_PARAMETER
/// for a length out of 512 to 16384, and as CryptAcquireContext does. CryptDestroyKey releases the handle.
OPENSCHANNEL_API BOOL WINAPI CryptGenKey(HCRYPTPROV hProv, ALG_ID Algid, DWORD dwFlags, HCRYPTKEY* phKey);

/// Opens a key of the container. Fails with NTE_NO_KEY when there is none for that purpose, NTE_BAD_KEY for
/// another number, ERROR_INVALID_HANDLE for what is no provider. CryptDestroyKey releases the handle.
OPENSCHANNEL_API BOOL WINAPI CryptGetUserKey(HCRYPTPROV hProv, DWORD dwKeySpec, HCRYPTKEY* phUserKey);

/// Reads an RSA key from a PUBLICKEYBLOB, or from a PRIVATEKEYBLOB into the container as CryptGenKey does.
/// Keys that are encrypted or of other kinds are not supported: NTE_BAD_KEY, NTE_BAD_TYPE, NTE_BAD_ALGID.
/// Fails with NTE_BAD_DATA for numbers that are no key, NTE_BAD_VER for another version,
/// ERROR_INVALID_PARAMETER without data. CryptDestroyKey releases the handle.
OPENSCHANNEL_API BOOL WINAPI CryptImportKey(HCRYPTPROV hProv, const BYTE* pbData, DWORD dwDataLen,
                                            HCRYPTKEY hPubKey, DWORD dwFlags, HCRYPTKEY* phKey);

/// Writes a key as PUBLICKEYBLOB or PRIVATEKEYBLOB. With pbData NULL it gives the size in bytes in
/// *pdwDataLen. Fails with ERROR_MORE_DATA for a small buffer, NTE_BAD_KEY_STATE for a key that is not
/// CRYPT_EXPORTABLE, NTE_NO_KEY for the private half of a public key, NTE_BAD_TYPE for another kind of BLOB,
/// NTE_BAD_KEY for a key to encrypt with, ERROR_INVALID_HANDLE for what is no key.
OPENSCHANNEL_API BOOL WINAPI CryptExportKey(HCRYPTKEY hKey, HCRYPTKEY hExpKey, DWORD dwBlobType,
                                            DWORD dwFlags, BYTE* pbData, DWORD* pdwDataLen);

/// Releases a key's handle; a key in a container stays there. ERROR_INVALID_HANDLE for what is none, or no
/// longer.
OPENSCHANNEL_API BOOL WINAPI CryptDestroyKey(HCRYPTKEY hKey);

/// Fills dwLen bytes with random ones. Fails with ERROR_INVALID_HANDLE for what is no provider,
/// ERROR_INVALID_PARAMETER without a buffer.
OPENSCHANNEL_API BOOL WINAPI CryptGenRandom(HCRYPTPROV hProv, DWORD dwLen, BYTE* pbBuffer);

/// Begins a digest: CALG_MD5, CALG_SHA1, and with a provider of PROV_RSA_AES CALG_SHA_256, CALG_SHA_384,
/// CALG_SHA_512; NTE_BAD_ALGID for others. hKey is for keyed digests, of which there are none.
/// CryptDestroyHash releases the handle.
OPENSCHANNEL_API BOOL WINAPI CryptCreateHash(HCRYPTPROV hProv, ALG_ID Algid, HCRYPTKEY hKey, DWORD dwFlags,
                                             HCRYPTHASH* phHash);

/// Adds dwDataLen bytes. Fails with NTE_BAD_HASH_STATE once the digest was read, ERROR_INVALID_HANDLE for
/// what is no digest, ERROR_INVALID_PARAMETER for bytes that are missing, NTE_BAD_FLAGS.
OPENSCHANNEL_API BOOL WINAPI CryptHashData(HCRYPTHASH hHash, const BYTE* pbData, DWORD dwDataLen,
                                           DWORD dwFlags);

/// Tells HP_ALGID, HP_HASHSIZE or HP_HASHVAL, which ends the digest; NTE_BAD_TYPE for others. With pbData
/// NULL it gives the size in bytes in *pdwDataLen. Fails with ERROR_MORE_DATA for a small buffer.
OPENSCHANNEL_API BOOL WINAPI CryptGetHashParam(HCRYPTHASH hHash, DWORD dwParam, BYTE* pbData,
                                               DWORD* pdwDataLen, DWORD dwFlags);

/// Releases a digest's handle; ERROR_INVALID_HANDLE for one that is none, or no longer.
OPENSCHANNEL_API BOOL WINAPI CryptDestroyHash(HCRYPTHASH hHash);

OPENSCHANNEL_END_C

#ifdef UNICODE
#define CryptAcquireContext CryptAcquireContextW
#else
#define CryptAcquireContext CryptAcquireContextA
#endif
