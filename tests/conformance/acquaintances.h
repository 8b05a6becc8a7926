// Two ends that meet more than once, and whether the second meeting goes on with the session of the first.
#pragma once

#include "handshakes.h"
#include "support/wide_requirements.h"

namespace peers {

inline status decides_on_session(peer& one, DWORD flags) {
  SCHANNEL_SESSION_TOKEN session{SCHANNEL_SESSION, flags};
  buffers tokens{buffer(SECBUFFER_TOKEN, &session, sizeof session)};
  return one.apply_control_tokens(tokens);
}

/// A client and a server that meet more than once, with the same credentials each time.
class acquaintances {
 public:
  acquaintances(credential client, credential server)
      : client_(std::move(client)), server_(std::move(server)) {}
  explicit acquaintances(tls version)
      : acquaintances(credential::of(role::client, version), credential::of(role::server, version)) {}

  /// What the server asks for besides the usual.
  ULONG server_wants = 0;
  /// What the client decides about the session when it has sent its first token.
  DWORD client_decides = 0;
  credential& client() { return client_; }
  credential& server() { return server_; }
  /// What the client requires in a SECBUFFER_FLAGS.
  void client_requires(ULONGLONG requirements) { client_requirements_ = requirement_buffer(requirements); }

  /// The client begins a connection that comes to nothing.
  void client_sends_a_hello() {
    pair both = pair_of(std::move(client_), std::move(server_));
    both.client.passes(client_requirements_.shown());
    CHECK(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    client_ = std::move(both.client.credential());
    server_ = std::move(both.server.credential());
  }

  /// Connects, talks, calls `story(pair)`, and says goodbye unless the story has ended in another way.
  /// Returns whether the session was an earlier one, on which both sides must agree.
  template <typename Story>
  bool meet(const std::wstring& name, Story story) {
    pair both = pair_of(std::move(client_), std::move(server_), {.target = name});
    both.server.wants(usual_requirements(role::server) | server_wants);
    both.client.passes(client_requirements_.shown());
    REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    if (client_decides != 0) CHECK(decides_on_session(both.client, client_decides) == SEC_E_OK);
    REQUIRE(shake_hands(both).both_established());
    // What the server sends next brings the client the tickets that wait in front of it.
    check_conversation(both);
    const bool resumed = reconnected(both.client);
    CHECK(reconnected(both.server) == resumed);
    story(both);
    client_ = std::move(both.client.credential());
    server_ = std::move(both.server.credential());
    return resumed;
  }
  bool meet(const std::wstring& name = L"localhost") {
    return meet(name, [](pair& both) {
      both.client.shuts_down();
      CHECK(both.server.reads() == goodbye);
    });
  }

 private:
  static bool reconnected(peer& one) {
    SecPkgContext_SessionInfo session{};
    REQUIRE(asks(one, SECPKG_ATTR_SESSION_INFO, session) == SEC_E_OK);
    CHECK(session.cbSessionId <= sizeof session.rgbSessionId);
    return (session.dwFlags & SSL_SESSION_RECONNECT) != 0;
  }

  requirement_buffer client_requirements_{0};
  credential client_;
  credential server_;
};

/// Calls `story(acquaintances)` for every way in which a session is found again.
template <typename Story>
void for_every_way_to_resume(Story story) {
  struct way {
    std::string_view name;
    tls version;
    ULONG server_wants;
  };
  for (const way& one :
       {way{"TLS 1.2 by id", tls::v1_2, 0}, way{"TLS 1.2 by ticket", tls::v1_2, ASC_REQ_SESSION_TICKET},
        way{"TLS 1.3 by ticket", tls::v1_3, ASC_REQ_SESSION_TICKET}}) {
    INFO(one.name);
    acquaintances both(one.version);
    both.server_wants = one.server_wants;
    story(both, one.version);
  }
}

}  // namespace peers
