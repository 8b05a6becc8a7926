// certificate and private_key: immutable, cheap to copy (they share), safe to use from any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tls/bytes.h"
#include "tls/result.h"

// OpenSSL's own names, so that this header needs none of OpenSSL's.
struct evp_pkey_st;
struct x509_st;

namespace schannel::ossl {

/// A private key; the key material stays inside OpenSSL.
class private_key {
 public:
  /// Shares ownership of `key`.
  explicit private_key(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

  evp_pkey_st* native() const { return key_.get(); }
  const std::shared_ptr<evp_pkey_st>& shared() const { return key_; }
  bool is_rsa() const;

 private:
  std::shared_ptr<evp_pkey_st> key_;
};

/// One X.509 certificate, parsed, with the exact bytes it was parsed from.
class certificate {
 public:
  /// Parses one DER certificate that fills `der` to its end; cause::bad_credential when it is not one.
  static tls::result<certificate> parse(tls::const_bytes der);

  /// Shares ownership of an already parsed certificate.
  explicit certificate(std::shared_ptr<x509_st> parsed);

  /// The certificate's DER; lives as long as any copy of this certificate.
  tls::const_bytes der() const { return *der_; }
  x509_st* native() const { return parsed_.get(); }

  /// NotBefore, in seconds since 1970 (UTC).
  std::int64_t not_before() const;
  /// NotAfter, in seconds since 1970 (UTC).
  std::int64_t not_after() const;
  /// Whether `key` is the private half of this certificate's public key.
  bool matches(const private_key& key) const;

  friend bool operator==(const certificate& a, const certificate& b) { return *a.der_ == *b.der_; }

 private:
  certificate(std::shared_ptr<x509_st> parsed, std::shared_ptr<const tls::byte_vector> der);

  std::shared_ptr<x509_st> parsed_;
  std::shared_ptr<const tls::byte_vector> der_;
};

/// What one side shows of itself: its certificate, the key that proves it, and the intermediates to send
/// along.
struct identity {
  certificate leaf;
  private_key key;
  std::vector<certificate> intermediates;
  tls::byte_vector response{};  ///< an OCSP response about the leaf, to be stapled; empty without one
};

/// Those of `all` that come before any other with a key of the same kind (RSA, EC, ...), in their order.
std::vector<const identity*> first_of_each_kind(const std::vector<identity>& all);

}  // namespace schannel::ossl
