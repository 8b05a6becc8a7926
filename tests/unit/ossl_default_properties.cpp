// OpenSSL's default properties may name a provider, which shuts ours out: handshakes derive their secrets
// without being heard, and OpenSSL protects the records of what they lead to.
#include <openssl/evp.h>

#include "connections.h"
#include "own_process.h"

using namespace schannel;
using namespace schannel::test;

namespace {

/// While it lives, OpenSSL's own provider alone is asked.
class own_provider_alone {
 public:
  own_provider_alone() { EVP_set_default_properties(nullptr, "provider=default"); }
  own_provider_alone(const own_provider_alone&) = delete;
  own_provider_alone& operator=(const own_provider_alone&) = delete;
  ~own_provider_alone() { EVP_set_default_properties(nullptr, ""); }
};

struct credentials {
  explicit credentials(tls::version spoken)
      : client(context_of(tls::role::client, spoken)), server(context_of(tls::role::server, spoken)) {}

  ossl::context client;
  ossl::context server;
};

struct pair {
  explicit pair(const credentials& of, const ossl::request& wanted = {})
      : client{*core::connection::begin(of.client, wanted)},
        server{*core::connection::begin(of.server, {})} {}

  end client;
  end server;
};

bool understand_each_other(pair& both) {
  core::connection &client = both.client.connection, &server = both.server.connection;
  for (int turn = 0; turn < 3; ++turn) {
    if (text_of(server, *sealed(client, "from the client")) != "from the client") return false;
    if (text_of(client, *sealed(server, "from the server")) != "from the server") return false;
  }
  return true;
}

/// Who seals what either side says.
enum class sealer { ours, openssl };

/// Whether new connections work, and whose records they have.
bool work(const credentials& of, sealer wanted) {
  pair both(of);
  shake_hands(both.client, both.server);
  const bool is_ours = wanted == sealer::ours;
  return understand_each_other(both) && both.client.connection.seals_independently() == is_ours &&
         both.server.connection.seals_independently() == is_ours;
}

}  // namespace

TEST_CASE("apart: default properties behind a credential" * doctest::skip()) {
  const credentials newest(tls::version::tls1_3), older(tls::version::tls1_2);
  bool holds = work(newest, sealer::ours) && work(older, sealer::ours);
  {
    const own_provider_alone from_now_on;
    holds = holds && work(newest, sealer::openssl) && work(older, sealer::ours) &&
            work(credentials(tls::version::tls1_3), sealer::openssl);
  }
  end_process(holds && work(newest, sealer::ours) && work(older, sealer::ours));
}

TEST_CASE("apart: default properties before everything" * doctest::skip()) {
  const own_provider_alone from_the_start;
  end_process(work(credentials(tls::version::tls1_3), sealer::ours) &&
              work(credentials(tls::version::tls1_2), sealer::ours));
}

TEST_CASE("apart: default properties amid a handshake" * doctest::skip()) {
  const credentials newest(tls::version::tls1_3);
  pair both(newest, {.allows_late_authentication = false});
  deliver(both.client, both.server);
  if (!both.server.advances()) end_process(false);
  const own_provider_alone from_now_on;
  shake_hands(both.client, both.server);
  // The server's secret was heard, and the client's was not.
  end_process(both.server.connection.seals_independently() && !both.client.connection.seals_independently() &&
              !both.server.connection.engine()->is_retired() && understand_each_other(both));
}

TEST_CASE("apart: an alert of a server that was not heard" * doctest::skip()) {
  const credentials newest(tls::version::tls1_3);
  pair both(newest);
  const own_provider_alone from_now_on;
  deliver(both.client, both.server);
  if (!both.server.advances()) end_process(false);
  (void)both.server.connection.take_outbox();
  // It has sent its Finished: nothing may follow in the clear.
  both.server.connection.will_say({tls::alert_level::fatal, tls::alert_description::access_denied});
  const auto said = both.server.connection.advance({});
  end_process(said && both.server.connection.take_outbox().empty());
}

TEST_CASE("default properties that shut our provider out leave the records to OpenSSL") {
  CHECK(holds_apart("apart: default properties behind a credential"));
  CHECK(holds_apart("apart: default properties before everything"));
  CHECK(holds_apart("apart: default properties amid a handshake"));
}

TEST_CASE("what cannot be said under keys is not said in the clear") {
  CHECK(holds_apart("apart: an alert of a server that was not heard"));
}
