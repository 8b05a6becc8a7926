// From settings to an SSL_CTX: versions, cipher suites, identities, trust.
#include "ossl/settings.h"

#include "ossl/callbacks.h"
#include "ossl/failures.h"
#include "ossl/handles.h"

namespace schannel::ossl {
namespace {

using tls::cause;
using tls::version;

// Windows' order (tls-cipher-suites-in-windows-server-2022).
constexpr const char* tls1_3_suites = "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256";
constexpr const char* tls1_2_suites =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:"
    "DHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-SHA256:"
    "ECDHE-ECDSA-AES256-SHA:ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES256-SHA:ECDHE-RSA-AES128-SHA:"
    "AES256-GCM-SHA384:AES128-GCM-SHA256:AES256-SHA256:AES128-SHA256:AES256-SHA:AES128-SHA";
// TLS 1.0 and 1.1 sign with MD5 and SHA-1, which OpenSSL allows at no higher level.
constexpr int level_of_old_versions = 0;
constexpr const char* groups = "X25519:P-256:P-384";

struct version_option {
  version v;
  std::uint64_t off;
};
constexpr version_option version_options[] = {{version::tls1_0, SSL_OP_NO_TLSv1},
                                              {version::tls1_1, SSL_OP_NO_TLSv1_1},
                                              {version::tls1_2, SSL_OP_NO_TLSv1_2},
                                              {version::tls1_3, SSL_OP_NO_TLSv1_3}};

bool set_protocol(SSL_CTX* context, const settings& wanted) {
  SSL_CTX_set_options(context, SSL_OP_ALLOW_CLIENT_RENEGOTIATION |
                                   SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS |
                                   SSL_OP_NO_COMPRESSION | SSL_OP_NO_ENCRYPT_THEN_MAC | SSL_OP_NO_TICKET);
  for (const auto& [v, off] : version_options)
    if (!wanted.versions.has(v)) SSL_CTX_set_options(context, off);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  if (wanted.versions.has(version::tls1_0) || wanted.versions.has(version::tls1_1))
    SSL_CTX_set_security_level(context, level_of_old_versions);
  // A ticket is sent when the server asks for it, never unasked behind the handshake.
  return SSL_CTX_set_num_tickets(context, 0) == 1 &&
         SSL_CTX_set_min_proto_version(context, TLS1_VERSION) == 1 &&
         SSL_CTX_set_ciphersuites(context, tls1_3_suites) == 1 &&
         SSL_CTX_set_cipher_list(context, tls1_2_suites) == 1 &&
         SSL_CTX_set1_groups_list(context, groups) == 1;
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
  return SSL_CTX_set_session_id_context(context, same_for_all, sizeof same_for_all) == 1;
}

/// The first identity is the context's own; the others are tried once, so that a bad one shows now.
bool show_all(SSL_CTX* context, const std::vector<identity>& identities) {
  for (const identity& shown : identities)
    if (!shown.leaf.matches(shown.key)) return false;
  return identities.empty() || show(context, identities.front());
}

}  // namespace

tls::result<context> context::create(ossl::settings wanted) {
  ERR_clear_error();
  if (wanted.versions.empty()) return cause::no_usable_algorithms;
  const bool server = wanted.role == tls::role::server;
  ssl_context_ptr made{SSL_CTX_new(server ? TLS_server_method() : TLS_client_method())};
  if (!made) return cause::out_of_memory;
  if (!set_protocol(made.get(), wanted) || !set_resumption(made.get(), wanted))
    return ran_out_of_memory() ? cause::out_of_memory : cause::no_usable_algorithms;
  if (!show_all(made.get(), wanted.identities))
    return ran_out_of_memory() ? cause::out_of_memory : cause::bad_credential;
  // Roots that cannot be loaded are roots that are not trusted: verification says so when it needs them.
  if (!server && wanted.validates != validation::by_caller) SSL_CTX_set_default_verify_paths(made.get());
  install_callbacks(made.get());
  ERR_clear_error();
  return context(std::shared_ptr<SSL_CTX>(std::move(made)),
                 std::make_shared<const ossl::settings>(std::move(wanted)));
}

}  // namespace schannel::ossl
