// EncryptMessage: its buffers and its answers.
#include <algorithm>

#include "support/ends.h"

using namespace peers;

namespace {

/// Room for a message of `text`, which a test may spoil before it is encrypted.
struct message {
  message(peer& one, std::string_view said) : sizes(one.sizes()), text(to_bytes(said)) {
    header.resize(sizes.cbHeader);
    trailer.resize(sizes.cbTrailer);
  }

  buffers three() {
    return {buffer(SECBUFFER_STREAM_HEADER, header), data(text), buffer(SECBUFFER_STREAM_TRAILER, trailer)};
  }
  buffers four() {
    return {buffer(SECBUFFER_STREAM_HEADER, header), data(text), buffer(SECBUFFER_STREAM_TRAILER, trailer),
            empty()};
  }

  SecPkgContext_StreamSizes sizes;
  bytes header{}, text, trailer{};
};

status encrypt(peer& one, PSecBufferDesc what, ULONG quality = 0, ULONG sequence = 0) {
  return {EncryptMessage(one.context(), quality, what, sequence)};
}

constexpr std::uint8_t mark = 0xEE;

bool is_mark(std::uint8_t byte) {
  return byte == mark;
}

/// What goes over the wire: the three parts, one behind the other.
bytes record_in(buffers& sealed) {
  bytes record;
  for (std::size_t part = 0; part < 3; ++part) {
    const bytes more = content(sealed[part]);
    record.insert(record.end(), more.begin(), more.end());
  }
  return record;
}

}  // namespace

TEST_CASE("SSPI-EncryptMessage-header-data-trailer: with an empty buffer or without") {
  for_every_end([](peer& one, peer& other) {
    message with(one, "hello"), without(one, "world");
    buffers four = with.four(), three = without.three();
    CHECK(encrypt(one, four) == SEC_E_OK);
    CHECK(other.opens(record_in(four)) == "hello");
    CHECK(encrypt(one, three) == SEC_E_OK);
    CHECK(other.opens(record_in(three)) == "world");
  });
}

TEST_CASE("SSPI-EncryptMessage-sizes: together they are exactly one record") {
  for_every_end([](peer& one, peer&) {
    for (const std::size_t length : {0U, 1U, 15U, 16U, 17U, 5000U, 16384U}) {
      CAPTURE(length);
      message said(one, std::string(length, 'x'));
      buffers sealed = said.four();
      REQUIRE(encrypt(one, sealed) == SEC_E_OK);
      CHECK(sealed[0].cbBuffer <= said.sizes.cbHeader);
      CHECK(sealed[1].cbBuffer == length);
      CHECK(sealed[2].cbBuffer <= said.sizes.cbTrailer);
      const bytes record = record_in(sealed);
      CHECK(record.size() == 5U + (record[3] << 8 | record[4]));
    }
  });
}

TEST_CASE("SSPI-EncryptMessage-in-place: the plaintext is gone afterwards") {
  for_every_end([](peer& one, peer&) {
    const std::string secret(64, 's');
    message said(one, secret);
    buffers sealed = said.four();
    REQUIRE(encrypt(one, sealed) == SEC_E_OK);
    CHECK(sealed[1].pvBuffer == said.text.data());
    CHECK(to_text(said.text).find("ssss") == std::string::npos);
  });
}

TEST_CASE("SSPI-EncryptMessage-separate-memory: in any order in memory") {
  for_every_end([](peer& one, peer& other) {
    const SecPkgContext_StreamSizes sizes = one.sizes();
    bytes memory(1000, 0xEE);
    std::uint8_t* const at = memory.data();
    at[500] = 'h';
    at[501] = 'i';
    buffers sealed{buffer(SECBUFFER_STREAM_HEADER, at + 800, sizes.cbHeader),
                   buffer(SECBUFFER_DATA, at + 500, 2),
                   buffer(SECBUFFER_STREAM_TRAILER, at + 100, sizes.cbTrailer), empty()};
    REQUIRE(encrypt(one, sealed) == SEC_E_OK);
    CHECK(other.opens(record_in(sealed)) == "hi");
    const std::size_t around[] = {99, 100 + sizes.cbTrailer, 499, 502, 799, 800 + sizes.cbHeader};
    for (const std::size_t untouched : around) CHECK(memory[untouched] == 0xEE);
  });
}

TEST_CASE("SSPI-EncryptMessage-roomy-header-and-trailer: only what is needed is used") {
  for_every_end([](peer& one, peer& other) {
    message said(one, "hello");
    said.header.resize(100, mark);
    said.trailer.resize(100, mark);
    buffers sealed = said.four();
    REQUIRE(encrypt(one, sealed) == SEC_E_OK);
    CHECK(sealed[0].cbBuffer <= said.sizes.cbHeader);
    CHECK(sealed[2].cbBuffer <= said.sizes.cbTrailer);
    CHECK(std::all_of(said.header.begin() + said.sizes.cbHeader, said.header.end(), is_mark));
    CHECK(std::all_of(said.trailer.begin() + said.sizes.cbTrailer, said.trailer.end(), is_mark));
    CHECK(other.opens(record_in(sealed)) == "hello");
  });
}

TEST_CASE("SSPI-EncryptMessage-empty-message: a record of nothing") {
  for_every_end([](peer& one, peer& other) {
    const peer::sealing sealed = one.seals("");
    CHECK(sealed.result == SEC_E_OK);
    CHECK(sealed.record.size() > 5);
    CHECK(other.opens(sealed.record) == "");
    CHECK(one.says("and then something") == SEC_E_OK);
    CHECK(other.reads() == "and then something");
  });
}

TEST_CASE("SSPI-EncryptMessage-longest-message: as many bytes as the stream sizes say") {
  for_every_end([](peer& one, peer& other) {
    const std::string longest(one.sizes().cbMaximumMessage, 'x');
    CHECK(one.says(longest) == SEC_E_OK);
    CHECK(other.reads() == longest);
  });
}

TEST_CASE("SSPI-EncryptMessage-too-long: refused and forgotten") {
  for_every_end([](peer& one, peer& other) {
    for (const std::size_t surplus : {1U, 616U, 100000U}) {
      CAPTURE(surplus);
      const std::string too_long(one.sizes().cbMaximumMessage + surplus, 'x');
      CHECK(one.seals(too_long).result == SEC_E_ENCRYPT_FAILURE);
    }
    CHECK(one.says("shorter") == SEC_E_OK);
    CHECK(other.reads() == "shorter");
  });
}

TEST_CASE("SSPI-EncryptMessage-header-or-trailer-too-small: refused and forgotten") {
  for_every_end([](peer& one, peer& other) {
    for (const bool short_header : {true, false}) {
      for (const bool without_any : {true, false}) {
        message said(one, "hello");
        bytes& part = short_header ? said.header : said.trailer;
        part.resize(without_any ? 0 : part.size() - 1);
        buffers sealed = said.four();
        CHECK(encrypt(one, sealed) == SEC_E_BUFFER_TOO_SMALL);
        CHECK(to_text(said.text) == "hello");
      }
    }
    CHECK(one.says("hello") == SEC_E_OK);
    CHECK(other.reads() == "hello");
  });
}

TEST_CASE("SSPI-EncryptMessage-needs-its-buffers: each of the three") {
  for_every_end([](peer& one, peer& other) {
    CHECK(encrypt(one, nullptr) == SEC_E_INVALID_TOKEN);
    buffers none{};
    CHECK(encrypt(one, none) == SEC_E_INVALID_TOKEN);
    for (const std::size_t left_out : {0U, 1U, 2U}) {
      CAPTURE(left_out);
      message said(one, "hello");
      buffers sealed = said.four();
      sealed[left_out] = empty();
      CHECK(encrypt(one, sealed) == SEC_E_INVALID_TOKEN);
      CHECK(to_text(said.text) == "hello");
    }
    CHECK(one.says("hello") == SEC_E_OK);
    CHECK(other.reads() == "hello");
  });
}

TEST_CASE("SSPI-EncryptMessage-read-only-buffers: they are not taken for the message") {
  for_every_end([](peer& one, peer& other) {
    bytes notice = to_bytes("do not touch");
    for (const ULONG mark : {ULONG{SECBUFFER_READONLY}, ULONG{SECBUFFER_READONLY_WITH_CHECKSUM}}) {
      message said(one, "hello");
      buffers sealed{buffer(SECBUFFER_STREAM_HEADER, said.header), data(said.text),
                     buffer(SECBUFFER_STREAM_TRAILER, said.trailer), buffer(SECBUFFER_DATA | mark, notice)};
      REQUIRE(encrypt(one, sealed) == SEC_E_OK);
      CHECK(to_text(notice) == "do not touch");
      CHECK(other.opens(record_in(sealed)) == "hello");
    }
  });
}

TEST_CASE("SSPI-EncryptMessage-no-plaintext: a message is never just signed") {
  for_every_end([](peer& one, peer& other) {
    message said(one, "hello");
    buffers sealed = said.four();
    CHECK(encrypt(one, sealed, SECQOP_WRAP_NO_ENCRYPT) == SEC_E_QOP_NOT_SUPPORTED);
    CHECK(to_text(said.text) == "hello");
    CHECK(encrypt(one, sealed) == SEC_E_OK);
    CHECK(other.opens(record_in(sealed)) == "hello");
  });
}

TEST_CASE("SSPI-EncryptMessage-sequence-number: the context counts for itself") {
  for_every_end([](peer& one, peer& other) {
    for (const ULONG sequence : {7UL, 0UL, 0xFFFFFFFFUL}) {
      message said(one, "hello");
      buffers sealed = said.four();
      CHECK(encrypt(one, sealed, 0, sequence) == SEC_E_OK);
      CHECK(other.opens(record_in(sealed)) == "hello");
    }
  });
}

TEST_CASE("SSPI-EncryptMessage-alert: two bytes out of band") {
  for_every_end([](peer& one, peer& other) {
    message fatal(one, std::string{TLS1_ALERT_FATAL, TLS1_ALERT_ACCESS_DENIED});
    buffers sealed = fatal.four();
    REQUIRE(encrypt(one, sealed, SECQOP_WRAP_OOB_DATA) == SEC_E_OK);
    CHECK(other.opens(record_in(sealed)) == SEC_E_LOGON_DENIED);
    CHECK(one.seals("and more").result == SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-EncryptMessage-alert: a warning ends nothing") {
  for_every_end([](peer& one, peer& other) {
    message warning(one, std::string{TLS1_ALERT_WARNING, TLS1_ALERT_USER_CANCELED});
    buffers sealed = warning.four();
    REQUIRE(encrypt(one, sealed, SECQOP_WRAP_OOB_DATA) == SEC_E_OK);
    CHECK(sealed[0].cbBuffer <= warning.sizes.cbHeader);
    CHECK(sealed[1].cbBuffer == 2);
    CHECK(sealed[2].cbBuffer <= warning.sizes.cbTrailer);
    CHECK(other.opens(record_in(sealed)) == "");
    CHECK(one.says("never mind") == SEC_E_OK);
    CHECK(other.reads() == "never mind");
  });
}

TEST_CASE("SSPI-EncryptMessage-alert: other bytes spell none") {
  for_every_end([](peer& one, peer& other) {
    for (const std::string& no_alert :
         {std::string(), std::string{TLS1_ALERT_FATAL}, std::string{TLS1_ALERT_FATAL, 42, 0},
          std::string{0, 42}, std::string{3, 42}}) {
      message said(one, no_alert);
      buffers sealed = said.four();
      CHECK(encrypt(one, sealed, SECQOP_WRAP_OOB_DATA) == SEC_E_INVALID_TOKEN);
      CHECK(to_text(said.text) == no_alert);
      CHECK(sealed[0].cbBuffer == said.sizes.cbHeader);
      CHECK(sealed[2].cbBuffer == said.sizes.cbTrailer);
    }
    CHECK(one.says("hello") == SEC_E_OK);
    CHECK(other.reads() == "hello");
  });
}
