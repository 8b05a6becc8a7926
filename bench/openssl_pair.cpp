// Bare OpenSSL as programs use it: SSL_write and SSL_read, with memory BIOs or with a BIO of their own.
#include "openssl_pair.h"

#include <openssl/bio.h>

#include <cstring>
#include <stdexcept>

#include "record_path.h"

namespace bench {
namespace {

void expect(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

void restrict(SSL_CTX* context, const suite& to) {
  const int version = to.version == version::tls1_3 ? TLS1_3_VERSION : TLS1_2_VERSION;
  SSL_CTX_set_min_proto_version(context, version);
  SSL_CTX_set_max_proto_version(context, version);
  expect(to.version == version::tls1_3 ? SSL_CTX_set_ciphersuites(context, to.openssl_name) == 1
                                       : SSL_CTX_set_cipher_list(context, to.openssl_name) == 1,
         "the suite");
  SSL_CTX_set1_groups_list(context, "X25519:P-256");
}

/// Moves what one end wrote to the other.
void move_bytes(SSL* from, SSL* to) {
  unsigned char moved[16384];
  int length = 0;
  while ((length = BIO_read(SSL_get_wbio(from), moved, sizeof moved)) > 0)
    BIO_write(SSL_get_rbio(to), moved, length);
}

// --- Records

class memory_bio_path final : public record_path {
 public:
  memory_bio_path(const suite& with, load of)
      : of_(of),
        contexts_(with, identity::of(key_kind::rsa), 0),
        pair_(contexts_),
        records_(of.count, std::vector<unsigned char>(of.length + 128)),
        text_(of.length + 128, 'x') {}

  void seal_all() override {
    for (std::size_t i = 0; i < of_.count; ++i) {
      SSL_write(pair_.client.get(), text_.data(), static_cast<int>(of_.length));
      lengths_[i] = BIO_read(SSL_get_wbio(pair_.client.get()), records_[i].data(),
                             static_cast<int>(records_[i].size()));
    }
  }

  void open_all() override {
    for (std::size_t i = 0; i < of_.count; ++i) {
      BIO_write(SSL_get_rbio(pair_.server.get()), records_[i].data(), lengths_[i]);
      const int opened = SSL_read(pair_.server.get(), records_[i].data(), static_cast<int>(of_.length));
      expect(opened == static_cast<int>(of_.length), "SSL_read");
    }
  }

 private:
  load of_;
  openssl_contexts contexts_;
  openssl_pair pair_;
  std::vector<std::vector<unsigned char>> records_;
  std::vector<unsigned char> text_;
  std::vector<int> lengths_ = std::vector<int>(of_.count);
};

/// The bytes that a BIO reads from or writes to next.
struct window {
  unsigned char* at = nullptr;
  std::size_t left = 0;
};

int read_window(BIO* bio, char* to, std::size_t wanted, std::size_t* got) {
  auto* from = static_cast<window*>(BIO_get_data(bio));
  *got = std::min(wanted, from->left);
  BIO_clear_retry_flags(bio);
  if (*got == 0) {
    BIO_set_retry_read(bio);
    return 0;
  }
  std::memcpy(to, from->at, *got);
  from->at += *got;
  from->left -= *got;
  return 1;
}

int write_window(BIO* bio, const char* from, std::size_t length, std::size_t* taken) {
  auto* to = static_cast<window*>(BIO_get_data(bio));
  if (length > to->left) return 0;
  std::memcpy(to->at, from, length);
  to->at += length;
  to->left -= length;
  *taken = length;
  return 1;
}

long control_window(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

BIO* window_bio(window& on) {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "window");
    BIO_meth_set_read_ex(made, read_window);
    BIO_meth_set_write_ex(made, write_window);
    BIO_meth_set_ctrl(made, control_window);
    return made;
  }();
  BIO* made = BIO_new(method);
  BIO_set_data(made, &on);
  BIO_set_init(made, 1);
  return made;
}

class own_bio_path final : public record_path {
 public:
  own_bio_path(const suite& with, load of)
      : of_(of),
        contexts_(with, identity::of(key_kind::rsa), 0),
        pair_(contexts_),
        records_(of.count, std::vector<unsigned char>(of.length + 128)),
        text_(of.length + 128, 'x') {
    SSL_set0_wbio(pair_.client.get(), window_bio(written_));
    SSL_set0_rbio(pair_.server.get(), window_bio(read_));
  }

  void seal_all() override {
    for (std::size_t i = 0; i < of_.count; ++i) {
      written_ = {records_[i].data(), records_[i].size()};
      SSL_write(pair_.client.get(), text_.data(), static_cast<int>(of_.length));
      lengths_[i] = records_[i].size() - written_.left;
    }
  }

  void open_all() override {
    for (std::size_t i = 0; i < of_.count; ++i) {
      read_ = {records_[i].data(), lengths_[i]};
      const int opened = SSL_read(pair_.server.get(), text_.data(), static_cast<int>(of_.length));
      expect(opened == static_cast<int>(of_.length), "SSL_read");
    }
  }

 private:
  load of_;
  openssl_contexts contexts_;
  openssl_pair pair_;
  window written_;
  window read_;
  std::vector<std::vector<unsigned char>> records_;
  std::vector<unsigned char> text_;
  std::vector<std::size_t> lengths_ = std::vector<std::size_t>(of_.count);
};

}  // namespace

openssl_contexts::openssl_contexts(const suite& with, const identity& of_server, int tickets)
    : client(SSL_CTX_new(TLS_client_method())), server(SSL_CTX_new(TLS_server_method())) {
  restrict(client.get(), with);
  restrict(server.get(), with);
  SSL_CTX_use_certificate(server.get(), of_server.certificate());
  SSL_CTX_use_PrivateKey(server.get(), of_server.key());
  SSL_CTX_set_num_tickets(server.get(), static_cast<std::size_t>(tickets));
  if (tickets == 0) SSL_CTX_set_options(server.get(), SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(client.get(), SSL_SESS_CACHE_CLIENT);
}

openssl_pair::openssl_pair(const openssl_contexts& with, SSL_SESSION* resumed)
    : client(SSL_new(with.client.get())), server(SSL_new(with.server.get())) {
  for (SSL* end : {client.get(), server.get()}) SSL_set_bio(end, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_connect_state(client.get());
  SSL_set_accept_state(server.get());
  SSL_set_tlsext_host_name(client.get(), "localhost");
  if (resumed != nullptr) SSL_set_session(client.get(), resumed);
  for (int leg = 0; leg < 4; ++leg) {
    SSL_do_handshake(client.get());
    move_bytes(client.get(), server.get());
    SSL_do_handshake(server.get());
    move_bytes(server.get(), client.get());
  }
  expect(SSL_is_init_finished(client.get()) == 1 && SSL_is_init_finished(server.get()) == 1, "the handshake");
}

openssl_pair::~openssl_pair() {
  for (SSL* end : {client.get(), server.get()})
    SSL_set_shutdown(end, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

session_ptr openssl_pair::session() {
  char ignored = 0;
  SSL_read(client.get(), &ignored, 1);
  return session_ptr(SSL_get1_session(client.get()));
}

std::unique_ptr<record_path> through_memory_bios(const suite& with, load of) {
  return std::make_unique<memory_bio_path>(with, of);
}

std::unique_ptr<record_path> through_own_bio(const suite& with, load of) {
  return std::make_unique<own_bio_path>(with, of);
}

}  // namespace bench
