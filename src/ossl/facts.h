// connection_facts: what there is to know about an established connection, as plain values.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ossl/certificate.h"
#include "ossl/certificate_check.h"
#include "ossl/session_notes.h"
#include "tls/bytes.h"
#include "tls/extensions.h"
#include "tls/record.h"
#include "tls/version.h"

namespace schannel::ossl {

enum class key_exchange { none, rsa, dhe, ecdhe, psk };
enum class authentication { none, rsa, ecdsa, psk };
enum class bulk_cipher { none, aes_128, aes_256, chacha20, triple_des };
enum class hash_algorithm { none, md5, sha1, sha256, sha384 };

struct cipher_facts {
  std::uint16_t suite = 0;  ///< IANA number
  std::string name;         ///< IANA name, such as TLS_AES_256_GCM_SHA384
  bulk_cipher cipher = bulk_cipher::none;
  unsigned cipher_bits = 0;
  unsigned block_bytes = 0;  ///< 1 for a stream cipher
  bool aead = false;
  hash_algorithm mac = hash_algorithm::none;  ///< the record MAC; none for an AEAD
  hash_algorithm derivation = hash_algorithm::none;
  key_exchange exchange = key_exchange::none;
  unsigned exchange_bits = 0;        ///< size of the group or of the RSA key
  std::uint16_t exchange_group = 0;  ///< TLS NamedGroup number, 0 without one
  authentication authenticates = authentication::none;
};

struct connection_facts {
  tls::role role = tls::role::client;
  tls::version version = tls::version::tls1_2;
  cipher_facts cipher;
  std::string application_protocol;      ///< ALPN's choice; empty without one
  std::vector<certificate> peer_chain;   ///< leaf first; empty when the peer showed none
  std::vector<certificate> local_chain;  ///< what this side showed, leaf first; empty when it showed nothing
  tls::byte_vector session_id;
  bool resumed = false;
  session_name session{};                        ///< what every_session_note() has of the session goes by it
  std::chrono::milliseconds session_lifespan{};  ///< how long it may be resumed; zero: never
  std::string target;               ///< the name the client asked for; empty when it asked for none
  tls::byte_vector first_finished;  ///< the handshake's tls-unique (RFC 5929); empty since TLS 1.3
  /// What checking the peer's certificate found; nothing when it was not checked.
  std::optional<ossl::certificate_check> certificate_check;
  tls::extension_list extensions;  ///< those the server agreed to
  /// The longest plaintext of one record in bytes: less than usual when a server's client has asked for it
  /// (max_fragment_length, RFC 6066 section 4).
  std::size_t longest_plaintext = tls::max_plaintext;
};

}  // namespace schannel::ossl
