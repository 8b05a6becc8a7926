// CryptoAPI's containers: made, opened, filled and removed.
#include <doctest/doctest.h>

#include "keys.h"

using namespace peers;

namespace {

SECURITY_STATUS acquire_error(DWORD type, const wchar_t* name, DWORD flags = CRYPT_VERIFYCONTEXT,
                              const wchar_t* container = nullptr) {
  return provider(container, flags, type, name).error;
}

}  // namespace

TEST_CASE("SSPI-CryptAcquireContext-new-keyset: a container is made once, and opened as often as wanted") {
  const passing_container container;
  CHECK(provider(container.name(), 0).error == NTE_BAD_KEYSET);
  CHECK(provider(container.name(), CRYPT_NEWKEYSET).error == ERROR_SUCCESS);
  CHECK(provider(container.name(), CRYPT_NEWKEYSET).error == NTE_EXISTS);
  const provider one(container.name(), 0);
  const provider other(container.name(), CRYPT_SILENT);
  CHECK(one.error == ERROR_SUCCESS);
  CHECK(other.error == ERROR_SUCCESS);
  CHECK(one.handle() != other.handle());
}

TEST_CASE("SSPI-CryptAcquireContext-delete-keyset: a removed container is gone with its keys") {
  const passing_container container;
  {
    const provider in(container.name(), CRYPT_NEWKEYSET);
    REQUIRE(key::generated(in).error == ERROR_SUCCESS);
  }
  HCRYPTPROV none = 1;
  CHECK(CryptAcquireContextW(&none, container.name(), nullptr, PROV_RSA_FULL, CRYPT_DELETEKEYSET) == TRUE);
  CHECK(provider(container.name(), 0).error == NTE_BAD_KEYSET);
  CHECK(error_of([&] { return container.remove(); }) == NTE_BAD_KEYSET);
  const provider again(container.name(), CRYPT_NEWKEYSET);
  CHECK(key::opened(again).error == NTE_NO_KEY);
}

TEST_CASE("SSPI-CryptAcquireContext-persists: what is in a container is there for the next who opens it") {
  const passing_container container;
  bytes kept;
  {
    const provider in(container.name(), CRYPT_NEWKEYSET);
    kept = key::generated(in).exported(PRIVATEKEYBLOB);
    REQUIRE_FALSE(kept.empty());
  }
  const provider later(container.name(), 0, PROV_RSA_AES, MS_ENH_RSA_AES_PROV_W);
  CHECK(key::opened(later).exported(PRIVATEKEYBLOB) == kept);
}

TEST_CASE("SSPI-CryptAcquireContext-names: names in either width are the same, whatever they look like") {
  for (const wchar_t* name :
       {L"..", L"../../x", L"/", L"a/b", L"a\\b", L".", L"%2e", L"\u00fc\u20ac", L"x y"}) {
    HCRYPTPROV none = 0;
    CryptAcquireContextW(&none, name, nullptr, PROV_RSA_FULL, CRYPT_DELETEKEYSET);
    CHECK(provider(name, 0).error == NTE_BAD_KEYSET);
    CHECK(provider(name, CRYPT_NEWKEYSET).error == ERROR_SUCCESS);
    CHECK(provider(name, 0).error == ERROR_SUCCESS);
    CHECK(CryptAcquireContextW(&none, name, nullptr, PROV_RSA_FULL, CRYPT_DELETEKEYSET) == TRUE);
  }
  const passing_container container;
  REQUIRE(provider(container.name(), CRYPT_NEWKEYSET).error == ERROR_SUCCESS);
  const std::wstring wide = container.name();
  const std::string narrow(wide.begin(), wide.end());
  HCRYPTPROV opened = 0;
  CHECK(CryptAcquireContextA(&opened, narrow.c_str(), MS_ENHANCED_PROV_A, PROV_RSA_FULL, 0) == TRUE);
  CHECK(CryptReleaseContext(opened, 0) == TRUE);
}

TEST_CASE("SSPI-CryptAcquireContext-provider-type: the type is looked at before the name") {
  CHECK(acquire_error(0, nullptr) == NTE_BAD_PROV_TYPE);
  CHECK(acquire_error(1000, nullptr) == NTE_BAD_PROV_TYPE);
  CHECK(acquire_error(999, nullptr) == NTE_PROV_TYPE_NOT_DEF);
  CHECK(acquire_error(PROV_RSA_FULL, L"no such provider") == NTE_KEYSET_NOT_DEF);
  CHECK(acquire_error(PROV_RSA_AES, MS_ENHANCED_PROV_W) == NTE_PROV_TYPE_NO_MATCH);
  CHECK(acquire_error(PROV_RSA_FULL, L"") == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-CryptAcquireContext-providers: Microsoft's RSA providers are there, by name and by type") {
  for (const wchar_t* name : {MS_DEF_PROV_W, MS_ENHANCED_PROV_W, MS_STRONG_PROV_W})
    CHECK(acquire_error(PROV_RSA_FULL, name) == ERROR_SUCCESS);
  CHECK(acquire_error(PROV_RSA_AES, MS_ENH_RSA_AES_PROV_W) == ERROR_SUCCESS);
  CHECK(acquire_error(PROV_RSA_SCHANNEL, MS_DEF_RSA_SCHANNEL_PROV_W) == ERROR_SUCCESS);
  for (const DWORD type : {PROV_RSA_FULL, PROV_RSA_AES, PROV_RSA_SCHANNEL})
    CHECK(acquire_error(type, nullptr) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-CryptAcquireContext-flags: flags that contradict each other are refused") {
  CHECK(acquire_error(PROV_RSA_FULL, nullptr, CRYPT_VERIFYCONTEXT | CRYPT_NEWKEYSET) == NTE_BAD_FLAGS);
  CHECK(acquire_error(PROV_RSA_FULL, nullptr, CRYPT_VERIFYCONTEXT, L"named") == NTE_BAD_FLAGS);
  CHECK(acquire_error(PROV_RSA_FULL, nullptr, CRYPT_VERIFYCONTEXT | CRYPT_SILENT) == ERROR_SUCCESS);
  CHECK(acquire_error(PROV_RSA_FULL, nullptr, 0x800, L"named") == NTE_BAD_FLAGS);
}

TEST_CASE("SSPI-CryptAcquireContext-null-handle: nowhere to put the handle is an invalid parameter") {
  CHECK(error_of([] {
          return CryptAcquireContextW(nullptr, nullptr, nullptr, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT);
        }) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-CryptReleaseContext-handle: a handle is released once, whatever the flags") {
  provider one;
  const HCRYPTPROV handle = one.release();
  CHECK(CryptReleaseContext(handle, 0) == TRUE);
  CHECK(error_of([&] { return CryptReleaseContext(handle, 0); }) == ERROR_INVALID_HANDLE);
  CHECK(error_of([] { return CryptReleaseContext(0, 0); }) == ERROR_INVALID_HANDLE);
  provider other;
  CHECK(error_of([handle = other.release()] { return CryptReleaseContext(handle, 1); }) == NTE_BAD_FLAGS);
}

TEST_CASE("SSPI-CryptReleaseContext-takes-its-keys: keys and digests go with their provider") {
  provider in;
  HCRYPTKEY made = 0;
  REQUIRE(CryptGenKey(in.handle(), AT_KEYEXCHANGE, 0, &made) == TRUE);
  HCRYPTHASH hash = 0;
  REQUIRE(CryptCreateHash(in.handle(), CALG_SHA1, 0, 0, &hash) == TRUE);
  CryptReleaseContext(in.release(), 0);
  CHECK(error_of([&] { return CryptDestroyKey(made); }) == ERROR_INVALID_HANDLE);
  CHECK(error_of([&] { return CryptDestroyHash(hash); }) == ERROR_INVALID_HANDLE);
}

TEST_CASE(
    "SSPI-CryptGenKey-purposes: a container has a key for each purpose, and a new one replaces the old") {
  const passing_container container;
  const provider in(container.name(), CRYPT_NEWKEYSET);
  CHECK(key::opened(in, AT_KEYEXCHANGE).error == NTE_NO_KEY);
  CHECK(key::opened(in, AT_SIGNATURE).error == NTE_NO_KEY);
  const bytes exchange = key::generated(in, AT_KEYEXCHANGE).exported(PRIVATEKEYBLOB);
  const bytes signature = key::generated(in, AT_SIGNATURE).exported(PRIVATEKEYBLOB);
  CHECK(exchange != signature);
  CHECK(key::opened(in, AT_KEYEXCHANGE).exported(PRIVATEKEYBLOB) == exchange);
  CHECK(key::opened(in, AT_SIGNATURE).exported(PRIVATEKEYBLOB) == signature);
  const bytes newer = key::generated(in, AT_KEYEXCHANGE).exported(PRIVATEKEYBLOB);
  CHECK(newer != exchange);
  CHECK(key::opened(in, AT_KEYEXCHANGE).exported(PRIVATEKEYBLOB) == newer);
  CHECK(key::opened(in, 3).error == NTE_BAD_KEY);
}

TEST_CASE("SSPI-CryptGenKey-length: the upper half of the flags is the key's length in bits") {
  const provider in;
  const bytes blob = key::generated(in, AT_SIGNATURE, 1024u << 16 | CRYPT_EXPORTABLE).exported(PUBLICKEYBLOB);
  REQUIRE(blob.size() == sizeof(BLOBHEADER) + sizeof(RSAPUBKEY) + 128);
  CHECK(reinterpret_cast<const RSAPUBKEY*>(blob.data() + sizeof(BLOBHEADER))->bitlen == 1024);
  CHECK(key::generated(in, AT_SIGNATURE, 0x4008u << 16).error == ERROR_INVALID_PARAMETER);
  CHECK(key::generated(in, AT_SIGNATURE, 8u << 16).error == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-CryptGenKey-algorithm: an algorithm that the provider does not have is refused") {
  const provider in;
  CHECK(key::generated(in, CALG_DH_EPHEM).error == NTE_BAD_ALGID);
  CHECK(key::generated(in, CALG_MD5).error == NTE_BAD_ALGID);
}

TEST_CASE("SSPI-CryptGenKey-silent: a key that would ask its user is refused in silence") {
  const provider in(nullptr, CRYPT_VERIFYCONTEXT | CRYPT_SILENT);
  CHECK(key::generated(in, AT_SIGNATURE, CRYPT_USER_PROTECTED).error == NTE_SILENT_CONTEXT);
  const provider other;
  CHECK(key::generated(other, AT_SIGNATURE, CRYPT_FORCE_KEY_PROTECTION_HIGH).error == NTE_SILENT_CONTEXT);
}
