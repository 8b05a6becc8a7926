// What AcquireCredentialsHandle takes as pAuthData. The first member, dwVersion, tells the structures apart.
// SCH_CREDENTIALS is in settings.h.
#pragma once

#include "../wincrypt/certificates.h"
#include "../wincrypt/properties.h"

#define SCH_CRED_V1             0x00000001
#define SCH_CRED_V2             0x00000002
#define SCH_CRED_V3             0x00000003
#define SCH_CRED_VERSION        0x00000002
#define SCHANNEL_CRED_VERSION   0x00000004
#define SCH_CREDENTIALS_VERSION 0x00000005

struct _HMAPPER;

/// Version 4. A credential made of it never negotiates TLS 1.3.
typedef struct _SCHANNEL_CRED {
  DWORD dwVersion;  ///< SCHANNEL_CRED_VERSION
  DWORD cCreds;
  PCCERT_CONTEXT* paCred;
  HCERTSTORE hRootStore;  ///< Servers: the roots that client certificates may have.
  DWORD cMappers;
  struct _HMAPPER** aphMappers;
  DWORD cSupportedAlgs;  ///< 0 for the system's.
  ALG_ID* palgSupportedAlgs;
  DWORD grbitEnabledProtocols;    ///< SP_PROT_*, 0 for the system's.
  DWORD dwMinimumCipherStrength;  ///< Bits; 0 for the system's.
  DWORD dwMaximumCipherStrength;
  DWORD dwSessionLifespan;  ///< Milliseconds; 0 for ten hours.
  DWORD dwFlags;            ///< SCH_CRED_*, SCH_SEND_*, SCH_USE_*
  DWORD dwCredFormat;       ///< SCH_CRED_FORMAT_*
} SCHANNEL_CRED, *PSCHANNEL_CRED;

// Flags, with the side that heeds them.
#define SCH_CRED_NO_SYSTEM_MAPPER                    0x00000002  // servers: no accounts for clients
#define SCH_CRED_NO_SERVERNAME_CHECK                 0x00000004  // clients: any name will do
#define SCH_CRED_MANUAL_CRED_VALIDATION              0x00000008  // clients: the caller checks
#define SCH_CRED_NO_DEFAULT_CREDS                    0x00000010  // clients: take none from the system
#define SCH_CRED_AUTO_CRED_VALIDATION                0x00000020  // clients: check, the default
#define SCH_CRED_USE_DEFAULT_CREDS                   0x00000040  // clients: the system's, the default
#define SCH_CRED_DISABLE_RECONNECTS                  0x00000080  // servers: full handshakes only
#define SCH_CRED_REVOCATION_CHECK_END_CERT           0x00000100
#define SCH_CRED_REVOCATION_CHECK_CHAIN              0x00000200
#define SCH_CRED_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT 0x00000400
#define SCH_CRED_IGNORE_NO_REVOCATION_CHECK          0x00000800
#define SCH_CRED_IGNORE_REVOCATION_OFFLINE           0x00001000
#define SCH_CRED_RESTRICTED_ROOTS                    0x00002000  // servers: trust hRootStore alone
#define SCH_CRED_REVOCATION_CHECK_CACHE_ONLY         0x00004000
#define SCH_CRED_CACHE_ONLY_URL_RETRIEVAL            0x00008000
#define SCH_CRED_MEMORY_STORE_CERT                   0x00010000
#define SCH_CRED_CACHE_ONLY_URL_RETRIEVAL_ON_CREATE  0x00020000
#define SCH_SEND_ROOT_CERT                           0x00040000  // servers: send the root too
#define SCH_CRED_SNI_CREDENTIAL                      0x00080000
#define SCH_CRED_SNI_ENABLE_OCSP                     0x00100000
#define SCH_SEND_AUX_RECORD                          0x00200000
#define SCH_USE_STRONG_CRYPTO                        0x00400000  // without weak ciphers and versions
#define SCH_USE_PRESHAREDKEY_ONLY                    0x00800000
#define SCH_USE_DTLS_ONLY                            0x01000000
#define SCH_ALLOW_NULL_ENCRYPTION                    0x02000000
#define SCH_CRED_DEFERRED_CRED_VALIDATION            0x04000000  // clients: check, tell on request

// What paCred points at: contexts, SCHANNEL_CERT_HASH or SCHANNEL_CERT_HASH_STORE.
#define SCH_CRED_FORMAT_CERT_CONTEXT    0x00000000
#define SCH_CRED_FORMAT_CERT_HASH       0x00000001
#define SCH_CRED_FORMAT_CERT_HASH_STORE 0x00000002

#define SCH_MACHINE_CERT_HASH 0x00000001

#define SCH_CRED_MAX_STORE_NAME_SIZE 128
#define SCH_CRED_MAX_SUPPORTED_ALGS  256
#define SCH_CRED_MAX_SUPPORTED_CERTS 100

/// Names a certificate by its SHA-1 hash.
typedef struct _SCHANNEL_CERT_HASH {
  DWORD dwLength;
  DWORD dwFlags;
  HCRYPTPROV hProv;
  BYTE ShaHash[20];
} SCHANNEL_CERT_HASH, *PSCHANNEL_CERT_HASH;

typedef struct _SCHANNEL_CERT_HASH_STORE {
  DWORD dwLength;
  DWORD dwFlags;
  HCRYPTPROV hProv;
  BYTE ShaHash[20];
  WCHAR pwszStoreName[SCH_CRED_MAX_STORE_NAME_SIZE];
} SCHANNEL_CERT_HASH_STORE, *PSCHANNEL_CERT_HASH_STORE;

// Certificate properties of the IIS key store.
#define CERT_SCHANNEL_IIS_PRIVATE_KEY_PROP_ID (CERT_FIRST_USER_PROP_ID + 0)
#define CERT_SCHANNEL_IIS_PASSWORD_PROP_ID    (CERT_FIRST_USER_PROP_ID + 1)
#define CERT_SCHANNEL_SGC_CERTIFICATE_PROP_ID (CERT_FIRST_USER_PROP_ID + 2)
