// Handshakes of bare OpenSSL, as programs make them.
#include "openssl_pair.h"

#include <openssl/bio.h>

#include "expectation.h"
#include "handshake_path.h"

namespace bench {
namespace {

void restrict(SSL_CTX* context, const suite& to) {
  const int version = to.version == version::tls1_3 ? TLS1_3_VERSION : TLS1_2_VERSION;
  SSL_CTX_set_min_proto_version(context, version);
  SSL_CTX_set_max_proto_version(context, version);
  expect(to.version == version::tls1_3 ? SSL_CTX_set_ciphersuites(context, to.openssl_names) == 1
                                       : SSL_CTX_set_cipher_list(context, to.openssl_names) == 1,
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

class openssl_handshakes final : public handshake_path {
 public:
  explicit openssl_handshakes(const handshake& which)
      : resumes_(which.resumes), contexts_(which.with, identity::of(which.key), which.resumes ? 1 : 0) {}

  void run() override {
    openssl_pair made(contexts_, session_.get());
    was_resumed_ = made.was_resumed();
    if (resumes_) session_ = made.session();
  }
  bool was_resumed() const override { return was_resumed_; }

 private:
  bool resumes_;
  openssl_contexts contexts_;
  session_ptr session_;
  bool was_resumed_ = false;
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
    if (end != nullptr) SSL_set_shutdown(end, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

session_ptr openssl_pair::session() {
  char ignored = 0;
  SSL_read(client.get(), &ignored, 1);
  return session_ptr(SSL_get1_session(client.get()));
}

std::unique_ptr<handshake_path> handshakes_of_openssl(const handshake& which) {
  return std::make_unique<openssl_handshakes>(which);
}

}  // namespace bench
