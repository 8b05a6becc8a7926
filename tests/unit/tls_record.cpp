// Where records end.
#include "tls/record.h"

#include <doctest/doctest.h>

#include <array>

using namespace schannel::tls;

namespace {

byte_vector record_of(std::size_t fragment) {
  const auto header = make_header(content_type::handshake, 0x0303, fragment);
  byte_vector record(header.begin(), header.end());
  record.resize(record.size() + fragment, 0xAB);
  return record;
}

std::size_t missing_in(const_bytes input) {
  return std::get<incomplete>(frame(input)).missing;
}

}  // namespace

TEST_CASE("a header is missing byte by byte until it is whole") {
  const auto record = record_of(10);
  for (std::size_t have = 0; have < record_header_length; ++have)
    CHECK(missing_in(const_bytes(record).first(have)) == record_header_length - have);
}

TEST_CASE("behind a whole header just what the header announced is missing") {
  const auto record = record_of(10);
  CHECK(missing_in(const_bytes(record).first(5)) == 10);
  CHECK(missing_in(const_bytes(record).first(14)) == 1);
}

TEST_CASE("a whole record ends where its header says, whatever follows") {
  auto input = record_of(10);
  input.push_back(0xFF);
  const auto framed = std::get<whole_record>(frame(input));
  CHECK(framed.length == 15);
  CHECK(framed.type == content_type::handshake);
  CHECK(framed.version == 0x0303);
}

TEST_CASE("a record may be empty") {
  CHECK(std::get<whole_record>(frame(record_of(0))).length == 5);
}

TEST_CASE("the longest fragment TLS 1.2 allows is taken, one byte more is not") {
  CHECK(missing_in(make_header(content_type::application_data, 0x0303, max_fragment)) == max_fragment);
  const auto too_long = make_header(content_type::application_data, 0x0303, max_fragment + 1);
  CHECK(std::get<not_a_record>(frame(too_long)).alert == alert_description::record_overflow);
}

TEST_CASE("what cannot become a record is refused at its first wrong byte") {
  const std::uint8_t http[] = {'G', 'E', 'T', ' '};
  const auto refused = frame(const_bytes(http).first(1));
  CHECK(std::get<not_a_record>(refused).alert == alert_description::unexpected_message);
  const std::uint8_t old_version[] = {22, 2};
  CHECK(std::holds_alternative<not_a_record>(frame(old_version)));
  for (const std::uint8_t type : std::array<std::uint8_t, 4>{0, 19, 24, 255})
    CHECK(std::holds_alternative<not_a_record>(frame(const_bytes(&type, 1))));
}

TEST_CASE("an alert in the clear is seven bytes") {
  CHECK(plaintext_alert(close_notify, 0x0301) == byte_vector{0x15, 3, 1, 0, 2, 1, 0});
}

TEST_CASE("records are visited in their order") {
  auto records = record_of(3);
  const auto second = record_of(4);
  records.insert(records.end(), second.begin(), second.end());
  std::vector<std::size_t> lengths;
  for_each_record(records,
                  [&](const whole_record& framed, const_bytes) { lengths.push_back(framed.length); });
  CHECK(lengths == std::vector<std::size_t>{8, 9});
}
