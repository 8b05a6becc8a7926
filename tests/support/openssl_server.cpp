// A server of OpenSSL's in memory.
#include "support/openssl_server.h"

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <stdexcept>

#include "ossl/aead_sender.h"
#include "ossl/key_log.h"
#include "support/openssl_exporter.h"

namespace schannel::test {
namespace {

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error{what};
}

}  // namespace

openssl_server::openssl_server(std::size_t tickets)
    : openssl_server(shown_identity{.chain = {make_certificate()}}, tickets) {}

openssl_server openssl_server::that_declines() {
  return openssl_server{
      {.chain = {make_certificate()}, .speaks_tls1_2 = true, .declines_renegotiation = true}};
}

openssl_server::openssl_server(const shown_identity& shown, std::size_t tickets)
    : response_(shown.response), context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
  const issued_certificate& own = shown.chain.front();
  const int version = shown.speaks_tls1_2 ? TLS1_2_VERSION : TLS1_3_VERSION;
  SSL_CTX_set_security_level(context_.get(), 0);  // weak certificates are shown too
  require(SSL_CTX_set_min_proto_version(context_.get(), version) == 1 &&
              SSL_CTX_set_max_proto_version(context_.get(), version) == 1 &&
              SSL_CTX_use_certificate(context_.get(), own.certificate.get()) == 1 &&
              SSL_CTX_use_PrivateKey(context_.get(), own.key.get()) == 1 &&
              SSL_CTX_set_num_tickets(context_.get(), tickets) == 1,
          "OpenSSL takes no settings");
  SSL_CTX_set_mode(context_.get(), SSL_MODE_NO_AUTO_CHAIN);
  for (auto issuer = shown.chain.begin() + 1; issuer != shown.chain.end(); ++issuer)
    require(SSL_CTX_add1_chain_cert(context_.get(), issuer->certificate.get()) == 1,
            "OpenSSL takes no chain");
  SSL_CTX_set_tlsext_status_cb(context_.get(), &openssl_server::staple);
  SSL_CTX_set_tlsext_status_arg(context_.get(), this);
  SSL_CTX_set_info_callback(context_.get(), &openssl_server::note_alert);
  SSL_CTX_set_keylog_callback(context_.get(), &openssl_server::note_secret);
  ssl_ = {SSL_new(context_.get()), SSL_free};
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  if (shown.declines_renegotiation) SSL_set_options(ssl_.get(), SSL_OP_NO_RENEGOTIATION);
  SSL_set_app_data(ssl_.get(), this);
  SSL_set_accept_state(ssl_.get());
}

int openssl_server::staple(SSL* ssl, void* self) {
  auto& server = *static_cast<openssl_server*>(self);
  server.was_asked_for_response_ = true;
  if (server.response_.empty()) return SSL_TLSEXT_ERR_NOACK;
  const bytes& response = server.response_;
  SSL_set_tlsext_status_ocsp_resp(ssl, OPENSSL_memdup(response.data(), response.size()),
                                  static_cast<long>(response.size()));
  return SSL_TLSEXT_ERR_OK;
}

void openssl_server::note_alert(const SSL* ssl, int where, int value) {
  constexpr int description = 0xFF;
  auto& server = *static_cast<openssl_server*>(SSL_get_app_data(ssl));
  if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT) server.heard_alert_ = value & description;
}

void openssl_server::note_secret(const SSL* ssl, const char* line) {
  const auto said = ossl::parse_key_log(line);
  if (!said || said->which != ossl::tls1_3_secret::server_handshake) return;
  const tls::const_bytes value = said->value.bytes();
  static_cast<openssl_server*>(SSL_get_app_data(ssl))->handshake_secret_.assign(value.begin(), value.end());
}

bytes openssl_server::answers(const bytes& input) {
  BIO_write(SSL_get_rbio(ssl_.get()), input.data(), static_cast<int>(input.size()));
  char room[4096];
  for (int length = 1; length > 0;) {
    length = SSL_read(ssl_.get(), room, sizeof room);
    if (length > 0) heard_.append(room, static_cast<std::size_t>(length));
  }
  return take_output();
}

bytes openssl_server::says(std::string_view text) {
  require(SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())) > 0, "OpenSSL cannot write");
  return take_output();
}

bytes openssl_server::says_too_early(std::string_view text) {
  auto keys = ossl::direction_keys::from_traffic_secret(
      ssl_.get(), ossl::secret::copy_of(handshake_secret_).value(), nullptr);
  require(static_cast<bool>(keys), "there are no keys yet");
  const auto around = keys->sizes();
  bytes record(around.header + text.size() + around.trailer);
  const auto parts = ossl::record_parts::of(record, around);
  std::ranges::copy(text, parts.data.begin());
  ossl::aead_sender sender(*std::move(keys), {}, {});
  require(static_cast<bool>(sender.seal(tls::content_type::application_data, parts)),
          "nothing can be sealed");
  return record;
}

bytes openssl_server::updates_its_key(bool demanding) {
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

bytes openssl_server::asks_for_renegotiation() {
  require(SSL_renegotiate(ssl_.get()) == 1 && SSL_do_handshake(ssl_.get()) == 1, "OpenSSL cannot ask");
  return take_output();
}

bool openssl_server::heard_goodbye() const {
  return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

bytes openssl_server::exports(std::string_view label, std::optional<std::string_view> context,
                              std::size_t length) const {
  return exported_by(ssl_.get(), label, context, length);
}

bytes openssl_server::take_output() {
  bytes output(BIO_ctrl_pending(SSL_get_wbio(ssl_.get())));
  if (!output.empty()) BIO_read(SSL_get_wbio(ssl_.get()), output.data(), static_cast<int>(output.size()));
  return output;
}

}  // namespace schannel::test
