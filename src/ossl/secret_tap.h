// secret_tap: how the secrets of TLS 1.3, and TLS 1.2's key block, come out of OpenSSL's handshake.
//
// OpenSSL hands the former out in one public way, the lines of a key log, whose formatting costs more than
// all of a record's keys; the latter would have to be derived once more. So a small provider in this process
// offers TLS13-KDF and TLS1-PRF. What it offers are the functions of OpenSSL's own implementation, but for
// one, which calls OpenSSL's and tells the connection at hand what came out. It rests on how libssl asks for
// its derivations, so each is tried once, in a handshake whose secrets are known by other means as well; what
// differs there, and in FIPS mode both, is not tapped.
#pragma once

#include "tls/bytes.h"

namespace schannel::ossl {

/// Which secret (RFC 8446 section 7.1).
enum class tls1_3_secret {
  client_handshake,    ///< client_handshake_traffic_secret
  server_handshake,    ///< server_handshake_traffic_secret
  client_application,  ///< client_application_traffic_secret_0
  server_application,  ///< server_application_traffic_secret_0
  exporter,            ///< exporter_master_secret
};
inline constexpr std::size_t tls1_3_secret_count = 5;

/// What records are sealed with under a traffic secret (RFC 8446 section 7.3).
enum class traffic_key_part { key, iv };

/// What is told of handshakes.
struct tapped {
  bool secrets = true;     ///< TLS 1.3; else the key log has to tell them
  bool key_blocks = true;  ///< before TLS 1.3; else they have to be derived once more

  friend bool operator==(const tapped&, const tapped&) = default;
};
inline constexpr tapped nothing_tapped{false, false};

constexpr tapped operator&(const tapped& one, const tapped& other) {
  return {one.secrets && other.secrets, one.key_blocks && other.key_blocks};
}

/// Is told the secrets of a connection. Must not throw.
class secret_listener {
 public:
  virtual void hear(tls1_3_secret which, tls::const_bytes value) = 0;
  /// `part` of the keys that follow from the secret `of`, which was heard before.
  virtual void hear_traffic_key(tls1_3_secret of, traffic_key_part part, tls::const_bytes value) = 0;
  /// The key block of TLS 1.2 and below (RFC 5246 section 6.3), as long as OpenSSL makes it.
  virtual void hear_key_block(tls::const_bytes value) = 0;

 protected:
  ~secret_listener() = default;
};

/// While it lives, what this thread's handshakes derive is told to `listener`.
class listening {
 public:
  explicit listening(secret_listener& listener);
  listening(const listening&) = delete;
  listening& operator=(const listening&) = delete;
  ~listening();

 private:
  secret_listener* before_;
};

/// What can be told. Tried once in a process, and FIPS mode is looked at each time. Safe to call from any
/// thread.
tapped tappable();

/// The property query for an SSL_CTX of whose handshakes just that is told; nullptr for nothing.
const char* tapping_properties(const tapped& what);

/// The property query for OpenSSL's own functions behind the provider, which tell nothing.
inline constexpr const char* untapped = "provider!=openschannel";

}  // namespace schannel::ossl
