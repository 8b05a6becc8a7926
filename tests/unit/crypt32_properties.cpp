// The properties of certificate contexts: computed, set, removed, copied.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <tuple>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

template <typename T>
T property_as(PCCERT_CONTEXT context, DWORD number) {
  T value{};
  DWORD size = sizeof value;
  CHECK(CertGetCertificateContextProperty(context, number, &value, &size) == TRUE);
  CHECK(size == sizeof value);
  return value;
}

BOOL set_key_context(PCCERT_CONTEXT context, ULONG_PTR handle, DWORD key_spec,
                     DWORD size = sizeof(CERT_KEY_CONTEXT)) {
  CERT_KEY_CONTEXT key{};
  key.cbSize = size;
  key.hCryptProv = handle;
  key.dwKeySpec = key_spec;
  return CertSetCertificateContextProperty(context, CERT_KEY_CONTEXT_PROP_ID, 0, &key);
}

BOOL remove(PCCERT_CONTEXT context, DWORD number) {
  return CertSetCertificateContextProperty(context, number, 0, nullptr);
}

/// A CRYPT_KEY_PROV_INFO with everything it can have.
struct full_provider_info {
  std::wstring container = L"a container";
  std::wstring provider = L"a provider";
  bytes data{1, 2, 3};
  CRYPT_KEY_PROV_PARAM parameters[2] = {{7, data.data(), 3, 9}, {8, nullptr, 0, 0}};
  CRYPT_KEY_PROV_INFO info{container.data(), provider.data(), PROV_RSA_FULL, CRYPT_MACHINE_KEYSET, 2,
                           parameters,       AT_SIGNATURE};
};

}  // namespace

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-hash: the hashes of a certificate are computed on demand and "
    "have the length of their algorithm") {
  const context_ptr context = context_of(make_certificate());
  for (const auto& [number, algorithm, size] : {std::tuple{CERT_SHA1_HASH_PROP_ID, L"SHA1", 20u},
                                                {CERT_MD5_HASH_PROP_ID, L"MD5", 16u},
                                                {CERT_SHA256_HASH_PROP_ID, L"SHA256", 32u}}) {
    CAPTURE(number);
    const bytes hash = property(context.get(), static_cast<DWORD>(number));
    CHECK(hash.size() == size);
    CHECK(hash == hash_of(algorithm, encoding_of(context.get())));
  }
  const context_ptr other = context_of(make_certificate());
  CHECK(property(context.get(), CERT_SHA1_HASH_PROP_ID) != property(other.get(), CERT_SHA1_HASH_PROP_ID));
}

TEST_CASE(
    "SSPI-CertSetCertificateContextProperty-hash: a hash that was set stands until it is removed, then the "
    "true one is back") {
  const context_ptr context = context_of(make_certificate());
  const bytes computed = property(context.get(), CERT_SHA1_HASH_PROP_ID);
  const bytes stated(20, 0xAB);
  CHECK(set_blob_property(context.get(), CERT_SHA1_HASH_PROP_ID, stated) == TRUE);
  CHECK(property(context.get(), CERT_SHA1_HASH_PROP_ID) == stated);
  CHECK(remove(context.get(), CERT_SHA1_HASH_PROP_ID) == TRUE);
  CHECK(property(context.get(), CERT_SHA1_HASH_PROP_ID) == computed);
}

TEST_CASE("SSPI-CertGetCertificateContextProperty-missing: a property that is not there is not found") {
  const context_ptr context = context_of(make_certificate());
  for (const DWORD number :
       {CERT_KEY_PROV_HANDLE_PROP_ID, CERT_KEY_PROV_INFO_PROP_ID, CERT_KEY_CONTEXT_PROP_ID,
        CERT_KEY_SPEC_PROP_ID, CERT_FRIENDLY_NAME_PROP_ID, CERT_NCRYPT_KEY_HANDLE_PROP_ID,
        CERT_HCRYPTPROV_OR_NCRYPT_KEY_HANDLE_PROP_ID, CERT_ARCHIVED_PROP_ID, 0xFFFF})
    CHECK(property_error(context.get(), number) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-CertGetCertificateContextProperty-no-such-number: a number that is no property is refused") {
  const context_ptr context = context_of(make_certificate());
  CHECK(property_error(context.get(), 0) == E_INVALIDARG);
  CHECK(property_error(context.get(), 0x10000) == E_INVALIDARG);
  CHECK(error_of([&] { return remove(context.get(), 0); }) == E_INVALIDARG);
  CHECK(error_of([&] { return remove(context.get(), 0x10000); }) == E_INVALIDARG);
  CHECK(error_of([&] {
          return CertGetCertificateContextProperty(context.get(), CERT_SHA1_HASH_PROP_ID, nullptr, nullptr);
        }) == E_INVALIDARG);
  CHECK(error_of([&] { return remove(nullptr, CERT_FRIENDLY_NAME_PROP_ID); }) == E_INVALIDARG);
}

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-small-buffer: a buffer that is too small gets nothing but the "
    "size") {
  const context_ptr context = context_of(make_certificate());
  bytes buffer(19, 0xEE);
  DWORD size = 19;
  CHECK(error_of([&] {
          return CertGetCertificateContextProperty(context.get(), CERT_SHA1_HASH_PROP_ID, buffer.data(),
                                                   &size);
        }) == ERROR_MORE_DATA);
  CHECK(size == 20);
  CHECK(buffer == bytes(19, 0xEE));
}

TEST_CASE("a buffer may be larger than the property") {
  const context_ptr context = context_of(make_certificate());
  bytes buffer(100);
  DWORD size = 100;
  CHECK(CertGetCertificateContextProperty(context.get(), CERT_SHA1_HASH_PROP_ID, buffer.data(), &size) ==
        TRUE);
  CHECK(size == 20);
}

TEST_CASE("any other property holds the bytes it was given, from whoever they come") {
  const context_ptr context = context_of(make_certificate());
  for (const DWORD number : {CERT_FRIENDLY_NAME_PROP_ID, CERT_DESCRIPTION_PROP_ID, CERT_FIRST_USER_PROP_ID}) {
    CHECK(set_blob_property(context.get(), number, {1, 2, 3}) == TRUE);
    CHECK(set_blob_property(context.get(), number, {4, 5}) == TRUE);
    CHECK(property(context.get(), number) == bytes{4, 5});
    CHECK(remove(context.get(), number) == TRUE);
    CHECK(property_error(context.get(), number) == CRYPT_E_NOT_FOUND);
  }
  const CRYPT_DATA_BLOB without_data{5, nullptr};
  CHECK(error_of([&] {
          return CertSetCertificateContextProperty(context.get(), CERT_DESCRIPTION_PROP_ID, 0, &without_data);
        }) == E_INVALIDARG);
}

TEST_CASE("removing what is not there succeeds") {
  const context_ptr context = context_of(make_certificate());
  for (const DWORD number :
       {CERT_KEY_PROV_HANDLE_PROP_ID, CERT_KEY_PROV_INFO_PROP_ID, CERT_KEY_CONTEXT_PROP_ID,
        CERT_KEY_SPEC_PROP_ID, CERT_FRIENDLY_NAME_PROP_ID, CERT_NCRYPT_KEY_HANDLE_PROP_ID})
    CHECK(remove(context.get(), number) == TRUE);
}

TEST_CASE("a date stamp is a file time") {
  const context_ptr context = context_of(make_certificate());
  const FILETIME stamp{0x11223344, 0x55667788};
  CHECK(CertSetCertificateContextProperty(context.get(), CERT_DATE_STAMP_PROP_ID, 0, &stamp) == TRUE);
  const auto read = property_as<FILETIME>(context.get(), CERT_DATE_STAMP_PROP_ID);
  CHECK(read.dwLowDateTime == stamp.dwLowDateTime);
  CHECK(read.dwHighDateTime == stamp.dwHighDateTime);
}

TEST_CASE("nothing about a certificate is kept on disk, and that cannot be set") {
  const context_ptr context = context_of(make_certificate());
  CHECK(property_as<DWORD>(context.get(), CERT_ACCESS_STATE_PROP_ID) == 0);
  CHECK(error_of([&] {
          return set_blob_property(context.get(), CERT_ACCESS_STATE_PROP_ID, {1, 0, 0, 0});
        }) == E_INVALIDARG);
}

TEST_CASE("the length of the public key is known") {
  CHECK(property_as<DWORD>(context_of(make_certificate({.key = key_type::rsa})).get(),
                           CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID) == 2048);
  CHECK(property_as<DWORD>(context_of(make_certificate({.key = key_type::ec})).get(),
                           CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID) == 256);
}

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-key-identifier: the key identifier is that of the extension") {
  const context_ptr context = context_of(make_certificate());
  const bytes identifier = property(context.get(), CERT_KEY_IDENTIFIER_PROP_ID);
  REQUIRE(identifier.size() == 20);
  const CERT_INFO& info = *context->pCertInfo;
  for (DWORD i = 0; i < info.cExtension; ++i) {
    const CERT_EXTENSION& extension = info.rgExtension[i];
    if (std::string{extension.pszObjId} != szOID_SUBJECT_KEY_IDENTIFIER) continue;
    REQUIRE(extension.Value.cbData == 22);
    CHECK(identifier == bytes{extension.Value.pbData + 2, extension.Value.pbData + 22});
  }
}

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-key-identifier: without the extension it is computed, if the key "
    "can be read") {
  bytes der = make_certificate({.extensions = {{"subjectKeyIdentifier", ""}}}).der();
  const context_ptr context{create_context(der)};
  CERT_PUBLIC_KEY_INFO* const key = &context->pCertInfo->SubjectPublicKeyInfo;
  bytes expected(20);
  DWORD size = 20;
  REQUIRE(CryptHashPublicKeyInfo(0, CALG_SHA1, 0, X509_ASN_ENCODING, key, expected.data(), &size) == TRUE);
  CHECK(property(context.get(), CERT_KEY_IDENTIFIER_PROP_ID) == expected);

  const bytes algorithm{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};  // id-ecPublicKey
  const auto found = std::search(der.begin(), der.end(), algorithm.begin(), algorithm.end());
  REQUIRE(found != der.end());
  found[6] = 0x7F;
  CHECK(property_error(context_ptr{create_context(der)}.get(), CERT_KEY_IDENTIFIER_PROP_ID) ==
        ERROR_INVALID_DATA);
}

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-signature-hash: what the issuer signed, and the bits of the key, "
    "lead to the certificate") {
  const certificate_chain chain = make_chain();
  const store_ptr store = memory_store();
  add(store.get(), chain.root);
  const context_ptr leaf = add(store.get(), chain.leaf);
  const auto found_by = [&](DWORD type, bytes value) {
    const CRYPT_DATA_BLOB blob = blob_of(value);
    return context_ptr{CertFindCertificateInStore(store.get(), X509_ASN_ENCODING, 0, type, &blob, nullptr)};
  };

  CERT_SIGNED_CONTENT_INFO* whole = nullptr;
  DWORD size = 0;
  REQUIRE(CryptDecodeObjectEx(X509_ASN_ENCODING, X509_CERT, leaf->pbCertEncoded, leaf->cbCertEncoded,
                              CRYPT_DECODE_ALLOC_FLAG, nullptr, &whole, &size) == TRUE);
  bytes signed_digest(32);
  size = 32;
  REQUIRE(CryptHashCertificate(0, CALG_SHA_256, 0, whole->ToBeSigned.pbData, whole->ToBeSigned.cbData,
                               signed_digest.data(), &size) == TRUE);
  LocalFree(whole);
  CHECK(found_by(CERT_FIND_SIGNATURE_HASH, signed_digest) == leaf);
  CHECK(property(leaf.get(), CERT_SIGNATURE_HASH_PROP_ID) == signed_digest);

  const CRYPT_BIT_BLOB& key = leaf->pCertInfo->SubjectPublicKeyInfo.PublicKey;
  bytes key_digest(16);
  size = 16;
  REQUIRE(CryptHashCertificate(0, CALG_MD5, 0, key.pbData, key.cbData, key_digest.data(), &size) == TRUE);
  CHECK(found_by(CERT_FIND_PUBKEY_MD5_HASH, key_digest) == leaf);
  CHECK(property(leaf.get(), CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID) == key_digest);
}

TEST_CASE(
    "SSPI-CertSetCertificateContextProperty-key-context: a key context makes the provider handle readable") {
  const context_ptr context = context_of(make_certificate());
  CHECK(set_key_context(context.get(), 0xDEADBEEF, AT_SIGNATURE) == TRUE);
  CHECK(property_as<HCRYPTPROV>(context.get(), CERT_KEY_PROV_HANDLE_PROP_ID) == 0xDEADBEEF);
  CHECK(property_as<HCRYPTPROV>(context.get(), CERT_HCRYPTPROV_OR_NCRYPT_KEY_HANDLE_PROP_ID) == 0xDEADBEEF);
  CHECK(property_as<DWORD>(context.get(), CERT_KEY_SPEC_PROP_ID) == AT_SIGNATURE);
  CHECK(property_error(context.get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID) == CRYPT_E_NOT_FOUND);
  const auto key = property_as<CERT_KEY_CONTEXT>(context.get(), CERT_KEY_CONTEXT_PROP_ID);
  CHECK(key.cbSize == sizeof(CERT_KEY_CONTEXT));
  CHECK(key.hCryptProv == 0xDEADBEEF);
  CHECK(key.dwKeySpec == AT_SIGNATURE);
}

TEST_CASE(
    "SSPI-CertSetCertificateContextProperty-key-context-size: a key context of another size is refused") {
  const context_ptr context = context_of(make_certificate());
  for (const DWORD size :
       {DWORD{0}, DWORD{sizeof(CERT_KEY_CONTEXT) - 1}, DWORD{sizeof(CERT_KEY_CONTEXT) + 1}})
    CHECK(error_of([&] { return set_key_context(context.get(), 1, AT_SIGNATURE, size); }) == E_INVALIDARG);
  CHECK(property_error(context.get(), CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
}

TEST_CASE(
    "SSPI-CertSetCertificateContextProperty-no-handle: removing the provider handle leaves a key context "
    "with none") {
  const context_ptr context = context_of(make_certificate());
  set_key_context(context.get(), 0xDEADBEEF, AT_SIGNATURE);
  CHECK(remove(context.get(), CERT_KEY_PROV_HANDLE_PROP_ID) == TRUE);
  CHECK(property_error(context.get(), CERT_KEY_PROV_HANDLE_PROP_ID) == CRYPT_E_NOT_FOUND);
  const auto key = property_as<CERT_KEY_CONTEXT>(context.get(), CERT_KEY_CONTEXT_PROP_ID);
  CHECK(key.hCryptProv == 0);
  CHECK(key.dwKeySpec == AT_SIGNATURE);
  CHECK(remove(context.get(), CERT_KEY_CONTEXT_PROP_ID) == TRUE);
  CHECK(property_error(context.get(), CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("a provider handle is set by its value and takes its kind from the provider information") {
  const context_ptr context = context_of(make_certificate());
  full_provider_info given;
  CertSetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, &given.info);
  CHECK(CertSetCertificateContextProperty(context.get(), CERT_KEY_PROV_HANDLE_PROP_ID, 0,
                                          reinterpret_cast<const void*>(0x1234)) == TRUE);
  CHECK(property_as<HCRYPTPROV>(context.get(), CERT_KEY_PROV_HANDLE_PROP_ID) == 0x1234);
  CHECK(property_as<DWORD>(context.get(), CERT_KEY_SPEC_PROP_ID) == AT_SIGNATURE);
}

TEST_CASE("a key handle of the newer kind is no provider handle") {
  const context_ptr context = context_of(make_certificate());
  const NCRYPT_KEY_HANDLE handle = 0x1234;
  CHECK(CertSetCertificateContextProperty(context.get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID, 0, &handle) == TRUE);
  CHECK(property_as<NCRYPT_KEY_HANDLE>(context.get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID) == 0x1234);
  CHECK(property_as<NCRYPT_KEY_HANDLE>(context.get(), CERT_HCRYPTPROV_OR_NCRYPT_KEY_HANDLE_PROP_ID) ==
        0x1234);
  CHECK(property_error(context.get(), CERT_KEY_PROV_HANDLE_PROP_ID) == CRYPT_E_NOT_FOUND);
  CHECK(property_as<DWORD>(context.get(), CERT_KEY_SPEC_PROP_ID) == CERT_NCRYPT_KEY_SPEC);
}

TEST_CASE("a key specification can be set alone") {
  const context_ptr context = context_of(make_certificate());
  const DWORD key_spec = AT_KEYEXCHANGE;
  CHECK(CertSetCertificateContextProperty(context.get(), CERT_KEY_SPEC_PROP_ID, 0, &key_spec) == TRUE);
  CHECK(property_as<DWORD>(context.get(), CERT_KEY_SPEC_PROP_ID) == AT_KEYEXCHANGE);
  CHECK(property_as<CERT_KEY_CONTEXT>(context.get(), CERT_KEY_CONTEXT_PROP_ID).hCryptProv == 0);
}

TEST_CASE(
    "SSPI-CertGetCertificateContextProperty-provider-info: provider information comes back whole, in one "
    "block that points into itself") {
  const context_ptr context = context_of(make_certificate());
  full_provider_info given;
  REQUIRE(CertSetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, &given.info) ==
          TRUE);
  given.container[0] = L'X';  // the context has its own copy
  given.data[0] = 99;

  DWORD size = 0;
  REQUIRE(CertGetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, nullptr, &size) ==
          TRUE);
  const std::unique_ptr<std::byte[]> block{new std::byte[size]};
  REQUIRE(CertGetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, block.get(), &size) ==
          TRUE);
  const auto& info = *reinterpret_cast<const CRYPT_KEY_PROV_INFO*>(block.get());
  CHECK(std::wstring{info.pwszContainerName} == L"a container");
  CHECK(std::wstring{info.pwszProvName} == L"a provider");
  CHECK(info.dwProvType == PROV_RSA_FULL);
  CHECK(info.dwFlags == CRYPT_MACHINE_KEYSET);
  CHECK(info.dwKeySpec == AT_SIGNATURE);
  REQUIRE(info.cProvParam == 2);
  CHECK(info.rgProvParam[0].dwParam == 7);
  CHECK(info.rgProvParam[0].dwFlags == 9);
  CHECK(bytes{info.rgProvParam[0].pbData, info.rgProvParam[0].pbData + info.rgProvParam[0].cbData} ==
        bytes{1, 2, 3});
  CHECK(info.rgProvParam[1].pbData == nullptr);
  const auto* inside = reinterpret_cast<const std::byte*>(info.pwszProvName);
  CHECK(inside > block.get());
  CHECK(inside < block.get() + size);
}

TEST_CASE("provider information may lack names and must not lack parameters it announces") {
  const context_ptr context = context_of(make_certificate());
  CRYPT_KEY_PROV_INFO info{};
  info.dwKeySpec = AT_KEYEXCHANGE;
  CHECK(CertSetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, &info) == TRUE);
  const auto read = property_as<CRYPT_KEY_PROV_INFO>(context.get(), CERT_KEY_PROV_INFO_PROP_ID);
  CHECK(read.pwszContainerName == nullptr);
  CHECK(read.pwszProvName == nullptr);
  CHECK(property_as<DWORD>(context.get(), CERT_KEY_SPEC_PROP_ID) == AT_KEYEXCHANGE);

  info.cProvParam = 1;
  CHECK(error_of([&] {
          return CertSetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, &info);
        }) == E_INVALIDARG);
}

TEST_CASE("a key cannot be moved out of its context") {
  const context_ptr context = context_of(make_certificate());
  for (const DWORD number : {CERT_NCRYPT_KEY_HANDLE_TRANSFER_PROP_ID, CERT_HCRYPTPROV_TRANSFER_PROP_ID}) {
    CHECK(property_error(context.get(), number) == ERROR_NOT_SUPPORTED);
    CHECK(error_of([&] { return remove(context.get(), number); }) == ERROR_NOT_SUPPORTED);
  }
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-properties: a copy in a store has all properties but the key "
    "handle") {
  const context_ptr context = context_of(make_certificate());
  full_provider_info given;
  set_key_context(context.get(), 0xDEADBEEF, AT_SIGNATURE);
  set_blob_property(context.get(), CERT_FRIENDLY_NAME_PROP_ID, {1, 2});
  CertSetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, &given.info);

  const store_ptr store = memory_store();
  const context_ptr copy = add(store.get(), context.get());
  CHECK(property(copy.get(), CERT_FRIENDLY_NAME_PROP_ID) == bytes{1, 2});
  CHECK(property_error(copy.get(), CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
  CHECK(property_error(copy.get(), CERT_KEY_PROV_HANDLE_PROP_ID) == CRYPT_E_NOT_FOUND);
  CHECK(property_error(copy.get(), CERT_KEY_PROV_INFO_PROP_ID) == ERROR_SUCCESS);

  set_blob_property(copy.get(), CERT_FRIENDLY_NAME_PROP_ID, {3});
  CHECK(property(context.get(), CERT_FRIENDLY_NAME_PROP_ID) == bytes{1, 2});
}

TEST_CASE("a duplicate shares the properties, being the same context") {
  const context_ptr context = context_of(make_certificate());
  const context_ptr duplicate{CertDuplicateCertificateContext(context.get())};
  set_blob_property(duplicate.get(), CERT_FRIENDLY_NAME_PROP_ID, {7});
  CHECK(property(context.get(), CERT_FRIENDLY_NAME_PROP_ID) == bytes{7});
}
