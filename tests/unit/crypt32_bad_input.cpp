// Encodings and files from an enemy: each function says so with its documented code, and keeps nothing.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>

#include "abi/crypt32/registry.h"
#include "support/crypt32.h"
#include "support/personal_data.h"

using namespace schannel;
using namespace schannel::test;

namespace {

/// A function that makes something of bytes: with what it does so, and how it says that it cannot.
struct reader {
  const char* name;
  bytes good;
  std::function<bool(const bytes&)> makes;  ///< whether something was made, which is gone again by now
  std::vector<int> codes;
};

DWORD size_of(const bytes& from) {
  return static_cast<DWORD>(from.size());
}

bool decodes(LPCSTR structure, const bytes& from) {
  void* made = nullptr;
  DWORD size = 0;
  const BOOL done = CryptDecodeObjectEx(X509_ASN_ENCODING, structure, from.data(), size_of(from),
                                        CRYPT_DECODE_ALLOC_FLAG, nullptr, &made, &size);
  CHECK((made != nullptr) == (done == TRUE));
  const auto error = GetLastError();
  LocalFree(made);
  SetLastError(error);
  return done == TRUE;
}

bool opens(LPCSTR provider, bytes from) {
  const CRYPT_DATA_BLOB blob = blob_of(from);
  return store_ptr{CertOpenStore(provider, X509_ASN_ENCODING | PKCS_7_ASN_ENCODING, 0, 0, &blob)} != nullptr;
}

bool imports(bytes from) {
  CRYPT_DATA_BLOB blob = blob_of(from);
  return store_ptr{PFXImportCertStore(&blob, L"secret", PKCS12_NO_PERSIST_KEY)} != nullptr;
}

bool is_known(bytes from) {
  const CERT_BLOB blob = blob_of(from);
  HCERTSTORE store = nullptr;
  const BOOL done =
      CryptQueryObject(CERT_QUERY_OBJECT_BLOB, &blob, CERT_QUERY_CONTENT_FLAG_ALL, CERT_QUERY_FORMAT_FLAG_ALL,
                       0, nullptr, nullptr, nullptr, &store, nullptr, nullptr);
  CHECK((store != nullptr) == (done == TRUE));
  const auto error = GetLastError();
  CertCloseStore(store, 0);
  SetLastError(error);
  return done == TRUE;
}

bool opens_file(const bytes& content) {
  const temporary_folder folder;
  write_file(folder / "store", content);
  return store_ptr{CertOpenStore(CERT_STORE_PROV_FILENAME_A, 0, 0, CERT_STORE_OPEN_EXISTING_FLAG,
                                 (folder / "store").c_str())} != nullptr;
}

bytes armored(const bytes& content) {
  DWORD length = 0;
  CryptBinaryToStringA(content.data(), size_of(content), CRYPT_STRING_BASE64HEADER, nullptr, &length);
  std::string text(length, '\0');
  CryptBinaryToStringA(content.data(), size_of(content), CRYPT_STRING_BASE64HEADER, text.data(), &length);
  return {text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length)};
}

bytes saved(const issued_certificate& one, DWORD format) {
  const store_ptr store = memory_store();
  add(store.get(), one);
  CRYPT_DATA_BLOB blob{};
  CertSaveStore(store.get(), X509_ASN_ENCODING, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0);
  bytes content(blob.cbData);
  blob.pbData = content.data();
  CertSaveStore(store.get(), X509_ASN_ENCODING, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0);
  return content;
}

const std::vector<int> asn1_codes{CRYPT_E_ASN1_EOD, CRYPT_E_ASN1_BADTAG, CRYPT_E_ASN1_LARGE,
                                  CRYPT_E_ASN1_CORRUPT};

std::vector<reader> all_readers() {
  const issued_certificate root = make_certificate({.dns_names = {"a.example"}, .is_ca = true});
  const bytes certificate = root.der();
  const bytes list = make_revocation_list({.issuer = &root, .revoked = {&root}});
  const bytes pfx = make_pfx({.with_keys = {make_certificate()}});
  const bytes message = saved(root, CERT_STORE_SAVE_AS_PKCS7);
  const bytes serialized = saved(root, CERT_STORE_SAVE_AS_STORE);
  return {
      {"certificate",
       certificate,
       [](const bytes& from) { return context_ptr{create_context(from)} != nullptr; },
       {CRYPT_E_ASN1_EOD, CRYPT_E_ASN1_CORRUPT}},
      {"revocation list",
       list,
       [](const bytes& from) { return list_of(from) != nullptr; },
       {CRYPT_E_ASN1_EOD, CRYPT_E_ASN1_CORRUPT}},
      {"X509_CERT_TO_BE_SIGNED", certificate,
       [](const bytes& from) { return decodes(X509_CERT_TO_BE_SIGNED, from); }, asn1_codes},
      {"X509_CERT_CRL_TO_BE_SIGNED", list,
       [](const bytes& from) { return decodes(X509_CERT_CRL_TO_BE_SIGNED, from); }, asn1_codes},
      {"X509_NAME", root.subject_der(), [](const bytes& from) { return decodes(X509_NAME, from); },
       asn1_codes},
      {"PFX", pfx, imports, {CRYPT_E_BAD_ENCODE}},
      {"PKCS #12 store",
       make_pfx({.with_keys = {root}, .password = ""}),
       [](const bytes& from) { return opens(CERT_STORE_PROV_PKCS12, from); },
       {CRYPT_E_BAD_ENCODE}},
      {"PKCS #7 store",
       message,
       [](const bytes& from) { return opens(CERT_STORE_PROV_PKCS7, from); },
       {CRYPT_E_ASN1_CORRUPT}},
      {"serialized store",
       serialized,
       [](const bytes& from) { return opens(CERT_STORE_PROV_SERIALIZED, from); },
       {CRYPT_E_FILE_ERROR}},
      {"file", certificate, opens_file, {CRYPT_E_FILE_ERROR}},
      {"anything", certificate, is_known, {CRYPT_E_NO_MATCH}},
      {"armored file", armored(certificate), opens_file, {CRYPT_E_FILE_ERROR}},
      {"anything armored", armored(certificate), is_known, {CRYPT_E_NO_MATCH}},
      {"file, what is armored in it",
       certificate,
       [](const bytes& from) { return opens_file(armored(from)); },
       {CRYPT_E_FILE_ERROR}},
      {"anything, what is armored in it",
       certificate,
       [](const bytes& from) { return is_known(armored(from)); },
       {CRYPT_E_NO_MATCH}},
  };
}

void check_refuses(const reader& by, const bytes& bad) {
  SetLastError(ERROR_GEN_FAILURE);
  const bool made = by.makes(bad);
  const int code = static_cast<int>(GetLastError());
  CHECK_FALSE(made);
  CHECK_MESSAGE(std::find(by.codes.begin(), by.codes.end(), code) != by.codes.end(), std::hex << code);
}

/// Hands what `spoil` makes of each good encoding to its reader; afterwards there is nothing more than
/// before.
void check_all(const std::function<std::vector<bytes>(const bytes&)>& spoil) {
  const auto readers = all_readers();
  const auto contexts = abi::crypt32::registry::instance().count();
  for (const reader& one : readers) {
    INFO(one.name);
    CHECK(one.makes(one.good));
    for (const bytes& bad : spoil(one.good)) check_refuses(one, bad);
  }
  CHECK(abi::crypt32::registry::instance().count() == contexts);
}

bytes joined(bytes first, const bytes& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

TEST_CASE("SSPI-bad-file-cut-short: at any length") {
  check_all([](const bytes& good) {
    std::vector<bytes> all;
    const std::size_t step = std::max<std::size_t>(good.size() / 100, 1);
    for (std::size_t length = 1; length + 12 < good.size(); length += step)
      all.push_back({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length)});
    return all;
  });
}

TEST_CASE("SSPI-bad-file-oversized: lengths that lie") {
  check_all([](const bytes& good) {
    const bytes content{good.begin() + 4, good.end()};
    return std::vector<bytes>{
        joined({0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF}, content),
        joined({0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF}, content),
        joined({0x30, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, content),
        joined({0x30, 0xFF}, bytes(127, 0xFF)),
        // a store's element of four gigabytes
        joined({0, 0, 0, 0, 'C', 'E', 'R', 'T', 0x20, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF}, content),
    };
  });
}

TEST_CASE("SSPI-bad-file-nested: sequences without an end") {
  constexpr std::size_t depth = 100'000;
  bytes definite;  // from the inside out, backwards
  for (std::size_t i = 0; i < depth; ++i) {
    const std::size_t size = definite.size();
    for (int shift = 0; shift < 32; shift += 8) definite.push_back(static_cast<std::uint8_t>(size >> shift));
    definite.insert(definite.end(), {0x84, 0x30});
  }
  std::reverse(definite.begin(), definite.end());
  bytes indefinite;
  for (std::size_t i = 0; i < depth; ++i) indefinite.insert(indefinite.end(), {0x30, 0x80});
  check_all([&](const bytes&) { return std::vector<bytes>{definite, indefinite}; });
}

TEST_CASE("SSPI-bad-file-random: alone, and behind a good beginning") {
  check_all([](const bytes& good) {
    std::mt19937 random{4};
    const auto noise = [&](std::size_t size) {
      bytes some(size);
      for (auto& byte : some) byte = static_cast<std::uint8_t>(random());
      some.front() = 0xF7;  // no type that anything here begins with
      return some;
    };
    std::vector<bytes> all;
    for (const std::size_t size : {1, 10, 100, 1000}) all.push_back(noise(size));
    for (const std::size_t kept : {8, 20, 40}) {
      bytes spoilt = good;
      const auto from = spoilt.begin() + static_cast<std::ptrdiff_t>(std::min(kept, good.size() / 2));
      const bytes some = noise(static_cast<std::size_t>(spoilt.end() - from));
      std::copy(some.begin(), some.end(), from);
      all.push_back(spoilt);
    }
    return all;
  });
}

TEST_CASE("SSPI-PFXImportCertStore-password: no part of a file with another password gets anywhere") {
  const personal_data data;
  bytes file = make_pfx({.with_keys = {make_certificate()}, .without_keys = {make_certificate()}});
  CRYPT_DATA_BLOB blob = blob_of(file);
  const auto contexts = abi::crypt32::registry::instance().count();
  for (const DWORD flags : {DWORD{0}, DWORD{CRYPT_EXPORTABLE}, DWORD{PKCS12_NO_PERSIST_KEY}})
    CHECK(error_of([&] { return PFXImportCertStore(&blob, L"wrong", flags); }) == ERROR_INVALID_PASSWORD);
  CHECK(error_of([&] { return PFXVerifyPassword(&blob, L"wrong", 0); }) == ERROR_INVALID_PASSWORD);
  CHECK(abi::crypt32::registry::instance().count() == contexts);
  CHECK(std::filesystem::is_empty(data.path()));
}
