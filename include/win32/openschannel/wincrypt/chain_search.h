// Finding certificates by whom their chains lead to.
// A function that returns a pointer says why it failed through GetLastError.
#pragma once

#include "chains.h"

#define CERT_CHAIN_FIND_BY_ISSUER 1

// Flags of CERT_CHAIN_FIND_BY_ISSUER.
#define CERT_CHAIN_FIND_BY_ISSUER_COMPARE_KEY_FLAG    0x1
#define CERT_CHAIN_FIND_BY_ISSUER_COMPLEX_CHAIN_FLAG  0x2
#define CERT_CHAIN_FIND_BY_ISSUER_CACHE_ONLY_URL_FLAG 0x4
#define CERT_CHAIN_FIND_BY_ISSUER_LOCAL_MACHINE_FLAG  0x8
#define CERT_CHAIN_FIND_BY_ISSUER_NO_KEY_FLAG         0x4000
#define CERT_CHAIN_FIND_BY_ISSUER_CACHE_ONLY_FLAG     0x8000

/// Whether a program wants the chain of a certificate; it may keep the context only with a reference of its
/// own.
typedef BOOL(WINAPI* PFN_CERT_CHAIN_FIND_BY_ISSUER_CALLBACK)(PCCERT_CONTEXT pCert, void* pvFindArg);

/// What a certificate has to be like.
typedef struct _CERT_CHAIN_FIND_BY_ISSUER_PARA {
  DWORD cbSize;
  LPCSTR pszUsageIdentifier;  ///< a usage that it allows; NULL: any
  DWORD dwKeySpec;
  DWORD dwAcquirePrivateKeyFlags;
  DWORD cIssuer;  ///< 0: anybody may be its issuer
  CERT_NAME_BLOB* rgIssuer;
  PFN_CERT_CHAIN_FIND_BY_ISSUER_CALLBACK pfnFindCallback;  ///< NULL: all are wanted
  void* pvFindArg;
#ifdef CERT_CHAIN_FIND_BY_ISSUER_PARA_HAS_EXTRA_FIELDS
  DWORD* pdwIssuerChainIndex;    ///< receives where the issuer's name was found; may be NULL
  DWORD* pdwIssuerElementIndex;  ///< likewise: the element that it issued
#endif
} CERT_CHAIN_FIND_ISSUER_PARA, *PCERT_CHAIN_FIND_ISSUER_PARA, CERT_CHAIN_FIND_BY_ISSUER_PARA,
    *PCERT_CHAIN_FIND_BY_ISSUER_PARA;

OPENSCHANNEL_BEGIN_C

/// Finds the next certificate of a store, behind the first one of pPrevChainContext, that has a private key
/// and in whose chain one of the names issued something, and returns its chain; revocation is not looked at.
/// pPrevChainContext is freed, whatever comes of it. CertFreeCertificateChain frees the last one. Returns
/// NULL with CRYPT_E_NOT_FOUND when there is no more, E_INVALIDARG for another type or bad parameters.
OPENSCHANNEL_API PCCERT_CHAIN_CONTEXT WINAPI CertFindChainInStore(HCERTSTORE hCertStore,
                                                                  DWORD dwCertEncodingType, DWORD dwFindFlags,
                                                                  DWORD dwFindType, const void* pvFindPara,
                                                                  PCCERT_CHAIN_CONTEXT pPrevChainContext);

OPENSCHANNEL_END_C
