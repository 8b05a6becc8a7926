// DER into structures and back.
#pragma once

#include "encoding.h"
#include "structures.h"

typedef LPVOID(WINAPI* PFN_CRYPT_ALLOC)(size_t cbSize);
typedef VOID(WINAPI* PFN_CRYPT_FREE)(LPVOID pv);

/// Where memory comes from that CRYPT_DECODE_ALLOC_FLAG asks for: LocalAlloc without a function.
typedef struct _CRYPT_DECODE_PARA {
  DWORD cbSize;
  PFN_CRYPT_ALLOC pfnAlloc;
  PFN_CRYPT_FREE pfnFree;
} CRYPT_DECODE_PARA, *PCRYPT_DECODE_PARA;

/// The same for CRYPT_ENCODE_ALLOC_FLAG.
typedef struct _CRYPT_ENCODE_PARA {
  DWORD cbSize;
  PFN_CRYPT_ALLOC pfnAlloc;
  PFN_CRYPT_FREE pfnFree;
} CRYPT_ENCODE_PARA, *PCRYPT_ENCODE_PARA;

// Where in an alternative name the character is that no IA5String can hold.
#define CERT_ALT_NAME_ENTRY_ERR_INDEX_MASK  0xff
#define CERT_ALT_NAME_ENTRY_ERR_INDEX_SHIFT 16
#define CERT_ALT_NAME_VALUE_ERR_INDEX_MASK  0x0000ffff
#define CERT_ALT_NAME_VALUE_ERR_INDEX_SHIFT 0
#define GET_CERT_ALT_NAME_ENTRY_ERR_INDEX(at) \
  (((at) >> CERT_ALT_NAME_ENTRY_ERR_INDEX_SHIFT) & CERT_ALT_NAME_ENTRY_ERR_INDEX_MASK)
#define GET_CERT_ALT_NAME_VALUE_ERR_INDEX(at) ((at)&CERT_ALT_NAME_VALUE_ERR_INDEX_MASK)

// Where in a name the character is that its type has no room for.
#define CERT_UNICODE_RDN_ERR_INDEX_MASK    0x3ff
#define CERT_UNICODE_RDN_ERR_INDEX_SHIFT   22
#define CERT_UNICODE_ATTR_ERR_INDEX_MASK   0x3f
#define CERT_UNICODE_ATTR_ERR_INDEX_SHIFT  16
#define CERT_UNICODE_VALUE_ERR_INDEX_MASK  0xffff
#define CERT_UNICODE_VALUE_ERR_INDEX_SHIFT 0
#define GET_CERT_UNICODE_RDN_ERR_INDEX(at) \
  (((at) >> CERT_UNICODE_RDN_ERR_INDEX_SHIFT) & CERT_UNICODE_RDN_ERR_INDEX_MASK)
#define GET_CERT_UNICODE_ATTR_ERR_INDEX(at) \
  (((at) >> CERT_UNICODE_ATTR_ERR_INDEX_SHIFT) & CERT_UNICODE_ATTR_ERR_INDEX_MASK)
#define GET_CERT_UNICODE_VALUE_ERR_INDEX(at) ((at)&CERT_UNICODE_VALUE_ERR_INDEX_MASK)

OPENSCHANNEL_BEGIN_C

/// Decodes cbEncoded bytes of DER into the structure that lpszStructType names, by number (X509_*, PKCS_*) or
/// by the object identifier of an extension. The structure and all it points to are one block of
/// *pcbStructInfo bytes: with pvStructInfo NULL only its size is given; with CRYPT_DECODE_ALLOC_FLAG
/// *(void**)pvStructInfo receives it, to be freed with LocalFree unless pDecodePara brings a function.
/// Returns FALSE with ERROR_FILE_NOT_FOUND for a structure that is not known, CRYPT_E_ASN1_EOD,
/// CRYPT_E_ASN1_BADTAG or CRYPT_E_ASN1_CORRUPT for other bytes, and ERROR_MORE_DATA for a small buffer.
OPENSCHANNEL_API BOOL WINAPI CryptDecodeObjectEx(DWORD dwCertEncodingType, LPCSTR lpszStructType,
                                                 const BYTE* pbEncoded, DWORD cbEncoded, DWORD dwFlags,
                                                 PCRYPT_DECODE_PARA pDecodePara, void* pvStructInfo,
                                                 DWORD* pcbStructInfo);

/// CryptDecodeObjectEx without memory functions.
OPENSCHANNEL_API BOOL WINAPI CryptDecodeObject(DWORD dwCertEncodingType, LPCSTR lpszStructType,
                                               const BYTE* pbEncoded, DWORD cbEncoded, DWORD dwFlags,
                                               void* pvStructInfo, DWORD* pcbStructInfo);

/// Encodes a structure. With pvEncoded NULL only the size in bytes is given; with CRYPT_ENCODE_ALLOC_FLAG
/// *(BYTE**)pvEncoded receives the encoding, to be freed with LocalFree unless pEncodePara brings a function.
/// Returns FALSE with ERROR_FILE_NOT_FOUND for a structure that is not known, CRYPT_E_ASN1_ERROR for values
/// that cannot be encoded, E_INVALIDARG for pointers that are missing, CRYPT_E_INVALID_*_STRING for
/// characters that a string type does not have, whose place *pcbEncoded receives, and ERROR_MORE_DATA for a
/// small buffer.
OPENSCHANNEL_API BOOL WINAPI CryptEncodeObjectEx(DWORD dwCertEncodingType, LPCSTR lpszStructType,
                                                 const void* pvStructInfo, DWORD dwFlags,
                                                 PCRYPT_ENCODE_PARA pEncodePara, void* pvEncoded,
                                                 DWORD* pcbEncoded);

/// CryptEncodeObjectEx into memory of the caller.
OPENSCHANNEL_API BOOL WINAPI CryptEncodeObject(DWORD dwCertEncodingType, LPCSTR lpszStructType,
                                               const void* pvStructInfo, BYTE* pbEncoded, DWORD* pcbEncoded);

OPENSCHANNEL_END_C
