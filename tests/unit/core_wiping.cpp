// What a connection has given back, while it lived or with its end, holds none of its secrets: they were
// wiped first.
#include <openssl/ssl.h>

#include "allocations.h"
#include "connections.h"
#include "ossl/direction_keys.h"
#include "ossl/key_log.h"
#include "ossl/key_schedule.h"

using namespace schannel;
using namespace schannel::test;
using ossl::tls1_3_secret;

namespace {

/// The secrets of one connection, from OpenSSL's key log.
class disclosure {
 public:
  explicit disclosure(const language& spoken) : is_newest_(spoken.version == tls::version::tls1_3) {
    REQUIRE(current_ == nullptr);
    current_ = this;
  }
  disclosure(const disclosure&) = delete;
  disclosure& operator=(const disclosure&) = delete;
  ~disclosure() { current_ = nullptr; }

  /// Has the connections that are made with it disclose theirs, beside what else hears the key log.
  void disclose(const ossl::context& made_with) {
    if (const auto listener = SSL_CTX_get_keylog_callback(made_with.native())) listener_ = listener;
    SSL_CTX_set_keylog_callback(made_with.native(), note);
  }

  /// Adds the keys that the client has now, or will have.
  void add_keys() { is_newest_ ? derive_traffic_keys() : divide_key_block(); }

  const std::vector<ossl::secret>& all() const { return all_; }
  /// OpenSSL's own objects, in which it leaves what it does not use any more.
  const std::vector<const void*>& objects() const { return objects_; }

 private:
  static void note(const SSL* ssl, const char* line) {
    disclosure& self = *current_;
    if (SSL_is_server(ssl) == 0) self.client_ = ssl;
    if (std::ranges::find(self.objects_, ssl) == self.objects_.end()) self.objects_.push_back(ssl);
    if (const auto said = ossl::parse_key_log(line)) self.all_.push_back(said->value);
    if (self.listener_ != nullptr) self.listener_(ssl, line);
  }

  std::size_t key_length() const {
    const int cipher = SSL_CIPHER_get_cipher_nid(SSL_get_current_cipher(client_));
    return static_cast<std::size_t>(EVP_CIPHER_get_key_length(EVP_get_cipherbynid(cipher)));
  }

  /// Those that follow from what was logged, and those behind a KeyUpdate.
  void derive_traffic_keys() {
    const EVP_MD* digest = ossl::derivation_digest(client_);
    const auto logged = all_;
    for (const ossl::secret& one : logged) {
      const auto next = *ossl::expand_label(digest, one, "traffic upd", one.bytes().size());
      all_.push_back(next);
      for (const ossl::secret& from : {one, next}) {
        all_.push_back(*ossl::expand_label(digest, from, "key", key_length()));
        all_.push_back(*ossl::expand_label(digest, from, "iv", ossl::aead_nonce_length));
      }
    }
  }

  /// Both keys, and the vectors where they are long enough not to be met by chance.
  void divide_key_block() {
    const std::size_t key = key_length();
    const auto block = *ossl::key_block(client_, 2 * key + 2 * ossl::aead_nonce_length);
    const auto piece = [&](std::size_t at, std::size_t length) {
      all_.push_back(*ossl::secret::copy_of(block.bytes().subspan(at, length)));
    };
    piece(0, key);
    piece(key, key);
    if (SSL_CIPHER_get_cipher_nid(SSL_get_current_cipher(client_)) != NID_chacha20_poly1305) return;
    piece(2 * key, ossl::aead_nonce_length);
    piece(2 * key + ossl::aead_nonce_length, ossl::aead_nonce_length);
  }

  static disclosure* current_;

  bool is_newest_;
  const SSL* client_ = nullptr;
  SSL_CTX_keylog_cb_func listener_ = nullptr;
  std::vector<ossl::secret> all_;
  std::vector<const void*> objects_;
};

disclosure* disclosure::current_ = nullptr;

std::unique_ptr<end> begin_disclosing(disclosure& to, tls::role role, const language& spoken,
                                      const ossl::settings& of_credential) {
  const ossl::context made_with = context_of(role, spoken, of_credential);
  to.disclose(made_with);
  auto made = core::connection::begin(made_with, {.allows_late_authentication = false});
  REQUIRE(made);
  return std::make_unique<end>(end{*std::move(made)});
}

/// New keys for what `one` sends, by a KeyUpdate or another handshake.
void change_keys(end& one, end& other, tls::version version) {
  if (version != tls::version::tls1_3) {
    REQUIRE(one.connection.advance({}));
    return shake_hands(one, other);
  }
  REQUIRE(one.connection.engine()->update_key());
  REQUIRE(one.connection.advance({}));
  tls::byte_vector update = one.connection.take_outbox();
  REQUIRE(opened(other.connection, update));
  REQUIRE(other.connection.advance(update));
}

/// A connection from its hello to its end, with other keys in its middle.
void live(disclosure& known, const language& spoken, const ossl::settings& of_credential) {
  const auto client = begin_disclosing(known, tls::role::client, spoken, of_credential);
  const auto server = begin_disclosing(known, tls::role::server, spoken, of_credential);
  shake_hands(*client, *server);
  REQUIRE(client->connection.facts());
  known.add_keys();
  for (auto [one, other] : {std::pair{client.get(), server.get()}, std::pair{server.get(), client.get()}}) {
    CHECK(text_of(other->connection, *sealed(one->connection, "hello")) == "hello");
    change_keys(*one, *other, spoken.version);
    if (spoken.version != tls::version::tls1_3) known.add_keys();
    CHECK(text_of(other->connection, *sealed(one->connection, "hello")) == "hello");
  }
}

}  // namespace

TEST_CASE("nothing that a connection frees has a secret of it") {
  REQUIRE(counts_allocations());
  for (const ossl::tapped& taps : {ossl::tapped{}, ossl::nothing_tapped}) {
    for (const language& spoken : aead_suites) {
      for (const ossl::aead_engine* engine : engines_for(spoken)) {
        CAPTURE(engine->name);
        CAPTURE(spoken.suite);
        CAPTURE(taps.secrets);
        disclosure known(spoken);
        const kept_memory freed;
        live(known, spoken, {.engine = engine, .taps = taps});
        CHECK(freed.blocks() > 1000);
        CHECK(known.all().size() >= 4);
        CHECK(known.objects().size() == 2);
        for (const ossl::secret& one : known.all())
          CHECK(freed.blocks_with(one.bytes(), known.objects()) == 0);
      }
    }
  }
}
