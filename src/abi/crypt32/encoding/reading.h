// A caller's structures into plain values. What is missing or too long makes it throw unreadable.
#pragma once

#include <wincrypt.h>

#include <span>
#include <string>
#include <vector>

#include "abi/crypt32/encoding/structure.h"

namespace schannel::abi::crypt32 {

/// The structure that an encoder was handed.
template <typename T>
const T& as(const void* info) {
  return *static_cast<const T*>(info);
}

/// An array of the caller; no array is one without elements.
template <typename T>
std::span<const T> array_of(const T* first, DWORD count) {
  if (first == nullptr && count != 0) throw unreadable{};
  return {first, count};
}

inline tls::byte_vector bytes_of(const CRYPT_INTEGER_BLOB& blob) {
  const auto bytes = array_of(blob.pbData, blob.cbData);
  return {bytes.begin(), bytes.end()};
}

inline std::string text_of(LPCSTR text) {
  if (text == nullptr) throw unreadable{};
  return text;
}

inline ossl::bit_string bits_of(const CRYPT_BIT_BLOB& blob) {
  constexpr DWORD most_unused_bits = 7;
  const auto bytes = array_of(blob.pbData, blob.cbData);
  if (blob.cUnusedBits > most_unused_bits) throw unreadable{};
  ossl::bit_string bits{{bytes.begin(), bytes.end()}, blob.cUnusedBits};
  // Bits that do not count are zero in DER.
  if (!bits.bytes.empty()) bits.bytes.back() &= static_cast<std::uint8_t>(0xFF << bits.unused_bits);
  return bits;
}

/// Programs name the algorithm and leave the parameters out, where RSA wants a NULL.
inline ossl::algorithm_identifier algorithm_of(const CRYPT_ALGORITHM_IDENTIFIER& from) {
  return {text_of(from.pszObjId), bytes_of(from.Parameters)};
}

inline ossl::asn1::public_key_info key_of(const CERT_PUBLIC_KEY_INFO& from) {
  return {algorithm_of(from.Algorithm), bits_of(from.PublicKey)};
}

inline std::vector<ossl::certificate_extension> extensions_of(const CERT_EXTENSION* first, DWORD count) {
  std::vector<ossl::certificate_extension> all;
  for (const CERT_EXTENSION& one : array_of(first, count))
    all.push_back({text_of(one.pszObjId), one.fCritical != FALSE, bytes_of(one.Value)});
  return all;
}

inline ossl::asn1::attribute attribute_of(const CRYPT_ATTRIBUTE& from) {
  ossl::asn1::attribute to{text_of(from.pszObjId), {}};
  for (const CRYPT_ATTR_BLOB& value : array_of(from.rgValue, from.cValue))
    to.values.push_back(bytes_of(value));
  return to;
}

inline std::vector<ossl::asn1::attribute> attributes_of(const CRYPT_ATTRIBUTE* first, DWORD count) {
  std::vector<ossl::asn1::attribute> all;
  for (const CRYPT_ATTRIBUTE& one : array_of(first, count)) all.push_back(attribute_of(one));
  return all;
}

}  // namespace schannel::abi::crypt32
