// OpenSSL's tickets that name a session are those of a server that is to give none that hold one.
#include "equal_tickets.h"

#include <doctest/doctest.h>
#include <openssl/ssl.h>

namespace schannel::test {

void give_equal_tickets(const ossl::context& server) {
  REQUIRE((SSL_CTX_get_options(server.native()) & SSL_OP_NO_TICKET) != 0);
  REQUIRE(SSL_CTX_set_num_tickets(server.native(), 1) == 1);
}

}  // namespace schannel::test
