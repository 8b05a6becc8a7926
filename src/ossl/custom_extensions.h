// custom_extensions: TLS extensions that a program sends or waits for itself.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <shared_mutex>
#include <variant>
#include <vector>

#include "ossl/opaque.h"
#include "tls/bytes.h"
#include "tls/result.h"

struct ssl_ctx_st;

namespace schannel::ossl {

struct extension {
  std::uint16_t number = 0;  ///< as in RFC 8446 section 4.2
  tls::byte_vector content{};
};

/// What one connection has to do with them. A client sends in its ClientHello and waits for what the server
/// answers to the same extension; a server the other way round.
struct extension_request {
  std::vector<extension> sent{};
  std::vector<std::uint16_t> awaited{};
};

/// The extensions that OpenSSL knows of by a program's word. It keeps them for all connections of an SSL_CTX,
/// each of which then decides for itself. Safe to use from any thread.
class custom_extensions {
 public:
  explicit custom_extensions(std::shared_ptr<ssl_ctx_st> native) : native_(std::move(native)) {}

  /// A new connection that can do as `wanted`. cause::unsupported when OpenSSL handles one of the extensions
  /// itself, else cause::out_of_memory.
  tls::result<opaque_ssl> connect(const extension_request& wanted);

 private:
  tls::result<std::monostate> learn(std::uint16_t number);

  const std::shared_ptr<ssl_ctx_st> native_;
  std::shared_mutex mutex_;  // OpenSSL copies the list for each new connection
  std::set<std::uint16_t> known_;
};

}  // namespace schannel::ossl
