// CertCompareCertificate, CertCompareCertificateName, CertCompareIntegerBlob, CertComparePublicKeyInfo.
#include <wincrypt.h>

#include <algorithm>
#include <cstring>
#include <span>

namespace {

std::span<const BYTE> bytes_of(const CRYPT_INTEGER_BLOB& blob) {
  return {blob.pbData, blob.pbData == nullptr ? 0 : blob.cbData};
}

/// A number in two's complement without the bytes that only repeat its sign.
std::span<const BYTE> without_needless_bytes(std::span<const BYTE> number) {
  const auto repeats_sign = [&] {
    const BYTE last = number.back();
    const bool is_negative = number[number.size() - 2] >= 0x80;
    return (last == 0x00 && !is_negative) || (last == 0xFF && is_negative);
  };
  while (number.size() > 1 && repeats_sign()) number = number.first(number.size() - 1);
  return number;
}

bool are_equal(const CRYPT_INTEGER_BLOB& one, const CRYPT_INTEGER_BLOB& other) {
  return std::ranges::equal(bytes_of(one), bytes_of(other));
}

bool are_equal_numbers(const CRYPT_INTEGER_BLOB& one, const CRYPT_INTEGER_BLOB& other) {
  return std::ranges::equal(without_needless_bytes(bytes_of(one)), without_needless_bytes(bytes_of(other)));
}

bool are_equal(LPCSTR one, LPCSTR other) {
  return one != nullptr && other != nullptr && std::strcmp(one, other) == 0;
}

/// Programs leave the parameters of an algorithm out, where others write a NULL.
bool are_equal_parameters(const CRYPT_OBJID_BLOB& one, const CRYPT_OBJID_BLOB& other) {
  constexpr BYTE null[] = {0x05, 0x00};
  const auto says_something = [&](const CRYPT_OBJID_BLOB& parameters) {
    return parameters.cbData != 0 && !std::ranges::equal(bytes_of(parameters), null);
  };
  return says_something(one) == says_something(other) && (!says_something(one) || are_equal(one, other));
}

BOOL to_bool(bool value) {
  return value ? TRUE : FALSE;
}

}  // namespace

BOOL WINAPI CertCompareCertificate(DWORD, PCERT_INFO pCertId1, PCERT_INFO pCertId2) {
  if (pCertId1 == nullptr || pCertId2 == nullptr) return FALSE;
  return to_bool(are_equal(pCertId1->Issuer, pCertId2->Issuer) &&
                 are_equal_numbers(pCertId1->SerialNumber, pCertId2->SerialNumber));
}

BOOL WINAPI CertCompareCertificateName(DWORD, PCERT_NAME_BLOB pCertName1, PCERT_NAME_BLOB pCertName2) {
  if (pCertName1 == nullptr || pCertName2 == nullptr) return FALSE;
  return to_bool(are_equal(*pCertName1, *pCertName2));
}

BOOL WINAPI CertCompareIntegerBlob(PCRYPT_INTEGER_BLOB pInt1, PCRYPT_INTEGER_BLOB pInt2) {
  if (pInt1 == nullptr || pInt2 == nullptr) return FALSE;
  return to_bool(are_equal_numbers(*pInt1, *pInt2));
}

BOOL WINAPI CertComparePublicKeyInfo(DWORD, PCERT_PUBLIC_KEY_INFO pPublicKey1,
                                     PCERT_PUBLIC_KEY_INFO pPublicKey2) {
  if (pPublicKey1 == nullptr || pPublicKey2 == nullptr) return FALSE;
  const CRYPT_BIT_BLOB& one = pPublicKey1->PublicKey;
  const CRYPT_BIT_BLOB& other = pPublicKey2->PublicKey;
  return to_bool(
      are_equal(pPublicKey1->Algorithm.pszObjId, pPublicKey2->Algorithm.pszObjId) &&
      are_equal_parameters(pPublicKey1->Algorithm.Parameters, pPublicKey2->Algorithm.Parameters) &&
      one.cUnusedBits == other.cUnusedBits &&
      are_equal(CRYPT_INTEGER_BLOB{one.cbData, one.pbData}, CRYPT_INTEGER_BLOB{other.cbData, other.pbData}));
}
