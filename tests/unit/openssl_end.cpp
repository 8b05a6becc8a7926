// An end of OpenSSL's in memory.
#include "openssl_end.h"

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <stdexcept>

namespace schannel::test {
namespace {

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error{what};
}

int takes_anybody(int, X509_STORE_CTX*) {
  return 1;
}

}  // namespace

openssl_end::openssl_end(tls::role who, tls::version version, const issued_certificate& shown)
    : context_(SSL_CTX_new(TLS_method()), SSL_CTX_free) {
  const int number = static_cast<int>(version);
  SSL_CTX* context = context_.get();
  require(SSL_CTX_set_min_proto_version(context, number) == 1 &&
              SSL_CTX_set_max_proto_version(context, number) == 1 &&
              SSL_CTX_use_certificate(context, shown.certificate.get()) == 1 &&
              SSL_CTX_use_PrivateKey(context, shown.key.get()) == 1,
          "OpenSSL takes no settings");
  SSL_CTX_set_options(context, SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
  SSL_CTX_set_post_handshake_auth(context, 1);
  SSL_CTX_set_msg_callback(context, note_content);
  SSL_CTX_set_msg_callback_arg(context, this);
  SSL_CTX_set_info_callback(context, note_alert);
  ssl_ = {SSL_new(context), SSL_free};
  SSL_set_app_data(ssl_.get(), this);
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  who == tls::role::client ? SSL_set_connect_state(ssl_.get()) : SSL_set_accept_state(ssl_.get());
}

void openssl_end::note_content(int sends, int, int type, const void* content, std::size_t length, SSL*,
                               void* of) {
  if (sends != 0) return;
  auto& self = *static_cast<openssl_end*>(of);
  if (type == SSL3_RT_HEADER) ++self.opened_;
  const auto* bytes = static_cast<const std::uint8_t*>(content);
  self.read_.insert(self.read_.end(), bytes, bytes + length);
}

void openssl_end::note_alert(const SSL* ssl, int where, int value) {
  const bool is_fatal = value >> 8 == SSL3_AL_FATAL;
  if (where == SSL_CB_READ_ALERT && is_fatal)
    static_cast<openssl_end*>(SSL_get_app_data(ssl))->heard_alert_ = value & 0xFF;
}

void openssl_end::forbids_late_questions() {
  SSL_set_post_handshake_auth(ssl_.get(), 0);
}

void openssl_end::wants_short_records() {
  require(SSL_set_tlsext_max_fragment_length(ssl_.get(), TLSEXT_max_fragment_length_512) == 1,
          "OpenSSL does not ask for short records");
}

void openssl_end::knows_only(const char* suite) {
  require(SSL_set_cipher_list(ssl_.get(), suite) == 1, "OpenSSL has no such suite");
}

bytes openssl_end::says_hello() {
  SSL_do_handshake(ssl_.get());
  return take_output();
}

bytes openssl_end::opens(const bytes& record) {
  BIO* arrived = SSL_get_rbio(ssl_.get());
  BIO_write(arrived, record.data(), static_cast<int>(record.size()));
  const std::size_t before = opened_;
  char room[1024];
  int length = 1;
  while (length > 0) {
    length = SSL_read(ssl_.get(), room, sizeof room);
    if (length > 0) heard_.append(room, static_cast<std::size_t>(length));
  }
  const int why = SSL_get_error(ssl_.get(), length);
  const bool is_content = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_ZERO_RETURN || heard_alert_ != 0;
  require(is_content, "OpenSSL refuses a record");
  require(BIO_ctrl_pending(arrived) == 0 && opened_ == before + 1, "this was not one record");
  return take_output();
}

bytes openssl_end::says(std::string_view text) {
  require(SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())) > 0, "OpenSSL cannot write");
  return take_output();
}

bytes openssl_end::says_goodbye() {
  require(SSL_shutdown(ssl_.get()) >= 0, "OpenSSL cannot say goodbye");
  return take_output();
}

bytes openssl_end::asks_for_handshake() {
  require(SSL_renegotiate(ssl_.get()) == 1, "OpenSSL cannot renegotiate");
  return says_hello();
}

bytes openssl_end::asks_for_camellia() {
  knows_only("CAMELLIA256-SHA");
  return asks_for_handshake();
}

bytes openssl_end::updates_its_key() {
  require(SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_REQUESTED) == 1, "OpenSSL cannot update its key");
  return says_hello();
}

bytes openssl_end::gives_a_ticket() {
  require(SSL_new_session_ticket(ssl_.get()) == 1, "OpenSSL gives no ticket");
  return says_hello();
}

bytes openssl_end::asks_for_certificate() {
  SSL_set_verify(ssl_.get(), SSL_VERIFY_PEER, takes_anybody);
  require(SSL_verify_client_post_handshake(ssl_.get()) == 1, "OpenSSL cannot ask for a certificate");
  return says_hello();
}

bool openssl_end::heard_goodbye() const {
  return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

bytes openssl_end::take_output() {
  BIO* leaving = SSL_get_wbio(ssl_.get());
  bytes output(BIO_ctrl_pending(leaving));
  if (!output.empty()) BIO_read(leaving, output.data(), static_cast<int>(output.size()));
  return output;
}

}  // namespace schannel::test
