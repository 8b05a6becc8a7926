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

// Flags of PFXExportCertStoreEx, beside PKCS12_INCLUDE_EXTENDED_PROPERTIES.
#define REPORT_NO_PRIVATE_KEY                 0x1
#define REPORT_NOT_ABLE_TO_EXPORT_PRIVATE_KEY 0x2
#define EXPORT_PRIVATE_KEYS                   0x4
#define PKCS12_PROTECT_TO_DOMAIN_SIDS         0x20
#define PKCS12_EXPORT_SILENT                  0x40
#define PKCS12_EXPORT_PBES2_PARAMS            0x0080
#define PKCS12_DISABLE_ENCRYPT_CERTIFICATES   0x0100
#define PKCS12_ENCRYPT_CERTIFICATES           0x0200
#define PKCS12_EXPORT_ECC_CURVE_PARAMETERS    0x1000
#define PKCS12_EXPORT_ECC_CURVE_OID           0x2000
#define PKCS12_EXPORT_RESERVED_MASK           0xffff0000

/// How a file is encrypted, with PKCS12_EXPORT_PBES2_PARAMS.
typedef struct _PKCS12_PBES2_EXPORT_PARAMS {
  DWORD dwSize;  ///< sizeof(PKCS12_PBES2_EXPORT_PARAMS)
  PVOID hNcryptDescriptor;
  LPWSTR pwszPbes2Alg;  ///< PKCS12_PBES2_ALG_AES256_SHA256
} PKCS12_PBES2_EXPORT_PARAMS, *PPKCS12_PBES2_EXPORT_PARAMS;

#define PKCS12_PBES2_ALG_AES256_SHA256 L"AES256-SHA256"

OPENSCHANNEL_BEGIN_C

/// Makes a memory store of the certificates in a file's bytes, with their keys attached: with
/// PKCS12_NO_PERSIST_KEY in memory, as long as the certificates; else in a container of their own on disk
/// (providers.h), where they stay until somebody removes them. Returns NULL with ERROR_INVALID_PASSWORD for a
/// wrong password, ERROR_INVALID_PARAMETER without data, CRYPT_E_BAD_ENCODE or CRYPT_E_ASN1_* for other
/// bytes, NTE_PERM or what else CryptAcquireContext says when a key cannot be kept. CertCloseStore closes it.
OPENSCHANNEL_API HCERTSTORE WINAPI PFXImportCertStore(CRYPT_DATA_BLOB* pPFX, LPCWSTR szPassword,
                                                      DWORD dwFlags);

/// Writes the certificates of a store, and with EXPORT_PRIVATE_KEYS their private keys, as a file in
/// pPFX->cbData bytes at pPFX->pbData. With pbData NULL it gives the size. The file is encrypted with triple
/// DES and SHA-1, or with AES-256 and SHA-256 if pvPara is a PKCS12_PBES2_EXPORT_PARAMS and
/// PKCS12_EXPORT_PBES2_PARAMS says so. A key that is missing is left out, or CRYPT_E_NOT_FOUND with
/// REPORT_NO_PRIVATE_KEY; one that may not leave is left out, or NTE_BAD_KEY_STATE with
/// REPORT_NOT_ABLE_TO_EXPORT_PRIVATE_KEY, and so is one that is not the certificate's, or NTE_BAD_PUBLIC_KEY.
/// Fails with ERROR_MORE_DATA for a small buffer, ERROR_INVALID_HANDLE for what is no store,
/// ERROR_INVALID_PARAMETER for other parameters, ERROR_NOT_SUPPORTED for protection by a domain.
OPENSCHANNEL_API BOOL WINAPI PFXExportCertStoreEx(HCERTSTORE hStore, CRYPT_DATA_BLOB* pPFX,
                                                  LPCWSTR szPassword, void* pvPara, DWORD dwFlags);

/// The same without parameters.
OPENSCHANNEL_API BOOL WINAPI PFXExportCertStore(HCERTSTORE hStore, CRYPT_DATA_BLOB* pPFX, LPCWSTR szPassword,
                                                DWORD dwFlags);

/// Tells whether the bytes look like a PFX file from outside; ERROR_INVALID_PARAMETER without any.
OPENSCHANNEL_API BOOL WINAPI PFXIsPFXBlob(CRYPT_DATA_BLOB* pPFX);

/// Tells whether the password fits a file; ERROR_INVALID_PASSWORD if not, and the other codes of
/// PFXImportCertStore for what is no file. Nothing is kept.
OPENSCHANNEL_API BOOL WINAPI PFXVerifyPassword(CRYPT_DATA_BLOB* pPFX, LPCWSTR szPassword, DWORD dwFlags);

OPENSCHANNEL_END_C
