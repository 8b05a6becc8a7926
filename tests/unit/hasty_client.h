// A client of OpenSSL's in memory that sends data under the keys of TLS 1.3's handshake, before its Finished.
#pragma once

#include <memory>
#include <string_view>

#include "tls/bytes.h"

// OpenSSL's headers and those of Windows define the same macros, and do not go together.
struct ssl_st;
struct ssl_ctx_st;

namespace schannel::test {

class hasty_client {
 public:
  hasty_client();
  hasty_client(const hasty_client&) = delete;
  hasty_client& operator=(const hasty_client&) = delete;

  tls::byte_vector says_hello();
  /// A record of data, the first under these keys. What the client itself would answer is not sent.
  tls::byte_vector answers_with(std::string_view text, const tls::byte_vector& flight);

 private:
  static void note_secret(const ssl_st* ssl, const char* line);

  std::shared_ptr<ssl_ctx_st> context_;
  std::shared_ptr<ssl_st> ssl_;
  tls::byte_vector secret_;
};

}  // namespace schannel::test
