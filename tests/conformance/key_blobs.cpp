// Keys in and out as BLOBs.
#include <doctest/doctest.h>

#include "keys.h"

using namespace peers;

namespace {

constexpr std::size_t headers = sizeof(BLOBHEADER) + sizeof(RSAPUBKEY);

bytes changed(bytes blob, std::size_t at, std::uint8_t to) {
  blob[at] = to;
  return blob;
}

}  // namespace

TEST_CASE("SSPI-CryptExportKey-blobs: a blob begins with its header, and its parts have their sizes") {
  const provider in;
  const key made = key::generated(in);
  const bytes open = made.exported(PUBLICKEYBLOB);
  REQUIRE(open.size() == headers + 256);
  const auto& header = *reinterpret_cast<const BLOBHEADER*>(open.data());
  const auto& rsa = *reinterpret_cast<const RSAPUBKEY*>(open.data() + sizeof header);
  CHECK(header.bType == PUBLICKEYBLOB);
  CHECK(header.bVersion == CUR_BLOB_VERSION);
  CHECK(header.aiKeyAlg == CALG_RSA_KEYX);
  CHECK(rsa.magic == 0x31415352);
  CHECK(rsa.bitlen == 2048);
  CHECK(rsa.pubexp == 65537);

  const bytes secret = made.exported(PRIVATEKEYBLOB);
  REQUIRE(secret.size() == headers + 256 + 5 * 128 + 256);
  CHECK(reinterpret_cast<const RSAPUBKEY*>(secret.data() + sizeof header)->magic == 0x32415352);
  CHECK(bytes(secret.begin() + headers, secret.begin() + headers + 256) ==
        bytes(open.begin() + headers, open.end()));
}

TEST_CASE("SSPI-CryptExportKey-small-buffer: a small buffer is told the size") {
  const provider in;
  const key made = key::generated(in);
  bytes room(100);
  DWORD size = 100;
  CHECK(error_of([&] { return CryptExportKey(made.handle(), 0, PUBLICKEYBLOB, 0, room.data(), &size); }) ==
        ERROR_MORE_DATA);
  CHECK(size == headers + 256);
}

TEST_CASE("SSPI-CryptExportKey-exportable: a private key leaves only if that was allowed") {
  const passing_container container;
  const bytes blob = private_blob();
  {
    const provider in(container.name(), CRYPT_NEWKEYSET);
    const key kept = key::imported(in, blob, 0);
    REQUIRE(kept.error == ERROR_SUCCESS);
    CHECK(kept.export_error(PRIVATEKEYBLOB) == NTE_BAD_KEY_STATE);
    CHECK(kept.export_error(PUBLICKEYBLOB) == ERROR_SUCCESS);
  }
  const provider later(container.name(), 0);
  CHECK(key::opened(later).export_error(PRIVATEKEYBLOB) == NTE_BAD_KEY_STATE);
  CHECK(key::imported(later, blob, CRYPT_EXPORTABLE).exported(PRIVATEKEYBLOB) == blob);
}

TEST_CASE("SSPI-CryptExportKey-type: only what a key has, in a form there is, is exported") {
  const provider in;
  const key made = key::generated(in);
  CHECK(made.export_error(SIMPLEBLOB) == NTE_BAD_TYPE);
  const key open = key::imported(in, made.exported(PUBLICKEYBLOB));
  CHECK(open.export_error(PRIVATEKEYBLOB) == NTE_NO_KEY);
  DWORD size = 0;
  CHECK(error_of([&] { return CryptExportKey(made.handle(), 0, PUBLICKEYBLOB, 0x1000, nullptr, &size); }) ==
        NTE_BAD_FLAGS);
  CHECK(error_of([&] {
          return CryptExportKey(made.handle(), made.handle(), PUBLICKEYBLOB, 0, nullptr, &size);
        }) == NTE_BAD_KEY);
}

TEST_CASE("SSPI-CryptImportKey-purpose: the algorithm of a blob says what its key is for") {
  const passing_container container;
  const provider in(container.name(), CRYPT_NEWKEYSET);
  const bytes exchange = private_blob(AT_KEYEXCHANGE);
  const bytes signature = private_blob(AT_SIGNATURE);
  CHECK(key::imported(in, exchange).error == ERROR_SUCCESS);
  CHECK(key::opened(in, AT_SIGNATURE).error == NTE_NO_KEY);
  CHECK(key::imported(in, signature).error == ERROR_SUCCESS);
  CHECK(key::opened(in, AT_KEYEXCHANGE).exported(PRIVATEKEYBLOB) == exchange);
  CHECK(key::opened(in, AT_SIGNATURE).exported(PRIVATEKEYBLOB) == signature);
}

TEST_CASE("SSPI-CryptImportKey-public: a public key comes as it went") {
  const provider from;
  const provider to;
  const bytes blob = key::generated(from).exported(PUBLICKEYBLOB);
  CHECK(key::imported(to, blob, 0).exported(PUBLICKEYBLOB) == blob);
  CHECK(key::opened(to).error == NTE_NO_KEY);
}

TEST_CASE("SSPI-CryptImportKey-header: a header that is none of a key's is refused with its own code") {
  const provider in;
  const bytes blob = private_blob();
  CHECK(key::imported(in, changed(blob, 0, PLAINTEXTKEYBLOB)).error == NTE_BAD_TYPE);
  CHECK(key::imported(in, changed(blob, 1, 1)).error == NTE_BAD_VER);
  CHECK(key::imported(in, changed(blob, 5, 0x22)).error == NTE_BAD_ALGID);
  CHECK(key::imported(in, changed(blob, 8, 0)).error == NTE_BAD_DATA);
}

TEST_CASE("SSPI-CryptImportKey-whole: a blob that ends early, or lies, is refused") {
  const provider in;
  const bytes blob = private_blob();
  for (std::size_t size = 1; size < blob.size(); ++size)
    CHECK(key::imported(in, {blob.begin(), blob.begin() + static_cast<std::ptrdiff_t>(size)}).error ==
          NTE_BAD_DATA);
  for (std::size_t at = headers; at < blob.size(); at += 61)
    CHECK(key::imported(in, changed(blob, at, blob[at] ^ 0x40)).error == NTE_BAD_DATA);
  CHECK(key::imported(in, changed(blob, 15, 0x7F)).error == NTE_BAD_DATA);  // two thousand million bits
}

TEST_CASE("SSPI-CryptImportKey-parameters: without data, place or provider there is nothing to do") {
  const provider in;
  const bytes blob = private_blob();
  HCRYPTKEY made = 0;
  CHECK(error_of([&] { return CryptImportKey(in.handle(), nullptr, 0, 0, 0, &made); }) ==
        ERROR_INVALID_PARAMETER);
  CHECK(error_of([&] { return CryptImportKey(in.handle(), blob.data(), 20, 0, 0, nullptr); }) ==
        ERROR_INVALID_PARAMETER);
  CHECK(error_of([&] {
          return CryptImportKey(0, blob.data(), static_cast<DWORD>(blob.size()), 0, 0, &made);
        }) == ERROR_INVALID_HANDLE);
}
