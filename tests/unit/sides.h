// Sides of a connection without the states above it: they seal what no well-behaved peer sends.
#pragma once

#include <optional>

#include "connections.h"
#include "ossl/inbound.h"
#include "ossl/outbound.h"

namespace schannel::test {

/// One record with any type and content, sealed by an outbound or by what it seals with.
template <typename Sender>
tls::byte_vector sealed_by(Sender& sender, tls::content_type type, const tls::byte_vector& content) {
  const auto around = sender.sizes();
  tls::byte_vector record(around.header + content.size() + around.trailer);
  const auto parts = ossl::record_parts::of(record, around);
  std::ranges::copy(content, parts.data.begin());
  REQUIRE(sender.seal(type, parts));
  return record;
}

/// One side of a complete handshake, without the states above it.
struct side {
  side(tls::role role, const language& spoken, const ossl::request& wanted = {},
       ossl::settings of_credential = {})
      : engine(*ossl::engine::create(context_of(role, spoken, std::move(of_credential)), wanted)) {}

  /// Takes whole records; true when the handshake is complete.
  bool takes(const tls::byte_vector& records) {
    bool complete = false;
    tls::for_each_record(records, [&](const tls::whole_record&, tls::const_bytes record) {
      const auto status = engine->advance(record);
      REQUIRE(status);
      complete = *status == ossl::handshake_status::complete;
    });
    return complete;
  }

  void opens_for_business() {
    in.emplace(*ossl::inbound::create(*engine));
    out.emplace(*ossl::outbound::create(*engine));
  }

  /// One record with any type and content.
  tls::byte_vector seals(tls::content_type type, const tls::byte_vector& content) {
    return sealed_by(*out, type, content);
  }

  std::unique_ptr<ossl::engine> engine;
  std::optional<ossl::inbound> in;
  std::optional<ossl::outbound> out;
};

struct both_sides {
  explicit both_sides(const language& spoken, const ossl::request& of_client = {},
                      const ossl::settings& of_credentials = {})
      : client(tls::role::client, spoken, of_client, of_credentials),
        server(tls::role::server, spoken, {}, of_credentials) {
    const tls::version version = spoken.version;
    REQUIRE(client.engine->advance({}));
    bool done = false;
    for (int turn = 0; turn < 4 && !done; ++turn) {
      const bool server_done = server.takes(client.engine->take_output());
      const bool client_done = client.takes(server.engine->take_output());
      done = server_done || (client_done && version == tls::version::tls1_2);
      if (client_done && !server_done && version == tls::version::tls1_3)
        done = server.takes(client.engine->take_output());
    }
    REQUIRE(done);
    client.opens_for_business();
    server.opens_for_business();
  }

  side client;
  side server;
};

/// Both complete the handshake; only the listener has states above it.
inline void meet(side& speaker, end& listener) {
  if (speaker.engine->role() == tls::role::client) REQUIRE(speaker.engine->advance({}));
  for (int turn = 0; turn < 4; ++turn) {
    const auto said = speaker.engine->take_output();
    listener.inbox.insert(listener.inbox.end(), said.begin(), said.end());
    if (!listener.inbox.empty()) REQUIRE(listener.advances());
    const auto answer = listener.connection.take_outbox();
    if (!answer.empty()) speaker.takes(answer);
  }
  REQUIRE(listener.connection.facts());
  speaker.opens_for_business();
}

/// What that side makes of `record`.
inline tls::result<ossl::reading> heard(side& by, tls::byte_vector record) {
  const ossl::opened opened = by.in->open(record);
  if (const auto* data = std::get_if<ossl::application_data>(&opened))
    return ossl::reading{ossl::received::application_data, data->content};
  return by.in->settle(std::get<ossl::matter>(opened));
}

inline void check_refused(side& by, const tls::byte_vector& record, tls::alert_description says) {
  const auto found = heard(by, record);
  REQUIRE_FALSE(found);
  CHECK(found.failure().why == tls::cause::protocol_violation);
  CHECK(by.engine->take_refusal() == tls::alert{tls::alert_level::fatal, says});
}

}  // namespace schannel::test
