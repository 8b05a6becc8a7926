// Private keys: the handles and containers that hold them, and the providers that programs name.
#pragma once

#include "algorithms.h"
#include "blobs.h"

#ifndef HCRYPTPROV_DEFINED
#define HCRYPTPROV_DEFINED
typedef ULONG_PTR HCRYPTPROV;
typedef ULONG_PTR HCRYPTKEY;
typedef ULONG_PTR HCRYPTHASH;
#endif
typedef ULONG_PTR NCRYPT_HANDLE;
typedef ULONG_PTR NCRYPT_PROV_HANDLE;
typedef ULONG_PTR NCRYPT_KEY_HANDLE;
typedef ULONG_PTR HCRYPTPROV_OR_NCRYPT_KEY_HANDLE;
typedef ULONG_PTR HCRYPTPROV_LEGACY;

typedef struct _CRYPT_KEY_PROV_PARAM {
  DWORD dwParam;
  BYTE* pbData;
  DWORD cbData;
  DWORD dwFlags;
} CRYPT_KEY_PROV_PARAM, *PCRYPT_KEY_PROV_PARAM;

/// Where the private key of a certificate is kept.
typedef struct _CRYPT_KEY_PROV_INFO {
  LPWSTR pwszContainerName;
  LPWSTR pwszProvName;
  DWORD dwProvType;  ///< PROV_*, or 0 for a key storage provider.
  DWORD dwFlags;     ///< CRYPT_MACHINE_KEYSET, CRYPT_SILENT, CERT_SET_KEY_CONTEXT_PROP_ID
  DWORD cProvParam;
  PCRYPT_KEY_PROV_PARAM rgProvParam;
  DWORD dwKeySpec;  ///< AT_KEYEXCHANGE, AT_SIGNATURE or 0.
} CRYPT_KEY_PROV_INFO, *PCRYPT_KEY_PROV_INFO;

/// The private key of a certificate as an open handle, which dwKeySpec tells the kind of.
typedef struct _CERT_KEY_CONTEXT {
  DWORD cbSize;  ///< sizeof(CERT_KEY_CONTEXT)
  __extension__ union {
    HCRYPTPROV hCryptProv;
    NCRYPT_KEY_HANDLE hNCryptKey;
  };
  DWORD dwKeySpec;
} CERT_KEY_CONTEXT, *PCERT_KEY_CONTEXT;

#define AT_KEYEXCHANGE       1
#define AT_SIGNATURE         2
#define CERT_NCRYPT_KEY_SPEC 0xffffffff

// Key containers.
#define CRYPT_VERIFYCONTEXT              0xf0000000
#define CRYPT_NEWKEYSET                  0x8
#define CRYPT_DELETEKEYSET               0x10
#define CRYPT_MACHINE_KEYSET             0x20
#define CRYPT_SILENT                     0x40
#define CRYPT_DEFAULT_CONTAINER_OPTIONAL 0x80
#define CRYPT_USER_KEYSET                0x1000

// Keys.
#define CRYPT_EXPORTABLE                0x1
#define CRYPT_USER_PROTECTED            0x2
#define CRYPT_ARCHIVABLE                0x4000
#define CRYPT_FORCE_KEY_PROTECTION_HIGH 0x8000
#define CRYPT_USER_PROTECTED_STRONG     0x100000

// Acquiring the key of a certificate.
#define CRYPT_ACQUIRE_CACHE_FLAG             0x1
#define CRYPT_ACQUIRE_USE_PROV_INFO_FLAG     0x2
#define CRYPT_ACQUIRE_COMPARE_KEY_FLAG       0x4
#define CRYPT_ACQUIRE_NO_HEALING             0x8
#define CRYPT_ACQUIRE_SILENT_FLAG            0x40
#define CRYPT_ACQUIRE_WINDOW_HANDLE_FLAG     0x80
#define CRYPT_ACQUIRE_NCRYPT_KEY_FLAGS_MASK  0x70000
#define CRYPT_ACQUIRE_ALLOW_NCRYPT_KEY_FLAG  0x10000
#define CRYPT_ACQUIRE_PREFER_NCRYPT_KEY_FLAG 0x20000
#define CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG   0x40000

// Kinds of provider.
#define PROV_RSA_FULL      1
#define PROV_RSA_SIG       2
#define PROV_DSS           3
#define PROV_FORTEZZA      4
#define PROV_MS_EXCHANGE   5
#define PROV_SSL           6
#define PROV_STT_MER       7
#define PROV_STT_ACQ       8
#define PROV_STT_BRND      9
#define PROV_STT_ROOT      10
#define PROV_STT_ISS       11
#define PROV_RSA_SCHANNEL  12
#define PROV_DSS_DH        13
#define PROV_EC_ECDSA_SIG  14
#define PROV_EC_ECNRA_SIG  15
#define PROV_EC_ECDSA_FULL 16
#define PROV_EC_ECNRA_FULL 17
#define PROV_DH_SCHANNEL   18
#define PROV_SPYRUS_LYNKS  20
#define PROV_RNG           21
#define PROV_INTEL_SEC     22
#define PROV_REPLACE_OWF   23
#define PROV_RSA_AES       24

// Providers.
#define MS_DEF_PROV_A              "Microsoft Base Cryptographic Provider v1.0"
#define MS_ENHANCED_PROV_A         "Microsoft Enhanced Cryptographic Provider v1.0"
#define MS_STRONG_PROV_A           "Microsoft Strong Cryptographic Provider"
#define MS_DEF_RSA_SIG_PROV_A      "Microsoft RSA Signature Cryptographic Provider"
#define MS_DEF_RSA_SCHANNEL_PROV_A "Microsoft RSA SChannel Cryptographic Provider"
#define MS_DEF_DSS_PROV_A          "Microsoft Base DSS Cryptographic Provider"
#define MS_DEF_DSS_DH_PROV_A       "Microsoft Base DSS and Diffie-Hellman Cryptographic Provider"
#define MS_ENH_DSS_DH_PROV_A       "Microsoft Enhanced DSS and Diffie-Hellman Cryptographic Provider"
#define MS_DEF_DH_SCHANNEL_PROV_A  "Microsoft DH SChannel Cryptographic Provider"
#define MS_SCARD_PROV_A            "Microsoft Base Smart Card Crypto Provider"
#define MS_ENH_RSA_AES_PROV_A      "Microsoft Enhanced RSA and AES Cryptographic Provider"
#define MS_ENH_RSA_AES_PROV_XP_A   "Microsoft Enhanced RSA and AES Cryptographic Provider (Prototype)"
#define MS_DEF_PROV_W              L"Microsoft Base Cryptographic Provider v1.0"
#define MS_ENHANCED_PROV_W         L"Microsoft Enhanced Cryptographic Provider v1.0"
#define MS_STRONG_PROV_W           L"Microsoft Strong Cryptographic Provider"
#define MS_DEF_RSA_SIG_PROV_W      L"Microsoft RSA Signature Cryptographic Provider"
#define MS_DEF_RSA_SCHANNEL_PROV_W L"Microsoft RSA SChannel Cryptographic Provider"
#define MS_DEF_DSS_PROV_W          L"Microsoft Base DSS Cryptographic Provider"
#define MS_DEF_DSS_DH_PROV_W       L"Microsoft Base DSS and Diffie-Hellman Cryptographic Provider"
#define MS_ENH_DSS_DH_PROV_W       L"Microsoft Enhanced DSS and Diffie-Hellman Cryptographic Provider"
#define MS_DEF_DH_SCHANNEL_PROV_W  L"Microsoft DH SChannel Cryptographic Provider"
#define MS_SCARD_PROV_W            L"Microsoft Base Smart Card Crypto Provider"
#define MS_ENH_RSA_AES_PROV_W      L"Microsoft Enhanced RSA and AES Cryptographic Provider"
#define MS_ENH_RSA_AES_PROV_XP_W   L"Microsoft Enhanced RSA and AES Cryptographic Provider (Prototype)"

#ifdef UNICODE
#define MS_DEF_PROV              MS_DEF_PROV_W
#define MS_ENHANCED_PROV         MS_ENHANCED_PROV_W
#define MS_STRONG_PROV           MS_STRONG_PROV_W
#define MS_DEF_RSA_SIG_PROV      MS_DEF_RSA_SIG_PROV_W
#define MS_DEF_RSA_SCHANNEL_PROV MS_DEF_RSA_SCHANNEL_PROV_W
#define MS_DEF_DSS_PROV          MS_DEF_DSS_PROV_W
#define MS_DEF_DSS_DH_PROV       MS_DEF_DSS_DH_PROV_W
#define MS_ENH_DSS_DH_PROV       MS_ENH_DSS_DH_PROV_W
#define MS_DEF_DH_SCHANNEL_PROV  MS_DEF_DH_SCHANNEL_PROV_W
#define MS_SCARD_PROV            MS_SCARD_PROV_W
#define MS_ENH_RSA_AES_PROV      MS_ENH_RSA_AES_PROV_W
#define MS_ENH_RSA_AES_PROV_XP   MS_ENH_RSA_AES_PROV_XP_W
#else
#define MS_DEF_PROV              MS_DEF_PROV_A
#define MS_ENHANCED_PROV         MS_ENHANCED_PROV_A
#define MS_STRONG_PROV           MS_STRONG_PROV_A
#define MS_DEF_RSA_SIG_PROV      MS_DEF_RSA_SIG_PROV_A
#define MS_DEF_RSA_SCHANNEL_PROV MS_DEF_RSA_SCHANNEL_PROV_A
#define MS_DEF_DSS_PROV          MS_DEF_DSS_PROV_A
#define MS_DEF_DSS_DH_PROV       MS_DEF_DSS_DH_PROV_A
#define MS_ENH_DSS_DH_PROV       MS_ENH_DSS_DH_PROV_A
#define MS_DEF_DH_SCHANNEL_PROV  MS_DEF_DH_SCHANNEL_PROV_A
#define MS_SCARD_PROV            MS_SCARD_PROV_A
#define MS_ENH_RSA_AES_PROV      MS_ENH_RSA_AES_PROV_A
#define MS_ENH_RSA_AES_PROV_XP   MS_ENH_RSA_AES_PROV_XP_A
#endif
