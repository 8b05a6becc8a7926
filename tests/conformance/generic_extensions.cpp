// TLS extensions that programs send and wait for themselves.
#include <cstring>

#include "handshakes.h"
#include "support/own_functions.h"

using namespace peers;

namespace {

constexpr WORD own_extension = 0xFFA5;
constexpr WORD client_hello = 1;
constexpr WORD encrypted_extensions = 8;

template <typename Integer>
void append(bytes& to, Integer value) {
  std::uint8_t raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  to.insert(to.end(), raw, raw + sizeof value);
}

/// SEND_GENERIC_TLS_EXTENSION.
bytes extension_to_send(WORD number, WORD message, std::string_view content, DWORD flags = 0) {
  bytes packed;
  append(packed, number);
  append(packed, message);
  append(packed, flags);
  append(packed, static_cast<WORD>(content.size()));
  packed.insert(packed.end(), content.begin(), content.end());
  return packed;
}

/// SUBSCRIBE_GENERIC_TLS_EXTENSION.
bytes subscription(std::initializer_list<WORD> numbers, WORD message, DWORD flags = 0) {
  bytes packed;
  append(packed, flags);
  append(packed, static_cast<DWORD>(numbers.size()));
  for (const WORD number : numbers) {
    append(packed, number);
    append(packed, message);
  }
  return packed;
}

/// Both ends send the extension, and wait for the other's.
struct extending_pair {
  bytes client_sends = extension_to_send(own_extension, client_hello, "from client");
  bytes client_awaits = subscription({own_extension}, encrypted_extensions);
  bytes server_sends = extension_to_send(own_extension, encrypted_extensions, "from server");
  bytes server_awaits = subscription({own_extension}, client_hello);
  pair both;

  explicit extending_pair(tls version) : both(fresh_pair(version)) {
    both.client.passes(buffer(SECBUFFER_SEND_GENERIC_TLS_EXTENSION, client_sends));
    both.client.passes(buffer(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION, client_awaits));
    both.server.passes(buffer(SECBUFFER_SEND_GENERIC_TLS_EXTENSION, server_sends));
    both.server.passes(buffer(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION, server_awaits));
  }
};

/// One call with room for an extension.
struct extended_leg {
  status result;
  bytes token;
  bytes extension;
  ULONG size = 0;  ///< of the extension, as the buffer says

  extended_leg(peer& one, bytes& awaited, bytes& sent, std::size_t room) {
    bytes memory(room);
    bytes input = one.inbox();
    buffers in{peers::token(input), empty(), buffer(SECBUFFER_SEND_GENERIC_TLS_EXTENSION, sent),
               buffer(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION, awaited)};
    buffers out{peers::token(), buffer(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION, memory)};
    call step = one.usual_call();
    step.input = in;
    step.output = out;
    result = step.make();
    token = take(out[0]);
    size = out[1].cbBuffer;
    if (result == SEC_I_GENERIC_EXTENSION_RECEIVED) extension = content(out[1]);
    if (result == SEC_I_CONTINUE_NEEDED || result == SEC_E_OK) one.inbox().clear();
    one.sends(token);
  }
};

bytes on_the_wire(std::string_view content) {
  bytes whole = {0xFF, 0xA5, 0, static_cast<std::uint8_t>(content.size())};
  whole.insert(whole.end(), content.begin(), content.end());
  return whole;
}

bool is_in_hello(bytes hello) {
  SCH_EXTENSION_DATA wanted{own_extension, nullptr, 0};
  DWORD missing = 0;
  REQUIRE(get_extensions(hello.data(), static_cast<DWORD>(hello.size()), &wanted, 1, &missing,
                         SCH_EXTENSIONS_OPTIONS_NONE) == SEC_E_OK);
  return wanted.pExtData != nullptr && to_text({wanted.pExtData, wanted.cbExtData}) == "from client";
}

/// What the first call of a client says to such a buffer.
status first_call_with(ULONG type, bytes option) {
  pair both = fresh_pair(tls::v1_3);
  both.client.passes(buffer(type, option));
  return both.client.continues().result;
}

}  // namespace

TEST_CASE("SSPI-generic-extension-sent: by one connection, and not by the next of the same credential") {
  extending_pair extending(tls::v1_3);
  CHECK(is_in_hello(extending.both.client.steps_without_input().token));
  pair plain =
      pair_of(std::move(extending.both.client.credential()), credential::of(role::server, tls::v1_3));
  CHECK_FALSE(is_in_hello(plain.client.steps_without_input().token));
}

TEST_CASE("SSPI-generic-extension-sent: a server that does not know it passes it over") {
  for_every_version([](tls version) {
    extending_pair extending(version);
    extending.both.server.passes_nothing_more();
    CHECK(shake_hands(extending.both).both_established());
  });
}

TEST_CASE("SSPI-generic-extension-received: by both ends, each in its own time") {
  for_every_version([](tls version) {
    extending_pair extending(version);
    auto& [client, server] = extending.both;
    const auto server_leg = [&](std::size_t room) {
      return extended_leg(server, extending.server_awaits, extending.server_sends, room);
    };
    const auto client_leg = [&](std::size_t room) {
      return extended_leg(client, extending.client_awaits, extending.client_sends, room);
    };
    REQUIRE(client.continues().result == SEC_I_CONTINUE_NEEDED);

    const extended_leg told = server_leg(100);
    CHECK(told.result == SEC_I_GENERIC_EXTENSION_RECEIVED);
    CHECK(told.extension == on_the_wire("from client"));
    CHECK(told.token.empty());
    REQUIRE(server.has_context());
    const extended_leg went_on = server_leg(100);
    CHECK(went_on.result == SEC_I_CONTINUE_NEEDED);
    CHECK(went_on.size == 0);
    CHECK_FALSE(went_on.token.empty());

    const extended_leg answered = client_leg(100);
    CHECK(answered.result == SEC_I_GENERIC_EXTENSION_RECEIVED);
    CHECK(answered.extension == on_the_wire("from server"));
    CHECK(answered.token.empty());
    const extended_leg then = client_leg(100);
    CHECK_FALSE(failed(then.result));
    CHECK_FALSE(then.token.empty());
    outcome last{then.result, went_on.result};
    while (!last.both_established()) {
      last.server = server.continues().result;
      if (!(last.client == SEC_E_OK)) last.client = client.continues().result;
      REQUIRE_FALSE(failed(last.server));
      REQUIRE_FALSE(failed(last.client));
    }
    check_conversation(extending.both);
  });
}

TEST_CASE("SSPI-generic-extension-too-small: the size it takes, and another try") {
  for_every_version([](tls version) {
    extending_pair extending(version);
    auto& [client, server] = extending.both;
    REQUIRE(client.continues().result == SEC_I_CONTINUE_NEEDED);
    for (const std::size_t room : {1, 14}) {
      const extended_leg refused(server, extending.server_awaits, extending.server_sends, room);
      CHECK(refused.result == SEC_E_EXT_BUFFER_TOO_SMALL);
      CHECK(refused.size == 15);
    }
    REQUIRE(extended_leg(server, extending.server_awaits, extending.server_sends, 15).extension ==
            on_the_wire("from client"));
    REQUIRE(extended_leg(server, extending.server_awaits, extending.server_sends, 15).result ==
            SEC_I_CONTINUE_NEEDED);
    const extended_leg refused(client, extending.client_awaits, extending.client_sends, 14);
    CHECK(refused.result == SEC_E_EXT_BUFFER_TOO_SMALL);
    CHECK(refused.size == 15);
    CHECK(extended_leg(client, extending.client_awaits, extending.client_sends, 15).extension ==
          on_the_wire("from server"));
  });
}

TEST_CASE("SSPI-generic-extension-unsubscribed: no subscription, and no buffer for it") {
  for_every_version([](tls version) {
    extending_pair without_buffer(version);
    CHECK(shake_hands(without_buffer.both).both_established());
    extending_pair extending(version);
    extending.server_awaits = subscription({0xFFA6}, client_hello);
    REQUIRE(extending.both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    const extended_leg went_on(extending.both.server, extending.server_awaits, extending.server_sends, 100);
    CHECK(went_on.result == SEC_I_CONTINUE_NEEDED);
  });
}

TEST_CASE("SSPI-generic-extension-malformed: flags, counts and sizes") {
  const bytes sound = extension_to_send(own_extension, client_hello, "content");
  for (std::size_t length = 0; length < sound.size(); ++length)
    CHECK(first_call_with(SECBUFFER_SEND_GENERIC_TLS_EXTENSION,
                          bytes(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(length))) ==
          SEC_E_INVALID_TOKEN);
  CHECK(first_call_with(SECBUFFER_SEND_GENERIC_TLS_EXTENSION,
                        extension_to_send(own_extension, client_hello, "content", 1)) == SEC_E_INVALID_TOKEN);
  const bytes two = subscription({own_extension, 0xFFA6}, encrypted_extensions);
  CHECK(first_call_with(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION, two) == SEC_I_CONTINUE_NEEDED);
  for (std::size_t length = 0; length < two.size(); ++length)
    CHECK(first_call_with(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION,
                          bytes(two.begin(), two.begin() + static_cast<std::ptrdiff_t>(length))) ==
          SEC_E_INVALID_TOKEN);
  CHECK(first_call_with(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION,
                        subscription({own_extension}, encrypted_extensions, 1)) == SEC_E_INVALID_TOKEN);
  CHECK(first_call_with(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION,
                        subscription({1, 2, 3}, encrypted_extensions)) == SEC_E_INVALID_TOKEN);
}

TEST_CASE("SSPI-generic-extension-refused: what is taken, and what carries nothing") {
  for (const WORD taken : {0, 16, 43, 51})
    CHECK(first_call_with(SECBUFFER_SEND_GENERIC_TLS_EXTENSION, extension_to_send(taken, client_hello, "")) ==
          SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(first_call_with(SECBUFFER_SEND_GENERIC_TLS_EXTENSION,
                        extension_to_send(own_extension, encrypted_extensions, "")) ==
        SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(first_call_with(SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION,
                        subscription({own_extension}, client_hello)) == SEC_E_UNSUPPORTED_FUNCTION);
}
