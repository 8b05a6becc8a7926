// From settings to an SSL_CTX: versions, cipher suites, identities, trust.
#include "ossl/settings.h"

#include <algorithm>

#include "ossl/callbacks.h"
#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"
#include "ossl/secret_tap.h"
#include "ossl/version_options.h"

namespace schannel::ossl {
namespace {

using tls::cause;

bool set_protocol(SSL_CTX* context, const settings& wanted) {
  SSL_CTX_set_options(context, SSL_OP_ALLOW_CLIENT_RENEGOTIATION |
                                   SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS |
                                   SSL_OP_NO_COMPRESSION | SSL_OP_NO_ENCRYPT_THEN_MAC | SSL_OP_NO_TICKET);
  for (const auto& [v, off] : version_options)
    if (!wanted.versions.has(v)) SSL_CTX_set_options(context, off);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  // A ticket is sent when the server asks for it, never unasked behind the handshake.
  return SSL_CTX_set_num_tickets(context, 0) == 1 &&
         SSL_CTX_set_min_proto_version(context, TLS1_VERSION) == 1;
}

bool set_algorithms(SSL_CTX* context, const algorithms& allowed, tls::role role) {
  if (allowed.security_level) SSL_CTX_set_security_level(context, *allowed.security_level);
  if (SSL_CTX_set_ciphersuites(context, joined(allowed.tls1_3_suites).c_str()) != 1) return false;
  // Without a suite for them the older versions are off, and what OpenSSL keeps for them is of no account.
  if (!allowed.suites.empty() && SSL_CTX_set_cipher_list(context, joined(allowed.suites).c_str()) != 1)
    return false;
  if (!allowed.groups.empty() && SSL_CTX_set1_groups_list(context, joined(allowed.groups).c_str()) != 1)
    return false;
  if (!allowed.signatures.empty() &&
      SSL_CTX_set1_sigalgs_list(context, joined(allowed.signatures).c_str()) != 1)
    return false;
  return demand_group_length(context, allowed.lengths.diffie_hellman) &&
         (role == tls::role::client ||
          provide_diffie_hellman_group(context, allowed.lengths.diffie_hellman.minimum));
}

/// Names as many of them as fit into 16 KB, which is as long as Windows lets the list grow. In it each name
/// has a length of two bytes in front.
bool name_authorities(SSL_CTX* context, const std::vector<certificate>& authorities) {
  constexpr int longest_list = 0x4000;
  int length = 0;
  for (const certificate& authority : authorities) {
    const int of_name = i2d_X509_NAME(X509_get_subject_name(authority.native()), nullptr);
    if (of_name < 0) return false;
    length += 2 + of_name;
    if (length > longest_list) break;
    if (SSL_CTX_add_client_CA(context, authority.native()) != 1) return false;
  }
  return true;
}

bool show(SSL_CTX* context, const identity& shown) {
  if (SSL_CTX_use_cert_and_key(context, shown.leaf.native(), shown.key.native(), nullptr, 1) != 1)
    return false;
  for (const certificate& intermediate : shown.intermediates)
    if (SSL_CTX_add1_chain_cert(context, intermediate.native()) != 1) return false;
  return true;
}

/// Sessions are resumed by their id, and by ticket where a connection asks for tickets. Client sessions are
/// kept in a session_cache, which knows their peer; server sessions by OpenSSL.
bool set_resumption(SSL_CTX* context, const settings& wanted) {
  static constexpr unsigned char same_for_all[] = "schannel";
  const auto lifespan = std::chrono::ceil<std::chrono::seconds>(wanted.session_lifespan).count();
  const int client = SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE;
  const int mode = wanted.role == tls::role::client ? client : SSL_SESS_CACHE_SERVER;
  SSL_CTX_set_session_cache_mode(context, lifespan == 0 ? SSL_SESS_CACHE_OFF : mode);
  SSL_CTX_set_timeout(context, static_cast<long>(lifespan));
  // OpenSSL makes room as soon as there are as many as that.
  SSL_CTX_sess_set_cache_size(context, static_cast<long>(wanted.session_count) + 1);
  return SSL_CTX_set_session_id_context(context, same_for_all, sizeof same_for_all) == 1;
}

/// A bad identity shows now, not when a client asks for its name.
bool has_wrong_key(const std::vector<identity>& identities) {
  return std::any_of(identities.begin(), identities.end(),
                     [](const identity& shown) { return !shown.leaf.matches(shown.key); });
}

bool show_all(SSL_CTX* context, const std::vector<identity>& identities) {
  for (const identity* shown : first_of_each_kind(identities))
    if (!show(context, *shown)) return false;
  return true;
}

}  // namespace

std::string joined(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ":") + name;
  return list;
}

tls::result<context> context::create(ossl::settings wanted) {
  forget_errors();
  if (wanted.versions.empty()) return cause::no_usable_algorithms;
  const bool server = wanted.role == tls::role::server;
  const tapped taps = tappable() & wanted.taps;
  ssl_context_ptr made{
      SSL_CTX_new_ex(nullptr, tapping_properties(taps), server ? TLS_server_method() : TLS_client_method())};
  if (!made) return what_is_missing();
  if (!set_protocol(made.get(), wanted) || !set_algorithms(made.get(), wanted.algorithms, wanted.role) ||
      !set_resumption(made.get(), wanted) || !name_authorities(made.get(), wanted.named_authorities))
    return ran_out_of_memory() ? cause::out_of_memory : cause::no_usable_algorithms;
  if (has_wrong_key(wanted.identities)) return cause::bad_credential;
  if (!show_all(made.get(), wanted.identities))
    return ran_out_of_memory() ? cause::out_of_memory : cause::bad_credential;
  if (wanted.asks_for_response && SSL_CTX_set_tlsext_status_type(made.get(), TLSEXT_STATUSTYPE_ocsp) != 1)
    return cause::out_of_memory;
  install_callbacks(made.get());
  if (!taps.secrets) install_key_log(made.get());
  if (server) install_ticket_keys(made.get());
  forget_errors();
  return context(std::shared_ptr<SSL_CTX>(std::move(made)),
                 std::make_shared<const ossl::settings>(std::move(wanted)));
}

tls::result<opaque_ssl> context::connect(const extension_request& wanted) const {
  if (is_approved_ != allows_only_approved_algorithms()) return cause::no_usable_algorithms;
  return extensions_->connect(wanted);
}

}  // namespace schannel::ossl
