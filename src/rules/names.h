// Names as text.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule written_names[] = {
    {"SSPI-CertNameToStr-forms",
     "CERT_SIMPLE_NAME_STR gives the values, CERT_OID_NAME_STR puts the object identifier before each, "
     "CERT_X500_NAME_STR the key, or OID. and the identifier.",
     basis::documented, "Microsoft: CertNameToStr"},
    {"SSPI-CertNameToStr-separators",
     "A comma and a blank stand between relative names, or what a flag says; a plus between the attributes "
     "of one, "
     "or a blank; CERT_NAME_STR_REVERSE_FLAG begins with the last.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertNameToStr-quotes",
     "A value that begins or ends with a blank, or has one of , + = \" < > # ; or a line break, is quoted, "
     "and a "
     "quotation mark in it doubled.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertNameToStr-small-buffer",
     "A small buffer: CertNameToStrA returns 1 and the empty text, CertNameToStrW as much as fits, and its "
     "size.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertNameToStr-no-name",
     "An unknown encoding returns 1 with ERROR_FILE_NOT_FOUND; what is no name is the empty text.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertRDNValueToStr", "A value is its characters, or # and hexadecimal digits when it is no text.",
     basis::documented, "Microsoft: CertRDNValueToStr"},
    {"SSPI-CertGetNameString-no-certificate",
     "Without a certificate, for an unknown type, and for a name that is not there: 1 and the empty text.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertGetNameString-small-buffer",
     "A small buffer: CertGetNameStringA returns 1 and the empty text, CertGetNameStringW as much as fits.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertGetNameString-simple",
     "CERT_NAME_SIMPLE_DISPLAY_TYPE: the first there is of common name, organizational unit, organization, "
     "email, "
     "alternative email, any attribute.",
     basis::verified, "observed on Windows; Microsoft: CertGetNameString"},
    {"SSPI-CertGetNameString-friendly",
     "CERT_NAME_FRIENDLY_DISPLAY_TYPE: the property of that name, or else the simple name.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertGetNameString-rdn",
     "CERT_NAME_RDN_TYPE: the whole name, in the form that pvTypePara points at; the issuer's with "
     "CERT_NAME_ISSUER_FLAG.",
     basis::documented, "Microsoft: CertGetNameString"},
    {"SSPI-CertGetNameString-attribute",
     "CERT_NAME_ATTR_TYPE: the first attribute of that object identifier; the email when pvTypePara is NULL.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertGetNameString-issuer",
     "CERT_NAME_ISSUER_FLAG takes the issuer's name and the issuer alternative names instead.",
     basis::documented, "Microsoft: CertGetNameString"},
    {"SSPI-CertGetNameString-alternatives",
     "Email and DNS names come from the alternative names, or else from the subject; URL and principal name "
     "from the "
     "alternative names alone.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertGetNameString-all-names",
     "CERT_NAME_SEARCH_ALL_NAMES_FLAG with CERT_NAME_DNS_TYPE gives every DNS name, or else the common name, "
     "each with "
     "a terminator and one more at the end; with other types the empty text.",
     basis::verified, "observed on Windows"},
};

inline constexpr rule comparisons[] = {
    {"SSPI-CertFindExtension",
     "CertFindExtension, CertFindAttribute and CertFindRDNAttr return the first of that object identifier, "
     "or NULL.",
     basis::documented, "Microsoft: CertFindExtension"},
    {"SSPI-CertCompareCertificate",
     "Certificates are the same when issuer and serial number are; names when their bytes are.",
     basis::documented, "Microsoft: CertCompareCertificate"},
    {"SSPI-CertCompareIntegerBlob", "Bytes at the end that repeat the sign of a number do not count.",
     basis::documented, "Microsoft: CertCompareIntegerBlob"},
    {"SSPI-CertComparePublicKeyInfo", "Keys are the same when their algorithm and their bits are.",
     basis::documented, "Microsoft: CertComparePublicKeyInfo"},
    {"SSPI-CertIsRDNAttrsInCertificateName",
     "Each attribute of pRDN has to be in the name; without pszObjId, of CERT_RDN_ANY_TYPE or without pbData "
     "it "
     "may be any. CERT_UNICODE_IS_RDN_ATTRS_FLAG: values are WCHAR; CERT_CASE_INSENSITIVE_IS_RDN_ATTRS_FLAG: "
     "in "
     "any case.",
     basis::documented, "Microsoft: CertIsRDNAttrsInCertificateName"},
    {"SSPI-CertIsRDNAttrsInCertificateName-refuses",
     "CRYPT_E_NO_MATCH when one is missing; another encoding type: ERROR_FILE_NOT_FOUND.", basis::documented,
     "Microsoft: CertIsRDNAttrsInCertificateName"},
    {"SSPI-CertVerifyTimeValidity",
     "-1 before a validity, 0 in it, both ends included, 1 after it; NULL means now. The same for revocation "
     "lists, "
     "which may have no end.",
     basis::documented, "Microsoft: CertVerifyTimeValidity"},
    {"SSPI-CertGetPublicKeyLength", "The length of a key in bits; 0 for one that cannot be read.",
     basis::documented, "Microsoft: CertGetPublicKeyLength"},
    {"SSPI-CertGetIntendedKeyUsage",
     "The bits of the key usage extension, the rest zeroed; without one FALSE, and ERROR_SUCCESS as the last "
     "error.",
     basis::documented, "Microsoft: CertGetIntendedKeyUsage"},
    {"SSPI-CertGetEnhancedKeyUsage",
     "What both extension and property allow, or what the one alone does that a flag asks for.",
     basis::documented, "Microsoft: CertGetEnhancedKeyUsage"},
    {"SSPI-CertGetEnhancedKeyUsage-all",
     "Nothing said anywhere: TRUE, no usages, and CRYPT_E_NOT_FOUND as the last error.", basis::relied_upon,
     "schannel-rs, StreamSSL"},
    {"SSPI-CryptHashCertificate",
     "Bytes are hashed with CALG_*, SHA-1 by default, or with an algorithm of that CNG name; another: "
     "NTE_BAD_ALGID.",
     basis::documented, "Microsoft: CryptHashCertificate"},
};

inline constexpr rule queries[] = {
    {"SSPI-CryptQueryObject-certificate",
     "A certificate as DER, as Base64 with or without lines of dashes, of 8 or 16 bits a character, is found "
     "with its "
     "format, a context and a store that has it.",
     basis::documented, "Microsoft: CryptQueryObject"},
    {"SSPI-CryptQueryObject-expected",
     "What is not among the expected contents and formats: CRYPT_E_NO_MATCH, no store and no context.",
     basis::documented, "Microsoft: CryptQueryObject"},
    {"SSPI-CryptQueryObject-results", "Each result may be left out.", basis::documented,
     "Microsoft: CryptQueryObject"},
    {"SSPI-CryptQueryObject-file", "A file is read by its name; a missing one: ERROR_FILE_NOT_FOUND.",
     basis::documented, "Microsoft: CryptQueryObject"},
};

}  // namespace schannel::rules
