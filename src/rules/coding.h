// DER into structures and back.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule coding[] = {
    {"SSPI-CryptDecodeObjectEx-size",
     "The structure and all it points to are one block of the size that is told. Its memory may have any "
     "alignment; too little: ERROR_MORE_DATA.",
     basis::documented, "Microsoft: CryptDecodeObjectEx"},
    {"SSPI-CryptDecodeObjectEx-allocates",
     "CRYPT_DECODE_ALLOC_FLAG gives memory of LocalAlloc, or of the function in CRYPT_DECODE_PARA.",
     basis::documented, "Microsoft: CryptDecodeObjectEx"},
    {"SSPI-CryptDecodeObjectEx-nothing-on-failure",
     "A decoding that fails with CRYPT_DECODE_ALLOC_FLAG leaves a null pointer.", basis::relied_upon,
     "programs that free it with LocalFree whatever happened"},
    {"SSPI-CryptDecodeObjectEx-structures",
     "A structure goes by its number or by an extension's object identifier; one that is not known, or "
     "another "
     "encoding: ERROR_FILE_NOT_FOUND.",
     basis::documented, "Microsoft: CryptDecodeObjectEx"},
    {"SSPI-CryptDecodeObjectEx-damage",
     "Bytes that end early: CRYPT_E_ASN1_EOD. Another type: CRYPT_E_ASN1_BADTAG. A number too large: "
     "CRYPT_E_ASN1_LARGE. Anything else: CRYPT_E_ASN1_CORRUPT.",
     basis::documented, "Microsoft: CryptDecodeObjectEx"},
    {"SSPI-CryptDecodeObjectEx-trailing-bytes", "Bytes behind the structure do not matter.", basis::chosen,
     "programs hand over buffers that are larger than the key in them"},
    {"SSPI-CryptEncodeObjectEx-size",
     "The encoding goes to memory of the caller or, with CRYPT_ENCODE_ALLOC_FLAG, to new memory; too little: "
     "ERROR_MORE_DATA.",
     basis::documented, "Microsoft: CryptEncodeObjectEx"},
    {"SSPI-CryptEncodeObjectEx-refusals",
     "An unknown structure: ERROR_FILE_NOT_FOUND. A value that no encoding has: CRYPT_E_ASN1_ERROR. An array "
     "that is not there: E_INVALIDARG.",
     basis::chosen, "nobody says of the last"},
};

inline constexpr rule coded_structures[] = {
    {"SSPI-CryptDecodeObjectEx-numbers",
     "X509_INTEGER and X509_ENUMERATED are an INT; X509_MULTI_BYTE_INTEGER and _UINT are bytes, the least "
     "significant first.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-octets-and-bits",
     "X509_OCTET_STRING and X509_BITS keep the order of bytes; X509_KEY_USAGE and "
     "X509_BITS_WITHOUT_TRAILING_ZEROES end with the last bit that is set.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-times",
     "X509_CHOICE_OF_TIME is a FILETIME; years up to 2049 are written with two digits.", basis::documented,
     "RFC 5280 section 4.1.2.5"},
    {"SSPI-CryptDecodeObjectEx-usages", "X509_ENHANCED_KEY_USAGE is a list of object identifiers.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-constraints",
     "X509_BASIC_CONSTRAINTS2 says whether a certificate is a CA's and how long a path may be.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-algorithms", "The parameters of X509_ALGORITHM_IDENTIFIER stay encoded.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-public-keys", "X509_PUBLIC_KEY_INFO is an algorithm and the bits of the key.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-sequences", "The elements of X509_SEQUENCE_OF_ANY stay encoded.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-attributes",
     "PKCS_ATTRIBUTE, PKCS_ATTRIBUTES and PKCS_CONTENT_INFO keep their values encoded.", basis::documented,
     "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-extensions", "The values of X509_EXTENSIONS stay encoded.", basis::documented,
     "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-policies", "The qualifiers of X509_CERT_POLICIES stay encoded.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-certificates",
     "X509_CERT is what is signed and its signature, the bytes of which are reversed unless a flag says "
     "otherwise; X509_CERT_TO_BE_SIGNED is a CERT_INFO, from a whole certificate or, with "
     "CRYPT_DECODE_TO_BE_SIGNED_FLAG, from the part that is signed.",
     basis::documented, "Microsoft: CryptDecodeObjectEx"},
    {"SSPI-CryptDecodeObjectEx-requests",
     "X509_CERT_REQUEST_TO_BE_SIGNED is a name, a key and attributes, of which none are an empty set.",
     basis::documented, "RFC 2986 section 4.1"},
    {"SSPI-CryptDecodeObjectEx-names",
     "A value of X509_NAME is the bytes of its type, one of X509_UNICODE_NAME is WCHAR with a terminator "
     "that "
     "does not count.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-name-types",
     "Values are read as their string type says, T61String as UTF-8 where it is that; what is no text is "
     "CERT_RDN_ENCODED_BLOB.",
     basis::documented, "Microsoft: CERT_RDN_ATTR"},
    {"SSPI-CryptEncodeObjectEx-t61",
     "A T61String is written as Latin-1, or as UTF-8 where its Latin-1 would be read as other characters.",
     basis::chosen, "so that a value that was read is written as it was"},
    {"SSPI-CryptDecodeObjectEx-name-values", "X509_NAME_VALUE and X509_UNICODE_NAME_VALUE are one value.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptEncodeObjectEx-names",
     "CERT_RDN_ANY_TYPE chooses a type; a character that a type does not have gets CRYPT_E_INVALID_*_STRING, "
     "and its place instead of the size.",
     basis::documented, "Microsoft: CERT_RDN_ATTR"},
    {"SSPI-CryptDecodeObjectEx-alternative-names", "Each choice of X509_ALTERNATE_NAME has its member.",
     basis::documented, "Microsoft: CERT_ALT_NAME_ENTRY"},
    {"SSPI-CryptEncodeObjectEx-alternative-names",
     "A character outside ASCII: CRYPT_E_INVALID_IA5_STRING, and its place instead of the size.",
     basis::documented, "Microsoft: CERT_ALT_NAME_ENTRY"},
    {"SSPI-CryptDecodeObjectEx-cut-names",
     "A terminator in the middle of an alternative name: CRYPT_E_ASN1_CORRUPT, because programs would read "
     "another name.",
     basis::chosen, "safety first"},
    {"SSPI-CryptDecodeObjectEx-authority-key",
     "Parts of X509_AUTHORITY_KEY_ID2 that are not there are empty.", basis::documented,
     "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-access",
     "X509_AUTHORITY_INFO_ACCESS and X509_CRL_DIST_POINTS say where something is.", basis::documented,
     "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-rsa",
     "RSA_CSP_PUBLICKEYBLOB and PKCS_RSA_PRIVATE_KEY are the blobs that CryptImportKey takes.",
     basis::relied_upon, "boost-wintls, mariadb-connector-c, mongo-c-driver, libwebsockets"},
    {"SSPI-CryptDecodeObjectEx-cng-rsa",
     "CNG_RSA_PUBLIC_KEY_BLOB and CNG_RSA_PRIVATE_KEY_BLOB are the blobs that NCryptImportKey takes.",
     basis::relied_upon, "Qt, TinyMUX"},
    {"SSPI-CryptDecodeObjectEx-pkcs8",
     "PKCS_PRIVATE_KEY_INFO is an algorithm, the key as that wants it, and attributes; "
     "PKCS_ENCRYPTED_PRIVATE_KEY_INFO "
     "an algorithm and bytes.",
     basis::documented, "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-ec",
     "X509_ECC_PRIVATE_KEY is a number, and a curve and a point where the key has them; X509_ECC_SIGNATURE "
     "two "
     "numbers.",
     basis::relied_upon, "aws-c-io, azure-uamqp-c"},
    {"SSPI-CryptDecodeObjectEx-revocation-lists",
     "X509_CERT_CRL_TO_BE_SIGNED is a CRL_INFO, in the way of X509_CERT_TO_BE_SIGNED.", basis::documented,
     "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
    {"SSPI-CryptDecodeObjectEx-name-constraints",
     "X509_NAME_CONSTRAINTS are subtrees that are permitted and others that are excluded.", basis::documented,
     "Microsoft: Constants for CryptEncodeObject and CryptDecodeObject"},
};

}  // namespace schannel::rules
