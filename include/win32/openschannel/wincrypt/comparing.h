// Looking into decoded certificates and comparing what is in them.
#pragma once

#include "../api.h"
#include "certificates.h"
#include "find.h"
#include "names.h"
#include "revocation_lists.h"

OPENSCHANNEL_BEGIN_C

/// Returns the extension of that object identifier among cExtensions, which stays the caller's, or NULL.
OPENSCHANNEL_API PCERT_EXTENSION WINAPI CertFindExtension(LPCSTR pszObjId, DWORD cExtensions,
                                                          CERT_EXTENSION* rgExtensions);

/// Returns the attribute of that object identifier among cAttr, or NULL.
OPENSCHANNEL_API PCRYPT_ATTRIBUTE WINAPI CertFindAttribute(LPCSTR pszObjId, DWORD cAttr,
                                                           CRYPT_ATTRIBUTE* rgAttr);

/// Returns the first attribute of that object identifier in a name, or NULL.
OPENSCHANNEL_API PCERT_RDN_ATTR WINAPI CertFindRDNAttr(LPCSTR pszObjId, PCERT_NAME_INFO pName);

/// Writes one of a certificate's names, of the type CERT_NAME_*_TYPE, in the way of CertNameToStr. pvTypePara
/// is the object identifier for CERT_NAME_ATTR_TYPE, a DWORD with the form for CERT_NAME_RDN_TYPE. A name
/// that is not there is the empty text. With CERT_NAME_SEARCH_ALL_NAMES_FLAG all DNS names stand one behind
/// the other, each with its terminator, and another terminator after the last.
OPENSCHANNEL_API DWORD WINAPI CertGetNameStringA(PCCERT_CONTEXT pCertContext, DWORD dwType, DWORD dwFlags,
                                                 void* pvTypePara, LPSTR pszNameString, DWORD cchNameString);
OPENSCHANNEL_API DWORD WINAPI CertGetNameStringW(PCCERT_CONTEXT pCertContext, DWORD dwType, DWORD dwFlags,
                                                 void* pvTypePara, LPWSTR pszNameString, DWORD cchNameString);

/// Whether two certificates have the same issuer and serial number.
OPENSCHANNEL_API BOOL WINAPI CertCompareCertificate(DWORD dwCertEncodingType, PCERT_INFO pCertId1,
                                                    PCERT_INFO pCertId2);

/// Whether two encoded names are the same bytes.
OPENSCHANNEL_API BOOL WINAPI CertCompareCertificateName(DWORD dwCertEncodingType, PCERT_NAME_BLOB pCertName1,
                                                        PCERT_NAME_BLOB pCertName2);

/// Whether an encoded name has all attributes of pRDN, in whatever order. An attribute without pszObjId,
/// with the type CERT_RDN_ANY_TYPE or without pbData may be any one, of any type, with any value. dwFlags are
/// CERT_*_IS_RDN_ATTRS_FLAG. Returns FALSE with CRYPT_E_NO_MATCH, ERROR_FILE_NOT_FOUND for another encoding
/// than X509_ASN_ENCODING, E_INVALIDARG for what is missing, and in the way of CryptDecodeObject.
OPENSCHANNEL_API BOOL WINAPI CertIsRDNAttrsInCertificateName(DWORD dwCertEncodingType, DWORD dwFlags,
                                                             PCERT_NAME_BLOB pCertName, PCERT_RDN pRDN);

/// Whether two numbers, least significant byte first, are the same, however many sign bytes they end with.
OPENSCHANNEL_API BOOL WINAPI CertCompareIntegerBlob(PCRYPT_INTEGER_BLOB pInt1, PCRYPT_INTEGER_BLOB pInt2);

/// Whether two public keys are the same.
OPENSCHANNEL_API BOOL WINAPI CertComparePublicKeyInfo(DWORD dwCertEncodingType,
                                                      PCERT_PUBLIC_KEY_INFO pPublicKey1,
                                                      PCERT_PUBLIC_KEY_INFO pPublicKey2);

/// Returns -1 before a certificate's time, 1 after it, 0 in it. NULL for the time means now.
OPENSCHANNEL_API LONG WINAPI CertVerifyTimeValidity(LPFILETIME pTimeToVerify, PCERT_INFO pCertInfo);

/// The same for a revocation list; one without a next update does not end.
OPENSCHANNEL_API LONG WINAPI CertVerifyCRLTimeValidity(LPFILETIME pTimeToVerify, PCRL_INFO pCrlInfo);

/// Whether the subject's time lies inside the issuer's.
OPENSCHANNEL_API BOOL WINAPI CertVerifyValidityNesting(PCERT_INFO pSubjectInfo, PCERT_INFO pIssuerInfo);

/// Returns the length of a key in bits; 0 with CRYPT_E_UNKNOWN_ALGO for one that is not understood,
/// E_INVALIDARG without one.
OPENSCHANNEL_API DWORD WINAPI CertGetPublicKeyLength(DWORD dwCertEncodingType,
                                                     PCERT_PUBLIC_KEY_INFO pPublicKey);

/// Copies the bits of the key usage extension to pbKeyUsage, and zeroes what is left of cbKeyUsage bytes.
/// Returns FALSE with ERROR_SUCCESS without such an extension, and with another code for one that cannot be
/// read.
OPENSCHANNEL_API BOOL WINAPI CertGetIntendedKeyUsage(DWORD dwCertEncodingType, PCERT_INFO pCertInfo,
                                                     BYTE* pbKeyUsage, DWORD cbKeyUsage);

/// Gives the usages of a certificate, of its extension, of its property, or what both allow, as dwFlags says.
/// With pUsage NULL only the size in bytes. No usages with CRYPT_E_NOT_FOUND as the last error allow all,
/// with ERROR_SUCCESS none. Returns FALSE with ERROR_MORE_DATA for a small buffer.
OPENSCHANNEL_API BOOL WINAPI CertGetEnhancedKeyUsage(PCCERT_CONTEXT pCertContext, DWORD dwFlags,
                                                     PCERT_ENHKEY_USAGE pUsage, DWORD* pcbUsage);

/// Sets the property with usages, or removes it when pUsage is NULL. Returns FALSE with E_INVALIDARG for
/// pointers that are missing, in the way of CryptEncodeObjectEx for what is no object identifier, and in that
/// of CertSetCertificateContextProperty.
OPENSCHANNEL_API BOOL WINAPI CertSetEnhancedKeyUsage(PCCERT_CONTEXT pCertContext, PCERT_ENHKEY_USAGE pUsage);

/// Adds a usage to the property, unless it is there. Returns FALSE in the way of CertSetEnhancedKeyUsage.
OPENSCHANNEL_API BOOL WINAPI CertAddEnhancedKeyUsageIdentifier(PCCERT_CONTEXT pCertContext,
                                                               LPCSTR pszUsageIdentifier);

/// Takes a usage out of the property, if it is there. Returns FALSE in the way of CertSetEnhancedKeyUsage.
OPENSCHANNEL_API BOOL WINAPI CertRemoveEnhancedKeyUsageIdentifier(PCCERT_CONTEXT pCertContext,
                                                                  LPCSTR pszUsageIdentifier);

/// Hashes bytes with an algorithm CALG_*, SHA-1 when it is 0. With pbComputedHash NULL it gives the size in
/// bytes. Returns FALSE with NTE_BAD_ALGID for another algorithm and ERROR_MORE_DATA for a small buffer.
OPENSCHANNEL_API BOOL WINAPI CryptHashCertificate(HCRYPTPROV_LEGACY hCryptProv, ALG_ID Algid, DWORD dwFlags,
                                                  const BYTE* pbEncoded, DWORD cbEncoded,
                                                  BYTE* pbComputedHash, DWORD* pcbComputedHash);

/// The same with an algorithm by its CNG name, such as L"SHA256".
OPENSCHANNEL_API BOOL WINAPI CryptHashCertificate2(LPCWSTR pwszCNGHashAlgid, DWORD dwFlags, void* pvReserved,
                                                   const BYTE* pbEncoded, DWORD cbEncoded,
                                                   BYTE* pbComputedHash, DWORD* pcbComputedHash);

/// The same for an encoded public key, MD5 when the algorithm is 0.
OPENSCHANNEL_API BOOL WINAPI CryptHashPublicKeyInfo(HCRYPTPROV_LEGACY hCryptProv, ALG_ID Algid, DWORD dwFlags,
                                                    DWORD dwCertEncodingType, PCERT_PUBLIC_KEY_INFO pInfo,
                                                    BYTE* pbComputedHash, DWORD* pcbComputedHash);

OPENSCHANNEL_END_C
