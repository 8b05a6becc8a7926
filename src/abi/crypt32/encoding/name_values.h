// Values of names between the structures of programs and plain values.
#pragma once

#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/encoding/block.h"
#include "ossl/asn1/names.h"

namespace schannel::abi::crypt32 {

/// The type CERT_RDN_* of a value; what is no text is CERT_RDN_ENCODED_BLOB.
DWORD value_type_of(const ossl::asn1::name_value& value);

/// Whether values of the type CERT_RDN_* are characters of 16 bits or more, which are WCHAR in X509_NAME.
bool is_wide(DWORD type);

/// How X509_NAME shows a value: its bytes, or WCHAR for the wide types.
CRYPT_INTEGER_BLOB plain_value(const ossl::asn1::name_value& value, block& to);
/// How X509_UNICODE_NAME shows it: WCHAR with a terminator that does not count, unless it is no text.
CRYPT_INTEGER_BLOB unicode_value(const ossl::asn1::name_value& value, block& to, DWORD flags);

// The other direction; they throw unreadable. `attribute` names the attribute and its value for the place of
// a character that cannot be encoded.
ossl::asn1::name_value plain_value_of(DWORD type, const CRYPT_INTEGER_BLOB& value);
ossl::asn1::name_value unicode_value_of(DWORD type, const CRYPT_INTEGER_BLOB& value, LPCSTR oid, DWORD flags,
                                        DWORD attribute);

/// What CertRDNValueToStr writes for a value as X509_NAME shows it.
std::wstring characters_of(DWORD type, const CRYPT_INTEGER_BLOB& value);

}  // namespace schannel::abi::crypt32
