// OpenSSL's callbacks. They run inside an operation of an engine and only note what they see on it; none
// throws.
#include "ossl/callbacks.h"

#include <openssl/rand.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <vector>

#include "ossl/engine.h"
#include "ossl/failures.h"
#include "ossl/handles.h"
#include "ossl/key_log.h"

namespace schannel::ossl {

struct callbacks {
  static engine& observer(const SSL* ssl) { return *static_cast<engine*>(SSL_get_app_data(ssl)); }

  static void information(const SSL* ssl, int where, int value) {
    if ((where & SSL_CB_HANDSHAKE_START) != 0) observer(ssl).begin_handshake();
    if ((where & SSL_CB_ALERT) == 0) return;
    const tls::alert what{static_cast<tls::alert_level>(value >> 8),
                          static_cast<tls::alert_description>(value & 0xFF)};
    auto& seen = observer(ssl).seen_;
    ((where & SSL_CB_READ) != 0 ? seen.received : seen.sent) = what;
  }

  static void message(int sending, int, int content, const void* bytes, std::size_t length, SSL* ssl, void*) {
    if (content == SSL3_RT_INNER_CONTENT_TYPE && length == 1) {
      if (sending == 0) observer(ssl).seen_.inner_type = *static_cast<const tls::content_type*>(bytes);
      if (sending != 0) observer(ssl).has_sealed_ = true;
    }
    if (content != SSL3_RT_HANDSHAKE || length == 0) return;
    const tls::const_bytes whole{static_cast<const std::uint8_t*>(bytes), length};
    observer(ssl).sightings_->extensions.take(whole);
    sending == 0 ? observer(ssl).hear_message(whole) : observer(ssl).note_message(whole);
  }

  static void secret_line(const SSL* ssl, const char* line) {
    if (const auto said = parse_key_log(line)) observer(ssl).hear(said->which, said->value.bytes());
  }

  static int look_at_hello(SSL* ssl, int* alert, void*) {
    engine& self = observer(ssl);
    const unsigned char* body = nullptr;
    std::size_t length = 0;
    self.may_ask_later_ =
        SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_post_handshake_auth, &body, &length) == 1;
    *alert = SSL_AD_INTERNAL_ERROR;
    try {
      const auto& all = self.context_.settings().for_applications;
      return restrict_to_application(ssl, all, self.application_protocols_) ? SSL_CLIENT_HELLO_SUCCESS
                                                                            : SSL_CLIENT_HELLO_ERROR;
    } catch (const std::bad_alloc&) {
      report_shortage();
      return SSL_CLIENT_HELLO_ERROR;
    }
  }

  /// RFC 7301 section 3.2: the server's order decides, and no overlap is fatal.
  static int choose_protocol(SSL* ssl, const unsigned char** chosen, unsigned char* length,
                             const unsigned char* offered, unsigned offered_length, void*) {
    const auto& ours = observer(ssl).application_protocols_;
    if (ours.empty()) return SSL_TLSEXT_ERR_NOACK;
    unsigned char* match = nullptr;
    if (SSL_select_next_proto(&match, length, ours.data(), static_cast<unsigned>(ours.size()), offered,
                              offered_length) != OPENSSL_NPN_NEGOTIATED)
      return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = match;
    return SSL_TLSEXT_ERR_OK;
  }

  /// A client stops once for a caller who can give it a certificate. A server shows an identity that is for
  /// the name the client asked for; any of its own when none is.
  static int choose_certificate(SSL* ssl, void*) {
    engine& self = observer(ssl);
    self.certificate_requested_ = true;
    if (self.is_reading_) return -1;  // the next leg decides, and may bring another credential
    const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    try {
      if (!self.renew_identities()) return 0;
      if (self.role() == tls::role::client) return self.certificate_or_pause();
      if (!self.name_session(*SSL_get_session(ssl))) throw std::bad_alloc{};
      if (name == nullptr) return 1;
      std::vector<identity> fitting;
      for (const identity& candidate : self.identities())
        if (X509_check_host(candidate.leaf.native(), name, 0, 0, nullptr) == 1) fitting.push_back(candidate);
      return fitting.empty() ? 1 : use_identities(ssl, fitting);
    } catch (const std::exception&) {  // random bytes may be missing, too
      report_shortage();
      return 0;
    }
  }

  static unsigned copy_key(const long_secret& key, unsigned char* to, unsigned room) {
    const tls::const_bytes bytes = key.bytes();
    if (bytes.size() > room) return 0;
    std::ranges::copy(bytes, to);
    return static_cast<unsigned>(bytes.size());
  }

  static unsigned offer_key(SSL* ssl, const char*, char* identity, unsigned identity_room, unsigned char* key,
                            unsigned key_room) {
    const auto& ours = *observer(ssl).key_;
    if (ours.identity.size() > identity_room) return 0;
    std::memcpy(identity, ours.identity.c_str(), ours.identity.size() + 1);
    return copy_key(ours.key, key, key_room);
  }

  /// 0 is alert unknown_psk_identity (RFC 4279 section 2).
  static unsigned find_key(SSL* ssl, const char* identity, unsigned char* key, unsigned key_room) {
    const auto& ours = *observer(ssl).key_;
    if (!ours.identity.empty() && ours.identity != identity) return 0;
    return copy_key(ours.key, key, key_room);
  }

  /// 32 random bytes, some of which say which of several servers can resume the session.
  static int make_session_id(SSL* ssl, unsigned char* id, unsigned* length) {
    constexpr std::size_t machine_offset = 4;
    if (RAND_bytes(id, static_cast<int>(*length)) != 1) return 0;
    const auto& machine = observer(ssl).context_.settings().machine_id;
    if (machine && *length >= machine_offset + sizeof *machine)
      std::memcpy(id + machine_offset, &*machine, sizeof *machine);
    return 1;
  }

  /// Returns 1 when it takes over the caller's reference to `session`.
  static int keep_session(SSL* ssl, SSL_SESSION* session) {
    engine& self = observer(ssl);
    if (self.role() == tls::role::server || self.peer_.target.empty() || !self.keeps_session_) return 0;
    try {
      self.remember_session(shared_session(session, SSL_SESSION_free));
    } catch (const std::exception&) {
      // What could not be kept is not resumed; shared_session has freed it.
    }
    return 1;
  }

  static int decide(X509_STORE_CTX* verification, void*) {
    engine& self = verifying(verification);
    sightings& shown = *self.sightings_;
    shown.peer_list.reset(X509_chain_up_ref(X509_STORE_CTX_get0_untrusted(verification)));
    if (!shown.peer_list) {
      report_shortage();
      return 0;
    }
    shown.check.reset();
    const key_lengths& lengths = self.context_.settings().algorithms.lengths;
    if (self.role() == tls::role::client &&
        has_rsa_key_out_of(lengths.rsa, X509_STORE_CTX_get0_cert(verification))) {
      X509_STORE_CTX_set_error(verification, X509_V_ERR_EE_KEY_TOO_SMALL);
      self.seen_.certificate = tls::cause::no_common_parameters;
      return 0;
    }
    self.choose_validation();
    const bool is_server = self.role() == tls::role::server;
    if (is_server ? !self.side_.client_judge : self.validation_ == validation::by_caller) {
      X509_STORE_CTX_set_error(verification, X509_V_OK);
      return 1;
    }
    const bool asked = !is_server && self.context_.settings().asks_for_response;
    const bool response_came = SSL_version(self.ssl_.get()) >= TLS1_3_VERSION;
    const auto against = look_at(self, asked && !response_came);
    X509_STORE_CTX_set_error(verification, against ? verification_error_of(*against) : X509_V_OK);
    return against ? 0 : 1;
  }

  /// Looks at what the peer has shown so far, and notes what came of it. The cause that ends the handshake,
  /// if any does.
  static std::optional<tls::cause> look_at(engine& self, bool response_may_follow) {
    const bool is_server = self.role() == tls::role::server;
    try {
      const auto& judge = is_server ? *self.side_.client_judge : self.side_.credential.settings().judge;
      const auto check = judge({.shown = self.sightings_->peer_chain(),
                                .response = response_of(self.ssl_.get()),
                                .response_may_follow = response_may_follow,
                                .security_level = SSL_get_security_level(self.ssl_.get()),
                                .target = is_server ? std::string{} : self.target_});
      self.sightings_->check = check;
      const bool ends = check.against && !is_server && self.validation_ == validation::automatic;
      self.seen_.certificate = ends ? std::optional{cause_of(*check.against)} : std::nullopt;
    } catch (const std::bad_alloc&) {
      self.seen_.certificate = tls::cause::out_of_memory;
    } catch (...) {
      self.seen_.certificate = tls::cause::internal;
    }
    return self.seen_.certificate;
  }

  /// The OCSP response that the server stapled to its certificate.
  static tls::byte_vector response_of(SSL* ssl) {
    const unsigned char* response = nullptr;
    const long size = SSL_get_tlsext_status_ocsp_resp(ssl, &response);
    if (response == nullptr || size <= 0) return {};
    return {response, response + size};
  }

  /// A client before TLS 1.3 gets the response after the certificate, and looks at both again. A server
  /// staples the one that goes with the certificate it shows.
  static int exchange_response(SSL* ssl, void*) {
    engine& self = observer(ssl);
    if (self.role() == tls::role::server) return staple(self, ssl);
    constexpr int taken = 1;
    constexpr int refused = 0;
    const bool looked_already = SSL_version(ssl) >= TLS1_3_VERSION || self.sightings_->peer_list == nullptr;
    if (looked_already || self.validation_ == validation::by_caller) return taken;
    return look_at(self, false) ? refused : taken;
  }

  static int staple(const engine& self, SSL* ssl) {
    const X509* const shown = SSL_get_certificate(ssl);
    for (const identity& one : self.identities()) {
      if (one.response.empty() || shown == nullptr || X509_cmp(shown, one.leaf.native()) != 0) continue;
      auto* const copy =
          static_cast<unsigned char*>(OPENSSL_memdup(one.response.data(), one.response.size()));
      if (copy == nullptr) return SSL_TLSEXT_ERR_ALERT_FATAL;
      SSL_set_tlsext_status_ocsp_resp(ssl, copy, static_cast<long>(one.response.size()));
      return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_NOACK;
  }

  static engine& verifying(X509_STORE_CTX* verification) {
    return observer(static_cast<const SSL*>(
        X509_STORE_CTX_get_ex_data(verification, SSL_get_ex_data_X509_STORE_CTX_idx())));
  }
};

int use_identities(SSL* ssl, const std::vector<identity>& shown) {
  SSL_certs_clear(ssl);
  for (const identity* one : first_of_each_kind(shown)) {
    if (SSL_use_cert_and_key(ssl, one->leaf.native(), one->key.native(), nullptr, 1) != 1) return 0;
    for (const certificate& intermediate : one->intermediates)
      if (SSL_add1_chain_cert(ssl, intermediate.native()) != 1) return 0;
  }
  return 1;
}

void install_callbacks(SSL_CTX* context) {
  SSL_CTX_set_info_callback(context, &callbacks::information);
  SSL_CTX_set_msg_callback(context, &callbacks::message);
  SSL_CTX_set_client_hello_cb(context, &callbacks::look_at_hello, nullptr);
  SSL_CTX_set_alpn_select_cb(context, &callbacks::choose_protocol, nullptr);
  SSL_CTX_set_cert_cb(context, &callbacks::choose_certificate, nullptr);
  SSL_CTX_set_generate_session_id(context, &callbacks::make_session_id);
  SSL_CTX_sess_set_new_cb(context, &callbacks::keep_session);
  SSL_CTX_set_cert_verify_callback(context, &callbacks::decide, nullptr);
  SSL_CTX_set_tlsext_status_cb(context, &callbacks::exchange_response);
}

void install_key_log(SSL_CTX* context) {
  SSL_CTX_set_keylog_callback(context, &callbacks::secret_line);
}

void use_preshared_keys(SSL* ssl) {
  if (SSL_is_server(ssl) == 1)
    SSL_set_psk_server_callback(ssl, &callbacks::find_key);
  else
    SSL_set_psk_client_callback(ssl, &callbacks::offer_key);
}

bool observe_with(engine& observer, SSL* ssl) {
  return SSL_set_app_data(ssl, &observer) == 1;
}

}  // namespace schannel::ossl
