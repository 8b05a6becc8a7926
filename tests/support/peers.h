// Two ends of a TLS connection in memory, through the public Windows API alone, with verbs that read like a
// story:
//
//   auto [client, server] = established_pair(tls::v1_3);
//   client.says("hello");
//   CHECK(server.reads() == "hello");
//   client.shuts_down();
//   CHECK(server.reads() == goodbye);
//
// What a verb does not let a test see, its raw call does: call, opening, buffers.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "support/buffers.h"
#include "support/identities.h"

namespace peers {

/// What DecryptMessage returns for the peer's close_notify.
inline constexpr SECURITY_STATUS goodbye = SEC_I_CONTEXT_EXPIRED;

/// The two functions that take a step of a handshake.
enum class function { initialize, accept };

/// One call of a handshake's function: all that it is given, and what it reports.
struct call {
  function through = function::initialize;
  PCredHandle credential = nullptr;
  PCtxtHandle context = nullptr;
  std::wstring target{};
  ULONG requirements = 0;
  PSecBufferDesc input = nullptr;
  PCtxtHandle new_context = nullptr;
  PSecBufferDesc output = nullptr;
  ULONG attributes = 0;
  TimeStamp expiry{};

  status make();
};

/// What came of a call with the usual buffers.
struct leg {
  status result;
  bytes token;
  ULONG extra = 0;    ///< bytes at the end of the input that were not used
  ULONG missing = 0;  ///< bytes that the input lacks
  ULONG attributes = 0;
  LONGLONG expiry = 0;
};

/// One call of DecryptMessage with the usual buffers: what came of it and how it left the buffers.
struct opening {
  status result;
  std::array<SecBuffer, 4> left{};
  bytes memory;  ///< what the buffers point into

  std::string text() const;
  ULONG missing() const;
  bytes extra() const;

  friend bool operator==(const opening& what, std::string_view text) {
    return what.result == SEC_E_OK && what.text() == text;
  }
  friend bool operator==(const opening& what, SECURITY_STATUS result) { return what.result == result; }
};

std::ostream& operator<<(std::ostream& out, const opening& what);

/// Bytes that were sent and not yet taken, for each end.
struct wire {
  bytes to_client;
  bytes to_server;
};

/// How a pair is to be made.
struct terms {
  bytes client_protocols{};  ///< as application_protocols() makes them
  bytes server_protocols{};
  std::wstring target = L"localhost";
};

/// One end of a connection. It owns its context and its credential.
class peer {
 public:
  peer(role who, peers::credential with, std::shared_ptr<wire> over);
  peer(peer&& from) noexcept;
  peer& operator=(peer&&) = delete;
  ~peer();

  role who() const { return who_; }
  PCtxtHandle context() { return &context_; }
  bool has_context() const { return SecIsValidHandle(&context_); }
  peers::credential& credential() { return credential_; }
  /// What the other end sent and this one has not taken.
  bytes& inbox() { return who_ == role::client ? wire_->to_client : wire_->to_server; }

  // The handshake.
  /// The call that this end makes usually; a test changes what it is about. It has no credential once that is
  /// freed.
  call usual_call();
  /// Takes a step with these bytes and allocated output. Nothing is sent.
  leg steps(bytes input);
  /// As steps(), without any input.
  leg steps_without_input();
  /// Takes a step with all that has arrived; keeps what is not used and sends the token.
  leg continues();
  /// Passes `option` along with every call that has input, and with the first one; what it shows must last.
  void passes(const SecBuffer& option) { options_.push_back(option); }
  void passes_nothing_more() { options_.clear(); }
  void offers(bytes protocols) { protocols_ = std::move(protocols); }
  void wants(ULONG requirements) { requirements_ = requirements; }
  void calls(std::wstring target) { target_ = std::move(target); }

  // Messages.
  SecPkgContext_StreamSizes sizes();
  /// Encrypts in one call with usual buffers. Nothing is sent. Without success there is no record.
  struct sealing {
    status result;
    bytes record;
  };
  sealing seals(std::string_view text);
  /// As seals(), and sends the record.
  status says(std::string_view text);
  /// Decrypts the first record of `input`.
  opening opens(bytes input);
  /// Decrypts the first record that has arrived, and keeps what follows it. Post-handshake messages in front
  /// of it are dealt with.
  opening reads();

  // The end.
  status apply_control_token(DWORD what);
  status apply_control_tokens(PSecBufferDesc tokens);
  /// SCHANNEL_SHUTDOWN and the call that follows; sends the token.
  leg shuts_down();
  /// Sends an alert: ApplyControlToken with SCHANNEL_ALERT and the call that follows.
  leg raises(DWORD level, DWORD description);
  status deletes_its_context();

  void sends(byte_view what);

 private:
  buffers with_options(buffers input);
  leg steps(PSecBufferDesc input, SecBuffer* last);

  role who_;
  peers::credential credential_;
  std::shared_ptr<wire> wire_;
  CtxtHandle context_;
  ULONG requirements_;
  std::wstring target_;
  bytes protocols_;
  std::vector<SecBuffer> options_;
};

/// Both ends of one connection.
struct pair {
  peer client;
  peer server;

  peer& operator[](role who) { return who == role::client ? client : server; }
};

/// What most programs require of the function of that role.
ULONG usual_requirements(role who);

/// Two ends that have not said anything yet.
pair fresh_pair(tls version, const terms& wanted = {});
/// As fresh_pair(), with credentials of the test's own.
pair pair_of(credential client, credential server, const terms& wanted = {});
/// `who` has sent its first flight and awaits the other's answer.
pair mid_handshake_pair(tls version, role who);
/// Two ends whose handshake is complete. Throws if it fails.
pair established_pair(tls version, const terms& wanted = {});

/// The last status of each end.
struct outcome {
  status client;
  status server;

  status operator[](role who) const { return who == role::client ? client : server; }
  bool both_established() const { return client == SEC_E_OK && server == SEC_E_OK; }
};
/// Lets both take steps until neither gets further.
outcome shake_hands(pair& both);

/// SEC_APPLICATION_PROTOCOLS with one list for ALPN.
bytes application_protocols(std::initializer_list<std::string_view> names);

}  // namespace peers
