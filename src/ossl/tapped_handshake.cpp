// Handshakes with a pre-shared key need no certificate, and derive the same secrets as any other.
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
  long_secret block;
  owned<SSL, SSL_free> ssl;

  void hear(tls1_3_secret which, tls::const_bytes value) override {
    heard[static_cast<std::size_t>(which)].assign(value);
  }

  void hear_traffic_key(tls1_3_secret of, traffic_key_part part, tls::const_bytes value) override {
    traffic_keys& kept = keys[static_cast<std::size_t>(of)];
    (part == traffic_key_part::key ? kept.key : kept.iv).assign(value);
  }

  void hear_key_block(tls::const_bytes value) override { block.assign(value); }

  bool heard_what_was_logged() const {
    return std::ranges::equal(heard, logged, same) && keys_follow(tls1_3_secret::client_application) &&
           keys_follow(tls1_3_secret::server_application);
  }

  bool heard_what_follows_from_the_master() const {
    constexpr std::size_t keys_and_vectors = 2 * (16 + 4);
    const auto expected = key_block(ssl.get(), keys_and_vectors);
    return expected && block.bytes().size() >= keys_and_vectors &&
           std::ranges::equal(block.bytes().first(keys_and_vectors), expected->bytes());
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

bool prepare_newest(SSL_CTX* context) {
  SSL_CTX_set_keylog_callback(context, log);
  SSL_CTX_set_psk_use_session_callback(context, offer_shared_key);
  SSL_CTX_set_psk_find_session_callback(context, find_shared_key);
  // The suite whose digest is the shared key's; with another the server would want a certificate.
  return SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256") == 1 &&
         SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1;
}

// TLS 1.2 has callbacks of its own for such keys.

unsigned copy_shared_key(unsigned char* room, unsigned size) {
  if (size < shared_key.size()) return 0;
  std::ranges::copy(shared_key, room);
  return shared_key.size();
}

unsigned offer_older_key(SSL*, const char*, char* id, unsigned id_size, unsigned char* key, unsigned size) {
  if (id_size < sizeof identity) return 0;
  std::ranges::copy(identity, id);
  return copy_shared_key(key, size);
}

unsigned find_older_key(SSL*, const char*, unsigned char* key, unsigned size) {
  return copy_shared_key(key, size);
}

bool prepare_older(SSL_CTX* context) {
  SSL_CTX_set_psk_client_callback(context, offer_older_key);
  SSL_CTX_set_psk_server_callback(context, find_older_key);
  return SSL_CTX_set_cipher_list(context, "PSK-AES128-GCM-SHA256") == 1 &&
         SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION) == 1;
}

using preparation = bool (*)(SSL_CTX*);

bool make(end& one, const char* properties, const SSL_METHOD* method, preparation prepare) {
  const ssl_context_ptr context{SSL_CTX_new_ex(nullptr, properties, method)};
  if (!context || !prepare(context.get())) return false;
  one.ssl.reset(SSL_new(context.get()));
  return one.ssl && SSL_set_app_data(one.ssl.get(), &one) == 1;
}

bool connect(SSL* client, SSL* server) {
  BIO* of_client = nullptr;
  BIO* of_server = nullptr;
  if (BIO_new_bio_pair(&of_client, 0, &of_server, 0) != 1) return false;
  SSL_set_bio(client, of_client, of_client);
  SSL_set_bio(server, of_server, of_server);
  SSL_set_connect_state(client);
  SSL_set_accept_state(server);
  return true;
}

bool step(end& one) {
  const listening scope(one);
  return SSL_do_handshake(one.ssl.get()) == 1;
}

/// The longest has three flights of the client's.
bool shake_hands(end& client, end& server, const char* properties, preparation prepare) {
  if (!make(client, properties, TLS_client_method(), prepare) ||
      !make(server, properties, TLS_server_method(), prepare) || !connect(client.ssl.get(), server.ssl.get()))
    return false;
  bool are_done = false;
  for (int flight = 0; flight < 3 && !are_done; ++flight) {
    const bool client_is_done = step(client);
    are_done = step(server) && client_is_done;
  }
  return are_done;
}

}  // namespace

bool hears_what_the_key_log_says(const char* properties) {
  end client, server;
  return shake_hands(client, server, properties, prepare_newest) && client.heard_what_was_logged() &&
         server.heard_what_was_logged();
}

bool hears_what_follows_from_the_master(const char* properties) {
  end client, server;
  return shake_hands(client, server, properties, prepare_older) &&
         client.heard_what_follows_from_the_master() && server.heard_what_follows_from_the_master();
}

}  // namespace schannel::ossl
