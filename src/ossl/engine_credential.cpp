// Whose identities an engine shows, who looks at its peer's, and what becomes of the session.
#include <algorithm>
#include <cstring>
#include <new>

#include "ossl/callbacks.h"
#include "ossl/engine.h"
#include "ossl/handles.h"
#include "ossl/random.h"

namespace schannel::ossl {
namespace {

/// Whether a client with these settings could have made the session.
bool allows(const settings& what, const SSL_SESSION& session) {
  const auto version = static_cast<tls::version>(SSL_SESSION_get_protocol_version(&session));
  const bool newest = version == tls::version::tls1_3;
  const auto& suites = newest ? what.algorithms.tls1_3_suites : what.algorithms.suites;
  const char* const suite = SSL_CIPHER_get_name(SSL_SESSION_get0_cipher(&session));
  return what.versions.has(version) && std::ranges::find(suites, suite) != suites.end();
}

/// The name that the session was given where it was made; nothing where it has none yet.
std::optional<session_name> name_of(SSL_SESSION& session) {
  void* name = nullptr;
  std::size_t length = 0;
  SSL_SESSION_get0_ticket_appdata(&session, &name, &length);
  ossl::session_name found{};
  if (length != found.size()) return std::nullopt;
  std::memcpy(found.data(), name, length);
  return found;
}

}  // namespace

shown_side engine::use_credential(const context& given) noexcept {
  shows_others_ = true;
  return std::exchange(side_, shown_side{given, given.client_judge().current()});
}

void engine::return_to(shown_side former) noexcept {
  shows_others_ = true;
  side_ = std::move(former);
}

void engine::use_identities(std::vector<identity> own) {
  side_.found = std::move(own);
  shows_others_ = true;
}

const std::vector<identity>& engine::identities() const {
  return side_.found.empty() ? side_.credential.settings().identities : side_.found;
}

/// Gives OpenSSL the identities that are to be shown, which it needs from here on.
bool engine::renew_identities() {
  return !std::exchange(shows_others_, false) || ossl::use_identities(ssl_.get(), identities()) == 1;
}

/// The answer of a client's certificate callback: 1 to go on with what there is, -1 to stop and ask.
int engine::certificate_or_pause() {
  if (SSL_get_certificate(ssl_.get()) != nullptr) return 1;
  if (!asks_for_credential_ || has_asked_for_credential_) return 1;
  has_asked_for_credential_ = true;
  return -1;
}

void engine::relax_validation(validation at_most) {
  at_most_ = std::max(at_most_, at_most);
  validation_ = std::max(validation_, at_most_);
  peer_.verified = validation_ == validation::automatic;
}

/// Who decides about a certificate is known when it comes.
void engine::choose_validation() {
  validation_ = std::max(at_most_, side_.credential.settings().validates);
  peer_.verified = validation_ == validation::automatic;
}

/// Called when OpenSSL begins one, the first or another.
void engine::begin_handshake() {
  sightings_->peer_list.reset();
  // A session that takes the place of a resumed one inherits its name.
  if (const auto resumed = resumed_session_name()) own_session_name_ = *resumed;
}

bool engine::peer_is_verified() const {
  if (SSL_CIPHER_get_auth_nid(SSL_get_current_cipher(ssl_.get())) == NID_auth_psk) return true;
  return validation_ == validation::automatic && SSL_get0_peer_certificate(ssl_.get()) != nullptr &&
         SSL_get_verify_result(ssl_.get()) == X509_V_OK;
}

void engine::keep_session(bool keeps) {
  keeps_session_ = keeps;
  if (role() == tls::role::server) return;  // looked at when the connection goes
  if (!keeps) return forget_session();
  shared_session session(SSL_get1_session(ssl_.get()), SSL_SESSION_free);
  if (session != nullptr && SSL_SESSION_is_resumable(session.get()) == 1)
    remember_session(std::move(session));
}

std::optional<session_name> engine::resumed_session_name() const {
  SSL_SESSION* const session = SSL_get_session(ssl_.get());
  if (session == nullptr || SSL_session_reused(ssl_.get()) == 0) return std::nullopt;
  return name_of(*session);
}

/// Drawn when it is asked for: who resumes a session needs none. Throws when there are no random bytes.
const session_name& engine::own_session_name() {
  if (!own_session_name_) {
    ossl::session_name drawn;
    fill_random(drawn);
    own_session_name_ = drawn;
  }
  return *own_session_name_;
}

/// OpenSSL copies the name with the session, and into a server's tickets. False when memory ran out.
bool engine::name_session(SSL_SESSION& session) {
  const auto& name = own_session_name();
  return SSL_SESSION_set1_ticket_appdata(&session, name.data(), name.size()) == 1;
}

/// A session belongs to the credential that it was made with in the end, if that could have made it.
void engine::remember_session(shared_session session) {
  // One that has a name may be in use on other connections.
  if (!name_of(*session) && !name_session(*session)) throw std::bad_alloc{};
  const bool is_own = side_.credential.native() == context_.native();
  if (is_own || allows(side_.credential.settings(), *session))
    side_.credential.sessions().keep(peer_, std::move(session));
}

void engine::forget_session() {
  context_.sessions().forget(peer_);
  side_.credential.sessions().forget(peer_);
}

}  // namespace schannel::ossl
