// Keys of CNG in and out.
#include <doctest/doctest.h>

#include "named_keys.h"

using namespace peers;

namespace {

struct kinds {
  const wchar_t* algorithm;
  const wchar_t* open;
  std::vector<const wchar_t*> secret;
};
const kinds every_kind[] = {
    {BCRYPT_RSA_ALGORITHM,
     BCRYPT_RSAPUBLIC_BLOB,
     {BCRYPT_RSAPRIVATE_BLOB, BCRYPT_RSAFULLPRIVATE_BLOB, LEGACY_RSAPRIVATE_BLOB,
      NCRYPT_PKCS8_PRIVATE_KEY_BLOB, BCRYPT_PRIVATE_KEY_BLOB}},
    {BCRYPT_ECDSA_P256_ALGORITHM,
     BCRYPT_ECCPUBLIC_BLOB,
     {BCRYPT_ECCPRIVATE_BLOB, NCRYPT_PKCS8_PRIVATE_KEY_BLOB, BCRYPT_PRIVATE_KEY_BLOB}},
    {BCRYPT_ECDSA_P384_ALGORITHM,
     BCRYPT_ECCPUBLIC_BLOB,
     {BCRYPT_ECCPRIVATE_BLOB, NCRYPT_PKCS8_PRIVATE_KEY_BLOB}},
    {BCRYPT_ECDSA_P521_ALGORITHM,
     BCRYPT_ECCPUBLIC_BLOB,
     {BCRYPT_ECCPRIVATE_BLOB, NCRYPT_PKCS8_PRIVATE_KEY_BLOB}}};

}  // namespace

TEST_CASE("SSPI-NCryptImportKey-kinds: a key comes back from every kind of BLOB that it has") {
  const storage in;
  for (const kinds& kind : every_kind) {
    const stored_key key = stored_key::generated(in, kind.algorithm);
    const bytes open = key.exported(kind.open);
    REQUIRE_FALSE(open.empty());
    CHECK(stored_key::imported(in, kind.open, open).exported(kind.open) == open);
    CHECK(stored_key::imported(in, BCRYPT_PUBLIC_KEY_BLOB, open).exported(kind.open) == open);
    for (const wchar_t* secret : kind.secret) {
      const bytes blob = key.exported(secret);
      REQUIRE_FALSE(blob.empty());
      const stored_key again = stored_key::imported(in, secret, blob);
      CHECK(again.made == ERROR_SUCCESS);
      CHECK(again.exported(kind.open) == open);
      CHECK(again.text(NCRYPT_ALGORITHM_PROPERTY) == kind.algorithm);
    }
  }
}

TEST_CASE("SSPI-NCryptImportKey-named: an imported key with a name is kept, and said to exist") {
  const storage in;
  const passing_name name;
  const bytes blob = stored_key::generated(in, BCRYPT_ECDSA_P256_ALGORITHM).exported(BCRYPT_ECCPRIVATE_BLOB);
  parameters with(name.text());
  const stored_key key = stored_key::imported(in, BCRYPT_ECCPRIVATE_BLOB, blob, with.description());
  REQUIRE(key.made == ERROR_SUCCESS);
  CHECK(stored_key::opened(in, name.text()).exported(BCRYPT_ECCPUBLIC_BLOB) ==
        key.exported(BCRYPT_ECCPUBLIC_BLOB));
  CHECK(stored_key::imported(in, BCRYPT_ECCPRIVATE_BLOB, blob, with.description()).made == NTE_EXISTS);
  CHECK(stored_key::imported(in, BCRYPT_ECCPRIVATE_BLOB, blob, with.description(), NCRYPT_OVERWRITE_KEY_FLAG)
            .made == ERROR_SUCCESS);
}

TEST_CASE("SSPI-NCryptImportKey-not-finalized: a key that is not to be finalized takes properties first") {
  const storage in;
  const passing_name name;
  const bytes blob = stored_key::generated(in, BCRYPT_RSA_ALGORITHM).exported(BCRYPT_RSAFULLPRIVATE_BLOB);
  parameters with(name.text());
  const stored_key key = stored_key::imported(in, BCRYPT_RSAFULLPRIVATE_BLOB, blob, with.description(),
                                              NCRYPT_DO_NOT_FINALIZE_FLAG);
  REQUIRE(key.made == ERROR_SUCCESS);
  CHECK(stored_key::opened(in, name.text()).made == NTE_BAD_KEYSET);
  CHECK(key.set(NCRYPT_EXPORT_POLICY_PROPERTY,
                NCRYPT_ALLOW_EXPORT_FLAG | NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG) == ERROR_SUCCESS);
  CHECK(key.finalize() == ERROR_SUCCESS);
  CHECK(stored_key::opened(in, name.text()).exported(BCRYPT_RSAFULLPRIVATE_BLOB) == blob);
}

TEST_CASE("SSPI-NCryptImportKey-secret: an encrypted PKCS 8 key needs its password") {
  const storage in;
  const stored_key key = stored_key::generated(in, BCRYPT_ECDSA_P256_ALGORITHM);
  parameters right(nullptr, L"p\u00e4ss");
  parameters wrong(nullptr, L"pass");
  const bytes blob = key.exported(NCRYPT_PKCS8_PRIVATE_KEY_BLOB, right.description());
  REQUIRE_FALSE(blob.empty());
  CHECK(stored_key::imported(in, NCRYPT_PKCS8_PRIVATE_KEY_BLOB, blob, right.description())
            .exported(BCRYPT_ECCPUBLIC_BLOB) == key.exported(BCRYPT_ECCPUBLIC_BLOB));
  CHECK(failed(stored_key::imported(in, NCRYPT_PKCS8_PRIVATE_KEY_BLOB, blob, wrong.description()).made));
  CHECK(stored_key::imported(in, NCRYPT_PKCS8_PRIVATE_KEY_BLOB, blob).made == NTE_BAD_DATA);
}

TEST_CASE("SSPI-NCryptImportKey-whole: a BLOB that ends early, or lies, is refused") {
  const storage in;
  for (const kinds& kind : every_kind) {
    const stored_key key = stored_key::generated(in, kind.algorithm);
    for (const wchar_t* secret : kind.secret) {
      const bytes blob = key.exported(secret);
      for (std::size_t size = 1; size < blob.size(); size += 1 + blob.size() / 50)
        CHECK(
            stored_key::imported(in, secret, {blob.begin(), blob.begin() + static_cast<std::ptrdiff_t>(size)})
                .made == NTE_BAD_DATA);
      bytes lying = blob;
      lying[4] ^= 0x80;
      CHECK(failed(stored_key::imported(in, secret, lying).made));
    }
  }
  CHECK(stored_key::imported(in, L"no such kind", {1, 2, 3}).made == NTE_NOT_SUPPORTED);
  CHECK(stored_key::imported(in, BCRYPT_RSAPRIVATE_BLOB, bytes(24, 0xFF)).made == NTE_BAD_DATA);
}

TEST_CASE("SSPI-NCryptExportKey-policy: a private key leaves only as its policy allows") {
  const storage in;
  const stored_key key = stored_key::begun(in, BCRYPT_ECDSA_P256_ALGORITHM);
  REQUIRE(key.finalize() == ERROR_SUCCESS);
  parameters secret(nullptr, L"secret");
  CHECK(key.export_error(BCRYPT_ECCPUBLIC_BLOB) == ERROR_SUCCESS);
  CHECK(key.export_error(BCRYPT_ECCPRIVATE_BLOB) == NTE_NOT_SUPPORTED);
  CHECK(key.export_error(NCRYPT_PKCS8_PRIVATE_KEY_BLOB, secret.description()) == NTE_NOT_SUPPORTED);
  CHECK(key.set(NCRYPT_EXPORT_POLICY_PROPERTY, NCRYPT_ALLOW_EXPORT_FLAG) == ERROR_SUCCESS);
  CHECK(key.export_error(NCRYPT_PKCS8_PRIVATE_KEY_BLOB) == NTE_NOT_SUPPORTED);
  CHECK(key.export_error(NCRYPT_PKCS8_PRIVATE_KEY_BLOB, secret.description()) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-NCryptExportKey-type: a key has no BLOB of another kind of key") {
  const storage in;
  const stored_key rsa = stored_key::generated(in, BCRYPT_RSA_ALGORITHM);
  CHECK(rsa.export_error(BCRYPT_ECCPRIVATE_BLOB) == NTE_BAD_TYPE);
  CHECK(rsa.export_error(BCRYPT_ECCPUBLIC_BLOB) == NTE_BAD_TYPE);
  CHECK(rsa.export_error(L"no such kind") == NTE_BAD_TYPE);
  bytes small(10);
  DWORD size = 0;
  CHECK(NCryptExportKey(rsa.handle(), 0, BCRYPT_RSAPUBLIC_BLOB, nullptr, small.data(), 10, &size, 0) ==
        NTE_BUFFER_TOO_SMALL);
  CHECK(size == rsa.exported(BCRYPT_RSAPUBLIC_BLOB).size());
}
