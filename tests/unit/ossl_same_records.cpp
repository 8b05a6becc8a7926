// Two ends that are OpenSSL's alone. Each record that one of them seals, in its handshake and after it, is
// made once more by our record layer with the same keys, from what OpenSSL was given: it is equal byte for
// byte. And what ours opens is what OpenSSL was given.
#include <openssl/ssl.h>

#include <deque>

#include "ossl/key_log.h"
#include "ossl/key_schedule.h"
#include "seeds.h"
#include "sides.h"
#include "support/chunks.h"

using namespace schannel;
using namespace schannel::test;
using ossl::direction_keys;
using ossl::tls1_3_secret;
using tls::content_type;

namespace {

/// What OpenSSL puts into one record.
struct said {
  content_type type;
  tls::byte_vector content;
};

/// What our record layer has of an epoch: its keys twice, and the numbers of OpenSSL's first record.
struct epoch {
  epoch(direction_keys to_open, direction_keys to_seal, std::uint64_t explicit_nonce)
      : opening(std::move(to_open)), sealing(std::move(to_seal), {0, explicit_nonce}, {}) {}

  direction_keys opening;
  std::uint64_t sequence = 0;
  ossl::aead_sender sealing;
};

/// An end of OpenSSL's whose I/O is memory, with a look at all that it writes.
class openssl_end {
 public:
  openssl_end(tls::role role, const language& spoken, const ossl::aead_engine& engine)
      : role_(role), version_(spoken.version), engine_(engine), ssl_(connection_of(role, spoken)) {
    SSL_set_bio(ssl(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_app_data(ssl(), this);
    SSL_set_msg_callback(ssl(), note_message);
    SSL_set_msg_callback_arg(ssl(), this);
  }
  openssl_end(const openssl_end&) = delete;
  openssl_end& operator=(const openssl_end&) = delete;

  SSL* ssl() const { return ssl_.get(); }
  const std::string& heard() const { return heard_; }
  std::size_t compared() const { return compared_; }

  void says(const std::string& text) {
    // In front of it OpenSSL says what it has been asked for.
    REQUIRE(SSL_write(ssl(), text.data(), static_cast<int>(text.size())) > 0);
    for (std::size_t at = 0; at < text.size(); at += tls::max_plaintext) {
      const std::string piece = text.substr(at, tls::max_plaintext);
      said_.push_back({content_type::application_data, {piece.begin(), piece.end()}});
    }
  }

  void changes_key(bool demanding) {
    REQUIRE(SSL_key_update(ssl(), demanding ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED) == 1);
    REQUIRE(SSL_do_handshake(ssl()) == 1);
  }

  void asks_again() {
    REQUIRE(SSL_renegotiate(ssl()) == 1);
    SSL_do_handshake(ssl());
  }

  /// What it has written, every record of which has been compared.
  tls::byte_vector written() {
    tls::byte_vector all(static_cast<std::size_t>(BIO_pending(SSL_get_wbio(ssl()))));
    if (!all.empty()) BIO_read(SSL_get_wbio(ssl()), all.data(), static_cast<int>(all.size()));
    tls::for_each_record(all, [this](const tls::whole_record& framed, tls::const_bytes record) {
      REQUIRE_FALSE(said_.empty());
      const said what = std::move(said_.front());
      said_.pop_front();
      if (is_sealed(framed.type)) compare(what, {record.begin(), record.end()});
      follow(what);
    });
    CHECK(said_.empty());
    return all;
  }

  void hears(const tls::byte_vector& records) {
    BIO_write(SSL_get_rbio(ssl()), records.data(), static_cast<int>(records.size()));
    std::array<char, tls::max_plaintext> text;
    for (int length = 0; (length = SSL_read(ssl(), text.data(), text.size())) > 0;)
      heard_.append(text.data(), static_cast<std::size_t>(length));
    ERR_clear_error();
  }

 private:
  static SSL* connection_of(tls::role role, const language& spoken) {
    const issued_certificate& shown = localhost_certificate();
    const bool is_server = role == tls::role::server;
    const ossl::ssl_context_ptr context{SSL_CTX_new(is_server ? TLS_server_method() : TLS_client_method())};
    const int version = static_cast<int>(spoken.version);
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    const bool newest = spoken.version == tls::version::tls1_3;
    REQUIRE((newest ? SSL_CTX_set_ciphersuites : SSL_CTX_set_cipher_list)(context.get(),
                                                                          spoken.suite.c_str()) == 1);
    SSL_CTX_set_options(context.get(), SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
    SSL_CTX_set_keylog_callback(context.get(), note_secret);
    if (is_server) {
      SSL_CTX_use_certificate(context.get(), shown.certificate.get());
      SSL_CTX_use_PrivateKey(context.get(), shown.key.get());
    }
    SSL* made = SSL_new(context.get());
    is_server ? SSL_set_accept_state(made) : SSL_set_connect_state(made);
    return made;
  }

  static void note_secret(const SSL* ssl, const char* line) {
    auto& self = *static_cast<openssl_end*>(SSL_get_app_data(ssl));
    if (const auto logged = ossl::parse_key_log(line))
      self.secrets_[static_cast<std::size_t>(logged->which)] = logged->value;
  }

  /// Tells of what OpenSSL says itself; application data is what it was given.
  static void note_message(int is_written, int, int type, const void* content, std::size_t length, SSL*,
                           void* of) {
    const auto* bytes = static_cast<const std::uint8_t*>(content);
    if (is_written != 0 && type <= SSL3_RT_APPLICATION_DATA)
      static_cast<openssl_end*>(of)->said_.push_back(
          {static_cast<content_type>(type), {bytes, bytes + length}});
  }

  bool is_sealed(content_type outer) const {
    return version_ == tls::version::tls1_3 ? outer == content_type::application_data : has_changed_;
  }

  void compare(const said& what, const tls::byte_vector& record) {
    if (!epoch_) begin_epoch(record);
    const auto made = what.type == content_type::handshake
                          ? *epoch_->sealing.seal_message(what.content)
                          : sealed_by(epoch_->sealing, what.type, what.content);
    CHECK(made == record);

    tls::byte_vector copy = record;
    const auto opened = epoch_->opening.protection().open(epoch_->sequence++, copy);
    REQUIRE(opened);
    CHECK(opened->type == what.type);
    CHECK(std::ranges::equal(opened->content, what.content));
    ++compared_;
  }

  /// `first` has the nonce that OpenSSL begins to count from, where it travels along.
  void begin_epoch(const tls::byte_vector& first) {
    auto keys = keys_in_use();
    std::uint64_t nonce = 0;
    for (std::size_t at = tls::record_header_length; at < keys.sizes().header; ++at)
      nonce = nonce << 8 | first[at];
    epoch_.emplace(std::move(keys), keys_in_use(), nonce);
  }

  direction_keys keys_in_use() const {
    if (version_ == tls::version::tls1_3)
      return *direction_keys::from_traffic_secret(ssl(), secret_in_use(), &engine_);
    const auto block = ossl::key_block(ssl(), direction_keys::key_block_length);
    return *direction_keys::from_key_block(ssl(), *block, role_, &engine_);
  }

  const ossl::secret& secret_in_use() const {
    const bool is_server = role_ == tls::role::server;
    const auto which =
        has_finished_ ? (is_server ? tls1_3_secret::server_application : tls1_3_secret::client_application)
                      : (is_server ? tls1_3_secret::server_handshake : tls1_3_secret::client_handshake);
    return secrets_[static_cast<std::size_t>(which)];
  }

  /// The keys that follow what was said.
  void follow(const said& what) {
    if (version_ != tls::version::tls1_3) {
      if (what.type != content_type::change_cipher_spec) return;
      has_changed_ = true;
      return epoch_.reset();
    }
    if (what.type != content_type::handshake) return;
    const auto message = static_cast<tls::handshake_type>(what.content[0]);
    if (message == tls::handshake_type::finished) {
      has_finished_ = true;
      epoch_.reset();
    } else if (message == tls::handshake_type::key_update) {
      REQUIRE(epoch_->opening.update());
      epoch_->sequence = 0;
    }
  }

  tls::role role_;
  tls::version version_;
  const ossl::aead_engine& engine_;
  ossl::owned<SSL, SSL_free> ssl_;
  std::array<ossl::secret, ossl::tls1_3_secret_count> secrets_;
  std::deque<said> said_;
  bool has_changed_ = false;   // TLS 1.2: has said ChangeCipherSpec
  bool has_finished_ = false;  // TLS 1.3
  std::optional<epoch> epoch_;
  std::size_t compared_ = 0;
  std::string heard_;
};

/// A random conversation, in which each end changes its keys now and then.
class conversation {
 public:
  conversation(const language& spoken, const ossl::aead_engine& engine, std::uint32_t seed)
      : dice_(seed),
        version_(spoken.version),
        client_(tls::role::client, spoken, engine),
        server_(tls::role::server, spoken, engine) {}

  void goes_on() {
    SSL_do_handshake(client_.ssl());
    deliver_all();
    REQUIRE(SSL_is_init_finished(client_.ssl()) == 1);
    REQUIRE(SSL_is_init_finished(server_.ssl()) == 1);
    for (int event = 0; event < 25; ++event) happens(dice_.roll(2) == 0 ? client_ : server_);
    ends(client_, server_);
  }

  std::size_t compared() const { return client_.compared() + server_.compared(); }

 private:
  void happens(openssl_end& one) {
    switch (dice_.roll(7)) {
      case 0:
        version_ == tls::version::tls1_3 ? one.changes_key(dice_.roll(2) == 0) : one.asks_again();
        return deliver_all();
      case 1:
        return speaks(one, dice_.roll(3 * tls::max_plaintext));
      default:
        return speaks(one, dice_.roll(700));
    }
  }

  void speaks(openssl_end& one, std::size_t length) {
    openssl_end& other = &one == &client_ ? server_ : client_;
    const auto text = dice_.roll_bytes(1 + length);
    const std::string before = other.heard();
    one.says({text.begin(), text.end()});
    deliver_all();
    CHECK(other.heard() == before + std::string(text.begin(), text.end()));
  }

  /// With a goodbye, or with the alert that an altered record gets.
  void ends(openssl_end& one, openssl_end& other) {
    if (dice_.roll(2) == 0) {
      SSL_shutdown(one.ssl());
      return deliver_all();
    }
    one.says("altered");
    auto record = one.written();
    record.back() ^= 1;
    other.hears(record);
    deliver_all();
    CHECK((SSL_get_shutdown(one.ssl()) & SSL_RECEIVED_SHUTDOWN) != 0);
  }

  void deliver_all() {
    for (bool is_quiet = false; !is_quiet;) {
      const auto from_client = client_.written();
      if (!from_client.empty()) server_.hears(from_client);
      const auto from_server = server_.written();
      if (!from_server.empty()) client_.hears(from_server);
      is_quiet = from_client.empty() && from_server.empty();
    }
  }

  peers::dice dice_;
  tls::version version_;
  openssl_end client_;
  openssl_end server_;
};

}  // namespace

TEST_CASE("with the same keys our records are OpenSSL's, byte for byte") {
  for (const language& spoken : aead_suites) {
    for (const ossl::aead_engine* engine : engines_for(spoken)) {
      for (const std::uint32_t seed : seeds(3)) {
        CAPTURE(spoken.suite);
        CAPTURE(engine->name);
        CAPTURE(seed);
        conversation between(spoken, *engine, seed);
        between.goes_on();
        CHECK(between.compared() > 25);
      }
    }
  }
}
