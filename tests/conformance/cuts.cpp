// A stream may be cut anywhere: the same comes of it.
#include "support/chunks.h"

#include "support/ends.h"

using namespace peers;

namespace {

/// Lets both ends take steps; what is sent is cut up and handed over piece by piece.
template <typename Cut>
outcome shake_hands_in_pieces(pair& both, Cut cut) {
  outcome last{both.client.continues().result, {SEC_I_CONTINUE_NEEDED}};
  for (int round = 0; round < 6; ++round) {
    const role who = round % 2 == 0 ? role::server : role::client;
    status& result = who == role::client ? last.client : last.server;
    peer& one = both[who];
    for (const bytes& piece : cut(std::exchange(one.inbox(), {}))) {
      one.inbox().insert(one.inbox().end(), piece.begin(), piece.end());
      if (result == SEC_I_CONTINUE_NEEDED || result == SEC_E_INCOMPLETE_MESSAGE)
        result = one.continues().result;
    }
  }
  return last;
}

template <typename Cut>
void check_handshake_cut(tls version, Cut cut) {
  pair both = fresh_pair(version);
  CHECK(shake_hands_in_pieces(both, cut).both_established());
  REQUIRE(both.client.says("question") == SEC_E_OK);
  CHECK(both.server.reads() == "question");
  REQUIRE(both.server.says("answer") == SEC_E_OK);
  CHECK(both.client.reads() == "answer");
  both.client.shuts_down();
  CHECK(both.server.reads() == goodbye);
}

/// The same messages in records of at most `length` bytes each, as far as they are in the clear.
bytes in_records_of(byte_view stream, std::size_t length) {
  constexpr std::uint8_t change_cipher_spec = 20, handshake = 22;
  bytes refragmented;
  bool in_the_clear = true;
  for (const bytes& record : records_of(stream)) {
    in_the_clear = in_the_clear && record[0] != change_cipher_spec;
    const byte_view body = byte_view(record).subspan(5);
    const bool splits = in_the_clear && record[0] == handshake;
    for (const bytes& piece : pieces_of(body, splits ? length : body.size())) {
      const std::uint8_t high = static_cast<std::uint8_t>(piece.size() >> 8);
      const std::uint8_t low = static_cast<std::uint8_t>(piece.size());
      const bytes header{record[0], record[1], record[2], high, low};
      refragmented = joined({refragmented, header, piece});
    }
  }
  return refragmented;
}

/// What a peer makes of a stream that is handed over in pieces: the messages, and the status at the end.
struct hearing {
  std::vector<std::string> messages;
  status last;
};

hearing hears(peer& one, const std::vector<bytes>& pieces) {
  hearing heard;
  for (const bytes& piece : pieces) {
    one.inbox().insert(one.inbox().end(), piece.begin(), piece.end());
    for (heard.last = {SEC_E_OK}; heard.last == SEC_E_OK;) {
      const opening made = one.reads();
      heard.last = made.result;
      if (made.result == SEC_E_OK) heard.messages.push_back(made.text());
    }
  }
  return heard;
}

const std::vector<std::string> words{"hello", "", "x", std::string(1000, 'y'), std::string(16384, 'z'),
                                     "bye"};

/// Some messages and a goodbye.
bytes speech_of(peer& one) {
  bytes stream;
  for (const std::string& word : words) {
    const bytes record = one.seals(word).record;
    stream.insert(stream.end(), record.begin(), record.end());
  }
  const bytes farewell = one.shuts_down().token;
  stream.insert(stream.end(), farewell.begin(), farewell.end());
  return stream;
}

template <typename Cut>
void check_speech_cut(Cut cut) {
  for_every_end([&](peer& one, peer& other) {
    const bytes stream = speech_of(one);
    other.inbox().clear();
    const hearing heard = hears(other, cut(stream));
    CHECK(heard.messages == words);
    CHECK(heard.last == goodbye);
  });
}

}  // namespace

TEST_CASE("SSPI-handshake-any-cut: pieces of one size") {
  for_every_version([](tls version) {
    for (const std::size_t length : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 16U, 100U, 1000U, 100000U}) {
      CAPTURE(length);
      check_handshake_cut(version, [&](const bytes& stream) { return pieces_of(stream, length); });
    }
  });
}

TEST_CASE("SSPI-handshake-any-cut: record by record") {
  for_every_version([](tls version) { check_handshake_cut(version, records_of); });
}

TEST_CASE("SSPI-handshake-any-cut: around the start of every record") {
  for_every_version([](tls version) {
    for (const int distance : {-1, 0, 1, 4, 5, 6}) {
      for (std::size_t record = 0; record < 8; ++record) {
        CAPTURE(distance);
        CAPTURE(record);
        check_handshake_cut(version, [&](const bytes& stream) {
          const std::vector<bytes> records = records_of(stream);
          std::size_t start = 0;
          for (std::size_t before = 0; before < record && before < records.size(); ++before)
            start += records[before].size();
          return halves_of(stream, start + distance < stream.size() ? start + distance : stream.size());
        });
      }
    }
  });
}

TEST_CASE("SSPI-handshake-fragmented-messages: a few bytes in each record") {
  for_every_version([](tls version) {
    for (const std::size_t length : {1U, 3U, 4U, 100U}) {
      CAPTURE(length);
      check_handshake_cut(
          version, [&](const bytes& stream) { return std::vector<bytes>{in_records_of(stream, length)}; });
      check_handshake_cut(version,
                          [&](const bytes& stream) { return records_of(in_records_of(stream, length)); });
    }
  });
}

TEST_CASE("SSPI-DecryptMessage-any-cut: pieces of one size") {
  for (const std::size_t length : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 30U, 1000U, 16401U, 100000U}) {
    CAPTURE(length);
    check_speech_cut([&](const bytes& stream) { return pieces_of(stream, length); });
  }
}

TEST_CASE("SSPI-DecryptMessage-any-cut: record by record") {
  check_speech_cut(records_of);
}

TEST_CASE("SSPI-DecryptMessage-any-cut: in two at every place") {
  for (std::size_t at = 0; at < 200; ++at) {
    CAPTURE(at);
    check_speech_cut([&](const bytes& stream) { return halves_of(stream, at); });
  }
}
