// A client of OpenSSL's in memory.
#include "support/openssl_client.h"

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <stdexcept>

#include "support/openssl_exporter.h"

namespace schannel::test {
namespace {

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error{what};
}

std::shared_ptr<SSL_CTX> context_for(const client_manners& manners) {
  std::shared_ptr<SSL_CTX> made(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  const int version = manners.speaks_tls1_2 ? TLS1_2_VERSION : TLS1_3_VERSION;
  require(SSL_CTX_set_min_proto_version(made.get(), version) == 1 &&
              SSL_CTX_set_max_proto_version(made.get(), version) == 1,
          "OpenSSL takes no settings");
  SSL_CTX_set_post_handshake_auth(made.get(), manners.allows_late_authentication ? 1 : 0);
  return made;
}

/// A connection that goes without a goodbye does not take its session along.
void free_peacefully(SSL* ssl) {
  SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  SSL_free(ssl);
}

}  // namespace

openssl_client::openssl_client(const client_manners& manners) : openssl_client(context_for(manners)) {}

openssl_client::openssl_client(std::shared_ptr<SSL_CTX> context)
    : context_(std::move(context)), ssl_(SSL_new(context_.get()), free_peacefully) {
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_connect_state(ssl_.get());
}

openssl_client openssl_client::after(const openssl_client& earlier) {
  openssl_client made(earlier.context_);
  const std::unique_ptr<SSL_SESSION, decltype(&SSL_SESSION_free)> session(
      SSL_get1_session(earlier.ssl_.get()), SSL_SESSION_free);
  require(SSL_set_session(made.ssl_.get(), session.get()) == 1, "OpenSSL offers no session");
  return made;
}

bytes openssl_client::says_hello() {
  return answers({});
}

bytes openssl_client::answers(const bytes& input) {
  BIO_write(SSL_get_rbio(ssl_.get()), input.data(), static_cast<int>(input.size()));
  char room[64];
  SSL_read(ssl_.get(), room, sizeof room);
  return take_output();
}

bool openssl_client::resumed() const {
  return SSL_session_reused(ssl_.get()) == 1;
}

bytes openssl_client::exports(std::string_view label, std::optional<std::string_view> context,
                              std::size_t length) const {
  return exported_by(ssl_.get(), label, context, length);
}

bytes openssl_client::take_output() {
  bytes output(BIO_ctrl_pending(SSL_get_wbio(ssl_.get())));
  if (!output.empty()) BIO_read(SSL_get_wbio(ssl_.get()), output.data(), static_cast<int>(output.size()));
  return output;
}

}  // namespace schannel::test
