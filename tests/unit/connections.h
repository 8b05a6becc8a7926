// Two connections of ours in memory, from inside: what the C functions do not let a test say.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/connection.h"
#include "ossl/aead/aead.h"
#include "support/certificates.h"

namespace schannel::test {

/// The version that both ends speak, and the suite: AES-256-GCM unless it is said.
struct language {
  language(tls::version spoken, const char* protection = nullptr)
      : version(spoken),
        suite(protection != nullptr            ? protection
              : spoken == tls::version::tls1_3 ? "TLS_AES_256_GCM_SHA384"
                                               : "ECDHE-RSA-AES256-GCM-SHA384") {}

  tls::version version;
  std::string suite;
};

/// The suites whose records our record layer protects.
inline const language aead_suites[] = {
    {tls::version::tls1_2, "ECDHE-RSA-AES128-GCM-SHA256"},
    {tls::version::tls1_2, "ECDHE-RSA-AES256-GCM-SHA384"},
    {tls::version::tls1_2, "ECDHE-RSA-CHACHA20-POLY1305"},
    {tls::version::tls1_3, "TLS_AES_128_GCM_SHA256"},
    {tls::version::tls1_3, "TLS_AES_256_GCM_SHA384"},
    {tls::version::tls1_3, "TLS_CHACHA20_POLY1305_SHA256"},
};

/// Who computes the AEAD of one of those here.
inline std::vector<const ossl::aead_engine*> engines_for(const language& spoken) {
  const auto names = [&](const char* part) { return spoken.suite.find(part) != std::string::npos; };
  const auto algorithm = names("CHACHA20")                     ? ossl::aead_algorithm::chacha20_poly1305
                         : names("AES128") || names("AES_128") ? ossl::aead_algorithm::aes_128_gcm
                                                               : ossl::aead_algorithm::aes_256_gcm;
  std::vector<const ossl::aead_engine*> usable;
  for (const ossl::aead_engine* engine : ossl::aead_engines())
    if (ossl::is_usable(*engine, algorithm)) usable.push_back(engine);
  return usable;
}

/// What servers show here. Its signatures are always equally long.
inline const issued_certificate& localhost_certificate() {
  static const issued_certificate made = make_certificate({.common_name = "localhost", .key = key_type::rsa});
  return made;
}

/// What that side brings to a connection that both make in `spoken`; `wanted` says what else is special about
/// it.
inline ossl::context context_of(tls::role role, const language& spoken, ossl::settings wanted = {}) {
  const issued_certificate& shown = localhost_certificate();
  wanted.role = role;
  wanted.versions = {spoken.version};
  auto& suites =
      spoken.version == tls::version::tls1_3 ? wanted.algorithms.tls1_3_suites : wanted.algorithms.suites;
  suites = {spoken.suite};
  wanted.validates = ossl::validation::by_caller;
  wanted.identities = {{ossl::certificate(shown.certificate), ossl::private_key(shown.key), {}}};
  auto made = ossl::context::create(std::move(wanted));
  REQUIRE(made);
  return *std::move(made);
}

inline core::connection begin(tls::role role, const language& spoken, const ossl::request& wanted = {},
                              ossl::settings of_credential = {}) {
  auto made = core::connection::begin(context_of(role, spoken, std::move(of_credential)), wanted);
  REQUIRE(made);
  return *std::move(made);
}

/// One end, with what has arrived.
struct end {
  core::connection connection;
  tls::byte_vector inbox{};

  /// Takes a leg with all that has arrived.
  tls::result<core::progress> advances() {
    auto taken = connection.advance(inbox);
    if (!taken) return taken;
    std::visit(
        [&](const auto& outcome) {
          if constexpr (requires { outcome.consumed; })
            inbox.erase(inbox.begin(), inbox.begin() + static_cast<std::ptrdiff_t>(outcome.consumed));
        },
        *taken);
    return taken;
  }
};

inline void deliver(end& from, end& to) {
  const tls::byte_vector sent = from.connection.take_outbox();
  to.inbox.insert(to.inbox.end(), sent.begin(), sent.end());
}

/// Legs in turn until nobody has anything to say.
inline void shake_hands(end& one, end& other) {
  for (int turn = 0; turn < 8; ++turn) {
    deliver(one, other);
    if (!other.inbox.empty()) REQUIRE(other.advances());
    deliver(other, one);
    if (!one.inbox.empty()) REQUIRE(one.advances());
  }
}

/// `text` as one record.
inline tls::result<tls::byte_vector> sealed(core::connection& by, std::string_view text) {
  const auto around = by.sizes().value();
  tls::byte_vector record(around.header + text.size() + around.trailer);
  const auto parts = ossl::record_parts::of(record, around);
  std::ranges::copy(text, parts.data.begin());
  const auto trailer = by.seal(parts);
  if (!trailer) return trailer.failure();
  record.resize(around.header + text.size() + *trailer);
  return record;
}

/// Opens the first record of `input`, both steps of it.
inline tls::result<core::opening> opened(core::connection& by, tls::mutable_bytes input) {
  const auto sight = by.open(input);
  if (!sight) return sight.failure();
  if (const auto* known = std::get_if<core::opening>(&*sight)) return *known;
  if (const auto* about = std::get_if<ossl::matter>(&*sight)) return by.settle(*about);
  return by.settle(core::connection::worn_key{});
}

/// The text that opening `record` gives; what else it is makes the test fail.
inline std::string text_of(core::connection& by, tls::byte_vector record) {
  const auto found = opened(by, record);
  REQUIRE(found);
  const auto* message = std::get_if<core::message>(&*found);
  REQUIRE(message != nullptr);
  const auto text = record.begin() + static_cast<std::ptrdiff_t>(message->layout.header);
  return {text, text + static_cast<std::ptrdiff_t>(message->layout.plaintext)};
}

}  // namespace schannel::test
