// A server of OpenSSL's in memory: it says what no Schannel server can be made to say.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// OpenSSL's headers and those of Windows define the same macros, and do not go together.
struct ssl_st;
struct ssl_ctx_st;

namespace schannel::test {

class openssl_server {
 public:
  using bytes = std::vector<std::uint8_t>;

  /// `tickets` follow its handshake, each in a record of its own.
  explicit openssl_server(std::size_t tickets);
  /// Over TLS 1.2; declines every renegotiation until grants_renegotiation().
  static openssl_server that_declines();

  /// Takes what the client sent and returns the answer. Application data is kept for heard().
  bytes answers(const bytes& input);
  bytes says(std::string_view text);
  /// A KeyUpdate, which demands one in return or does not.
  bytes updates_its_key(bool demanding);
  void grants_renegotiation();
  /// A HelloRequest.
  bytes asks_for_renegotiation();

  /// All that the client has said.
  const std::string& heard() const { return heard_; }
  bool heard_goodbye() const;

 private:
  openssl_server(int version, std::size_t tickets);

  bytes take_output();

  std::shared_ptr<ssl_ctx_st> context_;
  std::shared_ptr<ssl_st> ssl_;
  std::string heard_;
};

}  // namespace schannel::test
