// settings: what a credential allows, as a value; context: the same, ready for OpenSSL and shared by
// connections.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ossl/aead/aead.h"
#include "ossl/algorithms.h"
#include "ossl/application_settings.h"
#include "ossl/availability.h"
#include "ossl/certificate.h"
#include "ossl/certificate_check.h"
#include "ossl/custom_extensions.h"
#include "ossl/judge_slot.h"
#include "ossl/secret_tap.h"
#include "ossl/session_cache.h"
#include "ossl/ticket_keys.h"
#include "tls/result.h"
#include "tls/version.h"

struct ssl_ctx_st;

namespace schannel::ossl {

/// How a client decides about the server's certificate, the strictest first.
enum class validation {
  automatic,  ///< chain, validity, usage and name are checked; a bad certificate ends the handshake
  recorded,   ///< as automatic, but a bad certificate is only noted; the application asks what was found
  by_caller,  ///< any certificate is taken; the application looks at it afterwards
};

/// The directions whose records OpenSSL protects itself, whatever the suite.
struct left_to_openssl {
  bool sealing = false;
  bool opening = false;
};

struct settings {
  tls::role role = tls::role::client;
  /// Versions that may be negotiated; empty is cause::no_usable_algorithms.
  tls::version_set versions{tls::version::tls1_2, tls::version::tls1_3};
  ossl::algorithms algorithms{};
  /// What holds instead on connections of a server that agree on certain application protocols.
  std::vector<application_settings> for_applications{};
  /// What this side may show of itself; a server picks by the name the client asks for, else the first.
  std::vector<identity> identities{};
  validation validates = validation::automatic;
  /// Who looks at the server's certificate, unless the caller does.
  certificate_judge judge{};
  /// A client asks the server to staple an OCSP response to its certificate.
  bool asks_for_response = false;
  /// The authorities that a server names when it asks for a certificate.
  std::vector<certificate> named_authorities{};
  /// The longest handshake message in bytes that may come in several records; 0: none may.
  std::size_t message_limit = 0x8000;
  /// The same where a server asks for a certificate.
  std::size_t message_limit_with_certificate = 0x8000;
  /// Bytes 4 to 7 of the ids of a server's sessions, as they lie in memory.
  std::optional<std::uint32_t> machine_id{};
  /// Who computes the AEADs of records; nullptr for the fastest. See engine_for().
  const aead_engine* engine = nullptr;
  /// For comparison in tests: what may be tapped where it can be.
  tapped taps{};
  /// For comparison in tests: what OpenSSL does although it need not.
  ossl::left_to_openssl left_to_openssl{};
  /// How long a session may be resumed; zero: never.
  std::chrono::milliseconds session_lifespan = std::chrono::hours(10);
  /// How many sessions a server keeps to resume them by their ids.
  std::uint32_t session_count = 20'000;
};

/// Immutable but for its sessions and keys, and safe to share between threads.
class context {
 public:
  /// Fails with cause::no_usable_algorithms, cause::bad_credential or cause::out_of_memory.
  static tls::result<context> create(settings wanted);

  /// A new connection; fails as custom_extensions::connect(), and with cause::no_usable_algorithms when FIPS
  /// mode was turned on or off since create(): what was chosen then is not what may be used now.
  tls::result<opaque_ssl> connect(const extension_request& wanted) const;
  ssl_ctx_st* native() const { return native_.get(); }
  const ossl::settings& settings() const { return *settings_; }
  session_cache& sessions() const { return *sessions_; }
  /// Who looks at the certificates of a server's clients.
  judge_slot& client_judge() const { return *client_judge_; }
  /// What a server's tickets are sealed with.
  ticket_keys& tickets() const { return *tickets_; }

 private:
  context(std::shared_ptr<ssl_ctx_st> native, std::shared_ptr<const ossl::settings> settings)
      : native_(std::move(native)),
        settings_(std::move(settings)),
        sessions_(std::make_shared<session_cache>(settings_->session_lifespan, native_)),
        extensions_(std::make_shared<custom_extensions>(native_)) {}

  std::shared_ptr<ssl_ctx_st> native_;
  bool is_approved_ = allows_only_approved_algorithms();  // made in FIPS mode
  std::shared_ptr<const ossl::settings> settings_;
  std::shared_ptr<judge_slot> client_judge_ = std::make_shared<judge_slot>();
  std::shared_ptr<session_cache> sessions_;
  std::shared_ptr<custom_extensions> extensions_;
  std::shared_ptr<ticket_keys> tickets_ = std::make_shared<ticket_keys>();
};

}  // namespace schannel::ossl
