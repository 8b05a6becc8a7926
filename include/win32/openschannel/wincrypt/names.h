// X.500 names: their parts, the kinds of text they are written as, alternative names.
#pragma once

#include "../api.h"
#include "blobs.h"

typedef struct _CERT_RDN_ATTR {
  LPSTR pszObjId;     ///< szOID_COMMON_NAME and its like.
  DWORD dwValueType;  ///< CERT_RDN_*
  CERT_RDN_VALUE_BLOB Value;
} CERT_RDN_ATTR, *PCERT_RDN_ATTR;

typedef struct _CERT_RDN {
  DWORD cRDNAttr;
  PCERT_RDN_ATTR rgRDNAttr;
} CERT_RDN, *PCERT_RDN;

typedef struct _CERT_NAME_INFO {
  DWORD cRDN;
  PCERT_RDN rgRDN;
} CERT_NAME_INFO, *PCERT_NAME_INFO;

typedef struct _CERT_NAME_VALUE {
  DWORD dwValueType;
  CERT_RDN_VALUE_BLOB Value;
} CERT_NAME_VALUE, *PCERT_NAME_VALUE;

#define CERT_RDN_ANY_TYPE                 0
#define CERT_RDN_ENCODED_BLOB             1
#define CERT_RDN_OCTET_STRING             2
#define CERT_RDN_NUMERIC_STRING           3
#define CERT_RDN_PRINTABLE_STRING         4
#define CERT_RDN_TELETEX_STRING           5
#define CERT_RDN_T61_STRING               5
#define CERT_RDN_VIDEOTEX_STRING          6
#define CERT_RDN_IA5_STRING               7
#define CERT_RDN_GRAPHIC_STRING           8
#define CERT_RDN_VISIBLE_STRING           9
#define CERT_RDN_ISO646_STRING            9
#define CERT_RDN_GENERAL_STRING           10
#define CERT_RDN_UNIVERSAL_STRING         11
#define CERT_RDN_INT4_STRING              11
#define CERT_RDN_BMP_STRING               12
#define CERT_RDN_UNICODE_STRING           12
#define CERT_RDN_UTF8_STRING              13
#define CERT_RDN_TYPE_MASK                0x000000ff
#define CERT_RDN_FLAGS_MASK               0xff000000
#define CERT_RDN_ENABLE_T61_UNICODE_FLAG  0x80000000
#define CERT_RDN_ENABLE_UTF8_UNICODE_FLAG 0x20000000
#define CERT_RDN_FORCE_UTF8_UNICODE_FLAG  0x10000000
#define CERT_RDN_DISABLE_CHECK_TYPE_FLAG  0x40000000
#define CERT_RDN_DISABLE_IE4_UTF8_FLAG    0x1000000
#define CERT_RDN_ENABLE_PUNYCODE_FLAG     0x2000000

typedef struct _CERT_OTHER_NAME {
  LPSTR pszObjId;
  CRYPT_OBJID_BLOB Value;
} CERT_OTHER_NAME, *PCERT_OTHER_NAME;

typedef struct _CERT_ALT_NAME_ENTRY {
  DWORD dwAltNameChoice;  ///< CERT_ALT_NAME_*, which says what member holds the name.
  __extension__ union {
    PCERT_OTHER_NAME pOtherName;
    LPWSTR pwszRfc822Name;
    LPWSTR pwszDNSName;
    CERT_NAME_BLOB DirectoryName;
    LPWSTR pwszURL;
    CRYPT_DATA_BLOB IPAddress;
    LPSTR pszRegisteredID;
  };
} CERT_ALT_NAME_ENTRY, *PCERT_ALT_NAME_ENTRY;

typedef struct _CERT_ALT_NAME_INFO {
  DWORD cAltEntry;
  PCERT_ALT_NAME_ENTRY rgAltEntry;
} CERT_ALT_NAME_INFO, *PCERT_ALT_NAME_INFO;

#define CERT_ALT_NAME_OTHER_NAME     1
#define CERT_ALT_NAME_RFC822_NAME    2
#define CERT_ALT_NAME_DNS_NAME       3
#define CERT_ALT_NAME_X400_ADDRESS   4
#define CERT_ALT_NAME_DIRECTORY_NAME 5
#define CERT_ALT_NAME_EDI_PARTY_NAME 6
#define CERT_ALT_NAME_URL            7
#define CERT_ALT_NAME_IP_ADDRESS     8
#define CERT_ALT_NAME_REGISTERED_ID  9

// Text forms of a name, and how to write them.
#define CERT_SIMPLE_NAME_STR                    1
#define CERT_OID_NAME_STR                       2
#define CERT_X500_NAME_STR                      3
#define CERT_NAME_STR_DISABLE_IE4_UTF8_FLAG     0x10000
#define CERT_NAME_STR_ENABLE_T61_UNICODE_FLAG   0x20000
#define CERT_NAME_STR_ENABLE_UTF8_UNICODE_FLAG  0x40000
#define CERT_NAME_STR_FORCE_UTF8_DIR_STR_FLAG   0x80000
#define CERT_NAME_STR_FORWARD_FLAG              0x1000000
#define CERT_NAME_STR_REVERSE_FLAG              0x2000000
#define CERT_NAME_STR_COMMA_FLAG                0x4000000
#define CERT_NAME_STR_CRLF_FLAG                 0x8000000
#define CERT_NAME_STR_NO_QUOTING_FLAG           0x10000000
#define CERT_NAME_STR_NO_PLUS_FLAG              0x20000000
#define CERT_NAME_STR_SEMICOLON_FLAG            0x40000000
#define CERT_NAME_STR_DISABLE_UTF8_DIR_STR_FLAG 0x100000
#define CERT_NAME_STR_ENABLE_PUNYCODE_FLAG      0x200000

// Which part of a certificate's names is asked for.
#define CERT_NAME_EMAIL_TYPE            1
#define CERT_NAME_RDN_TYPE              2
#define CERT_NAME_ATTR_TYPE             3
#define CERT_NAME_SIMPLE_DISPLAY_TYPE   4
#define CERT_NAME_FRIENDLY_DISPLAY_TYPE 5
#define CERT_NAME_DNS_TYPE              6
#define CERT_NAME_URL_TYPE              7
#define CERT_NAME_UPN_TYPE              8
#define CERT_NAME_ISSUER_FLAG           0x1
#define CERT_NAME_SEARCH_ALL_NAMES_FLAG 0x2
#define CERT_NAME_DISABLE_IE4_UTF8_FLAG 0x10000

OPENSCHANNEL_BEGIN_C

/// Encodes the name written in pszX500. With pbEncoded NULL it gives the size in bytes in *pcbEncoded.
/// Returns FALSE with CRYPT_E_INVALID_X500_STRING for text that is no name, where *ppszError, unless NULL,
/// points at the mistake, and with ERROR_MORE_DATA for a small buffer.
OPENSCHANNEL_API BOOL WINAPI CertStrToNameA(DWORD dwCertEncodingType, LPCSTR pszX500, DWORD dwStrType,
                                            void* pvReserved, BYTE* pbEncoded, DWORD* pcbEncoded,
                                            LPCSTR* ppszError);
OPENSCHANNEL_API BOOL WINAPI CertStrToNameW(DWORD dwCertEncodingType, LPCWSTR pszX500, DWORD dwStrType,
                                            void* pvReserved, BYTE* pbEncoded, DWORD* pcbEncoded,
                                            LPCWSTR* ppszError);

/// Writes an encoded name as text, in the form CERT_*_NAME_STR and with the flags of dwStrType. Returns the
/// number of characters with the terminator, or the number needed when psz is NULL or csz is 0. A small
/// buffer gets the empty text from the A function, as much as it holds from the W function. What is no name
/// is the empty text.
OPENSCHANNEL_API DWORD WINAPI CertNameToStrA(DWORD dwCertEncodingType, PCERT_NAME_BLOB pName, DWORD dwStrType,
                                             LPSTR psz, DWORD csz);
OPENSCHANNEL_API DWORD WINAPI CertNameToStrW(DWORD dwCertEncodingType, PCERT_NAME_BLOB pName, DWORD dwStrType,
                                             LPWSTR psz, DWORD csz);

/// Writes one value of an X509_NAME in the way of CertNameToStr.
OPENSCHANNEL_API DWORD WINAPI CertRDNValueToStrA(DWORD dwValueType, PCERT_RDN_VALUE_BLOB pValue, LPSTR psz,
                                                 DWORD csz);
OPENSCHANNEL_API DWORD WINAPI CertRDNValueToStrW(DWORD dwValueType, PCERT_RDN_VALUE_BLOB pValue, LPWSTR psz,
                                                 DWORD csz);

OPENSCHANNEL_END_C
