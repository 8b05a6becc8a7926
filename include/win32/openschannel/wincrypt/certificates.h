// Certificates: the decoded form, the context that programs hold, and the functions for one certificate.
// A function that returns BOOL or a pointer says why it failed through GetLastError.
#pragma once

#include "../api.h"
#include "blobs.h"
#include "keys.h"

typedef void* HCERTSTORE;

typedef struct _CERT_EXTENSION {
  LPSTR pszObjId;
  BOOL fCritical;
  CRYPT_OBJID_BLOB Value;  ///< Encoded.
} CERT_EXTENSION, *PCERT_EXTENSION;
typedef const CERT_EXTENSION* PCCERT_EXTENSION;

typedef struct _CERT_EXTENSIONS {
  DWORD cExtension;
  PCERT_EXTENSION rgExtension;
} CERT_EXTENSIONS, *PCERT_EXTENSIONS;

typedef struct _CERT_PUBLIC_KEY_INFO {
  CRYPT_ALGORITHM_IDENTIFIER Algorithm;
  CRYPT_BIT_BLOB PublicKey;
} CERT_PUBLIC_KEY_INFO, *PCERT_PUBLIC_KEY_INFO;

/// A decoded certificate. The serial number is least significant byte first; names stay encoded.
typedef struct _CERT_INFO {
  DWORD dwVersion;  ///< CERT_V1, CERT_V2 or CERT_V3
  CRYPT_INTEGER_BLOB SerialNumber;
  CRYPT_ALGORITHM_IDENTIFIER SignatureAlgorithm;
  CERT_NAME_BLOB Issuer;
  FILETIME NotBefore;
  FILETIME NotAfter;
  CERT_NAME_BLOB Subject;
  CERT_PUBLIC_KEY_INFO SubjectPublicKeyInfo;
  CRYPT_BIT_BLOB IssuerUniqueId;
  CRYPT_BIT_BLOB SubjectUniqueId;
  DWORD cExtension;
  PCERT_EXTENSION rgExtension;
} CERT_INFO, *PCERT_INFO;

/// A certificate with its store and properties. It is more than what is seen here: a copy of the structure is
/// no context. CertFreeCertificateContext gives up a reference.
typedef struct _CERT_CONTEXT {
  DWORD dwCertEncodingType;
  BYTE* pbCertEncoded;
  DWORD cbCertEncoded;
  PCERT_INFO pCertInfo;
  HCERTSTORE hCertStore;
} CERT_CONTEXT, *PCERT_CONTEXT;
typedef const CERT_CONTEXT* PCCERT_CONTEXT;

/// Object identifiers of what a key may be used for.
typedef struct _CTL_USAGE {
  DWORD cUsageIdentifier;
  LPSTR* rgpszUsageIdentifier;
} CTL_USAGE, *PCTL_USAGE;
typedef CTL_USAGE CERT_ENHKEY_USAGE, *PCERT_ENHKEY_USAGE;
typedef const CTL_USAGE* PCCTL_USAGE;
typedef const CERT_ENHKEY_USAGE* PCCERT_ENHKEY_USAGE;

typedef struct _CERT_BASIC_CONSTRAINTS2_INFO {
  BOOL fCA;
  BOOL fPathLenConstraint;
  DWORD dwPathLenConstraint;
} CERT_BASIC_CONSTRAINTS2_INFO, *PCERT_BASIC_CONSTRAINTS2_INFO;

#define CERT_V1 0
#define CERT_V2 1
#define CERT_V3 2

// Members of CERT_INFO, by number.
#define CERT_INFO_VERSION_FLAG                 1
#define CERT_INFO_SERIAL_NUMBER_FLAG           2
#define CERT_INFO_SIGNATURE_ALGORITHM_FLAG     3
#define CERT_INFO_ISSUER_FLAG                  4
#define CERT_INFO_NOT_BEFORE_FLAG              5
#define CERT_INFO_NOT_AFTER_FLAG               6
#define CERT_INFO_SUBJECT_FLAG                 7
#define CERT_INFO_SUBJECT_PUBLIC_KEY_INFO_FLAG 8
#define CERT_INFO_ISSUER_UNIQUE_ID_FLAG        9
#define CERT_INFO_SUBJECT_UNIQUE_ID_FLAG       10
#define CERT_INFO_EXTENSION_FLAG               11

// Bits of the key usage extension: of its first byte, and of its second.
#define CERT_DIGITAL_SIGNATURE_KEY_USAGE 0x80
#define CERT_NON_REPUDIATION_KEY_USAGE   0x40
#define CERT_KEY_ENCIPHERMENT_KEY_USAGE  0x20
#define CERT_DATA_ENCIPHERMENT_KEY_USAGE 0x10
#define CERT_KEY_AGREEMENT_KEY_USAGE     0x08
#define CERT_KEY_CERT_SIGN_KEY_USAGE     0x04
#define CERT_OFFLINE_CRL_SIGN_KEY_USAGE  0x02
#define CERT_CRL_SIGN_KEY_USAGE          0x02
#define CERT_ENCIPHER_ONLY_KEY_USAGE     0x01
#define CERT_DECIPHER_ONLY_KEY_USAGE     0x80

// Flags of CertCreateSelfSignCertificate.
#define CERT_CREATE_SELFSIGN_NO_SIGN     1
#define CERT_CREATE_SELFSIGN_NO_KEY_INFO 2

OPENSCHANNEL_BEGIN_C

/// Makes a context of cbCertEncoded bytes of DER, which are copied; the signature is not checked.
/// CertFreeCertificateContext frees it. Returns NULL with E_INVALIDARG for another encoding, CRYPT_E_ASN1_EOD
/// for no bytes, CRYPT_E_ASN1_CORRUPT for bytes that are no certificate.
OPENSCHANNEL_API PCCERT_CONTEXT WINAPI CertCreateCertificateContext(DWORD dwCertEncodingType,
                                                                    const BYTE* pbCertEncoded,
                                                                    DWORD cbCertEncoded);

/// Adds a reference and returns the same pointer. NULL stays NULL; what is no context is NULL with
/// E_INVALIDARG.
OPENSCHANNEL_API PCCERT_CONTEXT WINAPI CertDuplicateCertificateContext(PCCERT_CONTEXT pCertContext);

/// Gives up a reference. Returns TRUE, for NULL too.
OPENSCHANNEL_API BOOL WINAPI CertFreeCertificateContext(PCCERT_CONTEXT pCertContext);

/// Reads a property into pvData, which has room for *pcbData bytes, and gives its size there; pvData NULL
/// asks for the size alone. The digests, the key identifier, and what the key and the signature are of, are
/// computed from the certificate unless they were set. Handles stay the context's: they are not the caller's
/// to close. Returns FALSE with CRYPT_E_NOT_FOUND for a property that is not there, ERROR_MORE_DATA for a
/// small buffer, ERROR_INVALID_DATA for the identifier of a key that cannot be read, E_INVALIDARG for
/// property 0 and for what is no context.
OPENSCHANNEL_API BOOL WINAPI CertGetCertificateContextProperty(PCCERT_CONTEXT pCertContext, DWORD dwPropId,
                                                               void* pvData, DWORD* pcbData);

/// Sets a property from a copy of pvData, or removes it when pvData is NULL. pvData is a CRYPT_DATA_BLOB; a
/// CRYPT_KEY_PROV_INFO, CERT_KEY_CONTEXT, key specification or FILETIME for the properties that are such; and
/// a provider's handle itself, which the context closes when it goes unless dwFlags has
/// CERT_STORE_NO_CRYPT_RELEASE_FLAG. In a store that is kept on disk it is written there. Returns FALSE with
/// E_INVALIDARG for property 0, a structure of another size and what is no context, E_ACCESSDENIED in a store
/// that cannot be changed, or what the operating system has against its file: the property is as it was then.
OPENSCHANNEL_API BOOL WINAPI CertSetCertificateContextProperty(PCCERT_CONTEXT pCertContext, DWORD dwPropId,
                                                               DWORD dwFlags, const void* pvData);

/// Returns the number of the property after dwPropId, or of the first after 0; 0 after the last. Properties
/// that are computed count from when they were first asked for.
OPENSCHANNEL_API DWORD WINAPI CertEnumCertificateContextProperties(PCCERT_CONTEXT pCertContext,
                                                                   DWORD dwPropId);

/// Makes a certificate signed by its own key, and the key too when no handle is given: that one stays on
/// disk. With NULL for them it takes SHA-256, starts now, ends a year later and has no extensions.
/// CertFreeCertificateContext frees it. Returns NULL with E_INVALIDARG for pointers that are missing and a
/// key that cannot sign, CRYPT_E_ASN1_CORRUPT for a subject that is no name, ERROR_INVALID_PARAMETER for
/// times that are none, NTE_BAD_ALGID for an algorithm that is not known, or what CryptAcquireContext says
/// about the key.
OPENSCHANNEL_API PCCERT_CONTEXT WINAPI CertCreateSelfSignCertificate(
    HCRYPTPROV_OR_NCRYPT_KEY_HANDLE hCryptProvOrNCryptKey, PCERT_NAME_BLOB pSubjectIssuerBlob, DWORD dwFlags,
    PCRYPT_KEY_PROV_INFO pKeyProvInfo, PCRYPT_ALGORITHM_IDENTIFIER pSignatureAlgorithm,
    PSYSTEMTIME pStartTime, PSYSTEMTIME pEndTime, PCERT_EXTENSIONS pExtensions);

OPENSCHANNEL_END_C
