// The part of a signed structure that is signed.
#pragma once

#include <wincrypt.h>

#include "ossl/asn1/signed.h"

namespace schannel::abi::crypt32 {

/// What is signed in `der`: the inner part of a signed structure, or all of it when the flag says so.
template <typename Value>
ossl::asn1::decoded<Value> decode_to_be_signed(tls::const_bytes der, DWORD flags,
                                               ossl::asn1::decoded<Value> (*decode)(tls::const_bytes)) {
  if ((flags & CRYPT_DECODE_TO_BE_SIGNED_FLAG) != 0) return decode(der);
  const auto whole = ossl::asn1::decode_signed_content(der);
  if (const auto* what = std::get_if<ossl::asn1::fault>(&whole)) return *what;
  return decode(std::get<ossl::asn1::signed_content>(whole).to_be_signed);
}

}  // namespace schannel::abi::crypt32
