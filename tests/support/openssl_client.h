// A client of OpenSSL's in memory, for servers that are to be compared with another implementation.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "support/certificates.h"

// OpenSSL's headers and those of Windows define the same macros, and do not go together.
struct ssl_st;
struct ssl_ctx_st;

namespace schannel::test {

/// What a client of OpenSSL's does that others need not.
struct client_manners {
  bool speaks_tls1_2 = false;               ///< instead of TLS 1.3
  bool allows_late_authentication = false;  ///< TLS 1.3: the server may ask for a certificate at any time
};

class openssl_client {
 public:
  explicit openssl_client(const client_manners& manners);
  /// Another connection of the same client, which offers the session that `earlier` has got.
  static openssl_client after(const openssl_client& earlier);

  bytes says_hello();
  /// Takes what the server sent and returns the answer.
  bytes answers(const bytes& input);
  bool resumed() const;
  /// RFC 5705; no context is not the same as an empty one.
  bytes exports(std::string_view label, std::optional<std::string_view> context, std::size_t length) const;

 private:
  explicit openssl_client(std::shared_ptr<ssl_ctx_st> context);
  bytes take_output();

  std::shared_ptr<ssl_ctx_st> context_;
  std::shared_ptr<ssl_st> ssl_;
};

}  // namespace schannel::test
