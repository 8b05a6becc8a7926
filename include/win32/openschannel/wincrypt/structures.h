// The structures that CryptDecodeObjectEx makes and CryptEncodeObjectEx takes, besides those of names.h and
// certificates.h.
#pragma once

#include "blobs.h"
#include "certificates.h"
#include "names.h"

/// X509_CERT: anything that is signed. The signature is least significant byte first unless
/// CRYPT_DECODE_NO_SIGNATURE_BYTE_REVERSAL_FLAG says otherwise.
typedef struct _CERT_SIGNED_CONTENT_INFO {
  CRYPT_DER_BLOB ToBeSigned;
  CRYPT_ALGORITHM_IDENTIFIER SignatureAlgorithm;
  CRYPT_BIT_BLOB Signature;
} CERT_SIGNED_CONTENT_INFO, *PCERT_SIGNED_CONTENT_INFO;

/// X509_CERT_REQUEST_TO_BE_SIGNED
typedef struct _CERT_REQUEST_INFO {
  DWORD dwVersion;  ///< CERT_REQUEST_V1
  CERT_NAME_BLOB Subject;
  CERT_PUBLIC_KEY_INFO SubjectPublicKeyInfo;
  DWORD cAttribute;
  PCRYPT_ATTRIBUTE rgAttribute;
} CERT_REQUEST_INFO, *PCERT_REQUEST_INFO;

#define CERT_REQUEST_V1 0

/// X509_SEQUENCE_OF_ANY
typedef struct _CRYPT_SEQUENCE_OF_ANY {
  DWORD cValue;
  PCRYPT_DER_BLOB rgValue;
} CRYPT_SEQUENCE_OF_ANY, *PCRYPT_SEQUENCE_OF_ANY;

/// PKCS_CONTENT_INFO
typedef struct _CRYPT_CONTENT_INFO {
  LPSTR pszObjId;
  CRYPT_DER_BLOB Content;  ///< Empty when there is none.
} CRYPT_CONTENT_INFO, *PCRYPT_CONTENT_INFO;

/// X509_AUTHORITY_KEY_ID2; parts that are not there are empty.
typedef struct _CERT_AUTHORITY_KEY_ID2_INFO {
  CRYPT_DATA_BLOB KeyId;
  CERT_ALT_NAME_INFO AuthorityCertIssuer;
  CRYPT_INTEGER_BLOB AuthorityCertSerialNumber;
} CERT_AUTHORITY_KEY_ID2_INFO, *PCERT_AUTHORITY_KEY_ID2_INFO;

typedef struct _CERT_ACCESS_DESCRIPTION {
  LPSTR pszAccessMethod;
  CERT_ALT_NAME_ENTRY AccessLocation;
} CERT_ACCESS_DESCRIPTION, *PCERT_ACCESS_DESCRIPTION;

/// X509_AUTHORITY_INFO_ACCESS
typedef struct _CERT_AUTHORITY_INFO_ACCESS {
  DWORD cAccDescr;
  PCERT_ACCESS_DESCRIPTION rgAccDescr;
} CERT_AUTHORITY_INFO_ACCESS, *PCERT_AUTHORITY_INFO_ACCESS;
typedef CERT_AUTHORITY_INFO_ACCESS CERT_SUBJECT_INFO_ACCESS, *PCERT_SUBJECT_INFO_ACCESS;

typedef struct _CRL_DIST_POINT_NAME {
  DWORD dwDistPointNameChoice;  ///< CRL_DIST_POINT_*
  __extension__ union { CERT_ALT_NAME_INFO FullName; };
} CRL_DIST_POINT_NAME, *PCRL_DIST_POINT_NAME;

#define CRL_DIST_POINT_NO_NAME         0
#define CRL_DIST_POINT_FULL_NAME       1
#define CRL_DIST_POINT_ISSUER_RDN_NAME 2

typedef struct _CRL_DIST_POINT {
  CRL_DIST_POINT_NAME DistPointName;
  CRYPT_BIT_BLOB ReasonFlags;
  CERT_ALT_NAME_INFO CRLIssuer;
} CRL_DIST_POINT, *PCRL_DIST_POINT;

/// X509_CRL_DIST_POINTS
typedef struct _CRL_DIST_POINTS_INFO {
  DWORD cDistPoint;
  PCRL_DIST_POINT rgDistPoint;
} CRL_DIST_POINTS_INFO, *PCRL_DIST_POINTS_INFO;

typedef struct _CERT_GENERAL_SUBTREE {
  CERT_ALT_NAME_ENTRY Base;
  DWORD dwMinimum;
  BOOL fMaximum;
  DWORD dwMaximum;
} CERT_GENERAL_SUBTREE, *PCERT_GENERAL_SUBTREE;

/// X509_NAME_CONSTRAINTS
typedef struct _CERT_NAME_CONSTRAINTS_INFO {
  DWORD cPermittedSubtree;
  PCERT_GENERAL_SUBTREE rgPermittedSubtree;
  DWORD cExcludedSubtree;
  PCERT_GENERAL_SUBTREE rgExcludedSubtree;
} CERT_NAME_CONSTRAINTS_INFO, *PCERT_NAME_CONSTRAINTS_INFO;

typedef struct _CERT_POLICY_QUALIFIER_INFO {
  LPSTR pszPolicyQualifierId;
  CRYPT_OBJID_BLOB Qualifier;  ///< Encoded.
} CERT_POLICY_QUALIFIER_INFO, *PCERT_POLICY_QUALIFIER_INFO;

typedef struct _CERT_POLICY_INFO {
  LPSTR pszPolicyIdentifier;
  DWORD cPolicyQualifier;
  CERT_POLICY_QUALIFIER_INFO* rgPolicyQualifier;
} CERT_POLICY_INFO, *PCERT_POLICY_INFO;

/// X509_CERT_POLICIES
typedef struct _CERT_POLICIES_INFO {
  DWORD cPolicyInfo;
  CERT_POLICY_INFO* rgPolicyInfo;
} CERT_POLICIES_INFO, *PCERT_POLICIES_INFO;

/// PKCS_PRIVATE_KEY_INFO: a private key of any algorithm (PKCS #8).
typedef struct _CRYPT_PRIVATE_KEY_INFO {
  DWORD Version;
  CRYPT_ALGORITHM_IDENTIFIER Algorithm;
  CRYPT_DER_BLOB PrivateKey;
  PCRYPT_ATTRIBUTES pAttributes;  ///< NULL when there are none.
} CRYPT_PRIVATE_KEY_INFO, *PCRYPT_PRIVATE_KEY_INFO;

/// PKCS_ENCRYPTED_PRIVATE_KEY_INFO
typedef struct _CRYPT_ENCRYPTED_PRIVATE_KEY_INFO {
  CRYPT_ALGORITHM_IDENTIFIER EncryptionAlgorithm;
  CRYPT_DATA_BLOB EncryptedPrivateKey;
} CRYPT_ENCRYPTED_PRIVATE_KEY_INFO, *PCRYPT_ENCRYPTED_PRIVATE_KEY_INFO;

/// X509_ECC_PRIVATE_KEY; the number is most significant byte first.
typedef struct _CRYPT_ECC_PRIVATE_KEY_INFO {
  DWORD dwVersion;  ///< CRYPT_ECC_PRIVATE_KEY_INFO_v1
  CRYPT_DER_BLOB PrivateKey;
  LPSTR szCurveOid;  ///< NULL when the key does not say.
  CRYPT_BIT_BLOB PublicKey;
} CRYPT_ECC_PRIVATE_KEY_INFO, *PCRYPT_ECC_PRIVATE_KEY_INFO;

#define CRYPT_ECC_PRIVATE_KEY_INFO_v1 1

/// X509_ECC_SIGNATURE; the numbers are least significant byte first.
typedef struct _CERT_ECC_SIGNATURE {
  CRYPT_UINT_BLOB r;
  CRYPT_UINT_BLOB s;
} CERT_ECC_SIGNATURE, *PCERT_ECC_SIGNATURE;
