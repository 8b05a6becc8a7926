// Certificates and credentials of the tests, made at run time so that none expires.
#pragma once

#include <utility>

#include "support/windows_api.h"

namespace peers {

enum class tls { v1_2, v1_3 };
enum class role { client, server };

inline role other(role who) {
  return who == role::client ? role::server : role::client;
}

inline std::string name_of(tls version) {
  return version == tls::v1_2 ? "TLS 1.2" : "TLS 1.3";
}
inline std::string name_of(role who) {
  return who == role::client ? "client" : "server";
}

/// A reference to a certificate.
class certificate {
 public:
  explicit certificate(PCCERT_CONTEXT owned) : context_(owned) {}
  certificate(certificate&& from) noexcept : context_(std::exchange(from.context_, nullptr)) {}
  certificate& operator=(certificate&&) = delete;
  ~certificate() { CertFreeCertificateContext(context_); }

  /// Makes a new key and a certificate for it that it signs itself. `name` is a name as in "CN=localhost".
  static certificate self_signed(const wchar_t* name) { return signed_with(0, name); }
  /// The same of a key that there is already: a provider's or CNG's. The algorithm has to suit it.
  static certificate signed_with(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE key, const wchar_t* name,
                                 const char* algorithm = szOID_RSA_SHA256RSA);
  /// The same certificate as another object, which knows no key.
  certificate without_key() const;

  PCCERT_CONTEXT context() const { return context_; }
  bytes encoded() const {
    return {context_->pbCertEncoded, context_->pbCertEncoded + context_->cbCertEncoded};
  }

 private:
  PCCERT_CONTEXT context_;
};

/// The certificate of every server that has no reason to have another: CN=localhost.
const certificate& server_certificate();

/// A credential's handle, or the status that was returned instead.
class credential {
 public:
  credential() { SecInvalidateHandle(&handle_); }
  credential(credential&& from) noexcept
      : acquired(from.acquired), expiry(from.expiry), handle_(from.handle_) {
    SecInvalidateHandle(&from.handle_);
  }
  credential& operator=(credential&& from) noexcept {
    std::swap(handle_, from.handle_);
    std::swap(acquired, from.acquired);
    std::swap(expiry, from.expiry);
    return *this;
  }
  ~credential() { free(); }

  /// One that speaks just `version`. A client checks nothing; a server has `identity`.
  static credential of(role who, tls version, const certificate& identity = server_certificate());
  /// Acquires with whatever `data` points at.
  static credential from(ULONG use, void* data);

  PCredHandle handle() { return &handle_; }
  status free();

  status acquired;
  TimeStamp expiry{};

 private:
  CredHandle handle_;
};

/// A SCH_CREDENTIALS that asks for just `version`, to be changed and handed to credential::from. Not to be
/// copied: it points into itself.
struct credential_data {
  credential_data(role who, tls version);
  credential_data(const credential_data&) = delete;
  credential_data& operator=(const credential_data&) = delete;

  void uses(const certificate& identity);

  TLS_PARAMETERS parameters{};
  SCH_CREDENTIALS credentials{};

 private:
  PCCERT_CONTEXT used_ = nullptr;
};

}  // namespace peers
