// CryptQueryObject: what is in a file or in memory.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "support/coding.h"
#include "support/identities.h"

using namespace peers;

namespace {

struct answer {
  BOOL succeeded = FALSE;
  DWORD error = 0;
  DWORD encoding = 0;
  DWORD content = 0;
  DWORD format = 0;
  HCERTSTORE store = nullptr;
  const void* context = nullptr;
};

answer query(bytes object, DWORD contents = CERT_QUERY_CONTENT_FLAG_ALL,
             DWORD formats = CERT_QUERY_FORMAT_FLAG_ALL) {
  CERT_BLOB blob = blob_of(object);
  answer given;
  given.succeeded = CryptQueryObject(CERT_QUERY_OBJECT_BLOB, &blob, contents, formats, 0, &given.encoding,
                                     &given.content, &given.format, &given.store, nullptr, &given.context);
  given.error = GetLastError();
  return given;
}

bytes armored(const bytes& der, DWORD format = CRYPT_STRING_BASE64HEADER) {
  DWORD length = 0;
  REQUIRE(CryptBinaryToStringA(der.data(), static_cast<DWORD>(der.size()), format, nullptr, &length));
  std::string text(length, '\0');
  REQUIRE(CryptBinaryToStringA(der.data(), static_cast<DWORD>(der.size()), format, text.data(), &length));
  text.resize(length);
  return to_bytes(text);
}

}  // namespace

TEST_CASE(
    "SSPI-CryptQueryObject-certificate: a certificate is found in each format, with a store that has it") {
  const bytes der = server_certificate().encoded();
  bytes wide;
  for (const std::uint8_t byte : armored(der)) wide.insert(wide.end(), {byte, 0});
  for (const auto& [object, format] : {std::pair<bytes, DWORD>{der, CERT_QUERY_FORMAT_BINARY},
                                       {armored(der), CERT_QUERY_FORMAT_BASE64_ENCODED},
                                       {armored(der, CRYPT_STRING_BASE64), CERT_QUERY_FORMAT_BASE64_ENCODED},
                                       {wide, CERT_QUERY_FORMAT_BASE64_ENCODED}}) {
    const answer given = query(object);
    REQUIRE(given.succeeded);
    CHECK(given.content == CERT_QUERY_CONTENT_CERT);
    CHECK(given.format == format);
    CHECK(given.encoding == X509_ASN_ENCODING);
    const auto* found = static_cast<PCCERT_CONTEXT>(given.context);
    CHECK(bytes(found->pbCertEncoded, found->pbCertEncoded + found->cbCertEncoded) == der);
    PCCERT_CONTEXT first = CertEnumCertificatesInStore(given.store, nullptr);
    REQUIRE(first != nullptr);
    CHECK(bytes(first->pbCertEncoded, first->pbCertEncoded + first->cbCertEncoded) == der);
    CertFreeCertificateContext(first);
    CertFreeCertificateContext(found);
    CHECK(CertCloseStore(given.store, CERT_CLOSE_STORE_CHECK_FLAG));
  }
}

TEST_CASE("SSPI-CryptQueryObject-expected: only what is expected is found") {
  const bytes der = server_certificate().encoded();
  CHECK(query(der, CERT_QUERY_CONTENT_FLAG_CRL).error == code(CRYPT_E_NO_MATCH));
  CHECK(query(der, CERT_QUERY_CONTENT_FLAG_CERT, CERT_QUERY_FORMAT_FLAG_BASE64_ENCODED).error ==
        code(CRYPT_E_NO_MATCH));
  CHECK(query(to_bytes("junk")).error == code(CRYPT_E_NO_MATCH));
  CHECK(query({}).error == code(CRYPT_E_NO_MATCH));
  const answer none = query(to_bytes("junk"));
  CHECK(none.store == nullptr);
  CHECK(none.context == nullptr);
}

TEST_CASE("SSPI-CryptQueryObject-results: each result may be left out") {
  bytes der = server_certificate().encoded();
  CERT_BLOB blob = blob_of(der);
  CHECK(CryptQueryObject(CERT_QUERY_OBJECT_BLOB, &blob, CERT_QUERY_CONTENT_FLAG_CERT,
                         CERT_QUERY_FORMAT_FLAG_ALL, 0, nullptr, nullptr, nullptr, nullptr, nullptr,
                         nullptr));
}

TEST_CASE("SSPI-CryptQueryObject-file: a file is read, and a missing one is not found") {
  const auto name = "openschannel-query-" + std::to_string(std::random_device{}());
  const std::filesystem::path path = std::filesystem::temp_directory_path() / name;
  const bytes text = armored(server_certificate().encoded());
  std::ofstream{path, std::ios::binary}.write(reinterpret_cast<const char*>(text.data()),
                                              static_cast<std::streamsize>(text.size()));
  const std::wstring wide = path.wstring();
  DWORD content = 0;
  CHECK(CryptQueryObject(CERT_QUERY_OBJECT_FILE, wide.c_str(), CERT_QUERY_CONTENT_FLAG_ALL,
                         CERT_QUERY_FORMAT_FLAG_ALL, 0, nullptr, &content, nullptr, nullptr, nullptr,
                         nullptr));
  CHECK(content == CERT_QUERY_CONTENT_CERT);
  std::filesystem::remove(path);
  CHECK_FALSE(CryptQueryObject(CERT_QUERY_OBJECT_FILE, wide.c_str(), CERT_QUERY_CONTENT_FLAG_ALL,
                               CERT_QUERY_FORMAT_FLAG_ALL, 0, nullptr, nullptr, nullptr, nullptr, nullptr,
                               nullptr));
  CHECK(GetLastError() == ERROR_FILE_NOT_FOUND);
}
