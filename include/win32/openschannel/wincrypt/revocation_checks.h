// Whether certificates were revoked.
// A function that returns BOOL says why it failed through GetLastError.
#pragma once

#include "chains.h"
#include "revocation_lists.h"

#define CERT_CONTEXT_REVOCATION_TYPE 1

// Flags of CertVerifyRevocation. With the first, each certificate is the issuer of the one before it.
#define CERT_VERIFY_REV_CHAIN_FLAG                   0x1
#define CERT_VERIFY_CACHE_ONLY_BASED_REVOCATION      0x2
#define CERT_VERIFY_REV_ACCUMULATIVE_TIMEOUT_FLAG    0x4
#define CERT_VERIFY_REV_SERVER_OCSP_FLAG             0x8
#define CERT_VERIFY_REV_NO_OCSP_FAILOVER_TO_CRL_FLAG 0x10

// Why a certificate was revoked.
#define CRL_REASON_UNSPECIFIED            0
#define CRL_REASON_KEY_COMPROMISE         1
#define CRL_REASON_CA_COMPROMISE          2
#define CRL_REASON_AFFILIATION_CHANGED    3
#define CRL_REASON_SUPERSEDED             4
#define CRL_REASON_CESSATION_OF_OPERATION 5
#define CRL_REASON_CERTIFICATE_HOLD       6
#define CRL_REASON_REMOVE_FROM_CRL        8

/// What helps to check. Members may be NULL or 0.
typedef struct _CERT_REVOCATION_PARA {
  DWORD cbSize;
  PCCERT_CONTEXT pIssuerCert;  ///< who issued the certificates
  DWORD cCertStore;
  HCERTSTORE* rgCertStore;  ///< where issuers may be found
  HCERTSTORE hCrlStore;     ///< where revocation lists may be found
  LPFILETIME pftTimeToUse;  ///< NULL: now
#ifdef CERT_REVOCATION_PARA_HAS_EXTRA_FIELDS
  DWORD dwUrlRetrievalTimeout;  ///< milliseconds; 0: the default
  BOOL fCheckFreshnessTime;
  DWORD dwFreshnessTime;      ///< seconds that may have passed since what tells was issued
  LPFILETIME pftCurrentTime;  ///< until when they are counted; NULL: now
  struct _CERT_REVOCATION_CRL_INFO* pCrlInfo;
  LPFILETIME pftCacheResync;
  struct _CERT_REVOCATION_CHAIN_PARA* pChainPara;
#endif
} CERT_REVOCATION_PARA, *PCERT_REVOCATION_PARA;

/// What came of it.
typedef struct _CERT_REVOCATION_STATUS {
  DWORD cbSize;
  DWORD dwIndex;   ///< of the first certificate that is not good
  DWORD dwError;   ///< what GetLastError says; 0 when all are good
  DWORD dwReason;  ///< CRL_REASON_* of one that was revoked, as a list in hCrlStore has it
  BOOL fHasFreshnessTime;
  DWORD dwFreshnessTime;
} CERT_REVOCATION_STATUS, *PCERT_REVOCATION_STATUS;

OPENSCHANNEL_BEGIN_C

/// Checks certificates one after the other, up to the first that is not good. Looks into hCrlStore, at the
/// OCSP response that is attached to a certificate, and then at the places that it names. Returns FALSE with
/// CRYPT_E_REVOKED, CRYPT_E_NO_REVOCATION_CHECK when nothing tells or nobody knows the issuer,
/// CRYPT_E_REVOCATION_OFFLINE when what would tell cannot be reached, CRYPT_E_NO_REVOCATION_DLL for another
/// type than CERT_CONTEXT_REVOCATION_TYPE, E_INVALIDARG for a small cbSize, which leaves *pRevStatus alone.
OPENSCHANNEL_API BOOL WINAPI CertVerifyRevocation(DWORD dwEncodingType, DWORD dwRevType, DWORD cContext,
                                                  PVOID rgpvContext[], DWORD dwFlags,
                                                  PCERT_REVOCATION_PARA pRevPara,
                                                  PCERT_REVOCATION_STATUS pRevStatus);

/// Whether a list would name a certificate if that were revoked, as far as its issuing distribution point
/// tells; who issued either does not count. Returns FALSE with E_INVALIDARG without one of them.
OPENSCHANNEL_API BOOL WINAPI CertIsValidCRLForCertificate(PCCERT_CONTEXT pCert, PCCRL_CONTEXT pCrl,
                                                          DWORD dwFlags, void* pvReserved);

OPENSCHANNEL_END_C
