// Where handshake messages end in records.
#include "tls/handshake_messages.h"

#include <doctest/doctest.h>

using namespace schannel::tls;

namespace {

/// A message of that type with a body of `length` bytes.
byte_vector message(handshake_type type, std::uint8_t length) {
  byte_vector made{static_cast<std::uint8_t>(type), 0, 0, length};
  made.resize(made.size() + length, 0xAB);
  return made;
}

}  // namespace

TEST_CASE("a handshake message ends in its record, whatever its length") {
  handshake_messages seen;
  for (const std::uint8_t length : {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{255}}) {
    seen.take(message(handshake_type::key_update, length));
    CHECK_FALSE(seen.is_inside_message());
    CHECK(seen.ended() == handshake_type::key_update);
  }
}

TEST_CASE("a handshake message ends in the last of its records, however it is cut") {
  const byte_vector whole = message(handshake_type::finished, 9);
  for (std::size_t piece = 1; piece < whole.size(); ++piece) {
    handshake_messages seen;
    for (std::size_t at = 0; at < whole.size(); at += piece) {
      seen.take(const_bytes(whole).subspan(at, std::min(piece, whole.size() - at)));
      const bool is_last = at + piece >= whole.size();
      CHECK(seen.is_inside_message() == !is_last);
      CHECK(seen.ended().has_value() == is_last);
    }
    CHECK(seen.ended() == handshake_type::finished);
  }
}

TEST_CASE("of several handshake messages in one record the last counts") {
  byte_vector both = message(handshake_type::client_hello, 3);
  const byte_vector second = message(handshake_type::key_update, 1);
  both.insert(both.end(), second.begin(), second.end());
  handshake_messages seen;
  seen.take(both);
  CHECK(seen.ended() == handshake_type::key_update);
  seen.take({});
  CHECK_FALSE(seen.ended());
}
