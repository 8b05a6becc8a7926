// A handshake with a pre-shared key needs no certificate, and derives the same secrets as any other.
#include "ossl/tapped_handshake.h"

#include <algorithm>
#include <array>

#include "ossl/direction_keys.h"
#include "ossl/handles.h"
#include "ossl/key_log.h"
#include "ossl/key_schedule.h"

namespace schannel::ossl {
namespace {

constexpr std::array<unsigned char, 32> shared_key = {1};
constexpr unsigned char identity[] = "trial";

/// The secrets of one end, by both ways.
class end final : public secret_listener {
 public:
  std::array<secret, tls1_3_secret_count> heard;
  std::array<secret, tls1_3_secret_count> logged;
  std::array<traffic_keys, tls1_3_secret_count> keys;
  owned<SSL, SSL_free> ssl;

  void hear(tls1_3_secret which, tls::const_bytes value) override {
    heard[static_cast<std::size_t>(which)] = secret::copy_of(value).value_or(secret{});
  }

  void hear_traffic_key(tls1_3_secret of, traffic_key_part part, tls::const_bytes value) override {
    traffic_keys& kept = keys[static_cast<std::size_t>(of)];
    (part == traffic_key_part::key ? kept.key : kept.iv) = secret::copy_of(value).value_or(secret{});
  }

  void hear_key_block(tls::const_bytes) override {}

  bool agrees() const {
    return std::ranges::equal(heard, logged, same) && keys_follow(tls1_3_secret::client_application) &&
           keys_follow(tls1_3_secret::server_application);
  }

 private:
  static bool same(const secret& one, const secret& other) {
    return !one.empty() && std::ranges::equal(one.bytes(), other.bytes());
  }

  bool keys_follow(tls1_3_secret from) const {
    const secret& said = logged[static_cast<std::size_t>(from)];
    const auto& [key, iv] = keys[static_cast<std::size_t>(from)];
    const auto expected_key = expand_label(EVP_sha256(), said, "key", 16);
    const auto expected_iv = expand_label(EVP_sha256(), said, "iv", 12);
    return expected_key && expected_iv && same(key, *expected_key) && same(iv, *expected_iv);
  }
};

void log(const SSL* ssl, const char* line) {
  if (auto said = parse_key_log(line))
    static_cast<end*>(SSL_get_app_data(ssl))->logged[static_cast<std::size_t>(said->which)] = said->value;
}

SSL_SESSION* session_of_shared_key(SSL* ssl) {
  constexpr unsigned char aes_128_gcm_sha256[] = {0x13, 0x01};
  SSL_SESSION* made = SSL_SESSION_new();
  if (made == nullptr) return nullptr;
  if (SSL_SESSION_set1_master_key(made, shared_key.data(), shared_key.size()) == 1 &&
      SSL_SESSION_set_cipher(made, SSL_CIPHER_find(ssl, aes_128_gcm_sha256)) == 1 &&
      SSL_SESSION_set_protocol_version(made, TLS1_3_VERSION) == 1)
    return made;
  SSL_SESSION_free(made);
  return nullptr;
}

int offer_shared_key(SSL* ssl, const EVP_MD*, const unsigned char** id, std::size_t* length,
                     SSL_SESSION** session) {
  *id = identity;
  *length = sizeof identity;
  *session = session_of_shared_key(ssl);
  return *session != nullptr ? 1 : 0;
}

int find_shared_key(SSL* ssl, const unsigned char*, std::size_t, SSL_SESSION** session) {
  *session = session_of_shared_key(ssl);
  return *session != nullptr ? 1 : 0;
}

bool prepare(end& one, SSL_CTX* context, bool is_server) {
  // The suite whose digest is the shared key's; with another the server would want a certificate.
  if (context == nullptr || SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256") != 1) return false;
  SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
  SSL_CTX_set_keylog_callback(context, log);
  SSL_CTX_set_psk_use_session_callback(context, offer_shared_key);
  SSL_CTX_set_psk_find_session_callback(context, find_shared_key);
  one.ssl.reset(SSL_new(context));
  if (!one.ssl || SSL_set_app_data(one.ssl.get(), &one) != 1) return false;
  is_server ? SSL_set_accept_state(one.ssl.get()) : SSL_set_connect_state(one.ssl.get());
  return true;
}

bool connect(SSL* client, SSL* server) {
  BIO* of_client = nullptr;
  BIO* of_server = nullptr;
  if (BIO_new_bio_pair(&of_client, 0, &of_server, 0) != 1) return false;
  SSL_set_bio(client, of_client, of_client);
  SSL_set_bio(server, of_server, of_server);
  return true;
}

bool step(end& one) {
  const listening scope(one);
  return SSL_do_handshake(one.ssl.get()) == 1;
}

}  // namespace

bool hears_what_the_key_log_says(const char* properties) {
  const ssl_context_ptr client_context{SSL_CTX_new_ex(nullptr, properties, TLS_client_method())};
  const ssl_context_ptr server_context{SSL_CTX_new_ex(nullptr, properties, TLS_server_method())};
  end client, server;
  if (!prepare(client, client_context.get(), false) || !prepare(server, server_context.get(), true) ||
      !connect(client.ssl.get(), server.ssl.get()))
    return false;
  // ClientHello; ServerHello to Finished; Finished.
  step(client);
  step(server);
  return step(client) && step(server) && client.agrees() && server.agrees();
}

}  // namespace schannel::ossl
