// One side of a connection without the states above it: it seals what no well-behaved peer sends.
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
  const tls::mutable_bytes all(record);
  std::ranges::copy(content, record.begin() + static_cast<std::ptrdiff_t>(around.header));
  REQUIRE(sender.seal(type, all.first(around.header), all.subspan(around.header, content.size()),
                      all.last(around.trailer)));
  return record;
}

/// One side of a complete handshake, without the states above it.
struct side {
  side(tls::role role, tls::version version) : engine(*ossl::engine::create(context_of(role, version), {})) {}

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

}  // namespace schannel::test
