// PKCS #12 files, also called PFX: certificates with their private keys.
#pragma once

#include "stores.h"

// Flags of PFXImportCertStore, beside CRYPT_EXPORTABLE, CRYPT_USER_PROTECTED, CRYPT_MACHINE_KEYSET,
// CRYPT_USER_KEYSET.
#define PKCS12_INCLUDE_EXTENDED_PROPERTIES     0x10
#define PKCS12_IMPORT_SILENT                   0x40
#define PKCS12_PREFER_CNG_KSP                  0x100
#define PKCS12_ALWAYS_CNG_KSP                  0x200
#define PKCS12_ONLY_CERTIFICATES               0x00000400
#define PKCS12_ONLY_NOT_ENCRYPTED_CERTIFICATES 0x00000800
#define PKCS12_ALLOW_OVERWRITE_KEY             0x4000
#define PKCS12_NO_PERSIST_KEY                  0x8000
#define PKCS12_VIRTUAL_ISOLATION_KEY           0x00010000
#define PKCS12_IMPORT_RESERVED_MASK            0xffff0000

OPENSCHANNEL_BEGIN_C

/// Makes a memory store of the certificates in a file's bytes, with their keys attached. Returns NULL with
/// ERROR_INVALID_PASSWORD for a wrong password, ERROR_INVALID_PARAMETER without data, CRYPT_E_BAD_ENCODE or
/// CRYPT_E_ASN1_* for other bytes. CertCloseStore closes it.
OPENSCHANNEL_API HCERTSTORE WINAPI PFXImportCertStore(CRYPT_DATA_BLOB* pPFX, LPCWSTR szPassword,
                                                      DWORD dwFlags);

OPENSCHANNEL_END_C
