// identity: a server's key and certificate, the same for both libraries.
#pragma once

#include <memory>
#include <vector>

struct evp_pkey_st;
struct x509_st;

namespace bench {

enum class key_kind { ecdsa, rsa };

/// CN=localhost, signed by itself, for a day: ECDSA with P-256, or RSA with 2048 bits.
class identity {
 public:
  explicit identity(key_kind kind);

  evp_pkey_st* key() const { return key_.get(); }
  x509_st* certificate() const { return certificate_.get(); }
  /// PKCS #12 without a password.
  std::vector<unsigned char> pfx() const;

  /// One of each kind for the whole process.
  static const identity& of(key_kind kind);

 private:
  std::shared_ptr<evp_pkey_st> key_;
  std::shared_ptr<x509_st> certificate_;
};

}  // namespace bench
