// Keys of CNG: made, named, opened, removed, and what they say of themselves.
#include <algorithm>

#include "key_handshakes.h"
#include "named_keys.h"

using namespace peers;

namespace {

constexpr const wchar_t* every_algorithm[] = {BCRYPT_RSA_ALGORITHM, BCRYPT_ECDSA_P256_ALGORITHM,
                                              BCRYPT_ECDSA_P384_ALGORITHM, BCRYPT_ECDSA_P521_ALGORITHM};

}  // namespace

TEST_CASE("SSPI-NCryptOpenStorageProvider: the software provider is there, by name and by default") {
  CHECK(storage().opened == ERROR_SUCCESS);
  NCRYPT_PROV_HANDLE handle = 0;
  CHECK(NCryptOpenStorageProvider(&handle, nullptr, 0) == ERROR_SUCCESS);
  CHECK(NCryptFreeObject(handle) == ERROR_SUCCESS);
  CHECK(NCryptFreeObject(handle) == NTE_INVALID_HANDLE);
  CHECK(NCryptOpenStorageProvider(&handle, L"no such provider", 0) == NTE_NOT_FOUND);
  CHECK(NCryptOpenStorageProvider(nullptr, MS_KEY_STORAGE_PROVIDER, 0) == NTE_INVALID_PARAMETER);
}

TEST_CASE("SSPI-NCryptCreatePersistedKey-named: a key with a name is there for the next who opens it") {
  const storage in;
  const passing_name name;
  CHECK(stored_key::opened(in, name.text()).made == NTE_BAD_KEYSET);
  bytes kept;
  {
    const stored_key key = stored_key::begun(in, BCRYPT_ECDSA_P256_ALGORITHM, name.text());
    REQUIRE(key.made == ERROR_SUCCESS);
    CHECK(stored_key::opened(in, name.text()).made == NTE_BAD_KEYSET);  // not before it is complete
    REQUIRE(key.finalize() == ERROR_SUCCESS);
    kept = key.exported(BCRYPT_ECCPUBLIC_BLOB);
  }
  CHECK(stored_key::opened(in, name.text()).exported(BCRYPT_ECCPUBLIC_BLOB) == kept);
}

TEST_CASE("SSPI-NCryptCreatePersistedKey-exists: a name is given twice only if that is asked for") {
  const storage in;
  const passing_name name;
  const bytes first =
      stored_key::generated(in, BCRYPT_ECDSA_P256_ALGORITHM, name.text()).exported(BCRYPT_ECCPUBLIC_BLOB);
  REQUIRE_FALSE(first.empty());
  CHECK(stored_key::begun(in, BCRYPT_ECDSA_P256_ALGORITHM, name.text()).made == NTE_EXISTS);
  CHECK(stored_key::opened(in, name.text()).exported(BCRYPT_ECCPUBLIC_BLOB) == first);
  CHECK(stored_key::generated(in, BCRYPT_ECDSA_P256_ALGORITHM, name.text(), NCRYPT_OVERWRITE_KEY_FLAG).made ==
        ERROR_SUCCESS);
  CHECK(stored_key::opened(in, name.text()).exported(BCRYPT_ECCPUBLIC_BLOB) != first);
}

TEST_CASE(
    "SSPI-NCryptCreatePersistedKey-algorithms: RSA and the three curves are made, and say what they are") {
  const storage in;
  for (const wchar_t* algorithm : every_algorithm) {
    const stored_key key = stored_key::generated(in, algorithm);
    CHECK(key.made == ERROR_SUCCESS);
    CHECK(key.text(NCRYPT_ALGORITHM_PROPERTY) == algorithm);
  }
  CHECK(stored_key::begun(in, BCRYPT_AES_ALGORITHM).made == NTE_NOT_SUPPORTED);
  CHECK(stored_key::begun(in, L"").made == NTE_NOT_SUPPORTED);
}

TEST_CASE("SSPI-NCryptFinalizeKey-once: a key is completed once, and is of no use before") {
  const storage in;
  const stored_key key = stored_key::begun(in, BCRYPT_ECDSA_P256_ALGORITHM);
  CHECK(key.export_error(BCRYPT_ECCPUBLIC_BLOB) == NTE_BAD_KEY_STATE);
  CHECK(key.finalize() == ERROR_SUCCESS);
  CHECK(key.finalize() == NTE_BAD_KEY_STATE);
  CHECK(key.export_error(BCRYPT_ECCPUBLIC_BLOB) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-NCryptSetProperty-length: the length is chosen before a key is complete") {
  const storage in;
  const stored_key key = stored_key::begun(in, BCRYPT_RSA_ALGORITHM);
  CHECK(key.set(NCRYPT_LENGTH_PROPERTY, 3072) == ERROR_SUCCESS);
  CHECK(key.set(NCRYPT_LENGTH_PROPERTY, 3073) == NTE_INVALID_PARAMETER);
  CHECK(key.set(NCRYPT_LENGTH_PROPERTY, 1u << 31) == NTE_INVALID_PARAMETER);
  CHECK(key.finalize() == ERROR_SUCCESS);
  CHECK(key.number(NCRYPT_LENGTH_PROPERTY) == 3072);
  CHECK(key.set(NCRYPT_LENGTH_PROPERTY, 2048) == NTE_BAD_KEY_STATE);
}

TEST_CASE("SSPI-NCryptSetProperty-policy: export policy and usage are kept with the key") {
  const storage in;
  const passing_name name;
  {
    const stored_key key = stored_key::begun(in, BCRYPT_ECDSA_P256_ALGORITHM, name.text());
    CHECK(key.set(NCRYPT_EXPORT_POLICY_PROPERTY, NCRYPT_ALLOW_EXPORT_FLAG, NCRYPT_PERSIST_FLAG) ==
          ERROR_SUCCESS);
    CHECK(key.set(NCRYPT_KEY_USAGE_PROPERTY, NCRYPT_ALLOW_SIGNING_FLAG) == ERROR_SUCCESS);
    CHECK(key.finalize() == ERROR_SUCCESS);
    CHECK(key.set(NCRYPT_EXPORT_POLICY_PROPERTY, 3) == NTE_BAD_KEY_STATE);
  }
  const stored_key later = stored_key::opened(in, name.text());
  CHECK(later.number(NCRYPT_EXPORT_POLICY_PROPERTY) == NCRYPT_ALLOW_EXPORT_FLAG);
  CHECK(later.number(NCRYPT_KEY_USAGE_PROPERTY) == NCRYPT_ALLOW_SIGNING_FLAG);
  CHECK(later.text(NCRYPT_NAME_PROPERTY) == name.text());
}

TEST_CASE(
    "SSPI-NCryptGetProperty-parameters: unknown properties, small buffers and missing objects are told "
    "apart") {
  const storage in;
  const stored_key key = stored_key::generated(in, BCRYPT_ECDSA_P256_ALGORITHM);
  DWORD size = 0;
  BYTE room[2];
  CHECK(NCryptGetProperty(key.handle(), L"no such property", nullptr, 0, &size, 0) == NTE_NOT_SUPPORTED);
  CHECK(NCryptGetProperty(key.handle(), NCRYPT_LENGTH_PROPERTY, room, 2, &size, 0) == NTE_BUFFER_TOO_SMALL);
  CHECK(size == sizeof(DWORD));
  CHECK(NCryptGetProperty(0x1234, NCRYPT_LENGTH_PROPERTY, nullptr, 0, &size, 0) == NTE_INVALID_HANDLE);
  CHECK(NCryptGetProperty(key.handle(), NCRYPT_LENGTH_PROPERTY, nullptr, 0, nullptr, 0) ==
        NTE_INVALID_PARAMETER);
  CHECK(NCryptGetProperty(in.handle(), NCRYPT_IMPL_TYPE_PROPERTY, nullptr, 0, &size, 0) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-NCryptDeleteKey: a removed key is gone, and so is its handle") {
  const storage in;
  const passing_name name;
  stored_key key = stored_key::generated(in, BCRYPT_ECDSA_P256_ALGORITHM, name.text());
  const NCRYPT_KEY_HANDLE handle = key.handle();
  CHECK(key.remove() == ERROR_SUCCESS);
  CHECK(NCryptFreeObject(handle) == NTE_INVALID_HANDLE);
  CHECK(stored_key::opened(in, name.text()).made == NTE_BAD_KEYSET);
}

TEST_CASE("SSPI-NCryptOpenKey-container: a key of a container is opened by its purpose") {
  const storage in;
  const passing_container container;
  const provider owner(container.name(), CRYPT_NEWKEYSET);
  const key made = key::generated(owner, AT_KEYEXCHANGE);
  REQUIRE(made.error == ERROR_SUCCESS);
  const stored_key opened = stored_key::opened(in, container.name(), AT_KEYEXCHANGE);
  CHECK(opened.made == ERROR_SUCCESS);
  CHECK(opened.exported(LEGACY_RSAPUBLIC_BLOB) == made.exported(PUBLICKEYBLOB));
}

TEST_CASE("SSPI-keys-by-ncrypt-handle: a key of CNG proves a client and a server, named or not") {
  const storage in;
  const passing_name name;
  for (const wchar_t* kept_as : {static_cast<const wchar_t*>(nullptr), name.text()}) {
    const stored_key key = stored_key::generated(in, BCRYPT_RSA_ALGORITHM, kept_as);
    REQUIRE(key.made == ERROR_SUCCESS);
    const certificate whole = certificate::signed_with(key.handle(), L"CN=localhost");
    check_both_roles(whole);
    const certificate bare = whole.without_key();
    const NCRYPT_KEY_HANDLE handle = key.handle();
    REQUIRE(CertSetCertificateContextProperty(bare.context(), CERT_NCRYPT_KEY_HANDLE_PROP_ID,
                                              CERT_STORE_NO_CRYPT_RELEASE_FLAG, &handle) == TRUE);
    check_both_roles(bare);
  }
}

TEST_CASE("SSPI-keys-by-key-name: a key of CNG proves a client and a server by its name") {
  const storage in;
  const passing_name name;
  const stored_key key = stored_key::generated(in, BCRYPT_RSA_ALGORITHM, name.text());
  const certificate bare = certificate::signed_with(key.handle(), L"CN=localhost").without_key();
  wchar_t storage_name[] = MS_KEY_STORAGE_PROVIDER;
  CRYPT_KEY_PROV_INFO info{};
  info.pwszContainerName = const_cast<wchar_t*>(name.text());
  info.pwszProvName = storage_name;
  REQUIRE(CertSetCertificateContextProperty(bare.context(), CERT_KEY_PROV_INFO_PROP_ID, 0, &info) == TRUE);
  check_both_roles(bare);
}

TEST_CASE("SSPI-CryptAcquireCertificatePrivateKey-cng: a key of CNG is given to who asks for one") {
  const storage in;
  const passing_name name;
  const stored_key made = stored_key::generated(in, BCRYPT_RSA_ALGORITHM, name.text());
  const certificate shown = certificate::signed_with(made.handle(), L"CN=localhost");
  HCRYPTPROV_OR_NCRYPT_KEY_HANDLE got = 0;
  DWORD key_spec = 0;
  BOOL is_the_callers = FALSE;
  const auto acquire = [&](DWORD flags) {
    return error_of([&] {
      return CryptAcquireCertificatePrivateKey(shown.context(), flags, nullptr, &got, &key_spec,
                                               &is_the_callers);
    });
  };
  CHECK(acquire(0) == NTE_BAD_PROV_TYPE);
  for (const DWORD flag : {CRYPT_ACQUIRE_ALLOW_NCRYPT_KEY_FLAG, CRYPT_ACQUIRE_PREFER_NCRYPT_KEY_FLAG,
                           CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG}) {
    CHECK(acquire(flag | CRYPT_ACQUIRE_COMPARE_KEY_FLAG) == ERROR_SUCCESS);
    CHECK(key_spec == CERT_NCRYPT_KEY_SPEC);
    CHECK(is_the_callers == TRUE);
    CHECK(NCryptFreeObject(got) == ERROR_SUCCESS);
  }
}

TEST_CASE(
    "SSPI-CryptAcquireCertificatePrivateKey-translates: a container's key is given as one of CNG on demand") {
  const passing_container container;
  const provider owner(container.name(), CRYPT_NEWKEYSET);
  const key made = key::generated(owner);
  const certificate shown = certificate::signed_with(owner.handle(), L"CN=localhost");
  HCRYPTPROV_OR_NCRYPT_KEY_HANDLE got = 0;
  DWORD key_spec = 0;
  BOOL is_the_callers = FALSE;
  REQUIRE(CryptAcquireCertificatePrivateKey(shown.context(), CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG, nullptr,
                                            &got, &key_spec, &is_the_callers) == TRUE);
  CHECK(key_spec == CERT_NCRYPT_KEY_SPEC);
  CHECK(NCryptFreeObject(got) == ERROR_SUCCESS);
  REQUIRE(CryptAcquireCertificatePrivateKey(shown.context(), CRYPT_ACQUIRE_ALLOW_NCRYPT_KEY_FLAG, nullptr,
                                            &got, &key_spec, &is_the_callers) == TRUE);
  CHECK(key_spec == AT_KEYEXCHANGE);
  CHECK(CryptReleaseContext(got, 0) == TRUE);
}

TEST_CASE("SSPI-BCryptEnumContextFunctions: the cipher suites of Schannel are listed in their order") {
  ULONG size = 0;
  PCRYPT_CONTEXT_FUNCTIONS suites = nullptr;
  REQUIRE(BCRYPT_SUCCESS(
      BCryptEnumContextFunctions(CRYPT_LOCAL, L"SSL", NCRYPT_SCHANNEL_INTERFACE, &size, &suites)));
  REQUIRE(suites != nullptr);
  REQUIRE(suites->cFunctions > 2);
  const std::vector<std::wstring> listed(suites->rgpszFunctions, suites->rgpszFunctions + suites->cFunctions);
  auto behind = listed.begin();
  for (const wchar_t* usual :
       {L"TLS_AES_256_GCM_SHA384", L"TLS_AES_128_GCM_SHA256", L"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        L"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", L"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"}) {
    behind = std::find(behind, listed.end(), usual);
    REQUIRE((behind != listed.end()));
  }
  BCryptFreeBuffer(suites);
  BCryptFreeBuffer(nullptr);
  suites = nullptr;
  CHECK(BCryptEnumContextFunctions(CRYPT_LOCAL, L"no such context", NCRYPT_SCHANNEL_INTERFACE, &size,
                                   &suites) == static_cast<NTSTATUS>(0xC0000225));
  CHECK(suites == nullptr);
}

TEST_CASE("SSPI-BCryptGetFipsAlgorithmMode: the machine says whether it is under FIPS") {
  BOOLEAN enabled = 2;
  CHECK(BCRYPT_SUCCESS(BCryptGetFipsAlgorithmMode(&enabled)));
  CHECK((enabled == FALSE || enabled == TRUE));
  CHECK_FALSE(BCRYPT_SUCCESS(BCryptGetFipsAlgorithmMode(nullptr)));
}
