// One SSL: making it, its handshake, and the peer's records. What its callbacks see is in callbacks.cpp.
#include "ossl/engine.h"

#include <algorithm>
#include <array>
#include <new>

#include "ossl/callbacks.h"
#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"
#include "tls/alert_meaning.h"

namespace schannel::ossl {

using tls::cause;
using tls::content_type;

namespace {

/// Whether a server can be called that. No name of a server begins with a dot.
bool can_be_a_target(const std::string& name) {
  return name.size() <= TLSEXT_MAXLEN_host_name && !name.starts_with('.');
}

bool is_ip_address(const std::string& name) {
  const owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> address{a2i_IPADDRESS(name.c_str())};
  forget_errors();
  return address != nullptr;
}

}  // namespace

tls::result<std::unique_ptr<engine>> engine::create(const context& from, const request& wanted) {
  if (!can_be_a_target(wanted.target) || !can_be_a_target(wanted.host_name)) return cause::impossible_target;
  forget_errors();
  auto ssl = from.connect(wanted.extensions);
  if (!ssl) return ssl.failure();
  std::unique_ptr<engine> made{new engine(from, *std::move(ssl))};
  if (!made->configure(wanted)) return cause::out_of_memory;
  return made;
}

engine::~engine() {
  if (!keeps_session_) withdraw_session();
  if (ssl_) release(*ssl_);
}

bool engine::configure(const request& wanted) {
  opaque_bio bio = wire_.make_bio();
  if (!bio) return false;
  BIO* raw = bio.release();
  SSL_set_bio(ssl_.get(), raw, raw);
  if (!observe_with(*this, ssl_.get())) return false;
  at_most_ = wanted.validates;
  validation_ = std::max(at_most_, context_.settings().validates);
  target_ = wanted.target;
  application_protocols_ = wanted.application_protocols;
  extensions_ = wanted.extensions;
  wants_certificate_ = wanted.wants_client_certificate;
  limit_messages(wants_certificate_);
  use_key(wanted);
  usage_ = wanted.usage;

  if (role() == tls::role::server) {
    SSL_set_accept_state(ssl_.get());
    // Whatever the client shows is taken: the server application decides (SCHANNEL's rule for client
    // certificates).
    SSL_set_verify(ssl_.get(), wanted.wants_client_certificate ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
    side_.client_judge = context_.client_judge().current();
    if (!wanted.issues_tickets || context_.settings().session_lifespan.count() == 0) return true;
    SSL_clear_options(ssl_.get(), SSL_OP_NO_TICKET);
    return SSL_set_num_tickets(ssl_.get(), 1) == 1;
  }
  SSL_set_connect_state(ssl_.get());
  SSL_set_verify(ssl_.get(), SSL_VERIFY_PEER, nullptr);
  SSL_set_post_handshake_auth(ssl_.get(), wanted.allows_late_authentication ? 1 : 0);
  const auto& protocols = application_protocols_;
  // SSL_set_alpn_protos is the one function here that returns 0 for success.
  if (!protocols.empty() &&
      SSL_set_alpn_protos(ssl_.get(), protocols.data(), static_cast<unsigned>(protocols.size())) != 0)
    return false;
  // A session would outlive its key.
  return wanted.target.empty() || (say_target(wanted) && (key_ || offer_session(wanted)));
}

void engine::use_key(const request& wanted) {
  if (!wanted.key) return;
  key_ = std::make_unique<const preshared_key>(*wanted.key);
  use_preshared_keys(ssl_.get());
}

bool engine::offer_session(const request& wanted) {
  peer_ = {wanted.target, validation_ == validation::automatic};
  const shared_session session = context_.sessions().find(peer_, wanted.reuses_tickets);
  return session == nullptr || SSL_set_session(ssl_.get(), session.get()) == 1;
}

bool engine::say_target(const request& wanted) {
  // RFC 6066 section 3: no literal addresses in server_name
  if (wanted.host_name.empty() || is_ip_address(wanted.host_name)) return true;
  return SSL_set_tlsext_host_name(ssl_.get(), wanted.host_name.c_str()) == 1;
}

tls1_3_secret engine::own_application_secret() const {
  return role() == tls::role::server ? tls1_3_secret::server_application : tls1_3_secret::client_application;
}

tls1_3_secret engine::peers_application_secret() const {
  return role() == tls::role::server ? tls1_3_secret::client_application : tls1_3_secret::server_application;
}

void engine::hear(tls1_3_secret which, tls::const_bytes value) {
  secret* kept = nullptr;
  if (which == own_application_secret()) kept = &traffic_secret_;
  if (which == peers_application_secret()) kept = &peer_traffic_secret_;
  if (which == tls1_3_secret::exporter) kept = &exporter_secret_;
  if (kept != nullptr) kept->assign(value);
}

/// Called by OpenSSL: no exception may leave it. What cannot be kept is derived once more.
void engine::hear_traffic_key(tls1_3_secret of, traffic_key_part part, tls::const_bytes value) {
  const bool is_own = of == own_application_secret();
  if (!is_own && of != peers_application_secret()) return;
  try {
    if (!heard_) heard_ = std::make_unique<heard_keys>();
    traffic_keys& kept = is_own ? heard_->own : heard_->peers;
    (part == traffic_key_part::key ? kept.key : kept.iv).assign(value);
  } catch (const std::bad_alloc&) {
    heard_.reset();
  }
}

void engine::hear_key_block(tls::const_bytes value) {
  try {
    const auto copy = long_secret::copy_of(value);
    key_block_ = copy ? std::make_unique<const long_secret>(*copy) : nullptr;
  } catch (const std::bad_alloc&) {
    key_block_.reset();
  }
}

void engine::limit_messages(bool asks_for_certificate) {
  const ossl::settings& settings = context_.settings();
  const std::size_t most =
      asks_for_certificate ? settings.message_limit_with_certificate : settings.message_limit;
  limit_.set(most);
  // What exceeds a record must have come in several: OpenSSL refuses such a certificate by its length alone.
  SSL_set_max_cert_list(ssl_.get(), static_cast<long>(std::max(most, tls::max_plaintext)));
}

tls::result<handshake_status> engine::advance(tls::const_bytes record) {
  forget_errors();
  seen_ = {};
  const bool had_traffic_keys = !traffic_secret_.empty();
  count_fed(record);
  const listening scope(*this);
  const bool spoke_under_keys = sends_under_keys();
  const tls::framing framed = tls::frame(record);
  const auto* fed = std::get_if<tls::whole_record>(&framed);
  if (fed != nullptr) limit_.begin_record(*fed);
  wire_.lend(record);
  const int returned = SSL_do_handshake(ssl_.get());
  wire_.take_back();
  const std::uint64_t written = drain();
  if (had_traffic_keys) sent_.under_traffic += written;
  ++revision_;
  const int why = SSL_get_error(ssl_.get(), returned);
  const bool goes_on = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_X509_LOOKUP;
  if (returned != 1 && !goes_on) {
    read_alert_of_another_version(record);
    const bool is_sealed = fed != nullptr && fed->type == content_type::application_data;
    const tls::failure failure = failed(returned, is_sealed ? record : tls::const_bytes{});
    // OpenSSL has other words for it where it takes what it could not copy for the peer's fault.
    if (failure.why == cause::out_of_memory && !spoke_under_keys)
      say_instead(tls::alert_description::internal_error);
    return failure;
  }
  if (fed != nullptr && limit_.end_record(seen_.inner_type.value_or(fed->type) == content_type::handshake))
    return refuse_long_message(spoke_under_keys);
  if (returned == 1) return handshake_status::complete;
  return why == SSL_ERROR_WANT_READ ? handshake_status::wants_input : handshake_status::wants_credential;
}

/// OpenSSL has taken the message already; what it answered is not sent. Under keys nothing is said: the
/// numbers of what was not sent are used up.
tls::failure engine::refuse_long_message(bool spoke_under_keys) {
  forget_session();
  output_.clear();
  if (!spoke_under_keys) say_instead(tls::alert_description::illegal_parameter);
  return {cause::protocol_violation};
}

/// Has an alert in the clear take the place of what OpenSSL wrote.
void engine::say_instead(tls::alert_description last_word) {
  output_ = tls::plaintext_alert({tls::alert_level::fatal, last_word}, sent_.version);
}

tls::result<reading> engine::read(tls::const_bytes record, tls::mutable_bytes room) {
  forget_errors();
  seen_ = {};
  std::uint8_t spare = 0;
  if (room.empty()) room = {&spare, 1};
  wire_.lend(record);
  std::size_t length = 0;
  is_reading_ = true;
  const listening scope(*this);  // a renegotiation goes on in here
  const int returned = SSL_read_ex(ssl_.get(), room.data(), room.size(), &length);
  is_reading_ = false;
  const std::size_t unread = wire_.take_back();
  if (returned == 1) return reading{received::application_data, room.first(length)};

  const int why = SSL_get_error(ssl_.get(), returned);
  if (why == SSL_ERROR_ZERO_RETURN) return reading{received::close_notify};
  if ((why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_X509_LOOKUP) || unread != 0) {
    drain();
    auto failure = failed(returned, record);
    // The version was agreed on long ago; what is wrong is that of a record.
    if (failure.why == cause::no_common_version) failure.why = cause::protocol_violation;
    return failure;
  }
  const auto answered = answer_key_update();
  drain();
  if (!answered) return answered.failure();
  const auto outer = record.empty() ? content_type::handshake : static_cast<content_type>(record[0]);
  const auto type = seen_.inner_type.value_or(outer);
  if (type == content_type::application_data) return reading{received::application_data, room.first(0)};
  const bool is_handshake = type == content_type::handshake || type == content_type::change_cipher_spec;
  if (!is_handshake) return reading{received::nothing};
  ++revision_;
  return reading{received::handshake_message};
}

/// OpenSSL answers a KeyUpdate with its next SSL_write, which never comes: the answer is asked for here, or
/// behind a later record while a handshake goes on.
tls::result<std::monostate> engine::answer_key_update() {
  const bool owes = SSL_get_key_update_type(ssl_.get()) != SSL_KEY_UPDATE_NONE;
  if (!owes || SSL_in_init(ssl_.get())) return std::monostate{};
  return write_key_update();
}

/// Who does not speak the version that was chosen says so in a record of a version that it speaks. OpenSSL
/// looks no further than at that number.
void engine::read_alert_of_another_version(tls::const_bytes record) {
  constexpr std::size_t length = tls::record_header_length + 2;
  // Under keys it answers with an alert of its own: there it could have been anyone.
  const bool is_unheard = !seen_.received && !seen_.sent;
  if (!is_unheard || ERR_GET_REASON(ERR_peek_error()) != SSL_R_WRONG_VERSION_NUMBER) return;
  if (record.size() != length || static_cast<content_type>(record[0]) != content_type::alert) return;
  seen_.received = tls::alert{static_cast<tls::alert_level>(record[tls::record_header_length]),
                              static_cast<tls::alert_description>(record[tls::record_header_length + 1])};
}

/// OpenSSL calls three things an internal error of its own: a sealed record that is too short for its
/// authentication tag, an algorithm that no provider has any more, and, before OpenSSL 3.2, many an
/// allocation that failed.
tls::failure engine::failed(int returned, tls::const_bytes sealed_record) {
  const tls::failure reported = reported_failure(returned);
  if (reported.why != cause::internal) return reported;
  const std::size_t nonce_or_type = version() == tls::version::tls1_3 ? 1 : 8;
  const std::size_t shortest = tls::record_header_length + nonce_or_type + aead_tag_length;
  const bool is_too_short = !sealed_record.empty() && sealed_record.size() < shortest;
  return is_too_short ? cause::bad_record_mac : cause::out_of_memory;
}

tls::failure engine::reported_failure(int returned) {
  forget_session();
  const int kind = SSL_get_error(ssl_.get(), returned);
  const queued_errors errors = take_errors();  // the line before reads the queue
  if (seen_.received) {
    const auto meant = tls::meaning_of(*seen_.received, version());
    // A goodbye is no failure's name, whatever level the peer gives it.
    if (meant == tls::alert_meaning::goodbye) return {cause::closed_in_handshake};
    // OpenSSL has broken off, so it knew no version yet by whose description a fatal alert means nothing.
    const bool is_fatal = seen_.received->level == tls::alert_level::fatal;
    if (is_fatal || meant == tls::alert_meaning::end) return {cause::peer_alert, *seen_.received};
  }
  if (seen_.certificate) return {*seen_.certificate};
  if (errors.no_memory) return {errors.no_algorithm ? cause::no_usable_algorithms : cause::out_of_memory};
  // OpenSSL calls this an internal error of its own.
  if (errors.unusable_certificate) return {cause::certificate_rejected};
  // RFC 5746 has handshake_failure say this.
  if (errors.insecure_renegotiation) return {cause::protocol_violation};
  const cause said = seen_.sent ? cause_of_own_alert(seen_.sent->description) : cause::protocol_violation;
  if (said == cause::internal && errors.no_algorithm) return {cause::no_usable_algorithms};
  if (seen_.sent) return {said};
  return {kind == SSL_ERROR_SSL ? cause::protocol_violation : cause::internal};
}

tls::failure engine::refuse(const refusal& why) {
  forget_session();
  withdraw_session();
  refusal_ = tls::alert{tls::alert_level::fatal, why.says};
  return why.why;
}

void engine::count_fed(tls::const_bytes record) {
  if (record.empty()) return;
  if (static_cast<content_type>(record[0]) == content_type::change_cipher_spec)
    fed_ = {.change_cipher_spec = true};
  else if (fed_.change_cipher_spec)
    ++fed_.since_change;
}

/// Moves what OpenSSL wrote to the output; returns how many records it is.
std::uint64_t engine::drain() {
  const tls::byte_vector fresh = wire_.take_output();
  std::uint64_t count = 0;
  tls::for_each_record(fresh, [this, &count](const tls::whole_record& framed, tls::const_bytes record) {
    ++count;
    sent_.version = framed.version;
    if (framed.type == content_type::change_cipher_spec) {
      sent_ = {.version = framed.version, .change_cipher_spec = true};
      return;
    }
    ++sent_.since_change;
    if (record.size() < tls::record_header_length + explicit_nonce_length) return;
    sent_.explicit_nonce = 0;
    for (std::uint8_t byte : record.subspan(tls::record_header_length, explicit_nonce_length))
      sent_.explicit_nonce = sent_.explicit_nonce << 8 | byte;
  });
  output_.insert(output_.end(), fresh.begin(), fresh.end());
  return count;
}

tls::version engine::version() const {
  return remains_ ? remains_->version : static_cast<tls::version>(SSL_version(ssl_.get()));
}

tls::byte_vector engine::take_output() {
  return std::exchange(output_, {});
}

bool engine::handshake_is_pending() const {
  return !is_retired() && SSL_renegotiate_pending(ssl_.get()) == 1;
}

bool engine::is_paused() const {
  return !is_retired() && SSL_want_x509_lookup(ssl_.get());
}

void engine::want_client_certificate(bool wants) {
  if (role() != tls::role::server) return;
  wants_certificate_ = wants;
  if (is_retired()) return;
  SSL_set_verify(ssl_.get(), wants ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
  limit_messages(wants);
}

bool engine::agreed_protocol_was_offered() const {
  const unsigned char* agreed = nullptr;
  unsigned length = 0;
  SSL_get0_alpn_selected(ssl_.get(), &agreed, &length);
  tls::const_bytes offer = application_protocols_;
  for (; length != 0 && !offer.empty(); offer = offer.subspan(1U + offer[0]))
    if (std::ranges::equal(offer.subspan(1, offer[0]), tls::const_bytes(agreed, length))) return true;
  return length == 0;
}

bool engine::handshake_is_complete() const {
  return is_declined_ || is_retired() || SSL_is_init_finished(ssl_.get()) == 1;
}

/// The answer to what this side asked for begins with a hello, or (TLS 1.3) ends with the client's Finished.
void engine::hear_message(tls::const_bytes message) {
  limit_.add_message(message.size());
  const auto type = static_cast<tls::handshake_type>(message[0]);
  if (type == tls::handshake_type::client_hello || type == tls::handshake_type::server_hello ||
      type == tls::handshake_type::finished)
    awaits_answer_ = false;
  // The caller is asked about each request, of which TLS 1.3 has more after the handshake (section 4.6.2).
  if (type == tls::handshake_type::certificate_request) has_asked_for_credential_ = false;
}

/// Keeps the ClientHello that asks for another handshake. Called by OpenSSL: no exception may leave it.
void engine::note_message(tls::const_bytes message) {
  if (!awaits_answer_ || static_cast<tls::handshake_type>(message[0]) != tls::handshake_type::client_hello)
    return;
  try {
    hello_.assign(message.begin(), message.end());
  } catch (const std::bad_alloc&) {
    hello_.clear();
  }
}

void engine::accept_decline() {
  awaits_answer_ = false;
  // A server's OpenSSL waits for nothing.
  is_declined_ = role() == tls::role::client;
}

}  // namespace schannel::ossl
