// structure: what CryptDecodeObjectEx and CryptEncodeObjectEx can do with one kind of structure.
#pragma once

#include <wincrypt.h>

#include <span>

#include "abi/crypt32/encoding/block.h"
#include "abi/crypt32/entry.h"
#include "ossl/asn1/values.h"

namespace schannel::abi::crypt32 {

/// What goes wrong while a caller's structure is read: thrown where it is seen, far below the function that
/// answers for it.
struct unreadable {
  int code = E_INVALIDARG;
  DWORD place = 0;  ///< of a character that cannot be encoded, for *pcbEncoded
};

using decoder = answer<layout> (*)(tls::const_bytes der, DWORD flags);
/// `info` is not null and points at the structure; throws unreadable.
using encoder = ossl::asn1::encoded (*)(const void* info, DWORD flags);

struct structure {
  LPCSTR number;
  decoder decode;
  encoder encode;
};

std::span<const structure> primitive_structures();
std::span<const structure> composite_structures();
std::span<const structure> signed_structures();
std::span<const structure> name_structures();
std::span<const structure> general_name_structures();
std::span<const structure> policy_structures();
std::span<const structure> key_structures();
std::span<const structure> revocation_structures();

/// By number, or by the object identifier of an extension. Null for a structure that is not known.
const structure* find_structure(LPCSTR type);

int code_of(ossl::asn1::fault what);

/// What a decoder answers with: `put` lays the value out in a block.
template <typename Value, typename Put>
answer<layout> laid_out(ossl::asn1::decoded<Value> decoded, Put put) {
  if (const auto* what = std::get_if<ossl::asn1::fault>(&decoded)) return refusal{code_of(*what)};
  return layout{[value = std::get<Value>(std::move(decoded)), put](block& to) { put(value, to); }};
}

}  // namespace schannel::abi::crypt32
