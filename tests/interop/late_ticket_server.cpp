// late_ticket_server: a server of OpenSSL's over TLS 1.3 whose clients get one ticket, and that between two
// lines.
//   late_ticket_server CERTIFICATE KEY    two files in PEM
// It listens on the loopback interface, at a port that the system chooses, and serves two clients, one after
// the other. It prints whether the session is a resumed one, what it sends, in its order, and whether the
// client said goodbye.
#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace {

using bio_ptr = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using context_ptr = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using ssl_ptr = std::unique_ptr<SSL, decltype(&SSL_free)>;

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error{what};
}

void print_what_is_sent(int sends, int, int type, const void* content, std::size_t, SSL*, void*) {
  const std::uint8_t first = *static_cast<const std::uint8_t*>(content);
  if (sends == 0) return;
  if (type == SSL3_RT_INNER_CONTENT_TYPE && first == SSL3_RT_APPLICATION_DATA) std::puts("data");
  if (type == SSL3_RT_HANDSHAKE && first == SSL3_MT_NEWSESSION_TICKET) std::puts("ticket");
}

context_ptr context_with(const char* certificate, const char* key) {
  context_ptr made(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  require(SSL_CTX_set_min_proto_version(made.get(), TLS1_3_VERSION) == 1 &&
              SSL_CTX_use_certificate_file(made.get(), certificate, SSL_FILETYPE_PEM) == 1 &&
              SSL_CTX_use_PrivateKey_file(made.get(), key, SSL_FILETYPE_PEM) == 1 &&
              SSL_CTX_set_num_tickets(made.get(), 0) == 1,
          "OpenSSL takes no settings");
  SSL_CTX_set_msg_callback(made.get(), print_what_is_sent);
  return made;
}

void say(SSL* to, std::string_view line) {
  require(SSL_write(to, line.data(), static_cast<int>(line.size())) > 0, "OpenSSL cannot write");
}

void serve(SSL_CTX* with, BIO* door) {
  require(BIO_do_accept(door) == 1, "nobody comes");
  const ssl_ptr ssl(SSL_new(with), SSL_free);
  BIO* client = BIO_pop(door);
  SSL_set_bio(ssl.get(), client, client);
  require(SSL_accept(ssl.get()) == 1, "there is no handshake");
  std::puts(SSL_session_reused(ssl.get()) == 1 ? "resumed" : "new");

  say(ssl.get(), "33333333\n");
  require(SSL_new_session_ticket(ssl.get()) == 1, "OpenSSL gives no ticket");  // in front of the next line
  say(ssl.get(), "44444444\n");
  SSL_shutdown(ssl.get());
  char rest[64];
  while (SSL_read(ssl.get(), rest, sizeof rest) > 0) {
  }
  if ((SSL_get_shutdown(ssl.get()) & SSL_RECEIVED_SHUTDOWN) != 0) std::puts("goodbye");
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) try {
  require(count == 3, "usage: late_ticket_server CERTIFICATE KEY");
  const context_ptr context = context_with(arguments[1], arguments[2]);
  const bio_ptr door(BIO_new_accept("127.0.0.1:0"), BIO_free_all);
  require(BIO_do_accept(door.get()) == 1, "cannot listen");
  for (int client = 0; client < 2; ++client) serve(context.get(), door.get());
} catch (const std::exception& why) {
  std::fprintf(stderr, "late_ticket_server: %s\n", why.what());
  return 1;
}
