// A client of OpenSSL's that does not wait.
#include "hasty_client.h"

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include "ossl/key_log.h"
#include "sides.h"

namespace schannel::test {

hasty_client::hasty_client()
    : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), ssl_(SSL_new(context_.get()), SSL_free) {
  SSL_CTX_set_keylog_callback(context_.get(), &hasty_client::note_secret);
  SSL_set_min_proto_version(ssl_.get(), TLS1_3_VERSION);
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_app_data(ssl_.get(), this);
  SSL_set_connect_state(ssl_.get());
}

void hasty_client::note_secret(const SSL* ssl, const char* line) {
  const auto said = ossl::parse_key_log(line);
  if (!said || said->which != ossl::tls1_3_secret::client_handshake) return;
  const tls::const_bytes value = said->value.bytes();
  static_cast<hasty_client*>(SSL_get_app_data(ssl))->secret_.assign(value.begin(), value.end());
}

tls::byte_vector hasty_client::says_hello() {
  SSL_do_handshake(ssl_.get());
  tls::byte_vector hello(BIO_ctrl_pending(SSL_get_wbio(ssl_.get())));
  REQUIRE(BIO_read(SSL_get_wbio(ssl_.get()), hello.data(), static_cast<int>(hello.size())) > 0);
  return hello;
}

tls::byte_vector hasty_client::answers_with(std::string_view text, const tls::byte_vector& flight) {
  BIO_write(SSL_get_rbio(ssl_.get()), flight.data(), static_cast<int>(flight.size()));
  REQUIRE(SSL_do_handshake(ssl_.get()) == 1);
  auto keys =
      ossl::direction_keys::from_traffic_secret(ssl_.get(), ossl::secret::copy_of(secret_).value(), nullptr);
  REQUIRE(keys);
  ossl::aead_sender sender(*std::move(keys), {}, {});
  return sealed_by(sender, tls::content_type::application_data, {text.begin(), text.end()});
}

}  // namespace schannel::test
