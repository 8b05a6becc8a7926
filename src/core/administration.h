// administration: what the system's administrator decides for every credential, with the values and defaults
// that the registry has on Windows (Microsoft: TLS registry settings). docs/configuration.md tells each.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/cipher_suites.h"
#include "core/key_algorithms.h"
#include "ossl/aead/aead.h"

namespace schannel::core {

/// What becomes of a protocol version.
enum class availability {
  enabled,
  disabled_by_default,  ///< a program that enables versions one by one can have it
  disabled,
};

/// The same for each version, one side of a connection.
class availabilities {
 public:
  availability& operator[](tls::version v) { return states_[index(v)]; }
  availability operator[](tls::version v) const { return states_[index(v)]; }

  friend bool operator==(const availabilities&, const availabilities&) = default;

 private:
  static std::size_t index(tls::version v) { return (static_cast<std::size_t>(v) & 0xF) - 1; }

  // RFC 8996 retires TLS 1.0 and 1.1.
  std::array<availability, 4> states_ = {availability::disabled_by_default, availability::disabled_by_default,
                                         availability::enabled, availability::enabled};
};

struct administration {
  availabilities client{};
  availabilities server{};

  /// In the order of preference; nothing for Windows' own order and defaults.
  std::optional<std::vector<const cipher_suite*>> suites{};
  std::optional<std::vector<const named_group*>> groups{};

  /// Bits of the server's RSA key and of the group in a Diffie-Hellman exchange; nothing where the default
  /// holds.
  std::optional<unsigned> client_minimum_rsa{};
  std::optional<unsigned> client_maximum_rsa{};
  std::optional<unsigned> client_minimum_diffie_hellman{};
  std::optional<unsigned> server_minimum_diffie_hellman{};

  /// How long a session may be resumed; 0 for never.
  std::chrono::milliseconds client_cache_time = std::chrono::hours{10};
  std::chrono::milliseconds server_cache_time = std::chrono::hours{10};
  /// Sessions that are kept, 0 for none on servers.
  std::uint32_t maximum_cache_size = 20'000;

  /// The longest handshake message in bytes that may come in several records; 0: only those in one.
  std::uint32_t message_limit_client = 0x8000;
  std::uint32_t message_limit_server = 0x4000;
  std::uint32_t message_limit_server_client_auth = 0x8000;

  /// Whether a server names the authorities that it trusts when it asks for a certificate.
  bool send_trusted_issuer_list = false;
  /// Whether a credential that is one of many for SNI has its revocation status stapled.
  bool enable_ocsp_stapling_for_sni = false;
  /// The second four bytes of every session id of this server.
  std::optional<std::uint32_t> machine_id{};

  /// Who computes the AEADs of records; nullptr for the fastest.
  const ossl::aead_engine* aead_engine = nullptr;

  friend bool operator==(const administration&, const administration&) = default;
};

}  // namespace schannel::core
