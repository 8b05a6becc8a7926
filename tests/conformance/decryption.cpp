// DecryptMessage: its buffers and its answers.
#include "support/alerts.h"
#include "support/chunks.h"
#include "support/ends.h"

using namespace peers;

namespace {

status decrypt(peer& one, PSecBufferDesc what) {
  return {DecryptMessage(one.context(), what, 0, nullptr)};
}

std::uint8_t* start_of(const SecBuffer& of) {
  return static_cast<std::uint8_t*>(of.pvBuffer);
}

}  // namespace

TEST_CASE("SSPI-DecryptMessage-one-record: header and data and trailer") {
  for_every_end([](peer& one, peer& other) {
    const bytes record = one.seals("hello").record;
    const opening made = other.opens(record);
    CHECK(made == "hello");
    CHECK(made.left[0].BufferType == SECBUFFER_STREAM_HEADER);
    CHECK(made.left[0].cbBuffer == other.sizes().cbHeader);
    CHECK(made.left[1].BufferType == SECBUFFER_DATA);
    CHECK(made.left[1].cbBuffer == 5);
    CHECK(made.left[2].BufferType == SECBUFFER_STREAM_TRAILER);
    CHECK(made.left[0].cbBuffer + made.left[1].cbBuffer + made.left[2].cbBuffer == record.size());
    CHECK(made.left[3].BufferType == SECBUFFER_EMPTY);
    CHECK(made.left[3].cbBuffer == 0);
  });
}

TEST_CASE("SSPI-DecryptMessage-in-place: everything lies where the record was") {
  for_every_end([](peer& one, peer& other) {
    const bytes record = one.seals("hello").record;
    const opening made = other.opens(record);
    REQUIRE(made == "hello");
    CHECK(start_of(made.left[0]) == made.memory.data());
    CHECK(start_of(made.left[1]) == start_of(made.left[0]) + made.left[0].cbBuffer);
    CHECK(start_of(made.left[2]) == start_of(made.left[1]) + made.left[1].cbBuffer);
  });
}

TEST_CASE("SSPI-DecryptMessage-one-record-per-call: the rest waits untouched") {
  for_every_end([](peer& one, peer& other) {
    const bytes first = one.seals("one").record, second = one.seals("two").record,
                third = one.seals("3").record;
    const opening made = other.opens(joined({first, second, third}));
    CHECK(made == "one");
    CHECK(made.left[3].BufferType == SECBUFFER_EXTRA);
    CHECK(start_of(made.left[3]) == made.memory.data() + first.size());
    CHECK(made.extra() == joined({second, third}));
    const opening next = other.opens(made.extra());
    CHECK(next == "two");
    CHECK(next.extra() == third);
    CHECK(other.opens(next.extra()) == "3");
  });
}

TEST_CASE("SSPI-DecryptMessage-one-record-per-call: a part of the next one is left over too") {
  for_every_end([](peer& one, peer& other) {
    const bytes first = one.seals("one").record, second = one.seals("two").record;
    const bytes part(second.begin(), second.begin() + 3);
    const opening made = other.opens(joined({first, part}));
    CHECK(made == "one");
    CHECK(made.extra() == part);
    CHECK(other.opens(second) == "two");
  });
}

TEST_CASE("SSPI-DecryptMessage-empty-record: no data is not the end") {
  for_every_end([](peer& one, peer& other) {
    const bytes record = one.seals("").record;
    const opening made = other.opens(record);
    CHECK(made.result == SEC_E_OK);
    CHECK(made.left[0].BufferType == SECBUFFER_STREAM_HEADER);
    CHECK(made.left[1].BufferType == SECBUFFER_DATA);
    CHECK(made.left[1].cbBuffer == 0);
    CHECK(made.left[2].BufferType == SECBUFFER_STREAM_TRAILER);
    CHECK(made.left[0].cbBuffer + made.left[2].cbBuffer == record.size());
    CHECK(made.left[3].BufferType == SECBUFFER_EMPTY);
  });
}

TEST_CASE("SSPI-DecryptMessage-missing: in the first buffer and in the second") {
  for_every_end([](peer& one, peer& other) {
    const bytes record = one.seals("hello").record;
    for (std::size_t length = 0; length < record.size(); ++length) {
      CAPTURE(length);
      const ULONG lacking = static_cast<ULONG>(length < 5 ? 5 - length : record.size() - length);
      const opening partial = other.opens({record.begin(), record.begin() + length});
      CHECK(partial == SEC_E_INCOMPLETE_MESSAGE);
      for (const std::size_t index : {0U, 1U}) {
        CHECK(partial.left[index].BufferType == SECBUFFER_MISSING);
        CHECK(partial.left[index].cbBuffer == lacking);
      }
      for (const std::size_t index : {2U, 3U}) CHECK(partial.left[index].BufferType == SECBUFFER_EMPTY);
    }
  });
}

TEST_CASE("SSPI-DecryptMessage-incomplete-changes-nothing: the whole record opens afterwards") {
  for_every_end([](peer& one, peer& other) {
    const bytes record = one.seals("hello").record;
    const bytes part(record.begin(), record.end() - 5);
    const opening partial = other.opens(part);
    REQUIRE(partial == SEC_E_INCOMPLETE_MESSAGE);
    CHECK(partial.missing() == 5);
    CHECK(partial.memory == part);
    CHECK(other.opens(record) == "hello");
  });
}

TEST_CASE("SSPI-DecryptMessage-four-buffers: three are too few") {
  for_every_end([](peer& one, peer& other) {
    bytes record = one.seals("hello").record;
    const bytes before = record;
    buffers three{data(record), empty(), empty()}, alone{data(record)}, none{};
    CHECK(decrypt(other, three) == SEC_E_INVALID_TOKEN);
    CHECK(decrypt(other, alone) == SEC_E_INVALID_TOKEN);
    CHECK(decrypt(other, none) == SEC_E_INVALID_TOKEN);
    CHECK(record == before);
    CHECK(other.opens(record) == "hello");
  });
}

TEST_CASE("SSPI-DecryptMessage-one-data-buffer: not none and not two") {
  for_every_end([](peer& one, peer& other) {
    bytes record = one.seals("hello").record;
    buffers without{empty(), empty(), empty(), empty()},
        two{data(record), data(record), empty(), empty(), empty()};
    CHECK(decrypt(other, without) == SEC_E_INVALID_TOKEN);
    CHECK(decrypt(other, two) == SEC_E_INVALID_TOKEN);
    CHECK(other.opens(record) == "hello");
  });
}

TEST_CASE("SSPI-DecryptMessage-buffers-in-any-place: the parts are told in their order") {
  for_every_end([](peer& one, peer& other) {
    for (std::size_t place = 0; place < 5; ++place) {
      CAPTURE(place);
      bytes record = one.seals("hello").record;
      const std::size_t length = record.size();
      const bytes next = one.seals("next").record;
      record.insert(record.end(), next.begin(), next.end());
      buffers message{empty(), empty(), empty(), empty(), empty()};
      message[place] = data(record);
      const std::size_t others[] = {place == 0 ? 1U : 0U, place < 2 ? 2U : 1U, place < 3 ? 3U : 2U};
      REQUIRE(decrypt(other, message) == SEC_E_OK);
      CHECK(message[place].BufferType == SECBUFFER_STREAM_HEADER);
      CHECK(message[others[0]].BufferType == SECBUFFER_DATA);
      CHECK(to_text(content(message[others[0]])) == "hello");
      CHECK(message[others[1]].BufferType == SECBUFFER_STREAM_TRAILER);
      CHECK(message[others[2]].BufferType == SECBUFFER_EXTRA);
      CHECK(message[others[2]].cbBuffer == record.size() - length);
      const SecBuffer& unused = message[place == 4 ? 3 : 4];
      CHECK(unused.BufferType == SECBUFFER_EMPTY);
      CHECK(unused.cbBuffer == 0);
      CHECK(other.opens(next) == "next");
    }
  });
}

TEST_CASE("SSPI-DecryptMessage-three-empty-buffers: two are too few") {
  for_every_end([](peer& one, peer& other) {
    bytes record = one.seals("hello").record;
    buffers two{data(record), buffer(SECBUFFER_EXTRA), empty(), empty()};
    CHECK(decrypt(other, two) == SEC_E_INVALID_TOKEN);
    CHECK(two[0].BufferType == SECBUFFER_DATA);
    CHECK(two[0].cbBuffer == record.size());
    CHECK(other.opens(record) == "hello");
  });
}

TEST_CASE("SSPI-DecryptMessage-needs-a-message: no buffers at all") {
  for_every_end([](peer& one, peer&) { CHECK(decrypt(one, nullptr) == SEC_E_INVALID_TOKEN); });
}

TEST_CASE("SSPI-DecryptMessage-quality-of-protection: wanted or not") {
  for_every_end([](peer& one, peer& other) {
    for (const bool wanted : {true, false}) {
      bytes record = one.seals("hello").record;
      buffers message{data(record), empty(), empty(), empty()};
      ULONG quality = 0xEEEE;
      CHECK(status{DecryptMessage(other.context(), message, 12345, wanted ? &quality : nullptr)} == SEC_E_OK);
      CHECK(to_text(content(message[1])) == "hello");
      if (wanted) CHECK(quality == 0);
    }
  });
}

TEST_CASE("SSPI-DecryptMessage-altered: the last byte decides") {
  for_every_end([](peer& one, peer& other) {
    bytes record = one.seals("hello").record;
    const bytes good = one.seals("next").record;
    record.back() ^= 0x80;
    const opening made = other.opens(record);
    CHECK(made == SEC_E_MESSAGE_ALTERED);
    CHECK(to_text(made.memory).find("hello") == std::string::npos);
    CHECK(other.opens(good) == SEC_E_MESSAGE_ALTERED);
    CHECK(other.seals("anyone there").result == SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-DecryptMessage-garbage: no record starts like that") {
  for (const bytes& garbage : {bytes(100, 0xFA), to_bytes("GET / HTTP/1.1\r\n"), bytes{23, 2, 0, 0, 1, 0},
                               bytes{23, 3, 3, 0xFF, 0xFF}, bytes{99, 3, 3, 0, 1, 0}}) {
    for_every_end([&](peer& one, peer& other) {
      const bytes good = other.seals("hello").record;
      CHECK(one.opens(garbage) == SEC_E_ILLEGAL_MESSAGE);
      CHECK(one.opens(good) == SEC_E_ILLEGAL_MESSAGE);
      CHECK(one.seals("anyone there").result == SEC_E_CONTEXT_EXPIRED);
    });
  }
}

TEST_CASE("SSPI-DecryptMessage-order: not twice and none left out") {
  SUBCASE("twice") {
    for_every_end([](peer& one, peer& other) {
      const bytes record = one.seals("pay him").record;
      REQUIRE(other.opens(record) == "pay him");
      CHECK(other.opens(record) == SEC_E_MESSAGE_ALTERED);
    });
  }
  SUBCASE("left out") {
    for_every_end([](peer& one, peer& other) {
      one.seals("do not");
      CHECK(other.opens(one.seals("pay him").record) == SEC_E_MESSAGE_ALTERED);
    });
  }
  SUBCASE("turned back to its sender") {
    for_every_end(
        [](peer& one, peer&) { CHECK(one.opens(one.seals("hello").record) == SEC_E_MESSAGE_ALTERED); });
  }
}

TEST_CASE("SSPI-DecryptMessage-alert-becomes-a-status: every description that means an error") {
  for (const DWORD description : {10, 20, 21, 22, 30, 40, 42, 43,  44,  45,  46,  47,  48,  49,
                                  50, 51, 60, 70, 71, 80, 86, 109, 110, 112, 113, 115, 116, 120}) {
    CAPTURE(description);
    for_every_end([&](peer& one, peer& other) {
      REQUIRE(one.raises(TLS1_ALERT_FATAL, description).result == SEC_E_OK);
      CHECK(other.reads() == status_of_alert(static_cast<int>(description)));
    });
  }
}

TEST_CASE("SSPI-DecryptMessage-alert-becomes-a-status: over TLS 1.3 whatever its level") {
  for (const role who : every_role) {
    INFO(name_of(who));
    for (const DWORD description : {40, 49, 100, 112}) {
      CAPTURE(description);
      pair both = established_pair(tls::v1_3);
      REQUIRE(both[who].raises(TLS1_ALERT_WARNING, description).result == SEC_E_OK);
      CHECK(both[other(who)].reads() == status_of_alert(static_cast<int>(description)));
    }
  }
}

TEST_CASE("SSPI-DecryptMessage-warning: it is heard and the connection goes on") {
  for (const role who : every_role) {
    INFO(name_of(who));
    for (const DWORD description : {TLS1_ALERT_USER_CANCELED, 112}) {
      CAPTURE(description);
      pair both = established_pair(tls::v1_2);
      REQUIRE(both[who].raises(TLS1_ALERT_WARNING, description).result == SEC_E_OK);
      REQUIRE(both[who].says("never mind") == SEC_E_OK);
      CHECK(both[other(who)].reads() == "");
      CHECK(both[other(who)].reads() == "never mind");
    }
  }
}
