// Single values: numbers, bytes, bits, object identifiers, times.
#include "ossl/asn1/primitives.h"

#include <algorithm>
#include <optional>

#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/encoding/writing.h"
#include "abi/crypt32/times.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;
using asn1::encoded;

/// A number in two's complement, least significant byte first, as an INT; nothing when it does not fit.
std::optional<INT> int_of(const tls::byte_vector& number) {
  if (number.size() > sizeof(INT)) return std::nullopt;
  const bool is_negative = !number.empty() && number.back() >= 0x80;
  UINT value = is_negative ? ~0u : 0;
  for (std::size_t i = number.size(); i-- > 0;) value = value << 8 | number[i];
  return static_cast<INT>(value);
}

tls::byte_vector number_of(INT number) {
  tls::byte_vector bytes;
  for (int shift = 0; shift < 32; shift += 8)
    bytes.push_back(static_cast<std::uint8_t>(static_cast<UINT>(number) >> shift));
  return bytes;
}

answer<layout> lay_out_int(asn1::decoded<tls::byte_vector> decoded) {
  if (const auto* bytes = std::get_if<tls::byte_vector>(&decoded); bytes != nullptr && !int_of(*bytes))
    return refusal{CRYPT_E_ASN1_LARGE};
  return laid_out(std::move(decoded),
                  [](const tls::byte_vector& number, block& to) { root_of<INT>(to) = *int_of(number); });
}

answer<layout> lay_out_blob(asn1::decoded<tls::byte_vector> decoded) {
  return laid_out(std::move(decoded), [](const tls::byte_vector& bytes, block& to) {
    auto& blob = root_of<CRYPT_DATA_BLOB>(to);
    blob = to.blob(bytes);
  });
}

answer<layout> decode_int(tls::const_bytes der, DWORD) {
  return lay_out_int(asn1::decode_integer(der));
}
encoded encode_int(const void* info, DWORD) {
  return asn1::encode_integer(number_of(as<INT>(info)));
}
answer<layout> decode_enumerated(tls::const_bytes der, DWORD) {
  return lay_out_int(asn1::decode_enumerated(der));
}
encoded encode_enumerated(const void* info, DWORD) {
  return asn1::encode_enumerated(number_of(as<INT>(info)));
}

answer<layout> decode_integer(tls::const_bytes der, DWORD) {
  return lay_out_blob(asn1::decode_integer(der));
}
encoded encode_integer(const void* info, DWORD) {
  return asn1::encode_integer(bytes_of(as<CRYPT_INTEGER_BLOB>(info)));
}

/// Without the zero byte that keeps a large number from being negative.
answer<layout> decode_unsigned(tls::const_bytes der, DWORD) {
  auto decoded = asn1::decode_integer(der);
  if (auto* number = std::get_if<tls::byte_vector>(&decoded))
    while (number->size() > 1 && number->back() == 0) number->pop_back();
  return lay_out_blob(std::move(decoded));
}
encoded encode_unsigned(const void* info, DWORD) {
  tls::byte_vector number = bytes_of(as<CRYPT_UINT_BLOB>(info));
  number.push_back(0);
  return asn1::encode_integer(number);
}

answer<layout> decode_octets(tls::const_bytes der, DWORD) {
  return lay_out_blob(asn1::decode_octets(der));
}
encoded encode_octets(const void* info, DWORD) {
  return asn1::encode_octets(bytes_of(as<CRYPT_DATA_BLOB>(info)));
}

answer<layout> decode_bits(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_bits(der), [](const ossl::bit_string& bits, block& to) {
    auto& blob = root_of<CRYPT_BIT_BLOB>(to);
    blob = to.bits(bits);
  });
}
encoded encode_bits(const void* info, DWORD) {
  return asn1::encode_bits(bits_of(as<CRYPT_BIT_BLOB>(info)));
}

/// A list of named bits ends with the last bit that is set (X.690 section 11.2.2).
encoded encode_named_bits(const void* info, DWORD) {
  ossl::bit_string bits = bits_of(as<CRYPT_BIT_BLOB>(info));
  while (!bits.bytes.empty() && bits.bytes.back() == 0) bits.bytes.pop_back();
  bits.unused_bits = 0;
  if (!bits.bytes.empty())
    while ((bits.bytes.back() >> bits.unused_bits & 1) == 0) ++bits.unused_bits;
  return asn1::encode_bits(bits);
}

answer<layout> decode_oid(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_object_identifier(der), [](const std::string& oid, block& to) {
    auto& text = root_of<LPSTR>(to);
    text = to.text(oid);
  });
}
encoded encode_oid(const void* info, DWORD) {
  return asn1::encode_object_identifier(text_of(as<LPSTR>(info)));
}

answer<layout> decode_time(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_time(der),
                  [](std::int64_t seconds, block& to) { root_of<FILETIME>(to) = file_time(seconds); });
}
encoded encode_time(const void* info, DWORD) {
  return asn1::encode_time(seconds_of(as<FILETIME>(info)));
}

const structure structures[] = {
    {X509_INTEGER, decode_int, encode_int},
    {X509_ENUMERATED, decode_enumerated, encode_enumerated},
    {X509_MULTI_BYTE_INTEGER, decode_integer, encode_integer},
    {X509_MULTI_BYTE_UINT, decode_unsigned, encode_unsigned},
    {X509_OCTET_STRING, decode_octets, encode_octets},
    {X509_BITS, decode_bits, encode_bits},
    {X509_BITS_WITHOUT_TRAILING_ZEROES, decode_bits, encode_named_bits},
    {X509_KEY_USAGE, decode_bits, encode_named_bits},
    {X509_OBJECT_IDENTIFIER, decode_oid, encode_oid},
    {X509_CHOICE_OF_TIME, decode_time, encode_time},
    {PKCS_UTC_TIME, decode_time, encode_time},
};

}  // namespace

std::span<const structure> primitive_structures() {
  return structures;
}

}  // namespace schannel::abi::crypt32
