// Keys encoded and decoded: RSA blobs, PKCS #8, EC.
#include <doctest/doctest.h>

#include <cstring>

#include "support/coding.h"

using namespace peers;

namespace {

/// A toy RSA key: n = 3233 = 61 * 53, e = 17, d = 2753, dp = 53, dq = 49, qinv = 38.
const bytes toy_private{0x30, 0x1D, 2,  1, 0, 2,  2, 0x0C, 0xA1, 2, 1, 17, 2, 2, 0x0A, 0xC1,
                        2,    1,    61, 2, 1, 53, 2, 1,    53,   2, 1, 49, 2, 1, 38};
const bytes toy_public{0x30, 0x07, 2, 2, 0x0C, 0xA1, 2, 1, 17};

/// The blob that a key decodes to, as far as its size was told.
bytes blob_in(LPCSTR type, const bytes& der) {
  DWORD size = 0;
  REQUIRE(CryptDecodeObject(X509_ASN_ENCODING, type, der.data(), static_cast<DWORD>(der.size()), 0, nullptr,
                            &size));
  bytes blob(size);
  REQUIRE(CryptDecodeObject(X509_ASN_ENCODING, type, der.data(), static_cast<DWORD>(der.size()), 0,
                            blob.data(), &size));
  return blob;
}

}  // namespace

TEST_CASE("SSPI-CryptDecodeObjectEx-rsa: RSA keys become the blobs that CryptImportKey takes") {
  const bytes shown = blob_in(RSA_CSP_PUBLICKEYBLOB, toy_public);
  CHECK(shown ==
        bytes{6, 2, 0, 0, 0x00, 0xA4, 0, 0, 'R', 'S', 'A', '1', 12, 0, 0, 0, 17, 0, 0, 0, 0xA1, 0x0C});
  CHECK(encoding_of(RSA_CSP_PUBLICKEYBLOB, shown.data()) == toy_public);

  const bytes secret = blob_in(PKCS_RSA_PRIVATE_KEY, toy_private);
  CHECK(secret == bytes{7, 2,  0, 0, 0x00, 0xA4, 0,    0,  'R', 'S', 'A', '2', 12,   0,   0,
                        0, 17, 0, 0, 0,    0xA1, 0x0C, 61, 53,  53,  49,  38,  0xC1, 0x0A});
  CHECK(encoding_of(PKCS_RSA_PRIVATE_KEY, secret.data()) == toy_private);

  bytes damaged = toy_private;
  damaged.resize(12);
  CHECK(decoding_error(PKCS_RSA_PRIVATE_KEY, damaged) == code(CRYPT_E_ASN1_EOD));
}

TEST_CASE("SSPI-CryptDecodeObjectEx-cng-rsa: they become the blobs that NCryptImportKey takes too") {
  CHECK(blob_in(CNG_RSA_PUBLIC_KEY_BLOB, toy_public) == bytes{'R', 'S', 'A', '1', 12, 0, 0,  0,    1,
                                                              0,   0,   0,   2,   0,  0, 0,  0,    0,
                                                              0,   0,   0,   0,   0,  0, 17, 0x0C, 0xA1});
  CHECK(blob_in(CNG_RSA_PRIVATE_KEY_BLOB, toy_private) == bytes{'R', 'S', 'A', '2', 12, 0,    0,    0,  1, 0,
                                                                0,   0,   2,   0,   0,  0,    1,    0,  0, 0,
                                                                1,   0,   0,   0,   17, 0x0C, 0xA1, 61, 53});
}

TEST_CASE("SSPI-CryptDecodeObjectEx-pkcs8: a private key has an algorithm, itself and attributes") {
  char rsa[] = szOID_RSA_RSA;
  bytes null{0x05, 0x00}, key = toy_private, usage{0x03, 0x01, 0x00};
  CRYPT_ATTR_BLOB value = blob_of(usage);
  char usage_oid[] = szOID_KEY_USAGE;
  CRYPT_ATTRIBUTE attribute{usage_oid, 1, &value};
  CRYPT_ATTRIBUTES attributes{1, &attribute};
  CRYPT_PRIVATE_KEY_INFO info{0, {rsa, blob_of(null)}, blob_of(key), nullptr};
  const bytes der = encoding_of(PKCS_PRIVATE_KEY_INFO, &info);
  const auto decoded = decoding_of<CRYPT_PRIVATE_KEY_INFO>(PKCS_PRIVATE_KEY_INFO, der);
  REQUIRE(decoded);
  CHECK(std::string{decoded->Algorithm.pszObjId} == szOID_RSA_RSA);
  CHECK(content_of(decoded->PrivateKey) == toy_private);
  CHECK(decoded->pAttributes == nullptr);

  info.pAttributes = &attributes;
  const auto with_attributes =
      decoding_of<CRYPT_PRIVATE_KEY_INFO>(PKCS_PRIVATE_KEY_INFO, encoding_of(PKCS_PRIVATE_KEY_INFO, &info));
  REQUIRE(with_attributes);
  REQUIRE(with_attributes->pAttributes != nullptr);
  CHECK(content_of(with_attributes->pAttributes->rgAttr[0].rgValue[0]) == usage);

  CRYPT_ENCRYPTED_PRIVATE_KEY_INFO sealed{{rsa, {}}, blob_of(key)};
  const auto sealed_again = decoding_of<CRYPT_ENCRYPTED_PRIVATE_KEY_INFO>(
      PKCS_ENCRYPTED_PRIVATE_KEY_INFO, encoding_of(PKCS_ENCRYPTED_PRIVATE_KEY_INFO, &sealed));
  REQUIRE(sealed_again);
  CHECK(content_of(sealed_again->EncryptedPrivateKey) == toy_private);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-ec: an EC key has its number, perhaps a curve and a point") {
  char curve[] = szOID_ECC_CURVE_P256;
  bytes number(32, 7), point(65, 4);
  CRYPT_ECC_PRIVATE_KEY_INFO info{
      CRYPT_ECC_PRIVATE_KEY_INFO_v1, blob_of(number), curve, {65, point.data(), 0}};
  const auto decoded =
      decoding_of<CRYPT_ECC_PRIVATE_KEY_INFO>(X509_ECC_PRIVATE_KEY, encoding_of(X509_ECC_PRIVATE_KEY, &info));
  REQUIRE(decoded);
  CHECK(decoded->dwVersion == 1);
  CHECK(content_of(decoded->PrivateKey) == number);
  CHECK(std::string{decoded->szCurveOid} == curve);
  CHECK(decoded->PublicKey.cbData == 65);
  info.szCurveOid = nullptr;
  info.PublicKey = {};
  const auto bare =
      decoding_of<CRYPT_ECC_PRIVATE_KEY_INFO>(X509_ECC_PRIVATE_KEY, encoding_of(X509_ECC_PRIVATE_KEY, &info));
  REQUIRE(bare);
  CHECK(bare->szCurveOid == nullptr);
  CHECK(bare->PublicKey.cbData == 0);

  const auto signature =
      decoding_of<CERT_ECC_SIGNATURE>(X509_ECC_SIGNATURE, {0x30, 0x07, 2, 2, 0, 0x80, 2, 1, 5});
  REQUIRE(signature);
  CHECK(content_of(signature->r) == bytes{0x80});
  CHECK(content_of(signature->s) == bytes{5});
  CHECK(encoding_of(X509_ECC_SIGNATURE, signature.get()) == bytes{0x30, 0x07, 2, 2, 0, 0x80, 2, 1, 5});
}

TEST_CASE("SSPI-CryptDecodeObjectEx-revocation-lists: a list is a CRL_INFO") {
  char algorithm[] = szOID_RSA_SHA256RSA;
  bytes issuer{0x30, 0x00}, number{0x05};
  CRL_ENTRY entry{blob_of(number), {0xD53E8000, 0x019DB1DE}, 0, nullptr};
  CRL_INFO info{};
  info.dwVersion = CRL_V2;
  info.SignatureAlgorithm.pszObjId = algorithm;
  info.Issuer = blob_of(issuer);
  info.ThisUpdate = {0xD53E8000, 0x019DB1DE};
  info.cCRLEntry = 1;
  info.rgCRLEntry = &entry;
  const bytes der = encoding_of(X509_CERT_CRL_TO_BE_SIGNED, &info);
  const auto decoded = decoding_of<CRL_INFO>(X509_CERT_CRL_TO_BE_SIGNED, der, CRYPT_DECODE_TO_BE_SIGNED_FLAG);
  REQUIRE(decoded);
  CHECK(decoded->dwVersion == CRL_V2);
  CHECK(decoded->ThisUpdate.dwHighDateTime == 0x019DB1DE);
  CHECK(decoded->NextUpdate.dwHighDateTime == 0);
  REQUIRE(decoded->cCRLEntry == 1);
  CHECK(content_of(decoded->rgCRLEntry[0].SerialNumber) == number);
}
