// From a certificate to its private key.
#pragma once

#include "certificates.h"

OPENSCHANNEL_BEGIN_C

/// Gives a handle to the private key of a certificate: a provider (CryptReleaseContext) with the key for
/// *pdwKeySpec, or, with CERT_NCRYPT_KEY_SPEC there, a key (NCryptFreeObject), which the
/// CRYPT_ACQUIRE_*_NCRYPT_KEY_FLAGs ask for. The caller frees it if *pfCallerFreeProvOrNCryptKey says so;
/// else it belongs to the context, where CRYPT_ACQUIRE_CACHE_FLAG keeps it. Fails with
/// CRYPT_E_NO_KEY_PROPERTY for a certificate without a key, NTE_BAD_KEYSET for a key that is gone,
/// NTE_BAD_PROV_TYPE for a key of CNG that was not asked for, NTE_BAD_PUBLIC_KEY when
/// CRYPT_ACQUIRE_COMPARE_KEY_FLAG finds another key.
OPENSCHANNEL_API BOOL WINAPI
CryptAcquireCertificatePrivateKey(PCCERT_CONTEXT pCert, DWORD dwFlags, void* pvParameters,
                                  HCRYPTPROV_OR_NCRYPT_KEY_HANDLE* phCryptProvOrNCryptKey, DWORD* pdwKeySpec,
                                  BOOL* pfCallerFreeProvOrNCryptKey);

OPENSCHANNEL_END_C
