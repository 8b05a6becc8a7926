// What no well-behaved peer sends: records with a right tag and a wrong content.
#include <openssl/err.h>

#include <string_view>

#include "allocations.h"
#include "sides.h"

using namespace schannel;
using namespace schannel::test;
using tls::content_type;

namespace {

constexpr auto unexpected = tls::alert_description::unexpected_message;
constexpr tls::version versions[] = {tls::version::tls1_2, tls::version::tls1_3};

}  // namespace

TEST_CASE("SSPI-DecryptMessage-unknown-types: no type that TLS does not know") {
  for (const int type : {0, 19, 24, 255}) {
    both_sides both(tls::version::tls1_3);
    CAPTURE(type);
    check_refused(both.client, both.server.seals(static_cast<content_type>(type), {1, 2, 3}), unexpected);
  }
}

TEST_CASE("SSPI-DecryptMessage-unknown-types: no ChangeCipherSpec inside TLS 1.3") {
  both_sides both(tls::version::tls1_3);
  check_refused(both.client, both.server.seals(content_type::change_cipher_spec, {1}), unexpected);
}

TEST_CASE("SSPI-DecryptMessage-unknown-types: no ChangeCipherSpec that says something else, or nothing") {
  const tls::byte_vector contents[] = {{}, {0}, {2}, {1, 1}};
  for (const tls::byte_vector& content : contents) {
    both_sides both(tls::version::tls1_2);
    check_refused(both.client, both.server.seals(content_type::change_cipher_spec, content), unexpected);
  }
}

TEST_CASE("SSPI-DecryptMessage-all-zero: TLS 1.3 has no record without a type") {
  for (const std::size_t length : {0U, 1U, 100U}) {
    both_sides both(tls::version::tls1_3);
    check_refused(both.client, both.server.seals(content_type{0}, tls::byte_vector(length)), unexpected);
  }
}

TEST_CASE("SSPI-DecryptMessage-padding: it is taken off") {
  both_sides both(tls::version::tls1_3);
  // To seal a padded record as one of type zero is to choose its padding.
  tls::byte_vector padded{'h', 'i', static_cast<std::uint8_t>(content_type::application_data)};
  padded.resize(500);
  const auto found = heard(both.client, both.server.seals(content_type{0}, padded));
  REQUIRE(found);
  CHECK(found->what == ossl::received::application_data);
  CHECK(found->content.size() == 2);
}

TEST_CASE("SSPI-DecryptMessage-too-long: one byte more than a record may hold") {
  for (const tls::version version : versions) {
    both_sides both(version);
    CHECK(heard(both.client,
                both.server.seals(content_type::application_data, tls::byte_vector(tls::max_plaintext))));
    check_refused(both.client,
                  both.server.seals(content_type::application_data, tls::byte_vector(tls::max_plaintext + 1)),
                  tls::alert_description::record_overflow);
  }
}

TEST_CASE("SSPI-DecryptMessage-interleaved: over TLS 1.3 no alert inside one either, be it a warning") {
  for (const bool retires : {false, true}) {
    for (const std::uint8_t description : {0, 90}) {
      both_sides both(tls::version::tls1_3, {.allows_late_authentication = !retires});
      both.server.engine->retire();
      REQUIRE(both.server.engine->is_retired() == retires);
      REQUIRE(heard(both.server, both.client.seals(content_type::handshake, {24, 0})));
      check_refused(both.server, both.client.seals(content_type::alert, {1, description}), unexpected);
    }
  }
}

TEST_CASE("SSPI-DecryptMessage-interleaved: no data inside a handshake message") {
  for (const tls::version version : versions) {
    both_sides both(version);
    const std::uint8_t type = version == tls::version::tls1_3 ? 24 : 1;
    REQUIRE(heard(both.server, both.client.seals(content_type::handshake, {type, 0})));
    check_refused(both.server, both.client.seals(content_type::application_data, {'x'}), unexpected);
  }
}

TEST_CASE("SSPI-DecryptMessage-interleaved: a handshake message may be in pieces") {
  both_sides both(tls::version::tls1_3);
  for (const std::uint8_t byte : {24, 0, 0, 1})
    REQUIRE(heard(both.client, both.server.seals(content_type::handshake, {byte})));
  const auto last = heard(both.client, both.server.seals(content_type::handshake, {0}));
  REQUIRE(last);
  CHECK(last->what == ossl::received::handshake_message);
}

TEST_CASE("data that comes to a leg instead of to open() is refused, and wiped") {
  constexpr std::string_view text = "nobody has asked for this text yet";
  const auto as_bytes = tls::byte_vector(text.begin(), text.end());
  for (const tls::version version : versions) {
    both_sides both(version);
    const tls::byte_vector record = both.server.seals(content_type::application_data, as_bytes);
    const kept_memory freed;
    CHECK_FALSE(both.client.in->advance(record));
    CHECK(freed.blocks_with(as_bytes, {}) == 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    CHECK(freed.blocks() > 0);
#endif
  }
}

TEST_CASE("a record that is refused leaves nothing in OpenSSL's error queue") {
  for (const language& spoken : aead_suites) {
    for (const ossl::aead_engine* engine : {&ossl::dispatch_engine, &ossl::evp_engine}) {
      CAPTURE(spoken.suite);
      CAPTURE(engine->name);
      both_sides both(spoken, {}, {.engine = engine});
      tls::byte_vector record = both.server.seals(content_type::application_data, {'h', 'i'});
      record.back() ^= 1;
      ERR_clear_error();
      CHECK(both.client.in->is_control(record));
      CHECK(ERR_peek_error() == 0);
      CHECK_FALSE(heard(both.client, record));
      CHECK(ERR_peek_error() == 0);
    }
  }
}

TEST_CASE("a control record lies in the caller's memory as it came") {
  for (const tls::version version : versions) {
    both_sides both(version);
    tls::byte_vector record = both.server.seals(content_type::alert, {1, 90});
    const tls::byte_vector before = record;
    const ossl::opened opened = both.client.in->open(record);
    CHECK(record != before);
    REQUIRE(both.client.in->settle(std::get<ossl::matter>(opened)));
    CHECK(record == before);
  }
}
