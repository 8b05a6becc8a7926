// Certificate chains: from a certificate to a root, with what is wrong on the way.
// A function that returns BOOL or a pointer says why it failed through GetLastError.
#pragma once

#include "certificates.h"

typedef HANDLE HCERTCHAINENGINE;

// Engines that need not be created: they trust the roots of the system.
#define HCCE_CURRENT_USER         ((HCERTCHAINENGINE)NULL)
#define HCCE_LOCAL_MACHINE        ((HCERTCHAINENGINE)0x1)
#define HCCE_SERIAL_LOCAL_MACHINE ((HCERTCHAINENGINE)0x2)

/// What a chain engine trusts and where it looks. Stores may be closed when it is made: it keeps their
/// certificates.
typedef struct _CERT_CHAIN_ENGINE_CONFIG {
  DWORD cbSize;                ///< tells which members below hRestrictedOther there are
  HCERTSTORE hRestrictedRoot;  ///< those roots of the system that are trusted; NULL: all
  HCERTSTORE hRestrictedTrust;
  HCERTSTORE hRestrictedOther;
  DWORD cAdditionalStore;
  HCERTSTORE* rghAdditionalStore;  ///< where issuers may be found
  DWORD dwFlags;
  DWORD dwUrlRetrievalTimeout;  ///< milliseconds; 0: the default
  DWORD MaximumCachedCertificates;
  DWORD CycleDetectionModulus;
  HCERTSTORE hExclusiveRoot;  ///< the only roots that are trusted; NULL: the system's
  HCERTSTORE hExclusiveTrustedPeople;
  DWORD dwExclusiveFlags;  ///< CERT_CHAIN_EXCLUSIVE_ENABLE_CA_FLAG
} CERT_CHAIN_ENGINE_CONFIG, *PCERT_CHAIN_ENGINE_CONFIG;

// Flags of an engine. A certificate of hExclusiveRoot ends a chain even if another issued it.
#define CERT_CHAIN_CACHE_END_CERT           0x1
#define CERT_CHAIN_THREAD_STORE_SYNC        0x2
#define CERT_CHAIN_CACHE_ONLY_URL_RETRIEVAL 0x4
#define CERT_CHAIN_USE_LOCAL_MACHINE_STORE  0x8
#define CERT_CHAIN_ENABLE_CACHE_AUTO_UPDATE 0x10
#define CERT_CHAIN_ENABLE_SHARE_STORE       0x20
#define CERT_CHAIN_EXCLUSIVE_ENABLE_CA_FLAG 0x1

/// CERT_TRUST_* of a certificate, of a chain, or of several.
typedef struct _CERT_TRUST_STATUS {
  DWORD dwErrorStatus;
  DWORD dwInfoStatus;
} CERT_TRUST_STATUS, *PCERT_TRUST_STATUS;

// Errors.
#define CERT_TRUST_NO_ERROR                          0x0
#define CERT_TRUST_IS_NOT_TIME_VALID                 0x1
#define CERT_TRUST_IS_NOT_TIME_NESTED                0x2
#define CERT_TRUST_IS_REVOKED                        0x4
#define CERT_TRUST_IS_NOT_SIGNATURE_VALID            0x8
#define CERT_TRUST_IS_NOT_VALID_FOR_USAGE            0x10
#define CERT_TRUST_IS_UNTRUSTED_ROOT                 0x20
#define CERT_TRUST_REVOCATION_STATUS_UNKNOWN         0x40
#define CERT_TRUST_IS_CYCLIC                         0x80
#define CERT_TRUST_INVALID_EXTENSION                 0x100
#define CERT_TRUST_INVALID_POLICY_CONSTRAINTS        0x200
#define CERT_TRUST_INVALID_BASIC_CONSTRAINTS         0x400
#define CERT_TRUST_INVALID_NAME_CONSTRAINTS          0x800
#define CERT_TRUST_HAS_NOT_SUPPORTED_NAME_CONSTRAINT 0x1000
#define CERT_TRUST_HAS_NOT_DEFINED_NAME_CONSTRAINT   0x2000
#define CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT 0x4000
#define CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT      0x8000
#define CERT_TRUST_IS_PARTIAL_CHAIN                  0x10000
#define CERT_TRUST_CTL_IS_NOT_TIME_VALID             0x20000
#define CERT_TRUST_CTL_IS_NOT_SIGNATURE_VALID        0x40000
#define CERT_TRUST_CTL_IS_NOT_VALID_FOR_USAGE        0x80000
#define CERT_TRUST_IS_OFFLINE_REVOCATION             0x1000000
#define CERT_TRUST_NO_ISSUANCE_CHAIN_POLICY          0x2000000
#define CERT_TRUST_IS_EXPLICIT_DISTRUST              0x4000000
#define CERT_TRUST_HAS_NOT_SUPPORTED_CRITICAL_EXT    0x8000000
#define CERT_TRUST_HAS_WEAK_SIGNATURE                0x100000

// Information.
#define CERT_TRUST_HAS_EXACT_MATCH_ISSUER         0x1
#define CERT_TRUST_HAS_KEY_MATCH_ISSUER           0x2
#define CERT_TRUST_HAS_NAME_MATCH_ISSUER          0x4
#define CERT_TRUST_IS_SELF_SIGNED                 0x8
#define CERT_TRUST_AUTO_UPDATE_CA_REVOCATION      0x10
#define CERT_TRUST_AUTO_UPDATE_END_REVOCATION     0x20
#define CERT_TRUST_NO_OCSP_FAILOVER_TO_CRL        0x40
#define CERT_TRUST_IS_KEY_ROLLOVER                0x00000080
#define CERT_TRUST_SSL_HANDSHAKE_OCSP             0x00040000
#define CERT_TRUST_SSL_TIME_VALID_OCSP            0x00080000
#define CERT_TRUST_SSL_RECONNECT_OCSP             0x00100000
#define CERT_TRUST_HAS_PREFERRED_ISSUER           0x100
#define CERT_TRUST_HAS_ISSUANCE_CHAIN_POLICY      0x200
#define CERT_TRUST_HAS_VALID_NAME_CONSTRAINTS     0x400
#define CERT_TRUST_IS_PEER_TRUSTED                0x800
#define CERT_TRUST_HAS_CRL_VALIDITY_EXTENDED      0x1000
#define CERT_TRUST_IS_FROM_EXCLUSIVE_TRUST_STORE  0x2000
#define CERT_TRUST_IS_CA_TRUSTED                  0x00004000
#define CERT_TRUST_HAS_AUTO_UPDATE_WEAK_SIGNATURE 0x00008000
#define CERT_TRUST_HAS_ALLOW_WEAK_SIGNATURE       0x00020000
#define CERT_TRUST_IS_COMPLEX_CHAIN               0x00010000
#define CERT_TRUST_SSL_TIME_VALID                 0x01000000
#define CERT_TRUST_NO_TIME_CHECK                  0x02000000

/// What the check of a certificate's revocation came to.
typedef struct _CERT_REVOCATION_INFO {
  DWORD cbSize;
  DWORD dwRevocationResult;  ///< 0, CRYPT_E_REVOKED, CRYPT_E_NO_REVOCATION_CHECK, CRYPT_E_REVOCATION_OFFLINE
  LPCSTR pszRevocationOid;
  LPVOID pvOidSpecificInfo;
  BOOL fHasFreshnessTime;
  DWORD dwFreshnessTime;  ///< seconds since what was looked at was issued
  struct _CERT_REVOCATION_CRL_INFO* pCrlInfo;
} CERT_REVOCATION_INFO, *PCERT_REVOCATION_INFO;

/// One certificate of a chain.
typedef struct _CERT_CHAIN_ELEMENT {
  DWORD cbSize;
  PCCERT_CONTEXT pCertContext;  ///< lives as long as the chain
  CERT_TRUST_STATUS TrustStatus;
  PCERT_REVOCATION_INFO pRevocationInfo;  ///< NULL where revocation was not checked
  PCERT_ENHKEY_USAGE pIssuanceUsage;
  PCERT_ENHKEY_USAGE pApplicationUsage;  ///< what it may be used for in this chain; NULL: anything
  LPCWSTR pwszExtendedErrorInfo;
} CERT_CHAIN_ELEMENT, *PCERT_CHAIN_ELEMENT;
typedef const CERT_CHAIN_ELEMENT* PCCERT_CHAIN_ELEMENT;

/// The certificates from the one asked about to the last that was found.
typedef struct _CERT_SIMPLE_CHAIN {
  DWORD cbSize;
  CERT_TRUST_STATUS TrustStatus;
  DWORD cElement;
  PCERT_CHAIN_ELEMENT* rgpElement;
  struct _CERT_TRUST_LIST_INFO* pTrustListInfo;
  BOOL fHasRevocationFreshnessTime;
  DWORD dwRevocationFreshnessTime;
} CERT_SIMPLE_CHAIN, *PCERT_SIMPLE_CHAIN;
typedef const CERT_SIMPLE_CHAIN* PCCERT_SIMPLE_CHAIN;

/// What CertGetCertificateChain found. CertFreeCertificateChain gives up a reference.
typedef struct _CERT_CHAIN_CONTEXT {
  DWORD cbSize;
  CERT_TRUST_STATUS TrustStatus;
  DWORD cChain;
  PCERT_SIMPLE_CHAIN* rgpChain;
  DWORD cLowerQualityChainContext;
  const struct _CERT_CHAIN_CONTEXT** rgpLowerQualityChainContext;
  BOOL fHasRevocationFreshnessTime;
  DWORD dwRevocationFreshnessTime;
  DWORD dwCreateFlags;
  GUID ChainId;
} CERT_CHAIN_CONTEXT, *PCERT_CHAIN_CONTEXT;
typedef const CERT_CHAIN_CONTEXT* PCCERT_CHAIN_CONTEXT;

#define USAGE_MATCH_TYPE_AND 0x0
#define USAGE_MATCH_TYPE_OR  0x1

/// Usages of which a chain must allow all or one. No usages: it may allow what it likes.
typedef struct _CERT_USAGE_MATCH {
  DWORD dwType;
  CERT_ENHKEY_USAGE Usage;
} CERT_USAGE_MATCH, *PCERT_USAGE_MATCH;
typedef struct _CTL_USAGE_MATCH {
  DWORD dwType;
  CTL_USAGE Usage;
} CTL_USAGE_MATCH, *PCTL_USAGE_MATCH;

/// What a chain is built for.
typedef struct _CERT_CHAIN_PARA {
  DWORD cbSize;  ///< tells which members there are
  CERT_USAGE_MATCH RequestedUsage;
#ifdef CERT_CHAIN_PARA_HAS_EXTRA_FIELDS
  CERT_USAGE_MATCH RequestedIssuancePolicy;
  DWORD dwUrlRetrievalTimeout;  ///< milliseconds; 0: the default
  BOOL fCheckRevocationFreshnessTime;
  DWORD dwRevocationFreshnessTime;  ///< seconds that may have passed since what tells was issued
  LPFILETIME pftCacheResync;
  const struct _CERT_STRONG_SIGN_PARA* pStrongSignPara;
  DWORD dwStrongSignFlags;
#endif
} CERT_CHAIN_PARA, *PCERT_CHAIN_PARA;

// Flags of CertGetCertificateChain.
#define CERT_CHAIN_DISABLE_PASS1_QUALITY_FILTERING     0x40
#define CERT_CHAIN_RETURN_LOWER_QUALITY_CONTEXTS       0x80
#define CERT_CHAIN_DISABLE_AUTH_ROOT_AUTO_UPDATE       0x100
#define CERT_CHAIN_TIMESTAMP_TIME                      0x200
#define CERT_CHAIN_ENABLE_PEER_TRUST                   0x400
#define CERT_CHAIN_DISABLE_MY_PEER_TRUST               0x800
#define CERT_CHAIN_DISABLE_MD2_MD4                     0x1000
#define CERT_CHAIN_DISABLE_AIA                         0x2000
#define CERT_CHAIN_HAS_MOTW                            0x4000
#define CERT_CHAIN_ONLY_ADDITIONAL_AND_AUTH_ROOT       0x8000
#define CERT_CHAIN_OPT_IN_WEAK_SIGNATURE               0x10000
#define CERT_CHAIN_REVOCATION_CHECK_OCSP_CERT          0x4000000
#define CERT_CHAIN_REVOCATION_ACCUMULATIVE_TIMEOUT     0x8000000
#define CERT_CHAIN_REVOCATION_CHECK_END_CERT           0x10000000
#define CERT_CHAIN_REVOCATION_CHECK_CHAIN              0x20000000
#define CERT_CHAIN_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT 0x40000000
#define CERT_CHAIN_REVOCATION_CHECK_CACHE_ONLY         0x80000000

OPENSCHANNEL_BEGIN_C

/// Makes an engine. CertFreeCertificateChainEngine frees it. One that is made while the store Disallowed
/// cannot be read trusts nobody, and engines do not look again. Returns FALSE with E_INVALIDARG for a cbSize
/// that belongs to no version of the structure or what is no store, CRYPT_E_NOT_FOUND when hRestrictedRoot
/// has a certificate that is no root of the system.
OPENSCHANNEL_API BOOL WINAPI CertCreateCertificateChainEngine(PCERT_CHAIN_ENGINE_CONFIG pConfig,
                                                              HCERTCHAINENGINE* phChainEngine);

/// Frees an engine; chains it built stay. The HCCE_* engines and what is no engine are left alone.
OPENSCHANNEL_API VOID WINAPI CertFreeCertificateChainEngine(HCERTCHAINENGINE hChainEngine);

/// Builds the chain of a certificate and looks at everything on it; *ppChainContext receives it, to be freed
/// with CertFreeCertificateChain. A bad certificate has a chain like any other: TrustStatus tells. pTime is
/// the time to look at, NULL the present; issuers are found in hAdditionalStore, the certificate's own store
/// and those of the engine. Returns FALSE with E_INVALIDARG for what is no context, engine or store, and for
/// usages that are missing; *ppChainContext is NULL then.
OPENSCHANNEL_API BOOL WINAPI CertGetCertificateChain(HCERTCHAINENGINE hChainEngine,
                                                     PCCERT_CONTEXT pCertContext, LPFILETIME pTime,
                                                     HCERTSTORE hAdditionalStore, PCERT_CHAIN_PARA pChainPara,
                                                     DWORD dwFlags, LPVOID pvReserved,
                                                     PCCERT_CHAIN_CONTEXT* ppChainContext);

/// Gives up a reference. NULL is left alone.
OPENSCHANNEL_API VOID WINAPI CertFreeCertificateChain(PCCERT_CHAIN_CONTEXT pChainContext);

/// Adds a reference and returns the same pointer. NULL stays NULL.
OPENSCHANNEL_API PCCERT_CHAIN_CONTEXT WINAPI
CertDuplicateCertificateChain(PCCERT_CHAIN_CONTEXT pChainContext);

OPENSCHANNEL_END_C
