// ticket_keys: what a server's session tickets are sealed with. Servers that have the same keys take each
// other's tickets.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "ossl/secret.h"
#include "tls/bytes.h"

struct ssl_ctx_st;

namespace schannel::ossl {

struct ticket_key {
  static constexpr std::size_t id_length = 16;

  std::array<std::uint8_t, id_length> id{};  ///< stands in front of each ticket
  secret material{};                         ///< 32 to 64 random bytes
};

/// Safe to use from any thread.
class ticket_keys {
 public:
  /// Starts with a random key of its own.
  ticket_keys();

  /// The first of `keys` is for new tickets, and all of them open what clients bring. Empty: the own one
  /// again.
  void use(std::vector<ticket_key> keys);

  ticket_key newest() const;
  struct found_key {
    ticket_key key;
    bool is_newest = false;
  };
  std::optional<found_key> find(tls::const_bytes id) const;

 private:
  const ticket_key own_;
  mutable std::mutex mutex_;
  std::vector<ticket_key> keys_;
};

/// Makes the servers of `context` seal their tickets with the keys of the credential they have.
void install_ticket_keys(ssl_ctx_st* context);

}  // namespace schannel::ossl
