// Certificate revocation lists: the decoded form, the context that programs hold, and the functions for them.
// Contexts live and die in the way of certificate contexts.
#pragma once

#include "certificates.h"

/// A certificate that was revoked. The serial number is least significant byte first.
typedef struct _CRL_ENTRY {
  CRYPT_INTEGER_BLOB SerialNumber;
  FILETIME RevocationDate;
  DWORD cExtension;
  PCERT_EXTENSION rgExtension;
} CRL_ENTRY, *PCRL_ENTRY;

/// A decoded revocation list; the issuer's name stays encoded.
typedef struct _CRL_INFO {
  DWORD dwVersion;  ///< CRL_V1 or CRL_V2
  CRYPT_ALGORITHM_IDENTIFIER SignatureAlgorithm;
  CERT_NAME_BLOB Issuer;
  FILETIME ThisUpdate;
  FILETIME NextUpdate;  ///< Zero when the list does not say.
  DWORD cCRLEntry;
  PCRL_ENTRY rgCRLEntry;
  DWORD cExtension;
  PCERT_EXTENSION rgExtension;
} CRL_INFO, *PCRL_INFO;

/// A revocation list with its store and properties: more than what is seen here, as with CERT_CONTEXT.
typedef struct _CRL_CONTEXT {
  DWORD dwCertEncodingType;
  BYTE* pbCrlEncoded;
  DWORD cbCrlEncoded;
  PCRL_INFO pCrlInfo;
  HCERTSTORE hCertStore;
} CRL_CONTEXT, *PCRL_CONTEXT;
typedef const CRL_CONTEXT* PCCRL_CONTEXT;

/// What CRL_FIND_ISSUED_FOR wants: a certificate and its issuer.
typedef struct _CRL_FIND_ISSUED_FOR_PARA {
  PCCERT_CONTEXT pSubjectCert;
  PCCERT_CONTEXT pIssuerCert;
} CRL_FIND_ISSUED_FOR_PARA, *PCRL_FIND_ISSUED_FOR_PARA;

#define CRL_V1 0
#define CRL_V2 1

// What CertFindCRLInStore looks for.
#define CRL_FIND_ANY        0
#define CRL_FIND_ISSUED_BY  1
#define CRL_FIND_EXISTING   2
#define CRL_FIND_ISSUED_FOR 3

// Flags of CertFindCRLInStore with CRL_FIND_ISSUED_BY and CRL_FIND_ISSUED_FOR.
#define CRL_FIND_ISSUED_BY_AKI_FLAG                    0x1
#define CRL_FIND_ISSUED_BY_SIGNATURE_FLAG              0x2
#define CRL_FIND_ISSUED_BY_DELTA_FLAG                  0x4
#define CRL_FIND_ISSUED_BY_BASE_FLAG                   0x8
#define CRL_FIND_ISSUED_FOR_SET_STRONG_PROPERTIES_FLAG 0x10

OPENSCHANNEL_BEGIN_C

/// Makes a context of cbCrlEncoded bytes of DER, which are copied; the signature is not checked.
/// CertFreeCRLContext frees it. Returns NULL in the way of CertCreateCertificateContext.
OPENSCHANNEL_API PCCRL_CONTEXT WINAPI CertCreateCRLContext(DWORD dwCertEncodingType, const BYTE* pbCrlEncoded,
                                                           DWORD cbCrlEncoded);

/// Adds a reference and returns the same pointer. NULL stays NULL.
OPENSCHANNEL_API PCCRL_CONTEXT WINAPI CertDuplicateCRLContext(PCCRL_CONTEXT pCrlContext);

/// Gives up a reference. Returns TRUE, for NULL too.
OPENSCHANNEL_API BOOL WINAPI CertFreeCRLContext(PCCRL_CONTEXT pCrlContext);

/// Reads a property in the way of CertGetCertificateContextProperty; only the list's digests are computed.
OPENSCHANNEL_API BOOL WINAPI CertGetCRLContextProperty(PCCRL_CONTEXT pCrlContext, DWORD dwPropId,
                                                       void* pvData, DWORD* pcbData);

/// Sets a property from a copy of pvData, or removes it when pvData is NULL, in the way of
/// CertSetCertificateContextProperty.
OPENSCHANNEL_API BOOL WINAPI CertSetCRLContextProperty(PCCRL_CONTEXT pCrlContext, DWORD dwPropId,
                                                       DWORD dwFlags, const void* pvData);

/// Returns the number of the property after dwPropId, or of the first after 0; 0 after the last.
OPENSCHANNEL_API DWORD WINAPI CertEnumCRLContextProperties(PCCRL_CONTEXT pCrlContext, DWORD dwPropId);

/// Adds a copy of a list, with its properties, in the way of CertAddCertificateContextToStore. Two lists are
/// the same one when issuer, key, distribution point and kind are the same; the newer was issued later.
OPENSCHANNEL_API BOOL WINAPI CertAddCRLContextToStore(HCERTSTORE hCertStore, PCCRL_CONTEXT pCrlContext,
                                                      DWORD dwAddDisposition, PCCRL_CONTEXT* ppStoreContext);

/// Adds a list from its DER in the way of CertAddEncodedCertificateToStore.
OPENSCHANNEL_API BOOL WINAPI CertAddEncodedCRLToStore(HCERTSTORE hCertStore, DWORD dwCertEncodingType,
                                                      const BYTE* pbCrlEncoded, DWORD cbCrlEncoded,
                                                      DWORD dwAddDisposition, PCCRL_CONTEXT* ppCrlContext);

/// Adds a link to a list in the way of CertAddCertificateLinkToStore.
OPENSCHANNEL_API BOOL WINAPI CertAddCRLLinkToStore(HCERTSTORE hCertStore, PCCRL_CONTEXT pCrlContext,
                                                   DWORD dwAddDisposition, PCCRL_CONTEXT* ppStoreContext);

/// Takes a list out of its store and gives up the caller's reference, on failure too, in the way of
/// CertDeleteCertificateFromStore.
OPENSCHANNEL_API BOOL WINAPI CertDeleteCRLFromStore(PCCRL_CONTEXT pCrlContext);

/// Returns the list after pPrevCrlContext, which it frees, or the first one after NULL, in the way of
/// CertEnumCertificatesInStore. Ends with NULL and CRYPT_E_NOT_FOUND.
OPENSCHANNEL_API PCCRL_CONTEXT WINAPI CertEnumCRLsInStore(HCERTSTORE hCertStore,
                                                          PCCRL_CONTEXT pPrevCrlContext);

/// Returns the next list that matches, in the way of CertEnumCRLsInStore. dwFindType is one of CRL_FIND_*,
/// pvFindPara what it is compared with. An unknown type gets E_INVALIDARG.
OPENSCHANNEL_API PCCRL_CONTEXT WINAPI CertFindCRLInStore(HCERTSTORE hCertStore, DWORD dwCertEncodingType,
                                                         DWORD dwFindFlags, DWORD dwFindType,
                                                         const void* pvFindPara,
                                                         PCCRL_CONTEXT pPrevCrlContext);

/// Returns the next list that the issuer issued, or any when that is NULL, in the way of CertEnumCRLsInStore.
/// *pdwFlags says what to check (CERT_STORE_SIGNATURE_FLAG, CERT_STORE_TIME_VALIDITY_FLAG;
/// CERT_STORE_BASE_CRL_FLAG and CERT_STORE_DELTA_CRL_FLAG choose the kind) and keeps the bits of the checks
/// that failed. Other flags, and pdwFlags NULL, get E_INVALIDARG.
OPENSCHANNEL_API PCCRL_CONTEXT WINAPI CertGetCRLFromStore(HCERTSTORE hCertStore,
                                                          PCCERT_CONTEXT pIssuerContext,
                                                          PCCRL_CONTEXT pPrevCrlContext, DWORD* pdwFlags);

/// Looks a certificate up by its serial number. *ppCrlEntry receives its entry, which belongs to the context,
/// or NULL when it was not revoked. dwFlags and pvReserved are 0. Returns FALSE with E_INVALIDARG for what is
/// no context, or without ppCrlEntry.
OPENSCHANNEL_API BOOL WINAPI CertFindCertificateInCRL(PCCERT_CONTEXT pCert, PCCRL_CONTEXT pCrlContext,
                                                      DWORD dwFlags, void* pvReserved,
                                                      PCRL_ENTRY* ppCrlEntry);

/// Writes a list with its properties in the way of CertSerializeCertificateStoreElement.
OPENSCHANNEL_API BOOL WINAPI CertSerializeCRLStoreElement(PCCRL_CONTEXT pCrlContext, DWORD dwFlags,
                                                          BYTE* pbElement, DWORD* pcbElement);

OPENSCHANNEL_END_C
