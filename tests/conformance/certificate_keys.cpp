// From a certificate to its key, and from every way in which a key is attached to a handshake.
#include <doctest/doctest.h>

#include "key_handshakes.h"
#include "keys.h"

using namespace peers;

namespace {

/// A certificate for a key in `container`, which the test attaches in its own way.
struct bare_certificate {
  explicit bare_certificate(const passing_container& container)
      : in(container.name(), CRYPT_NEWKEYSET), whole(signed_by(in)), context(whole.without_key()) {}

  static certificate signed_by(const provider& by) {
    REQUIRE(key::generated(by).error == ERROR_SUCCESS);
    return certificate::signed_with(by.handle(), L"CN=localhost");
  }

  provider in;
  certificate whole;
  certificate context;
};

CRYPT_KEY_PROV_INFO info_of(const passing_container& container, DWORD flags = 0) {
  static wchar_t enhanced[] = MS_ENHANCED_PROV_W;
  CRYPT_KEY_PROV_INFO info{};
  info.pwszContainerName = const_cast<wchar_t*>(container.name());
  info.pwszProvName = enhanced;
  info.dwProvType = PROV_RSA_FULL;
  info.dwFlags = flags;
  info.dwKeySpec = AT_KEYEXCHANGE;
  return info;
}

BOOL attach(const certificate& to, DWORD property, const void* data,
            DWORD flags = CERT_STORE_NO_CRYPT_RELEASE_FLAG) {
  return CertSetCertificateContextProperty(to.context(), property, flags, data);
}

/// What CryptAcquireCertificatePrivateKey gives.
struct acquired {
  explicit acquired(const certificate& from, DWORD flags = 0) {
    error = error_of([&] {
      return CryptAcquireCertificatePrivateKey(from.context(), flags, nullptr, &handle, &key_spec,
                                               &is_the_callers);
    });
  }
  ~acquired() {
    if (is_the_callers && key_spec != CERT_NCRYPT_KEY_SPEC) CryptReleaseContext(handle, 0);
  }
  acquired(const acquired&) = delete;
  acquired& operator=(const acquired&) = delete;

  SECURITY_STATUS error = ERROR_SUCCESS;
  HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle = 1;
  DWORD key_spec = 0;
  BOOL is_the_callers = TRUE;
};

}  // namespace

TEST_CASE("SSPI-CryptAcquireCertificatePrivateKey-no-key: a certificate without a key has none to give") {
  const acquired got(server_certificate().without_key());
  CHECK((got.error == CRYPT_E_NO_KEY_PROPERTY || got.error == NTE_BAD_PROV_TYPE));
  CHECK(got.handle == 0);
  CHECK(got.is_the_callers == FALSE);
}

TEST_CASE("SSPI-CryptAcquireCertificatePrivateKey-no-container: a container that is missing is said to be") {
  const passing_container container;
  const certificate shown = server_certificate().without_key();
  const CRYPT_KEY_PROV_INFO info = info_of(container);
  REQUIRE(attach(shown, CERT_KEY_PROV_INFO_PROP_ID, &info) == TRUE);
  CHECK(acquired(shown).error == NTE_BAD_KEYSET);
}

TEST_CASE(
    "SSPI-CryptAcquireCertificatePrivateKey-caller-frees: without caching each call gives a handle to free") {
  const passing_container container;
  const bare_certificate made(container);
  const CRYPT_KEY_PROV_INFO info = info_of(container);
  REQUIRE(attach(made.context, CERT_KEY_PROV_INFO_PROP_ID, &info) == TRUE);
  const acquired one(made.context);
  const acquired other(made.context, CRYPT_ACQUIRE_USE_PROV_INFO_FLAG);
  for (const acquired* got : {&one, &other}) {
    CHECK(got->error == ERROR_SUCCESS);
    CHECK(got->is_the_callers == TRUE);
    CHECK(got->key_spec == AT_KEYEXCHANGE);
  }
  CHECK(one.handle != other.handle);
  HCRYPTKEY found = 0;
  CHECK(CryptGetUserKey(one.handle, one.key_spec, &found) == TRUE);
  CHECK(CryptDestroyKey(found) == TRUE);
}

TEST_CASE("SSPI-CryptAcquireCertificatePrivateKey-caches: a cached handle belongs to the certificate") {
  const passing_container container;
  const bare_certificate made(container);
  for (const bool says_so_itself : {false, true}) {
    const certificate shown = made.whole.without_key();
    const CRYPT_KEY_PROV_INFO info = info_of(container, says_so_itself ? CERT_SET_KEY_CONTEXT_PROP_ID : 0);
    REQUIRE(attach(shown, CERT_KEY_PROV_INFO_PROP_ID, &info) == TRUE);
    const DWORD flag = says_so_itself ? CRYPT_ACQUIRE_USE_PROV_INFO_FLAG : CRYPT_ACQUIRE_CACHE_FLAG;
    const acquired one(shown, flag);
    const acquired other(shown, flag);
    CHECK(one.error == ERROR_SUCCESS);
    CHECK(one.is_the_callers == FALSE);
    CHECK(other.handle == one.handle);
    CERT_KEY_CONTEXT kept{};
    DWORD size = sizeof kept;
    CHECK(CertGetCertificateContextProperty(shown.context(), CERT_KEY_CONTEXT_PROP_ID, &kept, &size) == TRUE);
    CHECK(kept.hCryptProv == one.handle);
  }
}

TEST_CASE("SSPI-CryptAcquireCertificatePrivateKey-compares: another certificate's key is noticed on demand") {
  const passing_container container;
  const bare_certificate made(container);
  const CRYPT_KEY_PROV_INFO info = info_of(container);
  const certificate other = server_certificate().without_key();
  REQUIRE(attach(made.context, CERT_KEY_PROV_INFO_PROP_ID, &info) == TRUE);
  REQUIRE(attach(other, CERT_KEY_PROV_INFO_PROP_ID, &info) == TRUE);
  CHECK(acquired(made.context, CRYPT_ACQUIRE_COMPARE_KEY_FLAG).error == ERROR_SUCCESS);
  CHECK(acquired(other, CRYPT_ACQUIRE_COMPARE_KEY_FLAG).error == NTE_BAD_PUBLIC_KEY);
  CHECK(acquired(other).error == ERROR_SUCCESS);
}

TEST_CASE(
    "SSPI-CryptAcquireCertificatePrivateKey-compares-no-cached: a handle that is there is given as it is") {
  const passing_container container;
  const bare_certificate made(container);
  const certificate other = server_certificate().without_key();
  const CERT_KEY_CONTEXT given{sizeof given, {made.in.handle()}, AT_KEYEXCHANGE};
  REQUIRE(attach(other, CERT_KEY_CONTEXT_PROP_ID, &given) == TRUE);
  const acquired got(other, CRYPT_ACQUIRE_COMPARE_KEY_FLAG | CRYPT_ACQUIRE_CACHE_FLAG);
  CHECK(got.error == ERROR_SUCCESS);
  CHECK(got.handle == made.in.handle());
  CHECK(got.is_the_callers == FALSE);
}

TEST_CASE(
    "SSPI-CertSetCertificateContextProperty-key-handle: a provider's handle is a key context, and goes") {
  const passing_container container;
  const bare_certificate made(container);
  CERT_KEY_CONTEXT given{sizeof given, {made.in.handle()}, AT_KEYEXCHANGE};
  REQUIRE(attach(made.context, CERT_KEY_CONTEXT_PROP_ID, &given) == TRUE);
  HCRYPTPROV told = 0;
  DWORD size = sizeof told;
  CHECK(CertGetCertificateContextProperty(made.context.context(), CERT_KEY_PROV_HANDLE_PROP_ID, &told,
                                          &size) == TRUE);
  CHECK(told == made.in.handle());
  CHECK(attach(made.context, CERT_KEY_PROV_HANDLE_PROP_ID, nullptr) == TRUE);
  CERT_KEY_CONTEXT left{};
  size = sizeof left;
  CHECK(CertGetCertificateContextProperty(made.context.context(), CERT_KEY_CONTEXT_PROP_ID, &left, &size) ==
        TRUE);
  CHECK(left.hCryptProv == 0);
  given.cbSize = 1;
  CHECK(error_of([&] { return attach(made.context, CERT_KEY_CONTEXT_PROP_ID, &given); }) == E_INVALIDARG);
}

TEST_CASE(
    "SSPI-CertSetCertificateContextProperty-releases: a handle goes with its certificate unless told not "
    "to") {
  const passing_container container;
  const bare_certificate made(container);
  provider given(container.name(), 0);
  {
    const certificate shown = made.whole.without_key();
    REQUIRE(attach(shown, CERT_KEY_PROV_HANDLE_PROP_ID, reinterpret_cast<void*>(given.handle())) == TRUE);
  }
  CHECK(key::opened(given).error == ERROR_SUCCESS);
  {
    const certificate shown = made.whole.without_key();
    REQUIRE(attach(shown, CERT_KEY_PROV_HANDLE_PROP_ID, reinterpret_cast<void*>(given.handle()), 0) == TRUE);
  }
  CHECK(key::opened(given).error == ERROR_INVALID_HANDLE);
  given.release();
}

TEST_CASE("SSPI-keys-by-provider-info: a key in a container proves a client and a server") {
  const passing_container container;
  const bare_certificate made(container);
  const CRYPT_KEY_PROV_INFO info = info_of(container);
  REQUIRE(attach(made.context, CERT_KEY_PROV_INFO_PROP_ID, &info) == TRUE);
  check_both_roles(made.context);
}

TEST_CASE("SSPI-keys-by-key-context: a key context proves a client and a server") {
  const passing_container container;
  const bare_certificate made(container);
  const CERT_KEY_CONTEXT given{sizeof given, {made.in.handle()}, AT_KEYEXCHANGE};
  REQUIRE(attach(made.context, CERT_KEY_CONTEXT_PROP_ID, &given) == TRUE);
  check_both_roles(made.context);
}

TEST_CASE(
    "SSPI-keys-by-provider-handle: an imported blob proves a client and a server by its provider's handle") {
  const provider in;
  const bytes blob = private_blob();
  REQUIRE(key::imported(in, blob).error == ERROR_SUCCESS);
  const certificate whole = certificate::signed_with(in.handle(), L"CN=localhost");
  for (const DWORD property : {CERT_KEY_PROV_HANDLE_PROP_ID, CERT_HCRYPTPROV_OR_NCRYPT_KEY_HANDLE_PROP_ID}) {
    const certificate shown = whole.without_key();
    const HCRYPTPROV handle = in.handle();
    const void* data =
        property == CERT_KEY_PROV_HANDLE_PROP_ID ? reinterpret_cast<const void*>(handle) : &handle;
    REQUIRE(attach(shown, property, data) == TRUE);
    check_both_roles(shown);
  }
}

TEST_CASE("SSPI-keys-by-self-signed: a new certificate with its new key proves a client and a server") {
  const certificate made = certificate::self_signed(L"CN=localhost");
  check_both_roles(made);
  remove_container_of(made);
}

TEST_CASE("SSPI-keys-outlive-handles: a credential keeps its key when handles and containers are gone") {
  credential server;
  {
    const passing_container container;
    const bare_certificate made(container);
    const CRYPT_KEY_PROV_INFO info = info_of(container);
    REQUIRE(attach(made.context, CERT_KEY_PROV_INFO_PROP_ID, &info) == TRUE);
    server = credential::of(role::server, tls::v1_3, made.context);
    REQUIRE(server.acquired == SEC_E_OK);
  }
  pair both = pair_of(credential::of(role::client, tls::v1_3), std::move(server));
  CHECK(shake_hands(both).both_established());
}
