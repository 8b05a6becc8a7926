// ticket_keys: what a server's session tickets are sealed with. Servers that have the same keys take each
// other's tickets.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "ossl/secret.h"
#include "tls/bytes.h"
#include "tls/result.h"

struct ssl_ctx_st;

namespace schannel::ossl {

/// Stands in front of each ticket.
using ticket_key_id = std::array<std::uint8_t, 16>;

/// A key as servers share it.
struct ticket_key {
  ticket_key_id id{};
  secret material{};  ///< 32 to 64 random bytes
};

/// A key as tickets need it, expanded once: the tickets are many.
struct ticket_sealing_keys {
  ticket_key_id id{};
  secret cipher{};  ///< of AES-256-CBC
  secret mac{};     ///< of HMAC-SHA256
};

/// Safe to use from any thread.
class ticket_keys {
 public:
  /// Starts with a random key of its own.
  ticket_keys();

  /// The first of `keys` is for new tickets, and all of them open what clients bring. Empty: the own one
  /// again. After cause::out_of_memory the keys are those of before.
  tls::result<std::monostate> use(std::span<const ticket_key> keys);

  ticket_sealing_keys newest() const;
  struct found_key {
    ticket_sealing_keys key;
    bool is_newest = false;
  };
  std::optional<found_key> find(tls::const_bytes id) const;

 private:
  const ticket_sealing_keys own_;
  mutable std::mutex mutex_;
  std::vector<ticket_sealing_keys> keys_;
};

/// Makes the servers of `context` seal their tickets with the keys of the credential they have.
void install_ticket_keys(ssl_ctx_st* context);

}  // namespace schannel::ossl
