// The properties that a certificate itself says: who signed it, with what, and which key it has.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

bytes operator+(bytes one, const bytes& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

bytes bytes_of(const CRYPT_DATA_BLOB& blob) {
  return {blob.pbData, blob.pbData + blob.cbData};
}

bytes key_bits_of(PCCERT_CONTEXT context) {
  const CRYPT_BIT_BLOB& key = context->pCertInfo->SubjectPublicKeyInfo.PublicKey;
  return {key.pbData, key.pbData + key.cbData};
}

/// A text with its terminator, as a property has it.
bytes text_property(const std::wstring& text) {
  const auto* raw = reinterpret_cast<const std::uint8_t*>(text.c_str());
  return {raw, raw + (text.size() + 1) * sizeof(wchar_t)};
}

/// The certificate, unsigned, with another last byte wherever this is in it.
context_ptr with_other_end(bytes der, const bytes& where) {
  bool is_found = false;
  for (auto at = der.begin(); (at = std::search(at, der.end(), where.begin(), where.end())) != der.end();) {
    at += static_cast<std::ptrdiff_t>(where.size());
    at[-1] = 0x7F;
    is_found = true;
  }
  REQUIRE(is_found);
  return context_ptr{create_context(der)};
}

bytes signature_algorithms(const certificate_wishes& wishes) {
  return property(context_of(make_certificate(wishes)).get(), CERT_SIGN_HASH_CNG_ALG_PROP_ID);
}

bytes public_key_algorithm(key_type key) {
  return property(context_of(make_certificate({.key = key})).get(), CERT_PUB_KEY_CNG_ALG_BIT_LENGTH_PROP_ID);
}

}  // namespace

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-issuer-key-hash: only who signed himself says with which key") {
  constexpr DWORD number = CERT_ISSUER_PUBLIC_KEY_MD5_HASH_PROP_ID;
  const certificate_chain chain = make_chain();
  const context_ptr root = context_of(chain.root);
  CHECK(property(root.get(), number) == hash_of(L"MD5", key_bits_of(root.get())));
  CHECK(property(root.get(), number).size() == 16);

  const issued_certificate other = make_certificate();
  for (const issued_certificate& one : {chain.leaf, chain.intermediate, make_certificate({.signer = &other})})
    CHECK(property_error(context_of(one).get(), number) == CRYPT_E_NOT_FOUND);
  const context_ptr leaf = context_of(chain.leaf);
  CHECK(set_blob_property(leaf.get(), number, bytes(16, 7)) == TRUE);
  CHECK(property(leaf.get(), number) == bytes(16, 7));
}

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-issuer-and-serial-hash: the issuer's encoding, then the serial "
    "number") {
  const issued_certificate issuer = make_certificate({.is_ca = true});
  for (const char* serial_number : {"1234", "01", "80", "-7F"}) {
    CAPTURE(serial_number);
    const context_ptr context =
        context_of(make_certificate({.serial_number = serial_number, .issuer = &issuer}));
    const CERT_INFO& info = *context->pCertInfo;
    CHECK(property(context.get(), CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID) ==
          hash_of(L"MD5", issuer.subject_der() + bytes_of(info.SerialNumber)));
  }
}

TEST_CASE("SSPI-CertGetCertificateContextProperty-subject-hash: the subject's encoding") {
  const issued_certificate leaf = make_chain().leaf;
  REQUIRE(leaf.subject_der() != leaf.issuer_der());
  CHECK(property(context_of(leaf).get(), CERT_SUBJECT_NAME_MD5_HASH_PROP_ID) ==
        hash_of(L"MD5", leaf.subject_der()));
}

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-signature-algorithms: the issuer's key, and the digest that it "
    "signed") {
  CHECK(signature_algorithms({}) == text_property(L"ECDSA/SHA256"));
  CHECK(signature_algorithms({.digest = "SHA384"}) == text_property(L"ECDSA/SHA384"));
  CHECK(signature_algorithms({.key = key_type::rsa, .digest = "SHA1"}) == text_property(L"RSA/SHA1"));
  CHECK(signature_algorithms({.key = key_type::old_rsa, .digest = "MD5"}) == text_property(L"RSA/MD5"));
  CHECK(signature_algorithms({.key = key_type::rsa, .digest = "SHA512", .is_signed_with_pss = true}) ==
        text_property(L"RSA/SHA512"));
  const issued_certificate issuer = make_certificate({.is_ca = true, .key = key_type::rsa});
  CHECK(signature_algorithms({.key = key_type::ec, .issuer = &issuer}) == text_property(L"RSA/SHA256"));
}

TEST_CASE("SSPI-CertGetCertificateContextProperty-signature-algorithms: others have no name") {
  constexpr DWORD number = CERT_SIGN_HASH_CNG_ALG_PROP_ID;
  CHECK(property_error(context_of(make_certificate({.digest = "SHA224"})).get(), number) ==
        CRYPT_E_NOT_FOUND);
  const bytes ecdsa_with_sha256{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02};
  const context_ptr unknown = with_other_end(make_certificate().der(), ecdsa_with_sha256);
  REQUIRE(unknown);
  CHECK(property_error(unknown.get(), number) == CRYPT_E_NOT_FOUND);
  CHECK(property_error(unknown.get(), CERT_SIGNATURE_HASH_PROP_ID) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-CertGetCertificateContextProperty-public-key-algorithm: the kind of the key and its bits") {
  CHECK(public_key_algorithm(key_type::ec) == text_property(L"ECDSA/256"));
  CHECK(public_key_algorithm(key_type::rsa) == text_property(L"RSA/2048"));
  CHECK(public_key_algorithm(key_type::old_rsa) == text_property(L"RSA/1024"));
  const bytes ec_public_key{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
  const context_ptr unknown = with_other_end(make_certificate().der(), ec_public_key);
  REQUIRE(unknown);
  CHECK(property_error(unknown.get(), CERT_PUB_KEY_CNG_ALG_BIT_LENGTH_PROP_ID) == CRYPT_E_NOT_FOUND);
}
