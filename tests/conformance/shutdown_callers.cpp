// Shutdown as shipping programs do it: each passes what it passes, and must get what it accepts.
#include "support/ends.h"

using namespace peers;

namespace {

constexpr ULONG initialize_requirements = ISC_REQ_SEQUENCE_DETECT | ISC_REQ_REPLAY_DETECT |
                                          ISC_REQ_CONFIDENTIALITY | ISC_REQ_ALLOCATE_MEMORY | ISC_REQ_STREAM;
constexpr ULONG accept_requirements = ASC_REQ_SEQUENCE_DETECT | ASC_REQ_REPLAY_DETECT |
                                      ASC_REQ_CONFIDENTIALITY | ASC_REQ_ALLOCATE_MEMORY | ASC_REQ_STREAM;

ULONG requirements_of(role who) {
  return who == role::client ? initialize_requirements : accept_requirements;
}

/// After ApplyControlToken: the call of the own role's function with no input and no output yet.
call announced(peer& one) {
  REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
  call following = one.usual_call();
  following.requirements = requirements_of(one.who());
  return following;
}

/// As announced(), but through InitializeSecurityContext whatever the role.
call announced_to_initialize(peer& one) {
  call following = announced(one);
  following.through = function::initialize;
  following.requirements = initialize_requirements;
  return following;
}

/// All of these programs get SEC_E_OK, which every one of them accepts, and send what the peer takes for a
/// goodbye.
void check_goodbye(status result, byte_view sent, peer& other) {
  CHECK(result == SEC_E_OK);
  CHECK(other.opens({sent.begin(), sent.end()}) == goodbye);
}

void finish(call& following, buffers& output, peer& other) {
  following.output = output;
  const status result = following.make();
  CHECK(output[0].BufferType == SECBUFFER_TOKEN);
  const bytes sent = take(output[0]);
  for (std::size_t index = 1; index < output.size(); ++index) CHECK(take(output[index]).empty());
  check_goodbye(result, sent, other);
}

template <typename Story>
void for_every_client(Story story) {
  for_every_version([&](tls version) {
    pair both = established_pair(version);
    story(both.client, both.server);
  });
}

template <typename Story>
void for_every_server(Story story) {
  for_every_version([&](tls version) {
    pair both = established_pair(version);
    story(both.server, both.client);
  });
}

}  // namespace

TEST_CASE("SSPI-shutdown-as-in-curl: one empty buffer that becomes the token") {
  for_every_client([](peer& client, peer& server) {
    call following = announced(client);
    buffers output{empty()};
    finish(following, output, server);
  });
}

TEST_CASE("SSPI-shutdown-as-in-schannel-rs: an empty token in and three buffers out") {
  for_every_end([](peer& one, peer& other) {
    call following = announced(one);
    buffers input{token(), empty()};
    following.input = input;
    buffers output{token(), alert(), empty()};
    finish(following, output, other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-schannel-rs: its protocols are passed once more") {
  bytes protocols = application_protocols({"h2", "http/1.1"});
  for_every_end([&](peer& one, peer& other) {
    call following = announced(one);
    buffers input{token(), empty(), buffer(SECBUFFER_APPLICATION_PROTOCOLS, protocols)};
    following.input = input;
    buffers output{token(), alert(), empty()};
    finish(following, output, other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-boost-wintls: the buffer of the control token becomes the token") {
  for_every_end([](peer& one, peer& other) {
    DWORD shutdown = SCHANNEL_SHUTDOWN;
    buffers both_ways{buffer(SECBUFFER_TOKEN, &shutdown, sizeof shutdown)};
    REQUIRE(one.apply_control_tokens(both_ways) == SEC_E_OK);
    call following = one.usual_call();
    following.through = function::initialize;
    following.requirements = initialize_requirements;
    finish(following, both_ways, other);
    CHECK(shutdown == SCHANNEL_SHUTDOWN);
  });
}

TEST_CASE("SSPI-shutdown-as-in-libgit2: one empty token in and out and no name") {
  for_every_client([](peer& client, peer& server) {
    call following = announced(client);
    buffers both_ways{token()};
    following.input = both_ways;
    following.target.clear();
    following.new_context = nullptr;
    finish(following, both_ways, server);
  });
}

TEST_CASE("SSPI-shutdown-as-in-pjsip: the capacity of its own memory in and out") {
  for_every_end([](peer& one, peer& other) {
    call following = announced_to_initialize(one);
    following.requirements &= ~ISC_REQ_ALLOCATE_MEMORY;
    bytes memory(1024, 0xCD);
    buffers both_ways{token(memory)};
    following.input = both_ways;
    following.output = both_ways;
    following.new_context = nullptr;
    const status result = following.make();
    CHECK(both_ways[0].pvBuffer == memory.data());
    check_goodbye(result, content(both_ways[0]), other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-tsduck: a client passes one description twice") {
  for_every_client([](peer& client, peer& server) {
    call following = announced(client);
    buffers both_ways{token()};
    following.input = both_ways;
    following.new_context = nullptr;
    finish(following, both_ways, server);
  });
}

TEST_CASE("SSPI-shutdown-as-in-tsduck: a server passes no input") {
  for_every_server([](peer& server, peer& client) {
    call following = announced(server);
    following.new_context = nullptr;
    buffers output{token()};
    finish(following, output, client);
  });
}

TEST_CASE("SSPI-shutdown-as-in-ffmpeg: once around its loop") {
  for_every_end([](peer& one, peer& other) {
    call following = announced(one);
    bytes sent;
    int rounds = 0;
    status result{SEC_I_CONTINUE_NEEDED};
    while ((result == SEC_I_CONTINUE_NEEDED || result == SECURITY_STATUS{SEC_I_MESSAGE_FRAGMENT}) &&
           ++rounds < 10) {
      buffers output{token()};
      following.output = output;
      result = following.make();
      const bytes more = take(output[0]);
      sent.insert(sent.end(), more.begin(), more.end());
    }
    CHECK(rounds == 1);
    check_goodbye(result, sent, other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-qt: three buffers out and flags of one family") {
  for_every_end([](peer& one, peer& other) {
    call following = announced(one);
    following.requirements = initialize_requirements;
    following.new_context = nullptr;
    buffers output{token(), alert(), empty()};
    finish(following, output, other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-aws-c-io: narrow names on servers too") {
  for (const ULONG type : {SECBUFFER_EMPTY, SECBUFFER_TOKEN}) {
    CAPTURE(type);
    for_every_end([&](peer& one, peer& other) {
      REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
      char name[] = "localhost";
      buffers output{buffer(type)};
      ULONG attributes = 0;
      const status result{InitializeSecurityContextA(one.credential().handle(), one.context(), name,
                                                     initialize_requirements, 0, 0, nullptr, 0, nullptr,
                                                     output, &attributes, nullptr)};
      check_goodbye(result, take(output[0]), other);
    });
  }
}

TEST_CASE("SSPI-shutdown-as-in-poco: a client names its context twice") {
  for_every_client([](peer& client, peer& server) {
    call following = announced(client);
    buffers output{token()};
    finish(following, output, server);
  });
}

TEST_CASE("SSPI-shutdown-as-in-poco: a server uses the flags of the other function") {
  for_every_server([](peer& server, peer& client) {
    call following = announced(server);
    following.requirements = initialize_requirements | ISC_REQ_EXTENDED_ERROR;
    following.new_context = nullptr;
    buffers output{token()};
    finish(following, output, client);
  });
}

TEST_CASE("SSPI-shutdown-as-in-streamssl: one variable for requirements and attributes") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    ULONG flags = requirements_of(one.who());
    buffers output{token()};
    TimeStamp expiry{};
    const status result{one.who() == role::client
                            ? InitializeSecurityContextW(one.credential().handle(), one.context(), nullptr,
                                                         flags, 0, SECURITY_NATIVE_DREP, nullptr, 0, nullptr,
                                                         output, &flags, &expiry)
                            : AcceptSecurityContext(one.credential().handle(), one.context(), nullptr, flags,
                                                    SECURITY_NATIVE_DREP, nullptr, output, &flags, &expiry)};
    CHECK(flags == requirements_of(one.who()));
    check_goodbye(result, take(output[0]), other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-s-chat: a client uses the flags of a server") {
  for_every_client([](peer& client, peer& server) {
    REQUIRE(client.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    char name[] = "localhost";
    buffers output{token()};
    ULONG attributes = 0;
    TimeStamp expiry{};
    const status result{InitializeSecurityContextA(
        client.credential().handle(), client.context(), name, accept_requirements | ASC_REQ_EXTENDED_ERROR, 0,
        0, nullptr, 0, client.context(), output, &attributes, &expiry)};
    check_goodbye(result, take(output[0]), server);
  });
}

TEST_CASE("SSPI-shutdown-as-in-s-chat: a server passes no new context") {
  for_every_server([](peer& server, peer& client) {
    call following = announced(server);
    following.new_context = nullptr;
    buffers output{token()};
    finish(following, output, client);
  });
}

TEST_CASE("SSPI-shutdown-as-in-dotnet: an empty token in and an alert buffer out") {
  for_every_end([](peer& one, peer& other) {
    call following = announced(one);
    buffers input{token(), empty()};
    following.input = input;
    buffers output{token(), alert()};
    finish(following, output, other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-msspi: what its input buffer still holds") {
  for (const bool something_left : {false, true}) {
    CAPTURE(something_left);
    for_every_end([&](peer& one, peer& other) {
      call following = announced(one);
      bytes left = other.seals("left over").record;
      buffers none{}, leftover{token(left)};
      following.input = something_left ? PSecBufferDesc{leftover} : PSecBufferDesc{none};
      buffers output{token(), alert()};
      finish(following, output, other);
    });
  }
}

TEST_CASE("SSPI-shutdown-as-in-tinymux: its server names its context twice") {
  for_every_end([](peer& one, peer& other) {
    call following = announced(one);
    buffers output{token()};
    finish(following, output, other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-tinymux: its console names none") {
  for_every_client([](peer& client, peer& server) {
    call following = announced(client);
    following.new_context = nullptr;
    buffers output{token()};
    finish(following, output, server);
  });
}

TEST_CASE("SSPI-shutdown-as-in-qpid-proton: its own memory and an empty buffer behind it") {
  for_every_end([](peer& one, peer& other) {
    call following = announced(one);
    following.requirements = one.who() == role::client
                                 ? ISC_REQ_STREAM | ISC_REQ_USE_SUPPLIED_CREDS | ISC_REQ_EXTENDED_ERROR
                                 : ASC_REQ_STREAM | ASC_REQ_EXTENDED_ERROR;
    if (one.who() == role::client) following.new_context = nullptr;
    buffers input{token(), empty()};
    following.input = input;
    bytes memory(16384);
    buffers output{token(memory), empty()};
    following.output = output;
    const status result = following.make();
    check_goodbye(result, content(output[0]), other);
  });
}

TEST_CASE("SSPI-shutdown-as-in-mongodb: a server writes to its own memory") {
  for_every_end([](peer& one, peer& other) {
    call following = announced(one);
    bytes memory(16384);
    if (one.who() == role::server) following.requirements &= ~ASC_REQ_ALLOCATE_MEMORY;
    buffers output{one.who() == role::server ? token(memory) : token()};
    following.output = output;
    const status result = following.make();
    check_goodbye(result, one.who() == role::server ? content(output[0]) : take(output[0]), other);
  });
}
