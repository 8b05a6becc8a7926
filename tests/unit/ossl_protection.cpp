// Sealing and opening of single records.
#include "ossl/protection.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace schannel;
using namespace schannel::ossl;

namespace {

struct suite {
  const char* name;
  aead_algorithm algorithm;
  record_format format;
};

const suite suites[] = {
    {"TLS 1.3 AES-128-GCM", aead_algorithm::aes_128_gcm, record_format::tls1_3},
    {"TLS 1.3 AES-256-GCM", aead_algorithm::aes_256_gcm, record_format::tls1_3},
    {"TLS 1.3 ChaCha20", aead_algorithm::chacha20_poly1305, record_format::tls1_3},
    {"TLS 1.2 AES-256-GCM", aead_algorithm::aes_256_gcm, record_format::tls1_2_explicit},
    {"TLS 1.2 ChaCha20", aead_algorithm::chacha20_poly1305, record_format::tls1_2_implicit},
};

protection make(const suite& of) {
  secret key{key_length(of.algorithm)};
  std::fill(key.bytes().begin(), key.bytes().end(), std::uint8_t{0x42});
  secret iv{of.format == record_format::tls1_2_explicit ? 4U : 12U};
  std::fill(iv.bytes().begin(), iv.bytes().end(), std::uint8_t{0x17});
  return *protection::create(of.algorithm, of.format, key, iv);
}

tls::byte_vector sealed(protection& with, std::string_view text, std::uint64_t sequence) {
  const auto around = with.sizes();
  tls::byte_vector record(around.header + text.size() + around.trailer);
  const auto parts = record_parts::of(record, around);
  std::ranges::copy(text, parts.data.begin());
  REQUIRE(with.seal(tls::content_type::application_data, sequence, sequence + 7, parts));
  return record;
}

std::string text_of(const opened_record& record) {
  return {record.content.begin(), record.content.end()};
}

}  // namespace

TEST_CASE("what is sealed opens again, with its type") {
  for (const suite& of : suites) {
    CAPTURE(of.name);
    auto keys = make(of);
    for (const std::string& text : {std::string(), std::string("x"), std::string(tls::max_plaintext, 'y')}) {
      auto record = sealed(keys, text, 3);
      CHECK(std::get<tls::whole_record>(tls::frame(record)).length == record.size());
      const auto opened = keys.open(3, record);
      REQUIRE(opened);
      CHECK(opened->type == tls::content_type::application_data);
      CHECK(text_of(*opened) == text);
    }
  }
}

TEST_CASE("a record opens only under its own number") {
  for (const suite& of : suites) {
    CAPTURE(of.name);
    auto keys = make(of);
    auto record = sealed(keys, "hello", 3);
    CHECK(keys.open(4, record).failure().why == tls::cause::bad_record_mac);
  }
}

TEST_CASE("one flipped bit anywhere is found, and nothing of the plaintext stays behind") {
  for (const suite& of : suites) {
    CAPTURE(of.name);
    auto keys = make(of);
    const auto good = sealed(keys, "attack at dawn", 0);
    const auto around = keys.sizes();
    for (std::size_t i = 0; i < good.size(); ++i) {
      // TLS 1.2 authenticates a header it makes itself; its version and length are checked elsewhere.
      if (of.format != record_format::tls1_3 && i >= 1 && i < tls::record_header_length) continue;
      auto bad = good;
      bad[i] ^= 0x10;
      CHECK(keys.open(0, bad).failure().why == tls::cause::bad_record_mac);
      const auto begin = bad.begin() + static_cast<std::ptrdiff_t>(around.header);
      CHECK(std::all_of(begin, begin + 14, [](std::uint8_t byte) { return byte == 0; }));
    }
  }
}

TEST_CASE("a record that is closed again is what it was") {
  for (const suite& of : suites) {
    CAPTURE(of.name);
    auto keys = make(of);
    const auto good = sealed(keys, "as it came", 2);
    auto record = good;
    REQUIRE(keys.open(2, record));
    REQUIRE(record != good);
    REQUIRE(keys.close(2, record));
    CHECK(record == good);
  }
}

TEST_CASE("a record too short for its tag is refused") {
  auto keys = make(suites[0]);
  tls::byte_vector record(20, 0x17);
  CHECK(keys.open(0, record).failure().why == tls::cause::bad_record_mac);
}

TEST_CASE("the three parts of a record need not lie together") {
  for (const suite& of : suites) {
    auto keys = make(of);
    const auto together = sealed(keys, "scattered", 5);
    const auto around = keys.sizes();
    tls::byte_vector header(around.header);
    tls::byte_vector data{'s', 'c', 'a', 't', 't', 'e', 'r', 'e', 'd'};
    tls::byte_vector trailer(around.trailer);
    REQUIRE(keys.seal(tls::content_type::application_data, 5, 12, {header, data, trailer}));
    header.insert(header.end(), data.begin(), data.end());
    header.insert(header.end(), trailer.begin(), trailer.end());
    CHECK(header == together);
  }
}
