// A KeyUpdate, however it is cut, and whatever else comes in its place.
#include "tls/key_update.h"

#include <doctest/doctest.h>

using namespace schannel::tls;

namespace {

constexpr auto demanding = key_update_message(key_update_request::requested);

/// What the last of the records comes to, where all before it leave the message unfinished.
key_update_reader::reading read_in_pieces(const_bytes message, std::size_t piece) {
  key_update_reader reader;
  for (; message.size() > piece; message = message.subspan(piece)) {
    CHECK(std::holds_alternative<key_update_reader::unfinished>(reader.take(message.first(piece))));
  }
  return reader.take(message);
}

}  // namespace

TEST_CASE("a KeyUpdate is read however it is cut") {
  for (const auto request : {key_update_request::not_requested, key_update_request::requested}) {
    const auto message = key_update_message(request);
    for (std::size_t piece = 1; piece <= message.size(); ++piece)
      CHECK(std::get<key_update_request>(read_in_pieces(message, piece)) == request);
  }
}

TEST_CASE("one KeyUpdate after the other is read") {
  key_update_reader reader;
  for (int i = 0; i < 3; ++i) CHECK(std::holds_alternative<key_update_request>(reader.take(demanding)));
}

TEST_CASE("what is no KeyUpdate gets the alert that says why") {
  struct {
    const char* what;
    byte_vector content;
    alert_description says;
  } const wrong[] = {
      {"nothing", {}, alert_description::unexpected_message},
      {"a Finished", {20, 0, 0, 1, 0}, alert_description::unexpected_message},
      {"the start of a ClientHello", {1, 0, 2, 0, 3, 3}, alert_description::unexpected_message},
      {"without a body", {24, 0, 0, 0}, alert_description::decode_error},
      {"two bytes long", {24, 0, 0, 2, 0, 0}, alert_description::illegal_parameter},
      {"huge", {24, 255, 255, 255}, alert_description::illegal_parameter},
      {"with another request", {24, 0, 0, 1, 2}, alert_description::illegal_parameter},
      {"with something behind it", {24, 0, 0, 1, 0, 24}, alert_description::unexpected_message},
  };
  for (const auto& [what, content, says] : wrong) {
    CAPTURE(what);
    key_update_reader reader;
    CHECK(std::get<alert_description>(reader.take(content)) == says);
  }
}

TEST_CASE("what a message is shows with its header, not before") {
  key_update_reader reader;
  CHECK(std::holds_alternative<key_update_reader::unfinished>(reader.take(byte_vector{20, 0, 0})));
  CHECK(std::get<alert_description>(reader.take(byte_vector{1})) == alert_description::unexpected_message);
}
