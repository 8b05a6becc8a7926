// Keys of CNG: made, imported, kept by name, exported. A key of the user is a file below
// $XDG_DATA_HOME/openschannel/keys (or ~/.local/share), one of the machine below /var/lib/openschannel/keys,
// where it stays until NCryptDeleteKey; a key without a name is gone with its handle. Files are PKCS #8,
// readable by their owner alone; one that others can read is refused with NTE_PERM.
//
// The functions return ERROR_SUCCESS or a status: NTE_INVALID_HANDLE for what is no handle,
// NTE_INVALID_PARAMETER for a pointer that must not be NULL, NTE_BAD_FLAGS, and what each of them says.
#pragma once

#include "../api.h"
#include "../wincrypt/keys.h"
#include "blobs.h"

#ifndef __SECSTATUS_DEFINED__
#define __SECSTATUS_DEFINED__
/// SEC_E_OK, a SEC_I_* success or a SEC_E_* failure; negative values are failures.
typedef LONG SECURITY_STATUS;
#endif

typedef BCryptBuffer NCryptBuffer;
typedef BCryptBuffer* PNCryptBuffer;
typedef BCryptBufferDesc NCryptBufferDesc;
typedef BCryptBufferDesc* PNCryptBufferDesc;

#define MS_KEY_STORAGE_PROVIDER            L"Microsoft Software Key Storage Provider"
#define MS_SMART_CARD_KEY_STORAGE_PROVIDER L"Microsoft Smart Card Key Storage Provider"
#define MS_PLATFORM_KEY_STORAGE_PROVIDER   L"Microsoft Platform Crypto Provider"

#define NCRYPT_RSA_ALGORITHM        BCRYPT_RSA_ALGORITHM
#define NCRYPT_ECDSA_P256_ALGORITHM BCRYPT_ECDSA_P256_ALGORITHM
#define NCRYPT_ECDSA_P384_ALGORITHM BCRYPT_ECDSA_P384_ALGORITHM
#define NCRYPT_ECDSA_P521_ALGORITHM BCRYPT_ECDSA_P521_ALGORITHM
#define NCRYPT_ECDH_P256_ALGORITHM  BCRYPT_ECDH_P256_ALGORITHM
#define NCRYPT_ECDH_P384_ALGORITHM  BCRYPT_ECDH_P384_ALGORITHM
#define NCRYPT_ECDH_P521_ALGORITHM  BCRYPT_ECDH_P521_ALGORITHM

#define NCRYPT_RSA_ALGORITHM_GROUP   NCRYPT_RSA_ALGORITHM
#define NCRYPT_ECDSA_ALGORITHM_GROUP L"ECDSA"
#define NCRYPT_ECDH_ALGORITHM_GROUP  L"ECDH"

#define NCRYPT_KEY_STORAGE_INTERFACE        0x00010001
#define NCRYPT_SCHANNEL_INTERFACE           0x00010002
#define NCRYPT_SCHANNEL_SIGNATURE_INTERFACE 0x00010003

#define NCRYPT_PKCS8_PRIVATE_KEY_BLOB L"PKCS8_PRIVATEKEY"

#define NCRYPTBUFFER_VERSION        0
#define NCRYPTBUFFER_EMPTY          0
#define NCRYPTBUFFER_DATA           1
#define NCRYPTBUFFER_PKCS_OID       40
#define NCRYPTBUFFER_PKCS_ALG_OID   41
#define NCRYPTBUFFER_PKCS_ALG_PARAM 42
#define NCRYPTBUFFER_PKCS_ALG_ID    43
#define NCRYPTBUFFER_PKCS_ATTRS     44
#define NCRYPTBUFFER_PKCS_KEY_NAME  45  // a wide string: the name to keep the key by
#define NCRYPTBUFFER_PKCS_SECRET    46  // a wide string: the password
#define NCRYPTBUFFER_CERT_BLOB      47

#define NCRYPT_NO_KEY_VALIDATION              BCRYPT_NO_KEY_VALIDATION
#define NCRYPT_MACHINE_KEY_FLAG               0x20
#define NCRYPT_SILENT_FLAG                    0x40
#define NCRYPT_OVERWRITE_KEY_FLAG             0x80
#define NCRYPT_WRITE_KEY_TO_LEGACY_STORE_FLAG 0x200
#define NCRYPT_DO_NOT_FINALIZE_FLAG           0x400
#define NCRYPT_EXPORT_LEGACY_FLAG             0x00000800
#define NCRYPT_PERSIST_ONLY_FLAG              0x40000000
#define NCRYPT_PERSIST_FLAG                   0x80000000

#define NCRYPT_NAME_PROPERTY            L"Name"
#define NCRYPT_UNIQUE_NAME_PROPERTY     L"Unique Name"
#define NCRYPT_ALGORITHM_PROPERTY       L"Algorithm Name"
#define NCRYPT_ALGORITHM_GROUP_PROPERTY L"Algorithm Group"
#define NCRYPT_LENGTH_PROPERTY          L"Length"
#define NCRYPT_EXPORT_POLICY_PROPERTY   L"Export Policy"
#define NCRYPT_KEY_USAGE_PROPERTY       L"Key Usage"
#define NCRYPT_KEY_TYPE_PROPERTY        L"Key Type"
#define NCRYPT_IMPL_TYPE_PROPERTY       L"Impl Type"
#define NCRYPT_WINDOW_HANDLE_PROPERTY   L"HWND Handle"

// NCRYPT_EXPORT_POLICY_PROPERTY
#define NCRYPT_ALLOW_EXPORT_FLAG              0x1
#define NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG    0x2
#define NCRYPT_ALLOW_ARCHIVING_FLAG           0x00000004
#define NCRYPT_ALLOW_PLAINTEXT_ARCHIVING_FLAG 0x00000008

// NCRYPT_KEY_USAGE_PROPERTY
#define NCRYPT_ALLOW_DECRYPT_FLAG       0x1
#define NCRYPT_ALLOW_SIGNING_FLAG       0x2
#define NCRYPT_ALLOW_KEY_AGREEMENT_FLAG 0x00000004
#define NCRYPT_ALLOW_ALL_USAGES         0x00ffffff

// NCRYPT_IMPL_TYPE_PROPERTY
#define NCRYPT_IMPL_HARDWARE_FLAG 0x1
#define NCRYPT_IMPL_SOFTWARE_FLAG 0x2

OPENSCHANNEL_BEGIN_C

/// Opens a provider: MS_KEY_STORAGE_PROVIDER, which NULL stands for too. NTE_NOT_FOUND for another. The
/// handle is freed with NCryptFreeObject. Like all functions here it answers flags that it does not know with
/// NTE_BAD_FLAGS, what is no handle of the kind with NTE_INVALID_HANDLE and pointers that are missing with
/// NTE_INVALID_PARAMETER.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptOpenStorageProvider(NCRYPT_PROV_HANDLE* phProvider,
                                                                  LPCWSTR pszProviderName, DWORD dwFlags);

/// Opens a key by its name. With dwLegacyKeySpec AT_KEYEXCHANGE or AT_SIGNATURE the name may also be a
/// container's. NTE_BAD_KEYSET when there is none, NTE_PERM when others could read it, NTE_KEYSET_ENTRY_BAD
/// when it is no key. NCryptFreeObject frees the handle.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptOpenKey(NCRYPT_PROV_HANDLE hProvider, NCRYPT_KEY_HANDLE* phKey,
                                                      LPCWSTR pszKeyName, DWORD dwLegacyKeySpec,
                                                      DWORD dwFlags);

/// Begins a key, which NCryptFinalizeKey makes: RSA (2048 bits unless NCRYPT_LENGTH_PROPERTY is set), ECDSA
/// or ECDH over P-256, P-384 or P-521. Without a name it is not kept. NTE_EXISTS when there is one of that
/// name and NCRYPT_OVERWRITE_KEY_FLAG is not set, NTE_NOT_SUPPORTED for another algorithm.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptCreatePersistedKey(NCRYPT_PROV_HANDLE hProvider,
                                                                 NCRYPT_KEY_HANDLE* phKey, LPCWSTR pszAlgId,
                                                                 LPCWSTR pszKeyName, DWORD dwLegacyKeySpec,
                                                                 DWORD dwFlags);

/// Reads a property of a key or a provider. With pbOutput NULL it gives the size in bytes in *pcbResult.
/// NTE_NOT_SUPPORTED for a property that the object does not have, NTE_BUFFER_TOO_SMALL.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptGetProperty(NCRYPT_HANDLE hObject, LPCWSTR pszProperty,
                                                          PBYTE pbOutput, DWORD cbOutput, DWORD* pcbResult,
                                                          DWORD dwFlags);

/// Sets the length, export policy or key usage of a key that is not yet complete; policy and usage of one
/// without a name at any time. NTE_BAD_KEY_STATE for one that is complete, NTE_NOT_SUPPORTED for another
/// property, NTE_INVALID_PARAMETER for a value that it cannot have.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptSetProperty(NCRYPT_HANDLE hObject, LPCWSTR pszProperty,
                                                          PBYTE pbInput, DWORD cbInput, DWORD dwFlags);

/// Completes a key: makes it if it was not imported, and keeps it if it has a name. NTE_BAD_KEY_STATE for one
/// that is complete; NTE_EXISTS, NTE_PERM or NTE_TOKEN_KEYSET_STORAGE_FULL when it cannot be kept.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptFinalizeKey(NCRYPT_KEY_HANDLE hKey, DWORD dwFlags);

/// Reads a key from a BLOB: the kinds of bcrypt.h, CryptoAPI's (LEGACY_RSA*_BLOB), or
/// NCRYPT_PKCS8_PRIVATE_KEY_BLOB, encrypted if there is a parameter NCRYPTBUFFER_PKCS_SECRET. With
/// NCRYPTBUFFER_PKCS_KEY_NAME it is kept by that name, as NCryptCreatePersistedKey does; with
/// NCRYPT_DO_NOT_FINALIZE_FLAG, once it is complete. NTE_BAD_DATA for bytes that are no key,
/// NTE_INCORRECT_PASSWORD, NTE_NOT_SUPPORTED for another kind of BLOB.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptImportKey(NCRYPT_PROV_HANDLE hProvider,
                                                        NCRYPT_KEY_HANDLE hImportKey, LPCWSTR pszBlobType,
                                                        NCryptBufferDesc* pParameterList,
                                                        NCRYPT_KEY_HANDLE* phKey, PBYTE pbData, DWORD cbData,
                                                        DWORD dwFlags);

/// Writes a key as a BLOB of the kinds that NCryptImportKey reads. With pbOutput NULL it gives the size in
/// bytes in *pcbResult. A private key leaves in the clear only with NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG in its
/// export policy, encrypted with NCRYPT_ALLOW_EXPORT_FLAG, else NTE_NOT_SUPPORTED. NTE_BAD_TYPE for a BLOB
/// that such keys do not have, NTE_BAD_KEY_STATE for one that is not complete, NTE_BUFFER_TOO_SMALL.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptExportKey(NCRYPT_KEY_HANDLE hKey, NCRYPT_KEY_HANDLE hExportKey,
                                                        LPCWSTR pszBlobType, NCryptBufferDesc* pParameterList,
                                                        PBYTE pbOutput, DWORD cbOutput, DWORD* pcbResult,
                                                        DWORD dwFlags);

/// Removes a key from where it is kept, and frees its handle; when that fails, the handle stays.
/// NTE_BAD_KEYSET for a key of one of CryptoAPI's containers.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptDeleteKey(NCRYPT_KEY_HANDLE hKey, DWORD dwFlags);

/// Frees a handle of a provider or a key; a key that has a name stays where it is kept.
OPENSCHANNEL_API SECURITY_STATUS WINAPI NCryptFreeObject(NCRYPT_HANDLE hObject);

OPENSCHANNEL_END_C
