// A server of OpenSSL's in memory.
#include "support/openssl_server.h"

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <stdexcept>

#include "support/certificates.h"

namespace schannel::test {
namespace {

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error{what};
}

}  // namespace

openssl_server::openssl_server(std::size_t tickets) : openssl_server(TLS1_3_VERSION, tickets) {}

openssl_server openssl_server::that_declines() {
  openssl_server made(TLS1_2_VERSION, 0);
  SSL_set_options(made.ssl_.get(), SSL_OP_NO_RENEGOTIATION);
  return made;
}

openssl_server::openssl_server(int version, std::size_t tickets)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free), ssl_() {
  const issued_certificate identity = make_certificate();
  require(SSL_CTX_set_min_proto_version(context_.get(), version) == 1 &&
              SSL_CTX_set_max_proto_version(context_.get(), version) == 1 &&
              SSL_CTX_use_certificate(context_.get(), identity.certificate.get()) == 1 &&
              SSL_CTX_use_PrivateKey(context_.get(), identity.key.get()) == 1 &&
              SSL_CTX_set_num_tickets(context_.get(), tickets) == 1,
          "OpenSSL takes no settings");
  ssl_ = {SSL_new(context_.get()), SSL_free};
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_accept_state(ssl_.get());
}

openssl_server::bytes openssl_server::answers(const bytes& input) {
  BIO_write(SSL_get_rbio(ssl_.get()), input.data(), static_cast<int>(input.size()));
  char room[4096];
  for (int length = 1; length > 0;) {
    length = SSL_read(ssl_.get(), room, sizeof room);
    if (length > 0) heard_.append(room, static_cast<std::size_t>(length));
  }
  return take_output();
}

openssl_server::bytes openssl_server::says(std::string_view text) {
  require(SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())) > 0, "OpenSSL cannot write");
  return take_output();
}

openssl_server::bytes openssl_server::updates_its_key(bool demanding) {
  require(
      SSL_key_update(ssl_.get(), demanding ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED) == 1 &&
          SSL_do_handshake(ssl_.get()) == 1,
      "OpenSSL cannot update its key");
  return take_output();
}

void openssl_server::grants_renegotiation() {
  SSL_clear_options(ssl_.get(), SSL_OP_NO_RENEGOTIATION);
  SSL_set_options(ssl_.get(), SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
}

openssl_server::bytes openssl_server::asks_for_renegotiation() {
  require(SSL_renegotiate(ssl_.get()) == 1 && SSL_do_handshake(ssl_.get()) == 1, "OpenSSL cannot ask");
  return take_output();
}

bool openssl_server::heard_goodbye() const {
  return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

openssl_server::bytes openssl_server::take_output() {
  bytes output(BIO_ctrl_pending(SSL_get_wbio(ssl_.get())));
  if (!output.empty()) BIO_read(SSL_get_wbio(ssl_.get()), output.data(), static_cast<int>(output.size()));
  return output;
}

}  // namespace schannel::test
