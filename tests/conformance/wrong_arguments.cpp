// The message functions, ApplyControlToken and the handshake's functions, given what they cannot use: the
// documented status, nothing written, and a connection that goes on.
#include "wrong_arguments.h"

using namespace peers;

namespace {

constexpr std::uint8_t untouched = 0xA5;

/// Three buffers of a message in one memory with a mark in every byte.
struct message_memory {
  explicit message_memory(peer& of)
      : sizes(of.sizes()), memory(sizes.cbHeader + 5 + sizes.cbTrailer, untouched) {}

  SecBuffer header(ULONG lacks = 0) {
    return buffer(SECBUFFER_STREAM_HEADER, memory.data(), sizes.cbHeader - lacks);
  }
  SecBuffer text() { return buffer(SECBUFFER_DATA, memory.data() + sizes.cbHeader, 5); }
  SecBuffer trailer(ULONG lacks = 0) {
    return buffer(SECBUFFER_STREAM_TRAILER, memory.data() + sizes.cbHeader + 5, sizes.cbTrailer - lacks);
  }
  bool is_untouched() const { return memory == bytes(memory.size(), untouched); }

  SecPkgContext_StreamSizes sizes;
  bytes memory;
};

SecBuffer read_only(SecBuffer marked, ULONG mark = SECBUFFER_READONLY) {
  marked.BufferType |= mark;
  return marked;
}

/// Encrypts with these buffers, which stay as they are.
SECURITY_STATUS encrypt(peer& one, message_memory& memory, std::initializer_list<SecBuffer> list,
                        ULONG quality = 0) {
  buffers message(list);
  const SECURITY_STATUS result = EncryptMessage(one.context(), quality, message, 0);
  CHECK(memory.is_untouched());
  std::size_t index = 0;
  for (const SecBuffer& before : list) {
    CHECK(message[index].cbBuffer == before.cbBuffer);
    CHECK(message[index].BufferType == before.BufferType);
    CHECK(message[index++].pvBuffer == before.pvBuffer);
  }
  return result;
}

/// Decrypts with these buffers, which stay as they are, and so does `record`.
SECURITY_STATUS decrypt(peer& one, const bytes& record, std::initializer_list<SecBuffer> list) {
  const bytes before = record;
  buffers message(list);
  const SECURITY_STATUS result = DecryptMessage(one.context(), message, 0, nullptr);
  CHECK(record == before);
  std::size_t index = 0;
  for (const SecBuffer& given : list) {
    CHECK(message[index].cbBuffer == given.cbBuffer);
    CHECK(message[index].BufferType == given.BufferType);
    CHECK(message[index++].pvBuffer == given.pvBuffer);
  }
  return result;
}

SECURITY_STATUS with_description(peer& one, SecBufferDesc description,
                                 SECURITY_STATUS (*function)(PCtxtHandle, PSecBufferDesc)) {
  return function(one.context(), &description);
}

SECURITY_STATUS decrypt_described(PCtxtHandle context, PSecBufferDesc message) {
  return DecryptMessage(context, message, 0, nullptr);
}
SECURITY_STATUS encrypt_described(PCtxtHandle context, PSecBufferDesc message) {
  return EncryptMessage(context, 0, message, 0);
}

SECURITY_STATUS control(peer& one, std::initializer_list<SecBuffer> list) {
  buffers tokens(list);
  return ApplyControlToken(one.context(), tokens);
}

/// A leg with this input, which is to fail without a token; the handle stays as it was.
SECURITY_STATUS leg_with(peer& one, PSecBufferDesc input) {
  buffers output{token()};
  const CtxtHandle mark{0x1234, 0x5678};
  CtxtHandle next = mark;
  call step = one.usual_call();
  step.input = input;
  step.output = output;
  step.new_context = &next;
  const status result = step.make();
  CHECK(take(output[0]).empty());
  CHECK(next.dwLower == mark.dwLower);
  CHECK(next.dwUpper == mark.dwUpper);
  return result.value;
}

SECURITY_STATUS leg_with(peer& one, std::initializer_list<SecBuffer> list) {
  buffers input(list);
  return leg_with(one, static_cast<PSecBufferDesc>(input));
}

}  // namespace

TEST_CASE("SSPI-EncryptMessage-wrong-arguments: nothing is sealed") {
  for_every_end([](peer& one, peer& other) {
    message_memory m(one);
    check_all({
        {"a size without memory", SEC_E_INVALID_TOKEN,
         [&] {
           return encrypt(one, m, {m.header(), unbounded(SECBUFFER_DATA), m.trailer()});
         }},
        {"a header without memory", SEC_E_INVALID_TOKEN,
         [&] {
           return encrypt(one, m, {unbounded(SECBUFFER_STREAM_HEADER), m.text(), m.trailer()});
         }},
        {"no buffers", SEC_E_INVALID_TOKEN, [&] { return encrypt(one, m, {}); }},
        {"buffers that are not there", SEC_E_INVALID_TOKEN,
         [&] { return with_description(one, without_buffers(4), encrypt_described); }},
        {"ever so many buffers that are not there", SEC_E_INVALID_TOKEN,
         [&] { return with_description(one, without_buffers(0xFFFF'FFFF), encrypt_described); }},
        {"other types", SEC_E_INVALID_TOKEN,
         [&] {
           return encrypt(one, m, {token(), buffer(SECBUFFER_EXTRA), buffer(SECBUFFER_STREAM)});
         }},
        {"a header of one byte too few", SEC_E_BUFFER_TOO_SMALL,
         [&] {
           return encrypt(one, m, {m.header(1), m.text(), m.trailer()});
         }},
        {"a trailer of one byte too few", SEC_E_BUFFER_TOO_SMALL,
         [&] {
           return encrypt(one, m, {m.header(), m.text(), m.trailer(1)});
         }},
        {"more text than anyone has", SEC_E_ENCRYPT_FAILURE,
         [&] {
           return encrypt(one, m,
                          {m.header(), buffer(SECBUFFER_DATA, m.memory.data(), 0xFFFF'FFFF), m.trailer()});
         }},
        {"another quality of protection", SEC_E_QOP_NOT_SUPPORTED,
         [&] {
           return encrypt(one, m, {m.header(), m.text(), m.trailer()}, 0x1234);
         }},
    });
    check_talks_on(one, other);
  });
}

TEST_CASE("SSPI-EncryptMessage-read-only-buffers-alone: text that must not be written is no text") {
  for_every_end([](peer& one, peer& other) {
    message_memory m(one);
    for (const ULONG mark : {ULONG{SECBUFFER_READONLY}, ULONG{SECBUFFER_READONLY_WITH_CHECKSUM}}) {
      check_all({
          {"the header", SEC_E_INVALID_TOKEN,
           [&] {
             return encrypt(one, m, {read_only(m.header(), mark), m.text(), m.trailer()});
           }},
          {"the text", SEC_E_INVALID_TOKEN,
           [&] {
             return encrypt(one, m, {m.header(), read_only(m.text(), mark), m.trailer()});
           }},
          {"the trailer", SEC_E_INVALID_TOKEN,
           [&] {
             return encrypt(one, m, {m.header(), m.text(), read_only(m.trailer(), mark)});
           }},
      });
    }
    check_talks_on(one, other);
  });
}

#ifndef _WIN32  // what Windows does with one memory for two buffers is not known
TEST_CASE("SSPI-EncryptMessage-overlapping-buffers: one memory cannot be two") {
  for_every_end([](peer& one, peer& other) {
    message_memory m(one);
    SecBuffer header_in_text = m.header(), trailer_in_text = m.trailer();
    header_in_text.pvBuffer = m.memory.data() + 1;
    trailer_in_text.pvBuffer = m.memory.data() + m.sizes.cbHeader + 4;
    check_all({
        {"header and text", SEC_E_INVALID_TOKEN,
         [&] {
           return encrypt(one, m, {header_in_text, m.text(), m.trailer()});
         }},
        {"text and trailer", SEC_E_INVALID_TOKEN,
         [&] {
           return encrypt(one, m, {m.header(), m.text(), trailer_in_text});
         }},
    });
    check_talks_on(one, other);
  });
}
#endif

TEST_CASE("SSPI-DecryptMessage-wrong-arguments: the record can still be opened") {
  for_every_end([](peer& one, peer& other) {
    bytes record = other.seals("still here").record;
    check_all({
        {"no buffers", SEC_E_INVALID_TOKEN, [&] { return decrypt(one, record, {}); }},
        {"buffers that are not there", SEC_E_INVALID_TOKEN,
         [&] { return with_description(one, without_buffers(4), decrypt_described); }},
        {"ever so many buffers that are not there", SEC_E_INVALID_TOKEN,
         [&] { return with_description(one, without_buffers(0xFFFF'FFFF), decrypt_described); }},
        {"three buffers", SEC_E_INVALID_TOKEN,
         [&] {
           return decrypt(one, record, {data(record), empty(), empty()});
         }},
        {"no data", SEC_E_INVALID_TOKEN,
         [&] {
           return decrypt(one, record, {token(record), empty(), empty(), empty()});
         }},
        {"the same memory twice", SEC_E_INVALID_TOKEN,
         [&] {
           return decrypt(one, record, {data(record), data(record), empty(), empty(), empty()});
         }},
        {"a size without memory", SEC_E_INVALID_TOKEN,
         [&] {
           return decrypt(one, record, {unbounded(SECBUFFER_DATA), empty(), empty(), empty()});
         }},
    });
    CHECK(one.opens(record) == "still here");
    check_talks_on(one, other);
  });
}

TEST_CASE("SSPI-DecryptMessage-read-only-buffers: what must not be written is not opened") {
  for_every_end([](peer& one, peer& other) {
    bytes record = other.seals("still here").record;
    check_all({
        {"data", SEC_E_INVALID_TOKEN,
         [&] {
           return decrypt(one, record, {read_only(data(record)), empty(), empty(), empty()});
         }},
        {"one EMPTY buffer", SEC_E_INVALID_TOKEN,
         [&] {
           return decrypt(one, record, {data(record), empty(), read_only(empty()), empty()});
         }},
    });
    CHECK(one.opens(record) == "still here");
  });
}

TEST_CASE("SSPI-DecryptMessage-misaligned-memory: a record may lie anywhere") {
  for_every_end([](peer& one, peer& other) {
    for (std::size_t offset = 0; offset < 16; ++offset) {
      const bytes record = other.seals("anywhere").record;
      bytes memory(offset);
      memory.insert(memory.end(), record.begin(), record.end());
      buffers message{buffer(SECBUFFER_DATA, memory.data() + offset, record.size()), empty(), empty(),
                      empty()};
      CHECK(status{DecryptMessage(one.context(), message, 0, nullptr)} == SEC_E_OK);
      CHECK(to_text(content(message[1])) == "anywhere");
    }
  });
}

TEST_CASE("SSPI-ApplyControlToken-wrong-arguments: nothing is announced") {
  for_every_end([](peer& one, peer& other) {
    DWORD shutdown = SCHANNEL_SHUTDOWN;
    check_all({
        {"no buffers", SEC_E_INVALID_TOKEN, [&] { return control(one, {}); }},
        {"buffers that are not there", SEC_E_INVALID_TOKEN,
         [&] { return with_description(one, without_buffers(1), ApplyControlToken); }},
        {"another type", SEC_E_INVALID_TOKEN,
         [&] { return control(one, {buffer(SECBUFFER_EXTRA, &shutdown, sizeof shutdown)}); }},
        {"no bytes", SEC_E_UNSUPPORTED_FUNCTION,
         [&] { return control(one, {buffer(SECBUFFER_TOKEN, &shutdown, 0)}); }},
        {"three bytes", SEC_E_UNSUPPORTED_FUNCTION,
         [&] { return control(one, {buffer(SECBUFFER_TOKEN, &shutdown, 3)}); }},
        {"no memory", SEC_E_UNSUPPORTED_FUNCTION, [&] { return control(one, {token()}); }},
#ifndef _WIN32
        {"a size without memory", SEC_E_UNSUPPORTED_FUNCTION,
         [&] { return control(one, {unbounded(SECBUFFER_TOKEN)}); }},
#endif
    });
    check_talks_on(one, other);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-wrong-arguments: the handshake goes on") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    bytes flight = both.client.inbox();
    check_all({
        {"a size without memory", SEC_E_INVALID_TOKEN,
         [&] {
           return leg_with(both.client, {unbounded(SECBUFFER_TOKEN), empty()});
         }},
        {"buffers that are not there", SEC_E_INVALID_TOKEN,
         [&] {
           SecBufferDesc nowhere = without_buffers(2);
           return leg_with(both.client, &nowhere);
         }},
        {"a second buffer that is EMPTY and has a size", SEC_E_INVALID_TOKEN,
         [&] {
           return leg_with(both.client, {token(flight), buffer(SECBUFFER_EMPTY, nullptr, 0xDEADBEEF)});
         }},
        {"no buffers", SEC_E_INCOMPLETE_MESSAGE, [&] { return leg_with(both.client, {}); }},
        {"other types", SEC_E_INCOMPLETE_MESSAGE,
         [&] {
           return leg_with(both.client, {data(flight), alert()});
         }},
    });
    CHECK(flight == both.client.inbox());
    REQUIRE(shake_hands(both).both_established());
    check_talks_on(both.client, both.server);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-wrong-arguments: no context, and then the right one") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    bytes hello = both.server.inbox();
    check_all({
        {"a size without memory", SEC_E_INVALID_TOKEN,
         [&] {
           return leg_with(both.server, {unbounded(SECBUFFER_TOKEN), empty()});
         }},
        {"buffers that are not there", SEC_E_INVALID_TOKEN,
         [&] {
           SecBufferDesc nowhere = without_buffers(2);
           return leg_with(both.server, &nowhere);
         }},
        {"a second buffer that is EMPTY and has a size", SEC_E_INVALID_TOKEN,
         [&] {
           return leg_with(both.server, {token(hello), buffer(SECBUFFER_EMPTY, nullptr, 1)});
         }},
        {"no input", SEC_E_INCOMPLETE_MESSAGE,
         [&] { return leg_with(both.server, static_cast<PSecBufferDesc>(nullptr)); }},
        {"other types", SEC_E_INCOMPLETE_MESSAGE,
         [&] {
           return leg_with(both.server, {data(hello), empty()});
         }},
    });
    CHECK_FALSE(both.server.has_context());
    REQUIRE(shake_hands(both).both_established());
    check_talks_on(both.server, both.client);
  });
}

TEST_CASE(
    "SSPI-InitializeSecurityContext-read-only-buffers: nothing is reported where nothing may be written") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    bytes part(both.client.inbox().begin(), both.client.inbox().begin() + 3), memory(20'000, untouched);
    buffers input{token(part), read_only(empty())};
    CHECK(status{leg_with(both.client, static_cast<PSecBufferDesc>(input))} == SEC_E_INCOMPLETE_MESSAGE);
    CHECK(input[1].BufferType == read_only(empty()).BufferType);
    CHECK(input[1].cbBuffer == 0);

    bytes flight = both.client.inbox();
    buffers whole{token(flight), empty()}, output{read_only(token(memory))};
    call step = both.client.usual_call();
    step.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY};
    step.input = whole;
    step.output = output;
    CHECK(step.make() == SEC_E_INVALID_TOKEN);
    CHECK(memory == bytes(memory.size(), untouched));
    REQUIRE(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-misaligned-memory: tokens may lie anywhere") {
  for_every_version([](tls version) {
    for (std::size_t offset = 1; offset < 8; ++offset) {
      pair both = fresh_pair(version);
      bytes memory(20'000 + offset);
      buffers output{buffer(SECBUFFER_TOKEN, memory.data() + offset, 20'000)};
      call step = both.client.usual_call();
      step.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY};
      step.output = output;
      CHECK(step.make() == SEC_I_CONTINUE_NEEDED);
      both.client.sends(content(output[0]));
      CHECK(shake_hands(both).both_established());
    }
  });
}
