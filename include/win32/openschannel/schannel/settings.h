// SCH_CREDENTIALS, version 5 of a credential, and the settings it names. schannel.h includes this file when
// SCHANNEL_USE_BLACKLISTS is defined; UNICODE_STRING must exist by then, from subauth.h or the program
// itself.
#pragma once

#include "credentials.h"

typedef enum _eTlsAlgorithmUsage {
  TlsParametersCngAlgUsageKeyExchange,
  TlsParametersCngAlgUsageSignature,
  TlsParametersCngAlgUsageCipher,
  TlsParametersCngAlgUsageDigest,
  TlsParametersCngAlgUsageCertSig
} eTlsAlgorithmUsage;

/// An algorithm that may not be used.
typedef struct _CRYPTO_SETTINGS {
  eTlsAlgorithmUsage eAlgorithmUsage;
  UNICODE_STRING strCngAlgId;  ///< The algorithm's CNG name, "AES" for example.
  DWORD cChainingModes;        ///< 0 for all.
  PUNICODE_STRING rgstrChainingModes;
  DWORD dwMinBitLength;  ///< 0 for no bound, as in dwMaxBitLength.
  DWORD dwMaxBitLength;
} CRYPTO_SETTINGS, *PCRYPTO_SETTINGS;

/// What may not be used, for connections that negotiate one of the protocols named.
typedef struct _TLS_PARAMETERS {
  DWORD cAlpnIds;  ///< Servers only; 0 for every connection.
  PUNICODE_STRING rgstrAlpnIds;
  DWORD grbitDisabledProtocols;  ///< SP_PROT_*; other bits are ignored.
  DWORD cDisabledCrypto;
  PCRYPTO_SETTINGS pDisabledCrypto;
  DWORD dwFlags;  ///< TLS_PARAMS_OPTIONAL, servers only.
} TLS_PARAMETERS, *PTLS_PARAMETERS;

#define TLS_PARAMS_OPTIONAL 0x00000001  // honoured only where the handshake does not fail for it

/// Version 5, the only one that negotiates TLS 1.3.
typedef struct _SCH_CREDENTIALS {
  DWORD dwVersion;     ///< SCH_CREDENTIALS_VERSION
  DWORD dwCredFormat;  ///< SCH_CRED_FORMAT_*
  DWORD cCreds;
  PCCERT_CONTEXT* paCred;
  HCERTSTORE hRootStore;  ///< Servers: the roots that client certificates may have.
  DWORD cMappers;
  struct _HMAPPER** aphMappers;
  DWORD dwSessionLifespan;  ///< Milliseconds; 0 for ten hours.
  DWORD dwFlags;            ///< SCH_CRED_*, SCH_SEND_*, SCH_USE_*, SCH_ALLOW_*
  DWORD cTlsParameters;
  PTLS_PARAMETERS pTlsParameters;
} SCH_CREDENTIALS, *PSCH_CREDENTIALS;

#define SCH_CRED_MAX_SUPPORTED_PARAMETERS      16
#define SCH_CRED_MAX_SUPPORTED_ALPN_IDS        16
#define SCH_CRED_MAX_SUPPORTED_CRYPTO_SETTINGS 16
#define SCH_CRED_MAX_SUPPORTED_CHAINING_MODES  16
