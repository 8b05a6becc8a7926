// CryptDecodeObjectEx and CryptEncodeObjectEx themselves: what they are asked for, and how they deliver it.
#include "support/coding.h"

#include <doctest/doctest.h>

#include <cstring>

using namespace peers;

namespace {

const bytes usages{0x30, 0x0A, 0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01};

int allocations = 0;

LPVOID WINAPI counted_allocation(size_t size) {
  ++allocations;
  return LocalAlloc(LMEM_FIXED, size);
}

BOOL decode(DWORD encoding, LPCSTR type, const bytes& from, void* info, DWORD* size) {
  return CryptDecodeObjectEx(encoding, type, from.data(), static_cast<DWORD>(from.size()), 0, nullptr, info,
                             size);
}

}  // namespace

TEST_CASE("SSPI-CryptDecodeObjectEx-size: the structure and all it points to are one block") {
  DWORD size = 0;
  REQUIRE(decode(X509_ASN_ENCODING, X509_ENHANCED_KEY_USAGE, usages, nullptr, &size));
  CHECK(size > sizeof(CERT_ENHKEY_USAGE));

  bytes block(size + 1, 0xEE);
  std::uint8_t* const unaligned = block.data() + 1;
  REQUIRE(decode(X509_ASN_ENCODING, X509_ENHANCED_KEY_USAGE, usages, unaligned, &size));
  CERT_ENHKEY_USAGE usage;
  std::memcpy(&usage, unaligned, sizeof usage);
  REQUIRE(usage.cUsageIdentifier == 1);
  LPSTR first;
  std::memcpy(&first, usage.rgpszUsageIdentifier, sizeof first);
  CHECK(std::string{first} == szOID_PKIX_KP_SERVER_AUTH);
  CHECK(reinterpret_cast<std::uint8_t*>(first) > unaligned);
  CHECK(reinterpret_cast<std::uint8_t*>(first) + std::strlen(first) + 1 <= block.data() + block.size());

  DWORD small = size - 1;
  CHECK_FALSE(decode(X509_ASN_ENCODING, X509_ENHANCED_KEY_USAGE, usages, unaligned, &small));
  CHECK(GetLastError() == ERROR_MORE_DATA);
  CHECK(small == size);
}

TEST_CASE(
    "SSPI-CryptDecodeObjectEx-allocates: the block comes from LocalAlloc or from the caller's function") {
  const auto usage = decoding_of<CERT_ENHKEY_USAGE>(X509_ENHANCED_KEY_USAGE, usages);
  REQUIRE(usage);
  CHECK(std::string{usage->rgpszUsageIdentifier[0]} == szOID_PKIX_KP_SERVER_AUTH);

  allocations = 0;
  CRYPT_DECODE_PARA memory{sizeof memory, counted_allocation, nullptr};
  CERT_ENHKEY_USAGE* info = nullptr;
  DWORD size = 0;
  REQUIRE(CryptDecodeObjectEx(X509_ASN_ENCODING, X509_ENHANCED_KEY_USAGE, usages.data(),
                              static_cast<DWORD>(usages.size()), CRYPT_DECODE_ALLOC_FLAG, &memory, &info,
                              &size));
  const structure_ptr<CERT_ENHKEY_USAGE> owner{info};
  CHECK(allocations == 1);
  CHECK(info->cUsageIdentifier == 1);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-nothing-on-failure: a failure leaves a null pointer and no memory") {
  void* info = &allocations;
  DWORD size = 0;
  const bytes cut{0x30, 0x0A, 0x06};
  CHECK_FALSE(CryptDecodeObjectEx(X509_ASN_ENCODING, X509_ENHANCED_KEY_USAGE, cut.data(), 3,
                                  CRYPT_DECODE_ALLOC_FLAG, nullptr, &info, &size));
  CHECK(info == nullptr);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-structures: unknown structures and encodings are not found") {
  DWORD size = 0;
  CHECK_FALSE(decode(X509_ASN_ENCODING, reinterpret_cast<LPCSTR>(0x7777), usages, nullptr, &size));
  CHECK(GetLastError() == ERROR_FILE_NOT_FOUND);
  CHECK_FALSE(decode(X509_ASN_ENCODING, "1.2.3.4", usages, nullptr, &size));
  CHECK(GetLastError() == ERROR_FILE_NOT_FOUND);
  CHECK_FALSE(decode(0, X509_ENHANCED_KEY_USAGE, usages, nullptr, &size));
  CHECK(GetLastError() == ERROR_FILE_NOT_FOUND);
  CHECK(decode(X509_ASN_ENCODING | PKCS_7_ASN_ENCODING, X509_ENHANCED_KEY_USAGE, usages, nullptr, &size));
  CHECK(decode(X509_ASN_ENCODING, szOID_ENHANCED_KEY_USAGE, usages, nullptr, &size));
}

TEST_CASE("SSPI-CryptDecodeObjectEx-damage: bytes that are no such structure are told apart") {
  CHECK(decoding_error(X509_INTEGER, {}) == code(CRYPT_E_ASN1_EOD));
  CHECK(decoding_error(X509_INTEGER, {0x02}) == code(CRYPT_E_ASN1_EOD));
  CHECK(decoding_error(X509_INTEGER, {0x02, 0x02, 0x01}) == code(CRYPT_E_ASN1_EOD));
  CHECK(decoding_error(X509_INTEGER, {0x04, 0x01, 0x01}) == code(CRYPT_E_ASN1_BADTAG));
  CHECK(decoding_error(X509_INTEGER, {0x02, 0x00}) == code(CRYPT_E_ASN1_CORRUPT));
  CHECK(decoding_error(X509_INTEGER, {0x02, 0x05, 0x01, 0, 0, 0, 0}) == code(CRYPT_E_ASN1_LARGE));
  CHECK(decoding_error(X509_ENHANCED_KEY_USAGE, {0x30, 0x03, 0x02, 0x01, 0x01}) == code(CRYPT_E_ASN1_BADTAG));
}

TEST_CASE("SSPI-CryptDecodeObjectEx-trailing-bytes: bytes behind the structure do not matter") {
  bytes followed = usages;
  followed.insert(followed.end(), {1, 2, 3});
  CHECK(decoding_error(X509_ENHANCED_KEY_USAGE, followed) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-CryptEncodeObjectEx-size: the encoding goes to the caller's memory or to new memory") {
  const INT number = 0x1234;
  const bytes expected{0x02, 0x02, 0x12, 0x34};
  CHECK(encoding_of(X509_INTEGER, &number) == expected);

  DWORD size = 0;
  REQUIRE(CryptEncodeObject(X509_ASN_ENCODING, X509_INTEGER, &number, nullptr, &size));
  REQUIRE(size == 4);
  bytes encoded(4);
  CHECK(CryptEncodeObject(X509_ASN_ENCODING, X509_INTEGER, &number, encoded.data(), &size));
  CHECK(encoded == expected);
  size = 3;
  CHECK_FALSE(CryptEncodeObject(X509_ASN_ENCODING, X509_INTEGER, &number, encoded.data(), &size));
  CHECK(GetLastError() == ERROR_MORE_DATA);
  CHECK(size == 4);
}

TEST_CASE("SSPI-CryptEncodeObjectEx-refusals: what cannot be encoded is refused with its reason") {
  const INT number = 1;
  CHECK(encoding_error(reinterpret_cast<LPCSTR>(0x7777), &number) == ERROR_FILE_NOT_FOUND);
  char no_identifier[] = "1.2.beans";
  LPSTR identifiers[] = {no_identifier};
  CERT_ENHKEY_USAGE usage{1, identifiers};
  CHECK(encoding_error(X509_ENHANCED_KEY_USAGE, &usage) == code(CRYPT_E_ASN1_ERROR));
  usage.rgpszUsageIdentifier = nullptr;
  CHECK(encoding_error(X509_ENHANCED_KEY_USAGE, &usage) == code(E_INVALIDARG));
}

// An empty value in parts that is tagged as end-of-contents would be written as the octets that end a value
// of indefinite length, which nobody could read.
TEST_CASE("SSPI-CryptEncodeObjectEx-refusals: what ends a value is no value") {
  bytes end_of_contents{0x00, 0x00}, in_parts{0x20, 0x00}, cut{0x02, 0x01}, two{0x05, 0x00, 0x05, 0x00};
  for (bytes* no_value : {&end_of_contents, &in_parts, &cut, &two}) {
    CRYPT_DER_BLOB element{static_cast<DWORD>(no_value->size()), no_value->data()};
    const CRYPT_SEQUENCE_OF_ANY sequence{1, &element};
    CHECK(encoding_error(X509_SEQUENCE_OF_ANY, &sequence) == code(CRYPT_E_ASN1_ERROR));
    char oid[] = "1.2.840.113549.1.1.11";
    const CRYPT_ALGORITHM_IDENTIFIER algorithm{oid, element};
    CHECK(encoding_error(X509_ALGORITHM_IDENTIFIER, &algorithm) == code(CRYPT_E_ASN1_ERROR));
  }
}
