// What CertFindCertificateInStore can look for: a comparison in the high word, which name in the low one.
#pragma once

#include "certificates.h"

typedef struct _CERT_ISSUER_SERIAL_NUMBER {
  CERT_NAME_BLOB Issuer;
  CRYPT_INTEGER_BLOB SerialNumber;
} CERT_ISSUER_SERIAL_NUMBER, *PCERT_ISSUER_SERIAL_NUMBER;

/// Names one certificate, in the way that dwIdChoice says.
typedef struct _CERT_ID {
  DWORD dwIdChoice;  ///< CERT_ID_*
  __extension__ union {
    CERT_ISSUER_SERIAL_NUMBER IssuerSerialNumber;
    CRYPT_HASH_BLOB KeyId;
    CRYPT_HASH_BLOB HashId;
  };
} CERT_ID, *PCERT_ID;

#define CERT_ID_ISSUER_SERIAL_NUMBER 1
#define CERT_ID_KEY_IDENTIFIER       2
#define CERT_ID_SHA1_HASH            3

// Comparisons.
#define CERT_COMPARE_MASK                   0xffff
#define CERT_COMPARE_SHIFT                  16
#define CERT_COMPARE_ANY                    0
#define CERT_COMPARE_SHA1_HASH              1
#define CERT_COMPARE_NAME                   2
#define CERT_COMPARE_ATTR                   3
#define CERT_COMPARE_MD5_HASH               4
#define CERT_COMPARE_PROPERTY               5
#define CERT_COMPARE_PUBLIC_KEY             6
#define CERT_COMPARE_HASH                   CERT_COMPARE_SHA1_HASH
#define CERT_COMPARE_NAME_STR_A             7
#define CERT_COMPARE_NAME_STR_W             8
#define CERT_COMPARE_KEY_SPEC               9
#define CERT_COMPARE_ENHKEY_USAGE           10
#define CERT_COMPARE_CTL_USAGE              CERT_COMPARE_ENHKEY_USAGE
#define CERT_COMPARE_SUBJECT_CERT           11
#define CERT_COMPARE_ISSUER_OF              12
#define CERT_COMPARE_EXISTING               13
#define CERT_COMPARE_SIGNATURE_HASH         14
#define CERT_COMPARE_KEY_IDENTIFIER         15
#define CERT_COMPARE_CERT_ID                16
#define CERT_COMPARE_CROSS_CERT_DIST_POINTS 17
#define CERT_COMPARE_PUBKEY_MD5_HASH        18
#define CERT_COMPARE_SUBJECT_INFO_ACCESS    19
#define CERT_COMPARE_HASH_STR               20
#define CERT_COMPARE_HAS_PRIVATE_KEY        21

// Find types with what pvFindPara points at: everything, a certificate, its issuer and serial number.
#define CERT_FIND_ANY          0x00000000
#define CERT_FIND_EXISTING     0x000d0000
#define CERT_FIND_CERT_ID      0x00100000
#define CERT_FIND_SUBJECT_CERT 0x000b0000
#define CERT_FIND_ISSUER_OF    0x000c0000

// A hash, as a CRYPT_HASH_BLOB or as text.
#define CERT_FIND_HASH            0x00010000
#define CERT_FIND_SHA1_HASH       0x00010000
#define CERT_FIND_MD5_HASH        0x00040000
#define CERT_FIND_SIGNATURE_HASH  0x000e0000
#define CERT_FIND_PUBKEY_MD5_HASH 0x00120000
#define CERT_FIND_KEY_IDENTIFIER  0x000f0000
#define CERT_FIND_HASH_STR        0x00140000

// A name: encoded, by its attributes, or text that is part of it.
#define CERT_FIND_SUBJECT_NAME  0x00020007
#define CERT_FIND_SUBJECT_ATTR  0x00030007
#define CERT_FIND_SUBJECT_STR_A 0x00070007
#define CERT_FIND_SUBJECT_STR_W 0x00080007
#define CERT_FIND_ISSUER_NAME   0x00020004
#define CERT_FIND_ISSUER_ATTR   0x00030004
#define CERT_FIND_ISSUER_STR_A  0x00070004
#define CERT_FIND_ISSUER_STR_W  0x00080004
#define CERT_FIND_SUBJECT_STR   CERT_FIND_SUBJECT_STR_W
#define CERT_FIND_ISSUER_STR    CERT_FIND_ISSUER_STR_W

// A key, a property, a usage.
#define CERT_FIND_HAS_PRIVATE_KEY        0x00150000
#define CERT_FIND_PUBLIC_KEY             0x00060000
#define CERT_FIND_KEY_SPEC               0x00090000
#define CERT_FIND_PROPERTY               0x00050000
#define CERT_FIND_ENHKEY_USAGE           0x000a0000
#define CERT_FIND_CTL_USAGE              0x000a0000
#define CERT_FIND_SUBJECT_INFO_ACCESS    0x00130000
#define CERT_FIND_CROSS_CERT_DIST_POINTS 0x00110000

// Flags of CertIsRDNAttrsInCertificateName, and of CERT_FIND_SUBJECT_ATTR and CERT_FIND_ISSUER_ATTR: values
// are WCHAR as in X509_UNICODE_NAME; upper and lower case are the same.
#define CERT_UNICODE_IS_RDN_ATTRS_FLAG          0x1
#define CERT_CASE_INSENSITIVE_IS_RDN_ATTRS_FLAG 0x2

// Flags of CERT_FIND_ENHKEY_USAGE.
#define CERT_FIND_OPTIONAL_ENHKEY_USAGE_FLAG  0x1
#define CERT_FIND_EXT_ONLY_ENHKEY_USAGE_FLAG  0x2
#define CERT_FIND_PROP_ONLY_ENHKEY_USAGE_FLAG 0x4
#define CERT_FIND_NO_ENHKEY_USAGE_FLAG        0x8
#define CERT_FIND_OR_ENHKEY_USAGE_FLAG        0x10
#define CERT_FIND_VALID_ENHKEY_USAGE_FLAG     0x20
#define CERT_FIND_OPTIONAL_CTL_USAGE_FLAG     CERT_FIND_OPTIONAL_ENHKEY_USAGE_FLAG
#define CERT_FIND_EXT_ONLY_CTL_USAGE_FLAG     CERT_FIND_EXT_ONLY_ENHKEY_USAGE_FLAG
#define CERT_FIND_PROP_ONLY_CTL_USAGE_FLAG    CERT_FIND_PROP_ONLY_ENHKEY_USAGE_FLAG
#define CERT_FIND_NO_CTL_USAGE_FLAG           CERT_FIND_NO_ENHKEY_USAGE_FLAG
#define CERT_FIND_OR_CTL_USAGE_FLAG           CERT_FIND_OR_ENHKEY_USAGE_FLAG
#define CERT_FIND_VALID_CTL_USAGE_FLAG        CERT_FIND_VALID_ENHKEY_USAGE_FLAG
