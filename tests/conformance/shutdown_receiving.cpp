// How the other side's end of the connection is recognised, and what happens when both ends speak at once.
#include "support/chunks.h"
#include "support/ends.h"

using namespace peers;

namespace {

bytes operator+(bytes left, const bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

}  // namespace

TEST_CASE("SSPI-DecryptMessage-goodbye: the peer has left and says nothing else") {
  for_every_end([](peer& one, peer& other) {
    bytes record = one.shuts_down().token;
    const opening heard = other.opens(record);
    CHECK(heard == SEC_I_CONTEXT_EXPIRED);
    CHECK(heard.left[0].BufferType == SECBUFFER_STREAM_HEADER);
    CHECK(heard.left[0].cbBuffer == 5);
    CHECK(heard.left[1].BufferType == SECBUFFER_DATA);
    CHECK(heard.left[1].cbBuffer == 0);
    CHECK(heard.left[2].BufferType == SECBUFFER_STREAM_TRAILER);
    CHECK(heard.left[2].cbBuffer == record.size() - 5);
    CHECK(heard.left[3].BufferType == SECBUFFER_EMPTY);
    CHECK(heard.left[3].cbBuffer == 0);
    CHECK(heard.left[0].pvBuffer == heard.memory.data());
    CHECK(heard.left[1].pvBuffer == heard.memory.data() + 5);
    CHECK(heard.left[2].pvBuffer == heard.memory.data() + 5);
  });
}

TEST_CASE("SSPI-DecryptMessage-goodbye-after-data: the last words come first") {
  for_every_end([](peer& one, peer& other) {
    const bytes words = one.seals("last words").record;
    const bytes farewell = one.shuts_down().token;
    const opening heard = other.opens(words + farewell);
    CHECK(heard == "last words");
    CHECK(heard.extra() == farewell);
    CHECK(other.opens(heard.extra()) == goodbye);
  });
}

TEST_CASE("SSPI-DecryptMessage-goodbye-before-bytes: what follows a goodbye is shown but not opened") {
  for_every_end([](peer& one, peer& other) {
    const bytes junk(40, 0x17);
    const opening heard = other.opens(one.shuts_down().token + junk);
    CHECK(heard == goodbye);
    CHECK(heard.left[1].cbBuffer == 0);
    CHECK(heard.left[3].BufferType == SECBUFFER_EXTRA);
    CHECK(heard.extra() == junk);
    CHECK(other.opens(heard.extra()) == SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-DecryptMessage-goodbye-in-part: half a goodbye is none") {
  for_every_end([](peer& one, peer& other) {
    const bytes farewell = one.shuts_down().token;
    for (std::size_t length = 0; length < farewell.size(); ++length) {
      CAPTURE(length);
      CHECK(other.opens({farewell.begin(), farewell.begin() + length}) == SEC_E_INCOMPLETE_MESSAGE);
    }
    CHECK(other.opens(farewell) == goodbye);
  });
}

TEST_CASE("SSPI-DecryptMessage-cut-stream: a cut line is not a goodbye") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(one.says("and then the line w") == SEC_E_OK);
    const bytes stream = other.inbox() + one.seals("ent dead").record;
    other.inbox() = {stream.begin(), stream.end() - 1};
    CHECK(other.reads() == "and then the line w");
    for (int time = 0; time < 3; ++time) CHECK(other.reads() == SEC_E_INCOMPLETE_MESSAGE);
    other.inbox().clear();
    CHECK(other.reads() == SEC_E_INCOMPLETE_MESSAGE);
  });
}

TEST_CASE("SSPI-DecryptMessage-goodbye-is-not-data: an empty message and a goodbye differ") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(one.says("") == SEC_E_OK);
    one.shuts_down();
    CHECK(other.reads() == "");
    CHECK(other.reads() == SEC_I_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-DecryptMessage-goodbye-twice: a record is good for one time") {
  for_every_end([](peer& one, peer& other) {
    const bytes farewell = one.shuts_down().token;
    REQUIRE(other.opens(farewell) == goodbye);
    CHECK(other.opens(farewell) == SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-DecryptMessage-user-canceled: the warning before a goodbye is no end yet") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(one.raises(TLS1_ALERT_WARNING, TLS1_ALERT_USER_CANCELED).result == SEC_E_OK);
    one.shuts_down();
    CHECK(other.reads() == "");
    CHECK(other.reads() == goodbye);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-goodbye: the handshake's function hears it too") {
  for (const role who : every_role) {
    INFO(name_of(who));
    pair both = established_pair(tls::v1_2);
    both[who].shuts_down();
    const leg heard = both[other(who)].continues();
    CHECK(heard.result == SEC_I_CONTEXT_EXPIRED);
    CHECK(heard.token.empty());
    CHECK(both[other(who)].opens(bytes(40, 23)) == SEC_E_CONTEXT_EXPIRED);
    CHECK(both[other(who)].says("still here") == SEC_E_OK);
    CHECK(both[who].reads() == "still here");
    CHECK(both[other(who)].shuts_down().result == SEC_E_OK);
    CHECK(both[who].reads() == goodbye);
  }
}

TEST_CASE("SSPI-shutdown-answers-their-goodbye: by the same procedure") {
  for_every_end([](peer& one, peer& other) {
    one.shuts_down();
    REQUIRE(other.reads() == goodbye);
    const leg answer = other.shuts_down();
    CHECK(answer.result == SEC_E_OK);
    CHECK(one.reads() == goodbye);
  });
}

TEST_CASE("SSPI-shutdown-with-data-in-flight: nothing that was under way is lost") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(other.says("I was") == SEC_E_OK);
    REQUIRE(other.says("just saying") == SEC_E_OK);
    one.shuts_down();
    CHECK(one.reads() == "I was");
    CHECK(other.reads() == goodbye);
    CHECK(other.says("that I agree") == SEC_E_OK);
    CHECK(one.reads() == "just saying");
    CHECK(one.reads() == "that I agree");
    other.shuts_down();
    CHECK(one.reads() == goodbye);
  });
}

TEST_CASE("SSPI-shutdown-at-the-same-time: two goodbyes that cross are enough") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    CHECK(client.shuts_down().result == SEC_E_OK);
    CHECK(server.shuts_down().result == SEC_E_OK);
    CHECK(client.reads() == goodbye);
    CHECK(server.reads() == goodbye);
    for (peer* one : {&client, &server}) {
      CHECK(one->inbox().empty());
      REQUIRE(one->apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
      const leg more = one->steps_without_input();
      CHECK(more.result == SEC_I_CONTEXT_EXPIRED);
      CHECK(more.token.empty());
    }
  });
}

TEST_CASE("SSPI-shutdown-right-after-the-handshake: a client leaves before it has said anything") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    status client = both.client.continues().result;
    status server{SEC_I_CONTINUE_NEEDED};
    while (client == SEC_I_CONTINUE_NEEDED) {
      server = both.server.continues().result;
      client = both.client.continues().result;
    }
    REQUIRE(client == SEC_E_OK);
    CHECK(both.client.shuts_down().result == SEC_E_OK);
    if (server == SEC_I_CONTINUE_NEEDED) server = both.server.continues().result;
    CHECK(server == SEC_E_OK);
    CHECK(both.server.reads() == goodbye);
  });
}

TEST_CASE("SSPI-shutdown-half-closed: one side talks on for as long as it likes") {
  for_every_end([](peer& one, peer& other) {
    one.shuts_down();
    REQUIRE(other.reads() == goodbye);
    for (int time = 0; time < 50; ++time) {
      REQUIRE(other.says("and another thing") == SEC_E_OK);
      CHECK(one.reads() == "and another thing");
    }
    CHECK(other.says(std::string(16384, 'x')) == SEC_E_OK);
    CHECK(one.reads() == std::string(16384, 'x'));
    other.shuts_down();
    CHECK(one.reads() == goodbye);
  });
}
