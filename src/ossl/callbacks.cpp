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
    if ((where & SSL_CB_HANDSHAKE_START) != 0) observer(ssl).sightings_->peer_list.reset();
    if ((where & SSL_CB_ALERT) == 0) return;
    const tls::alert what{static_cast<tls::alert_level>(value >> 8),
                          static_cast<tls::alert_description>(value & 0xFF)};
    auto& seen = observer(ssl).seen_;
    ((where & SSL_CB_READ) != 0 ? seen.received : seen.sent) = what;
  }

  static void message(int sending, int, int content, const void* bytes, std::size_t length, SSL* ssl, void*) {
    if (sending == 0 && content == SSL3_RT_INNER_CONTENT_TYPE && length == 1)
      observer(ssl).seen_.inner_type = *static_cast<const tls::content_type*>(bytes);
    if (content != SSL3_RT_HANDSHAKE || length == 0) return;
    const tls::const_bytes whole{static_cast<const std::uint8_t*>(bytes), length};
    observer(ssl).sightings_->extensions.take(whole);
    sending == 0 ? observer(ssl).hear_message(whole) : observer(ssl).note_message(whole);
  }

  static void secret_line(const SSL* ssl, const char* line) {
    if (const auto said = parse_key_log(line)) observer(ssl).hear(said->which, said->value.bytes());
  }

  static int look_at_hello(SSL* ssl, int* alert, void*) {
    const engine& self = observer(ssl);
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
    const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    if (self.role() == tls::role::client) return self.certificate_or_pause();
    if (name == nullptr) return 1;
    try {
      std::vector<identity> fitting;
      for (const identity& candidate : self.context_.settings().identities)
        if (X509_check_host(candidate.leaf.native(), name, 0, 0, nullptr) == 1) fitting.push_back(candidate);
      return fitting.empty() ? 1 : use_identities(ssl, fitting);
    } catch (const std::bad_alloc&) {
      report_shortage();
      return 0;
    }
  }

  static unsigned copy_key(const secret& key, unsigned char* to, unsigned room) {
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
      self.context_.sessions().keep(self.peer_, shared_session(session, SSL_SESSION_free));
    } catch (const std::bad_alloc&) {
      // What could not be kept is not resumed; shared_session has freed it.
    }
    return 1;
  }

  /// One verification: all that it finds, and the gravest of it.
  struct examination {
    findings& all;
    int gravest = X509_V_OK;

    void add(int error) {
      if (const auto what = cause_of_verification(error)) all.add(*what);
      if (gravest == X509_V_OK || rank(error) < rank(gravest)) gravest = error;
    }
  };

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
    const bool is_server = self.role() == tls::role::server;
    if (is_server ? !self.checks_client_ : self.validation_ == validation::by_caller) {
      X509_STORE_CTX_set_error(verification, X509_V_OK);
      return 1;
    }
    X509_STORE_CTX_set_verify_cb(verification, &callbacks::collect);
    shown.check.emplace();
    examination made{*shown.check};
    X509_STORE_CTX_set_app_data(verification, &made);
    if (X509_verify_cert(verification) <= 0 && made.gravest == X509_V_OK)
      made.add(X509_STORE_CTX_get_error(verification));
    X509_STORE_CTX_set_app_data(verification, nullptr);
    if (is_server || self.validation_ == validation::recorded) made.gravest = X509_V_OK;
    X509_STORE_CTX_set_error(verification, made.gravest);
    self.seen_.certificate = cause_of_verification(made.gravest);
    return made.gravest == X509_V_OK ? 1 : 0;
  }

  static engine& verifying(X509_STORE_CTX* verification) {
    return observer(static_cast<const SSL*>(
        X509_STORE_CTX_get_ex_data(verification, SSL_get_ex_data_X509_STORE_CTX_idx())));
  }

  /// Goes on after each finding, so that the gravest of all can be reported.
  static int collect(int acceptable, X509_STORE_CTX* verification) {
    if (acceptable == 1) return 1;
    static_cast<examination*>(X509_STORE_CTX_get_app_data(verification))
        ->add(X509_STORE_CTX_get_error(verification));
    return 1;
  }

  /// An untrusted root says more than an expired certificate, and that more than a wrong name.
  static int rank(int finding) {
    switch (cause_of_verification(finding).value_or(tls::cause::internal)) {
      case tls::cause::out_of_memory:
        return 0;
      case tls::cause::untrusted_root:
        return 1;
      case tls::cause::certificate_revoked:
        return 2;
      case tls::cause::certificate_rejected:
        return 3;
      case tls::cause::certificate_expired:
        return 4;
      case tls::cause::wrong_usage:
        return 5;
      default:
        return 6;
    }
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
  if (tapping_properties() == nullptr) SSL_CTX_set_keylog_callback(context, &callbacks::secret_line);
  SSL_CTX_set_alpn_select_cb(context, &callbacks::choose_protocol, nullptr);
  SSL_CTX_set_cert_cb(context, &callbacks::choose_certificate, nullptr);
  SSL_CTX_set_generate_session_id(context, &callbacks::make_session_id);
  SSL_CTX_sess_set_new_cb(context, &callbacks::keep_session);
  SSL_CTX_set_cert_verify_callback(context, &callbacks::decide, nullptr);
}

void install_application_callback(SSL_CTX* context) {
  SSL_CTX_set_client_hello_cb(context, &callbacks::look_at_hello, nullptr);
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
