// engine: one SSL whose I/O is memory. It speaks the handshake, and whatever is not application data after
// it; records are opened by inbound and sealed by outbound.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ossl/aead_receiver.h"
#include "ossl/aead_sender.h"
#include "ossl/custom_extensions.h"
#include "ossl/engine_receiver.h"
#include "ossl/engine_sender.h"
#include "ossl/facts.h"
#include "ossl/key_usage.h"
#include "ossl/message_limit.h"
#include "ossl/opaque.h"
#include "ossl/preshared_key.h"
#include "ossl/secret_tap.h"
#include "ossl/settings.h"
#include "ossl/sightings.h"
#include "ossl/wire.h"
#include "tls/record.h"
#include "tls/result.h"

namespace schannel::ossl {

/// What one connection asks for beyond its credential.
struct request {
  /// The server's name, as the caller has it. Empty: any server will do.
  std::string target{};
  /// The same as server_name and certificates have it (RFC 6066 section 3); empty when there is no such name.
  std::string host_name{};
  /// ALPN protocols in order of preference, each with its length byte in front (RFC 7301 section 3.1).
  tls::byte_vector application_protocols{};
  bool wants_client_certificate = false;
  /// What proves both sides to each other where the credential's suites have it so.
  std::optional<preshared_key> key{};
  /// Who decides about the server's certificate, where that is less strict than what the credential says.
  validation validates = validation::automatic;
  /// A server gives the client tickets for later connections.
  bool issues_tickets = false;
  /// A client takes a ticket of TLS 1.3 for more than one connection, by which an observer may tell that they
  /// are the same client's (RFC 8446 appendix C.4).
  bool reuses_tickets = false;
  /// Extensions that the program handles itself.
  extension_request extensions{};
  /// A client lets the server ask for its certificate after the handshake (RFC 8446 section 4.2.6).
  bool allows_late_authentication = true;
  /// How many records are sealed with one key; a test may want fewer.
  key_usage usage{};
};

/// Whom one side of a connection stands for, which a later call may change.
struct shown_side {
  context credential;
  /// nullptr: nobody looks at a client's certificate.
  std::shared_ptr<const certificate_judge> client_judge{};
  /// What a client shows instead of its credential's identities.
  std::vector<identity> found{};
};

using sender_variant = std::variant<aead_sender, engine_sender>;
using receiver_variant = std::variant<aead_receiver, engine_receiver>;

class engine final : secret_listener {
 public:
  static tls::result<std::unique_ptr<engine>> create(const context& from, const request& wanted);

  engine(const engine&) = delete;
  engine& operator=(const engine&) = delete;
  ~engine();

  /// Feeds one whole record to the handshake; none at a client's start, and after
  /// handshake_status::wants_credential. A failure may leave an alert in take_output().
  tls::result<handshake_status> advance(tls::const_bytes record);

  /// Opens one whole record after the handshake. `room` may lie inside the record.
  /// A failure may leave an alert in take_output().
  tls::result<reading> read(tls::const_bytes record, tls::mutable_bytes room);

  /// Answers the request for a client's certificate at which read() has paused, and takes what came behind it
  /// in the same record. A failure may leave an alert in take_output().
  tls::result<handshake_status> answer_request();

  /// Records OpenSSL wants to send. After the handshake they must go through outbound::reframe().
  tls::byte_vector take_output();

  /// Gives the connection up for what the peer did: its session is not resumed, and take_refusal() says so
  /// once.
  tls::failure refuse(const refusal& why);
  std::optional<tls::alert> take_refusal() { return std::exchange(refusal_, std::nullopt); }

  /// Whether ALPN's choice, if there is one, is among what this side offered (RFC 7301 section 3.1).
  bool agreed_protocol_was_offered() const;

  /// Whether no handshake is under way, the first one included. One that the peer declined is not.
  bool handshake_is_complete() const;
  /// Starts what another handshake is in this version: a renegotiation before TLS 1.3, else a request for the
  /// client's certificate if a server wants one, else nothing. The first message of it is in take_output().
  /// cause::unsupported when the peer cannot do it (RFC 5746, RFC 8446 section 4.2.6).
  tls::result<std::monostate> start_handshake();

  /// Whether the server asked for another handshake and it has not begun.
  bool handshake_is_pending() const;
  /// Whether this side asked for another handshake, or for a certificate, and has heard nothing yet.
  bool awaits_answer() const { return awaits_answer_; }
  /// The peer has declined what this side asked for, with the warning no_renegotiation. OpenSSL knows no way
  /// back from a ClientHello, so a client's goes on waiting for an answer; start_handshake() has the same
  /// message said again.
  void accept_decline();
  bool is_declined() const { return is_declined_; }
  /// A handshake message that OpenSSL does not write, or not again, and that is to be sealed; empty when
  /// there is none.
  tls::byte_vector take_message() { return std::exchange(message_, {}); }

  /// TLS 1.3: has OpenSSL write a KeyUpdate that demands none in return; nothing while a message has come in
  /// part, in the middle of which it writes none.
  tls::result<std::monostate> update_key();

  /// The handshake is over: its secrets are wiped, of which the directions have keys. Gives the SSL back as
  /// well if nothing more is asked of it: a server's of TLS 1.3, whose client lets no one ask for its
  /// certificate after the handshake. All that may come then are alerts and KeyUpdates, which hear_alert()
  /// and owe_key_update() are for, and facts() has nothing more.
  void retire();
  bool is_retired() const { return ssl_ == nullptr; }
  /// What an alert that the peer sent comes to.
  tls::result<reading> hear_alert(tls::const_bytes content);
  /// The peer has asked for a KeyUpdate, which take_message() has then.
  void owe_key_update();

  /// Whether the next handshake asks the client for a certificate.
  void want_client_certificate(bool wants);
  /// Whether a client stops and asks its caller when the server wants a certificate and it has none. It asks
  /// once for each request of the server's.
  void ask_for_credential(bool asks) { asks_for_credential_ = asks; }
  /// Whether it has stopped and asked.
  bool is_paused() const;
  /// From now on this side shows the identities of `given`, looks at the peer's certificates as it says, and
  /// keeps sessions with it. What the connection was made with stays: versions, suites, groups. Returns what
  /// return_to() takes to undo it.
  shown_side use_credential(const context& given) noexcept;
  void return_to(shown_side former) noexcept;
  /// A client shows these identities instead of its credential's.
  void use_identities(std::vector<identity> own);

  /// Whether this side's records are encrypted now.
  bool sends_under_keys() const;
  /// What seals with the keys that are in use now.
  tls::result<sender_variant> sender();
  /// What seals after the ChangeCipherSpec of a renegotiation.
  tls::result<sender_variant> sender_of_new_epoch();
  /// What opens what the peer sends with the keys that are in use now.
  tls::result<receiver_variant> receiver();
  /// What opens after the peer's ChangeCipherSpec in a renegotiation.
  tls::result<receiver_variant> receiver_of_new_epoch();
  /// Whether a renegotiation has come to the peer's ChangeCipherSpec and no further.
  bool has_heard_change() const;
  /// One record of application data, sealed by OpenSSL.
  tls::result<tls::byte_vector> write(tls::const_bytes data);
  /// The close_notify record, sealed by OpenSSL.
  tls::result<tls::byte_vector> say_goodbye();

  /// Who decides about the peer's certificate from now on, unless it was less strict before.
  void relax_validation(validation at_most);
  /// Whether the session may be resumed by a later connection.
  void keep_session(bool keeps);
  /// Who decides about the peer's certificate.
  validation validates() const { return validation_; }

  /// Whether OpenSSL verified the peer's certificate and found nothing, or the peer has the pre-shared key.
  bool peer_is_verified() const;

  const context& credentials() const { return context_; }
  tls::version version() const;
  /// What connection_facts::longest_plaintext is in the handshake that is under way or was the last.
  std::size_t longest_plaintext() const;
  /// Grows with every handshake message after which facts() may differ.
  std::uint64_t revision() const { return revision_; }
  tls::role role() const { return context_.settings().role; }
  /// The version in the header of the last record that left, or of a ClientHello.
  std::uint16_t record_version() const { return sent_.version; }
  /// What the handshakes so far have come to; nothing once the engine has retired: what is to be kept is
  /// asked for before. `known_of_peer` are certificates of the peer's that were read out before.
  std::optional<connection_facts> facts(std::span<const certificate> known_of_peer = {});
  /// What the latest handshake has shown so far; shared with the engine, which goes on writing it.
  std::shared_ptr<const ossl::sightings> sightings() const { return sightings_; }

  /// The extensions that were awaited and came, each once.
  std::vector<extension> take_received_extensions() { return std::exchange(received_, {}); }
  /// The protocol that ALPN has chosen; empty without one, or as long as it has not.
  std::string application_protocol() const;
  /// The issuers, as DER, whose certificates the server asks this client for; none is any. Nothing when the
  /// server has not asked, and for a server.
  std::optional<std::vector<tls::byte_vector>> requested_issuers() const;
  /// The signature algorithms that the peer takes, as SignatureScheme numbers (RFC 8446 section 4.2.3); none
  /// as long as it has not said so.
  std::vector<std::uint16_t> peer_signatures() const;

  /// Fills `room` with keying material (RFC 5705, RFC 8446 section 7.5); an absent `context` is no empty one
  /// before TLS 1.3. Fails with cause::not_established while the secrets are not there or change, and with
  /// cause::malformed_options for a label or a length that TLS has no keying material for.
  tls::result<std::monostate> export_keying_material(std::string_view label,
                                                     std::optional<tls::const_bytes> context,
                                                     tls::mutable_bytes room) const;
  /// The keys of EAP-TLS (RFC 5216 section 2.3): 128 bytes of key material, then 64 of initialisation
  /// vectors. cause::unsupported since TLS 1.3, which EAP-TLS derives otherwise.
  tls::result<std::pair<long_secret, secret>> eap_keys() const;

 private:
  friend struct callbacks;
  friend struct extension_callbacks;

  engine(const context& from, opaque_ssl ssl) : context_(from), side_{from}, ssl_(std::move(ssl)) {}

  bool can_retire() const;
  static void release(ssl_st& ssl);
  void withdraw_session();
  tls1_3_secret own_application_secret() const;
  tls1_3_secret peers_application_secret() const;
  void hear(tls1_3_secret which, tls::const_bytes value) override;
  void hear_traffic_key(tls1_3_secret of, traffic_key_part part, tls::const_bytes value) override;
  void hear_key_block(tls::const_bytes value) override;
  tls::result<direction_keys> from_key_block(tls::role writer) const;
  /// TLS 1.3: OpenSSL protects the records of a connection whose secrets nobody heard, because other default
  /// properties came between its credential and its handshake.
  bool heard_traffic_secrets() const { return !traffic_secret_.empty() && !peer_traffic_secret_.empty(); }
  tls::result<direction_keys> sending_keys() const;
  tls::result<direction_keys> receiving_keys() const;
  tls::result<sender_variant> sender_with(tls::result<direction_keys> keys, numbering next);
  tls::result<receiver_variant> receiver_with(tls::result<direction_keys> keys,
                                              std::optional<std::uint64_t> already);
  bool configure(const request& wanted);
  bool say_target(const request& wanted);
  void use_key(const request& wanted);
  void limit_messages(bool asks_for_certificate);
  tls::failure refuse_long_message(bool spoke_under_keys);
  void say_instead(tls::alert_description last_word);
  tls::result<std::monostate> answer_key_update();
  tls::result<std::monostate> write_key_update();
  tls::result<bool> ask_for_handshake();
  void hear_message(tls::const_bytes message);
  void note_message(tls::const_bytes message);
  void begin_handshake();
  void choose_validation();
  const std::vector<identity>& identities() const;
  bool renew_identities();
  int certificate_or_pause();
  std::optional<ossl::session_name> resumed_session_name() const;
  const ossl::session_name& own_session_name();
  bool name_session(ssl_session_st& session);
  bool offer_session(const request& wanted);
  void remember_session(shared_session session);
  void forget_session();
  overhead largest_overhead() const;
  tls::role peer_role() const;
  void count_fed(tls::const_bytes record);
  void read_alert_of_another_version(tls::const_bytes record);
  tls::failure failed(int returned, tls::const_bytes sealed_record);
  tls::failure reported_failure(int returned);
  std::uint64_t drain();

  /// What is known of the records this side has sent.
  struct sent_records {
    std::uint16_t version = 0x0301;
    bool change_cipher_spec = false;
    std::uint64_t since_change = 0;    // records after the ChangeCipherSpec
    std::uint64_t under_traffic = 0;   // TLS 1.3: records under the first traffic secret, such as tickets
    std::uint64_t explicit_nonce = 0;  // the last one, where the suite has one
  };
  /// What is known of the records that were fed to the handshake.
  struct fed_records {
    bool change_cipher_spec = false;
    std::uint64_t since_change = 0;  // records after the ChangeCipherSpec
  };
  /// What OpenSSL's callbacks saw since the operation in progress began.
  struct observations {
    std::optional<tls::alert> sent;
    std::optional<tls::alert> received;
    std::optional<tls::content_type> inner_type;
    std::optional<tls::cause> certificate;  // the gravest finding of its verification
  };

  /// The keys of the first traffic secrets, TLS 1.3; empty where OpenSSL's derivations were not heard.
  struct heard_keys {
    traffic_keys own;
    traffic_keys peers;
  };

  /// What is left of the SSL when it has been given back.
  struct remains {
    tls::version version;
    std::vector<std::uint16_t> peer_signatures;
    const evp_md_st* digest;
  };

  context context_;            // what the connection was made with
  shown_side side_;            // the same credential, or what took its place
  bool shows_others_ = false;  // OpenSSL has other identities than identities()
  std::shared_ptr<ossl::sightings> sightings_ = std::make_shared<ossl::sightings>();
  wire wire_;
  opaque_ssl ssl_;
  validation validation_ = validation::automatic;  // of the certificate that was looked at last
  validation at_most_ = validation::automatic;     // what calls have said
  key_usage usage_;
  std::string target_;
  tls::byte_vector application_protocols_;
  std::unique_ptr<const preshared_key> key_;  // few have one
  extension_request extensions_;
  std::vector<extension> received_;
  sent_records sent_;
  fed_records fed_;
  std::optional<tls::alert> refusal_;
  observations seen_;
  message_limit limit_;
  tls::byte_vector output_;
  std::unique_ptr<heard_keys> heard_;             // until the keys are in use
  secret traffic_secret_;                         // TLS 1.3: both empty where they were not heard
  std::unique_ptr<const long_secret> key_block_;  // TLS 1.2: the latest that OpenSSL derived, if it was heard
  secret peer_traffic_secret_;
  secret exporter_secret_;   // TLS 1.3
  bool has_sealed_ = false;  // TLS 1.3: has sent something under keys
  std::optional<remains> remains_;
  bool may_ask_later_ = false;  // of a server of TLS 1.3: the client shows a certificate after the handshake
  bool wants_certificate_ = false;      // of a server
  bool certificate_requested_ = false;  // of a client, by the server
  bool asks_for_credential_ = false;
  bool has_asked_for_credential_ = false;
  bool is_reading_ = false;
  bool keeps_session_ = true;
  bool awaits_answer_ = false;
  bool is_declined_ = false;
  tls::byte_vector hello_;  // the latest ClientHello of a renegotiation
  tls::byte_vector message_;
  session_peer peer_;                                   // whom a client's session is kept under
  std::optional<ossl::session_name> own_session_name_;  // of a session that is made here
  std::uint64_t revision_ = 0;
};

}  // namespace schannel::ossl
