// The serialized form of stores: byte for byte, back and forth, and in the hands of an enemy.
#include <doctest/doctest.h>

#include <cstring>
#include <random>
#include <string>

#include "support/crypt32.h"
#include "support/temporary_folder.h"

using namespace schannel::test;

namespace {

bytes saved(HCERTSTORE store) {
  CRYPT_DATA_BLOB blob{};
  CertSaveStore(store, 0, CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_TO_MEMORY, &blob, 0);
  bytes content(blob.cbData);
  blob.pbData = content.data();
  CertSaveStore(store, 0, CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_TO_MEMORY, &blob, 0);
  return content;
}

HCERTSTORE open(bytes content) {
  const CRYPT_DATA_BLOB blob = blob_of(content);
  return CertOpenStore(CERT_STORE_PROV_SERIALIZED, 0, 0, 0, &blob);
}

void append(bytes& to, DWORD number) {
  for (int shift = 0; shift < 32; shift += 8) to.push_back(static_cast<std::uint8_t>(number >> shift));
}

void append_part(bytes& to, DWORD id, const bytes& value) {
  append(to, id);
  append(to, 1);
  append(to, static_cast<DWORD>(value.size()));
  to.insert(to.end(), value.begin(), value.end());
}

/// What every certificate says of itself.
constexpr DWORD computed_properties[] = {CERT_SHA1_HASH_PROP_ID,
                                         CERT_MD5_HASH_PROP_ID,
                                         CERT_SHA256_HASH_PROP_ID,
                                         CERT_KEY_IDENTIFIER_PROP_ID,
                                         CERT_SIGNATURE_HASH_PROP_ID,
                                         CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID,
                                         CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID,
                                         CERT_SUBJECT_NAME_MD5_HASH_PROP_ID,
                                         CERT_SIGN_HASH_CNG_ALG_PROP_ID,
                                         CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID,
                                         CERT_PUB_KEY_CNG_ALG_BIT_LENGTH_PROP_ID};

const bytes header{0, 0, 0, 0, 'C', 'E', 'R', 'T'};

bytes file_of(const bytes& parts) {
  bytes file = header;
  file.insert(file.end(), parts.begin(), parts.end());
  file.resize(file.size() + 12);
  return file;
}

bytes text_property(const std::wstring& text) {
  const auto* raw = reinterpret_cast<const std::uint8_t*>(text.c_str());
  return {raw, raw + (text.size() + 1) * sizeof(wchar_t)};
}

/// A key's place with parameters that all have the whole of it for their data.
bytes repeated_place(DWORD count) {
  constexpr DWORD fixed_size = 28;
  constexpr DWORD parameter_size = 16;
  bytes place;
  for (const DWORD number :
       {DWORD{0}, DWORD{0}, DWORD{PROV_RSA_FULL}, DWORD{0}, count, fixed_size, DWORD{AT_KEYEXCHANGE}})
    append(place, number);
  for (DWORD i = 0; i < count; ++i)
    for (const DWORD number : {DWORD{1}, DWORD{0}, fixed_size + count * parameter_size, DWORD{0}})
      append(place, number);
  return place;
}

/// A store whose only certificate has texts, plain bytes and a key's place.
struct written_store {
  issued_certificate issued = make_certificate();
  store_ptr store = memory_store();

  written_store() {
    const context_ptr context = add(store.get(), issued);
    set_blob_property(context.get(), CERT_FRIENDLY_NAME_PROP_ID, text_property(L"N\u00e4me \U0001F511"));
    set_blob_property(context.get(), CERT_ENHKEY_USAGE_PROP_ID, {1, 2, 3});
    wchar_t container[] = L"my key";
    wchar_t provider[] = L"Microsoft Enhanced Cryptographic Provider v1.0";
    BYTE data[] = {9, 8, 7};
    CRYPT_KEY_PROV_PARAM parameter{4, data, sizeof data, 5};
    const CRYPT_KEY_PROV_INFO info{container, provider, PROV_RSA_FULL, 0x20, 1, &parameter, AT_KEYEXCHANGE};
    REQUIRE(CertSetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, &info) == TRUE);
  }
};

}  // namespace

TEST_CASE(
    "SSPI-CertSaveStore-serialized: a header, each certificate and list behind its properties, and an end") {
  const issued_certificate root = make_certificate({.is_ca = true});
  const bytes list = make_revocation_list({.issuer = &root});
  const store_ptr store = memory_store();
  CHECK(saved(store.get()) == file_of({}));
  const context_ptr context = add(store.get(), root);
  add(store.get(), list_of(list).get());
  set_blob_property(context.get(), CERT_ENHKEY_USAGE_PROP_ID, {7, 7});
  bytes parts;
  append_part(parts, CERT_ENHKEY_USAGE_PROP_ID, {7, 7});
  append_part(parts, 0x20, root.der());
  append_part(parts, 0x21, list);
  CHECK(saved(store.get()) == file_of(parts));
}

TEST_CASE("SSPI-CertOpenStore-serialized: what was saved comes back, its properties too") {
  const written_store written;
  const store_ptr store{open(saved(written.store.get()))};
  REQUIRE(store);
  const context_ptr context{CertEnumCertificatesInStore(store.get(), nullptr)};
  REQUIRE(context);
  CHECK(encoding_of(context.get()) == written.issued.der());
  CHECK(property(context.get(), CERT_FRIENDLY_NAME_PROP_ID) == text_property(L"N\u00e4me \U0001F511"));
  CHECK(property(context.get(), CERT_ENHKEY_USAGE_PROP_ID) == bytes{1, 2, 3});
  const bytes block = property(context.get(), CERT_KEY_PROV_INFO_PROP_ID);
  bytes place(block.size());
  DWORD size = static_cast<DWORD>(place.size());
  REQUIRE(CertGetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, place.data(), &size));
  CRYPT_KEY_PROV_INFO info{};
  std::memcpy(&info, place.data(), sizeof info);
  CHECK(std::wstring{info.pwszContainerName} == L"my key");
  CHECK(std::wstring{info.pwszProvName} == L"Microsoft Enhanced Cryptographic Provider v1.0");
  CHECK(info.dwProvType == PROV_RSA_FULL);
  CHECK(info.dwFlags == 0x20);
  CHECK(info.dwKeySpec == AT_KEYEXCHANGE);
  REQUIRE(info.cProvParam == 1);
  CHECK(info.rgProvParam[0].dwParam == 4);
  CHECK(info.rgProvParam[0].dwFlags == 5);
  CHECK(bytes(info.rgProvParam[0].pbData, info.rgProvParam[0].pbData + info.rgProvParam[0].cbData) ==
        bytes{9, 8, 7});
  CHECK(saved(store.get()) == saved(written.store.get()));
}

TEST_CASE("texts are UTF-16 in the file, as on Windows") {
  const store_ptr store = memory_store();
  const context_ptr context = add(store.get(), make_certificate());
  set_blob_property(context.get(), CERT_FRIENDLY_NAME_PROP_ID, text_property(L"a\U0001F511"));
  bytes part;
  append_part(part, CERT_FRIENDLY_NAME_PROP_ID, {'a', 0, 0x3D, 0xD8, 0x11, 0xDD, 0, 0});
  const bytes file = saved(store.get());
  CHECK(bytes(file.begin() + 8, file.begin() + 8 + static_cast<std::ptrdiff_t>(part.size())) == part);
}

TEST_CASE("SSPI-CertOpenStore-serialized-computed: a file cannot lie about what a certificate itself says") {
  const issued_certificate issued = make_certificate();
  bytes parts;
  for (const DWORD number : computed_properties) append_part(parts, number, bytes(16, 0x5A));
  append_part(parts, CERT_KEY_CONTEXT_PROP_ID, bytes(24, 1));
  append_part(parts, 0x20, issued.der());
  const store_ptr store{open(file_of(parts))};
  const context_ptr context{CertEnumCertificatesInStore(store.get(), nullptr)};
  REQUIRE(context);
  const context_ptr fresh = context_of(issued);
  for (const DWORD number : computed_properties) {
    CAPTURE(number);
    CHECK_FALSE(property(fresh.get(), number).empty());
    CHECK(property(context.get(), number) == property(fresh.get(), number));
  }
  CHECK(property_error(context.get(), CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-CertOpenStore-serialized-computed: what was computed is not saved") {
  const store_ptr store = memory_store();
  const context_ptr context = add(store.get(), make_certificate());
  const bytes before = saved(store.get());
  for (const DWORD number : computed_properties) property(context.get(), number);
  property(context.get(), CERT_ISSUER_PUBLIC_KEY_MD5_HASH_PROP_ID);
  CHECK(saved(store.get()) == before);
}

TEST_CASE("an empty text property stays one") {
  bytes parts;
  append_part(parts, CERT_FRIENDLY_NAME_PROP_ID, {});
  append_part(parts, 0x20, make_certificate().der());
  const store_ptr store{open(file_of(parts))};
  REQUIRE(store);
  CHECK(saved(store.get()) == file_of(parts));
}

TEST_CASE("elements of other kinds are passed over") {
  const issued_certificate issued = make_certificate();
  bytes parts;
  append_part(parts, CERT_FRIENDLY_NAME_PROP_ID, {'x', 0, 0, 0});
  append_part(parts, 0x22, {1, 2, 3});
  append_part(parts, 0x20, issued.der());
  const store_ptr store{open(file_of(parts))};
  const context_ptr context{CertEnumCertificatesInStore(store.get(), nullptr)};
  REQUIRE(context);
  CHECK(property_error(context.get(), CERT_FRIENDLY_NAME_PROP_ID) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-CertSerializeCertificateStoreElement-element: the properties and the certificate alone") {
  const context_ptr context = context_of(make_certificate());
  set_blob_property(context.get(), CERT_ENHKEY_USAGE_PROP_ID, {1});
  bytes expected;
  append_part(expected, CERT_ENHKEY_USAGE_PROP_ID, {1});
  append_part(expected, 0x20, encoding_of(context.get()));
  DWORD size = 0;
  REQUIRE(CertSerializeCertificateStoreElement(context.get(), 0, nullptr, &size) == TRUE);
  bytes element(size);
  CHECK(CertSerializeCertificateStoreElement(context.get(), 0, element.data(), &size) == TRUE);
  CHECK(element == expected);
  size = 3;
  CHECK(error_of([&] {
          return CertSerializeCertificateStoreElement(context.get(), 0, element.data(), &size);
        }) == ERROR_MORE_DATA);
}

TEST_CASE("SSPI-CertOpenStore-serialized-malformed: cut short anywhere, or no store at all") {
  const bytes whole = saved(written_store{}.store.get());
  for (std::size_t length = 0; length + 12 < whole.size(); ++length)
    CHECK(error_of([&] {
            return open({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)});
          }) == CRYPT_E_FILE_ERROR);
  bytes parts;
  append_part(parts, 0x20, {1, 2, 3});
  CHECK(error_of([&] { return open(file_of(parts)); }) == CRYPT_E_FILE_ERROR);
  CHECK(error_of([] { return CertOpenStore(CERT_STORE_PROV_SERIALIZED, 0, 0, 0, nullptr); }) == E_INVALIDARG);
}

TEST_CASE("SSPI-bad-file-repeated: a key's place is not read when it would become more than it is") {
  const issued_certificate issued = make_certificate();
  const auto file_with = [&](DWORD count) {
    bytes parts;
    append_part(parts, CERT_KEY_PROV_INFO_PROP_ID, repeated_place(count));
    append_part(parts, 0x20, issued.der());
    return file_of(parts);
  };
  const auto error_in = [&](const store_ptr& store) {
    REQUIRE(encodings(store.get()) == std::vector<bytes>{issued.der()});
    return property_error(context_ptr{CertEnumCertificatesInStore(store.get(), nullptr)}.get(),
                          CERT_KEY_PROV_INFO_PROP_ID);
  };
  CHECK(error_in(store_ptr{open(file_with(1))}) == ERROR_SUCCESS);
  CHECK(error_in(store_ptr{open(file_with(2))}) == CRYPT_E_NOT_FOUND);

  bytes long_one = file_with(0x2000);  // of 128 KiB, which would become a gigabyte
  CHECK(error_in(store_ptr{open(long_one)}) == CRYPT_E_NOT_FOUND);
  const CERT_BLOB blob = blob_of(long_one);
  HCERTSTORE found = nullptr;
  CHECK(CryptQueryObject(CERT_QUERY_OBJECT_BLOB, &blob, CERT_QUERY_CONTENT_FLAG_ALL,
                         CERT_QUERY_FORMAT_FLAG_ALL, 0, nullptr, nullptr, nullptr, &found, nullptr,
                         nullptr) == TRUE);
  CHECK(error_in(store_ptr{found}) == CRYPT_E_NOT_FOUND);
  const temporary_folder folder;
  write_file(folder / "store", long_one);
  CHECK(error_in(store_ptr{CertOpenStore(CERT_STORE_PROV_FILENAME_A, 0, 0, 0, (folder / "store").c_str())}) ==
        CRYPT_E_NOT_FOUND);
}

TEST_CASE("no byte of a serialized store can be changed so that opening it does harm") {
  const bytes whole = saved(written_store{}.store.get());
  std::mt19937 random{1};
  for (std::size_t i = 0; i < whole.size(); ++i) {
    bytes changed = whole;
    changed[i] = static_cast<std::uint8_t>(random());
    const store_ptr store{open(changed)};
    if (!store) continue;
    const context_ptr context{CertEnumCertificatesInStore(store.get(), nullptr)};
    if (context) property(context.get(), CERT_KEY_PROV_INFO_PROP_ID);
    CHECK(store_ptr{open(saved(store.get()))});
  }
}
