// Handshakes of GnuTLS in memory.
#include "gnutls_pair.h"

#include <cerrno>
#include <string>

#include "expectation.h"
#include "handshake_path.h"

namespace bench {
namespace {

void expect_success(int returned, const char* what) {
  expect(returned >= 0, what);
}

std::string priority_of(const suite& with) {
  return std::string("NONE:+CTYPE-X509:+COMP-NULL:+ECDHE-RSA:+ECDHE-ECDSA:+GROUP-X25519:+SIGN-ALL:") +
         (with.version == version::tls1_3 ? "+VERS-TLS1.3:" : "+VERS-TLS1.2:") + with.gnutls_algorithms;
}

ssize_t pull(gnutls_transport_ptr_t from, void* to, std::size_t wanted) {
  const std::size_t moved = static_cast<window*>(from)->read(to, wanted);
  if (moved > 0) return static_cast<ssize_t>(moved);
  errno = EAGAIN;
  return -1;
}

ssize_t push(gnutls_transport_ptr_t to, const void* from, std::size_t length) {
  if (static_cast<window*>(to)->write(from, length)) return static_cast<ssize_t>(length);
  errno = ENOSPC;
  return -1;
}

class gnutls_handshakes final : public handshake_path {
 public:
  explicit gnutls_handshakes(const handshake& which)
      : resumes_(which.resumes), parameters_(which.with, identity::of(which.key), which.resumes) {}

  void run() override {
    gnutls_pair made(parameters_, session_);
    was_resumed_ = made.was_resumed();
    if (resumes_) session_ = made.session();
  }
  bool was_resumed() const override { return was_resumed_; }

 private:
  bool resumes_;
  gnutls_parameters parameters_;
  gnutls_pair::saved_session session_;
  bool was_resumed_ = false;
};

}  // namespace

gnutls_parameters::gnutls_parameters(const suite& with, const identity& of_server, bool resumes) {
  expect_success(gnutls_priority_init(&priority_, priority_of(with).c_str(), nullptr),
                 "gnutls_priority_init");
  gnutls_certificate_allocate_credentials(&client_);
  gnutls_certificate_allocate_credentials(&server_);
  std::vector<unsigned char> pfx = of_server.pfx();
  const gnutls_datum_t encoded{pfx.data(), static_cast<unsigned int>(pfx.size())};
  expect_success(gnutls_certificate_set_x509_simple_pkcs12_mem(server_, &encoded, GNUTLS_X509_FMT_DER, ""),
                 "gnutls_certificate_set_x509_simple_pkcs12_mem");
  if (resumes)
    expect_success(gnutls_session_ticket_key_generate(&ticket_key_), "gnutls_session_ticket_key_generate");
}

gnutls_parameters::~gnutls_parameters() {
  gnutls_priority_deinit(priority_);
  gnutls_certificate_free_credentials(client_);
  gnutls_certificate_free_credentials(server_);
  gnutls_free(ticket_key_.data);
}

void gnutls_parameters::apply_to(gnutls_session_t end, bool is_server) const {
  expect_success(gnutls_priority_set(end, priority_), "gnutls_priority_set");
  expect_success(gnutls_credentials_set(end, GNUTLS_CRD_CERTIFICATE, is_server ? server_ : client_),
                 "gnutls_credentials_set");
  if (is_server && ticket_key_.size > 0) gnutls_session_ticket_enable_server(end, &ticket_key_);
  if (!is_server) gnutls_server_name_set(end, GNUTLS_NAME_DNS, "localhost", 9);
}

gnutls_end::gnutls_end(unsigned int role, const gnutls_parameters& with) {
  expect_success(gnutls_init(&session, role | GNUTLS_NONBLOCK), "gnutls_init");
  with.apply_to(session, role == GNUTLS_SERVER);
  gnutls_transport_set_ptr2(session, &read, &written);
  gnutls_transport_set_pull_function(session, pull);
  gnutls_transport_set_push_function(session, push);
}

gnutls_pair::gnutls_pair(const gnutls_parameters& with, const saved_session& resumed)
    : client(GNUTLS_CLIENT, with), server(GNUTLS_SERVER, with) {
  if (!resumed.empty()) gnutls_session_set_data(client.session, resumed.data(), resumed.size());
  client.written = {of_client_.data(), of_client_.size()};
  server.written = {of_server_.data(), of_server_.size()};
  server.read.at = of_client_.data();
  client.read.at = of_server_.data();
  int of_client = GNUTLS_E_AGAIN, of_server = GNUTLS_E_AGAIN;
  while (of_client != GNUTLS_E_SUCCESS || of_server != GNUTLS_E_SUCCESS) {
    if (of_client != GNUTLS_E_SUCCESS) of_client = gnutls_handshake(client.session);
    server.read.left = static_cast<std::size_t>(client.written.at - server.read.at);
    if (of_server != GNUTLS_E_SUCCESS) of_server = gnutls_handshake(server.session);
    client.read.left = static_cast<std::size_t>(server.written.at - client.read.at);
    expect(gnutls_error_is_fatal(of_client) == 0 && gnutls_error_is_fatal(of_server) == 0,
           "gnutls_handshake");
  }
}

gnutls_pair::saved_session gnutls_pair::session() {
  char ignored = 0;
  gnutls_record_recv(client.session, &ignored, 1);
  gnutls_datum_t data{};
  expect_success(gnutls_session_get_data2(client.session, &data), "gnutls_session_get_data2");
  saved_session saved(data.data, data.data + data.size);
  gnutls_free(data.data);
  return saved;
}

std::unique_ptr<handshake_path> handshakes_of_gnutls(const handshake& which) {
  return std::make_unique<gnutls_handshakes>(which);
}

}  // namespace bench
