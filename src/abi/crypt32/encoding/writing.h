// Plain values into structures of a block.
#pragma once

#include <wincrypt.h>

#include <vector>

#include "abi/crypt32/encoding/block.h"
#include "ossl/asn1/values.h"

namespace schannel::abi::crypt32 {

/// The first structure of a block.
template <typename T>
T& root_of(block& to) {
  return *to.array<T>(1).here;
}

/// `from` as an array of T, each element made by `make(element, block)`. Returns the address it will have.
template <typename T, typename Value, typename Make>
T* array_in(block& to, const std::vector<Value>& from, Make make) {
  const auto all = to.array<T>(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) all.here[i] = make(from[i], to);
  return all.there;
}

inline CERT_EXTENSION extension_in(const ossl::certificate_extension& from, block& to) {
  return {to.text(from.oid), from.critical ? TRUE : FALSE, to.blob(from.value)};
}

inline CRYPT_INTEGER_BLOB blob_in(const tls::byte_vector& from, block& to) {
  return to.blob(from);
}

inline CRYPT_ATTRIBUTE attribute_in(const ossl::asn1::attribute& from, block& to) {
  return {to.text(from.oid), static_cast<DWORD>(from.values.size()),
          array_in<CRYPT_ATTR_BLOB>(to, from.values, blob_in)};
}

inline CERT_PUBLIC_KEY_INFO key_in(const ossl::asn1::public_key_info& from, block& to) {
  return {to.algorithm(from.algorithm), to.bits(from.key)};
}

template <typename T>
DWORD count_of(const std::vector<T>& all) {
  return static_cast<DWORD>(all.size());
}

}  // namespace schannel::abi::crypt32
