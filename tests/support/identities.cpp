// Certificates and credentials of the tests.
#include "support/identities.h"

#include <stdexcept>

namespace peers {
namespace {

bytes encoded_name(const wchar_t* name) {
  DWORD size = 0;
  CertStrToNameW(X509_ASN_ENCODING, name, CERT_X500_NAME_STR, nullptr, nullptr, &size, nullptr);
  bytes encoded(size);
  if (!CertStrToNameW(X509_ASN_ENCODING, name, CERT_X500_NAME_STR, nullptr, encoded.data(), &size, nullptr))
    throw std::runtime_error("the name cannot be encoded");
  encoded.resize(size);
  return encoded;
}

#ifdef _WIN32
/// Where Windows keeps a new key: its oldest provider, which it takes unasked, knows no SHA-256, and Schannel
/// wants keys for an exchange.
class new_container {
 public:
  CRYPT_KEY_PROV_INFO* key() { return &key_; }

 private:
  static std::wstring new_name() {
    static int count = 0;
    return L"openschannel " + std::to_wstring(GetCurrentProcessId()) + L" " + std::to_wstring(++count);
  }

  std::wstring name_ = new_name();
  std::wstring provider_ = MS_ENH_RSA_AES_PROV_W;
  CRYPT_KEY_PROV_INFO key_{name_.data(), provider_.data(), PROV_RSA_AES, 0, 0, nullptr, AT_KEYEXCHANGE};
};
#endif

DWORD protocol_bit(role who, tls version) {
  if (version == tls::v1_2) return who == role::client ? SP_PROT_TLS1_2_CLIENT : SP_PROT_TLS1_2_SERVER;
  return who == role::client ? SP_PROT_TLS1_3_CLIENT : SP_PROT_TLS1_3_SERVER;
}

}  // namespace

certificate certificate::signed_with(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE key, const wchar_t* name,
                                     const char* algorithm_name) {
  bytes subject = encoded_name(name);
  CERT_NAME_BLOB blob{static_cast<DWORD>(subject.size()), subject.data()};
  std::string identifier = algorithm_name;
  CRYPT_ALGORITHM_IDENTIFIER algorithm{};
  algorithm.pszObjId = identifier.data();
  CRYPT_KEY_PROV_INFO* place = nullptr;
#ifdef _WIN32
  new_container container;
  if (key == 0) place = container.key();
#endif
  const PCCERT_CONTEXT made =
      CertCreateSelfSignCertificate(key, &blob, 0, place, &algorithm, nullptr, nullptr, nullptr);
  if (made == nullptr) throw std::runtime_error("no certificate was made");
  return certificate(made);
}

certificate certificate::without_key() const {
  return certificate(
      CertCreateCertificateContext(X509_ASN_ENCODING, context_->pbCertEncoded, context_->cbCertEncoded));
}

namespace {

/// Away from Windows a key needs no place on disk, and its certificate works wherever a test has its data.
certificate with_passing_key(const wchar_t* name) {
#ifdef _WIN32
  return certificate::self_signed(name);
#else
  HCRYPTPROV provider = 0;
  HCRYPTKEY key = 0;
  if (!CryptAcquireContextW(&provider, nullptr, nullptr, PROV_RSA_AES, CRYPT_VERIFYCONTEXT) ||
      !CryptGenKey(provider, AT_KEYEXCHANGE, 0, &key))
    throw std::runtime_error("no key was made");
  certificate made = certificate::signed_with(provider, name);
  CryptReleaseContext(provider, 0);
  return made;
#endif
}

}  // namespace

const certificate& server_certificate() {
  static const certificate only = with_passing_key(L"CN=localhost");
  return only;
}

credential_data::credential_data(role who, tls version) {
  parameters.grbitDisabledProtocols = ~protocol_bit(who, version);
  credentials.dwVersion = SCH_CREDENTIALS_VERSION;
  credentials.dwFlags = who == role::client ? SCH_CRED_MANUAL_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS : 0;
  credentials.cTlsParameters = 1;
  credentials.pTlsParameters = &parameters;
}

void credential_data::uses(const certificate& identity) {
  used_ = identity.context();
  credentials.cCreds = 1;
  credentials.paCred = &used_;
}

credential credential::of(role who, tls version, const certificate& identity) {
  credential_data data(who, version);
  if (who == role::server) data.uses(identity);
  credential made = from(who == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND, &data.credentials);
  if (failed(made.acquired)) throw std::runtime_error("no credential: " + name_of(made.acquired));
  return made;
}

credential credential::from(ULONG use, void* data) {
  credential made;
  wchar_t package[] = UNISP_NAME_W;
  made.acquired = {AcquireCredentialsHandleW(nullptr, package, use, nullptr, data, nullptr, nullptr,
                                             made.handle(), &made.expiry)};
  return made;
}

status credential::free() {
  if (!SecIsValidHandle(&handle_)) return {SEC_E_INVALID_HANDLE};
  const status freed{FreeCredentialsHandle(&handle_)};
  SecInvalidateHandle(&handle_);
  return freed;
}

}  // namespace peers
