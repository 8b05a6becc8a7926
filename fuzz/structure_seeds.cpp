// Seeds for every structure that CryptDecodeObjectEx knows: the smallest that has every part of it, and for
// the value of a name one of each type.
#include "structure_seeds.h"

#include <wincrypt.h>

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace schannel::fuzzing {

namespace {

using test::bytes;

struct encoded_structure {
  LPCSTR kind;
  bytes der;
};

bytes text(std::string_view characters) {
  return {characters.begin(), characters.end()};
}

bytes tagged(std::uint8_t tag, std::initializer_list<bytes> parts) {
  bytes content;
  for (const bytes& part : parts) content.insert(content.end(), part.begin(), part.end());
  bytes all{tag, static_cast<std::uint8_t>(content.size())};
  all.insert(all.end(), content.begin(), content.end());
  return all;
}

bytes sequence(std::initializer_list<bytes> parts) {
  return tagged(0x30, parts);
}

const bytes null{0x05, 0x00};
const bytes five{0x02, 0x01, 0x05};
const bytes bits{0x03, 0x02, 0x05, 0xA0};
const bytes oid{0x06, 0x03, 0x55, 0x04, 0x03};
const bytes url = tagged(0x86, {text("http://x/")});
const bytes host = tagged(0x82, {text("x.example")});
const bytes algorithm = sequence({oid, null});
const bytes public_key = sequence({algorithm, bits});
const bytes attribute = sequence({oid, tagged(0x31, {five})});
const bytes name = sequence({tagged(0x31, {sequence({oid, tagged(0x13, {text("one")})})})});
const bytes time = tagged(0x17, {text("200102030405Z")});
/// A toy RSA key: n = 3233 = 61 * 53, e = 17, d = 2753, dp = 53, dq = 49, qinv = 38.
const bytes rsa_private{0x30, 0x1D, 2,  1, 0, 2,  2, 0x0C, 0xA1, 2, 1, 17, 2, 2, 0x0A, 0xC1,
                        2,    1,    61, 2, 1, 53, 2, 1,    53,   2, 1, 49, 2, 1, 38};
const bytes rsa_public{0x30, 0x07, 2, 2, 0x0C, 0xA1, 2, 1, 17};

std::vector<encoded_structure> primitives() {
  return {
      {X509_INTEGER, {0x02, 0x02, 0x00, 0x80}},
      {X509_ENUMERATED, {0x0A, 0x01, 0x04}},
      {X509_MULTI_BYTE_INTEGER, {0x02, 0x03, 0x00, 0x92, 0x34}},
      {X509_MULTI_BYTE_UINT, {0x02, 0x03, 0x00, 0x92, 0x34}},
      {X509_OCTET_STRING, {0x04, 0x03, 1, 2, 3}},
      {X509_BITS, bits},
      {X509_BITS_WITHOUT_TRAILING_ZEROES, bits},
      {X509_KEY_USAGE, bits},
      {X509_OBJECT_IDENTIFIER, oid},
      {X509_CHOICE_OF_TIME, time},
      {PKCS_UTC_TIME, time},
  };
}

std::vector<encoded_structure> composites() {
  return {
      {X509_ALGORITHM_IDENTIFIER, algorithm},
      {X509_PUBLIC_KEY_INFO, public_key},
      {X509_SEQUENCE_OF_ANY, sequence({five, null})},
      {PKCS_CONTENT_INFO, sequence({oid, tagged(0xA0, {five})})},
      {PKCS_ATTRIBUTE, attribute},
      {PKCS_ATTRIBUTES, tagged(0x31, {attribute})},
      {X509_EXTENSIONS, sequence({sequence({oid, {0x01, 0x01, 0xFF}, tagged(0x04, {null})})})},
      {X509_ENHANCED_KEY_USAGE, sequence({oid})},
      {X509_BASIC_CONSTRAINTS2, sequence({{0x01, 0x01, 0xFF}, five})},
      {X509_CERT_POLICIES, sequence({sequence({oid, sequence({sequence({oid, five})})})})},
  };
}

std::vector<encoded_structure> names() {
  const bytes address = tagged(0x87, {{127, 0, 0, 1}});
  return {
      {X509_NAME, name},
      {X509_UNICODE_NAME, name},
      {X509_ALTERNATE_NAME, sequence({host, url, address, tagged(0xA4, {name})})},
      {X509_AUTHORITY_KEY_ID2,
       sequence({tagged(0x80, {{1, 2, 3}}), tagged(0xA1, {host}), tagged(0x82, {{5}})})},
      {X509_AUTHORITY_INFO_ACCESS, sequence({sequence({oid, url})})},
      {X509_CRL_DIST_POINTS, sequence({sequence({tagged(0xA0, {tagged(0xA0, {url})}),
                                                 tagged(0x81, {{0x05, 0xA0}}), tagged(0xA2, {host})})})},
      {X509_NAME_CONSTRAINTS, sequence({tagged(0xA0, {sequence({host})}), tagged(0xA1, {sequence({url})})})},
  };
}

/// A value of each string type, with letters in it that are not ASCII where it has such.
std::vector<encoded_structure> name_values() {
  const bytes wide{0x00, 0xE4, 0x20, 0xAC}, wider{0x00, 0x00, 0x00, 0xE4, 0x00, 0x01, 0xF6, 0x00};
  std::vector<encoded_structure> all;
  for (const LPCSTR kind : {X509_NAME_VALUE, X509_UNICODE_NAME_VALUE}) {
    for (const std::uint8_t tag : {0x04, 0x0C, 0x14, 0x15, 0x19, 0x1B})
      all.push_back({kind, tagged(tag, {{0xC3, 0x83, 0xC2, 0xA9}})});
    all.push_back({kind, tagged(0x12, {text("12 3")})});
    all.push_back({kind, tagged(0x13, {text("one")})});
    for (const std::uint8_t tag : {0x16, 0x1A}) all.push_back({kind, tagged(tag, {text("a*b")})});
    all.push_back({kind, tagged(0x1C, {wider})});
    all.push_back({kind, tagged(0x1E, {wide})});
    all.push_back({kind, five});
  }
  return all;
}

std::vector<encoded_structure> keys() {
  const bytes zero{0x02, 0x01, 0x00};
  const bytes one{0x02, 0x01, 0x01};
  return {
      {RSA_CSP_PUBLICKEYBLOB, rsa_public},
      {CNG_RSA_PUBLIC_KEY_BLOB, rsa_public},
      {PKCS_RSA_PRIVATE_KEY, rsa_private},
      {CNG_RSA_PRIVATE_KEY_BLOB, rsa_private},
      {PKCS_PRIVATE_KEY_INFO,
       sequence({zero, algorithm, tagged(0x04, {rsa_private}), tagged(0xA0, {attribute})})},
      {PKCS_ENCRYPTED_PRIVATE_KEY_INFO, sequence({algorithm, tagged(0x04, {{7, 7, 7, 7}})})},
      {X509_ECC_PRIVATE_KEY,
       sequence({one, tagged(0x04, {bytes(32, 7)}), tagged(0xA0, {oid}), tagged(0xA1, {bits})})},
      {X509_ECC_SIGNATURE, sequence({{0x02, 0x02, 0x00, 0x80}, five})},
  };
}

std::vector<encoded_structure> signed_structures() {
  const test::issued_certificate root = test::make_certificate({.is_ca = true});
  const bytes shown = test::make_certificate({.dns_names = {"x.example"}, .issuer = &root}).der();
  const bytes request = sequence({{0x02, 0x01, 0x00}, name, public_key, tagged(0xA0, {attribute})});
  return {
      {X509_CERT, shown},
      {X509_CERT_TO_BE_SIGNED, shown},
      {X509_CERT_CRL_TO_BE_SIGNED, test::make_revocation_list({.issuer = &root, .revoked = {&root}})},
      {X509_CERT_REQUEST_TO_BE_SIGNED, sequence({request, algorithm, bits})},
  };
}

}  // namespace

std::vector<structure_seed> structure_seeds() {
  std::vector<structure_seed> all;
  for (const auto& group :
       {primitives(), composites(), names(), name_values(), keys(), signed_structures()}) {
    for (const auto& [kind, der] : group) {
      const auto number = reinterpret_cast<ULONG_PTR>(kind);
      bytes content{static_cast<std::uint8_t>(number)};
      content.insert(content.end(), der.begin(), der.end());
      all.push_back({std::to_string(number) + '-' + std::to_string(der.front()), std::move(content)});
    }
  }
  return all;
}

}  // namespace schannel::fuzzing
