// session_cache: a credential's sessions. A client's newest for each peer, to be resumed by its next
// connection there; a server's are kept by OpenSSL and found by their id.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_session_st;

namespace schannel::ossl {

using shared_session = std::shared_ptr<ssl_session_st>;

/// Whom a client's session is with. One that nobody verified must not serve a connection that relies on
/// verification.
struct session_peer {
  std::string target{};  ///< empty: sessions with it are not kept
  bool verified = false;

  friend auto operator<=>(const session_peer&, const session_peer&) = default;
};

/// Safe to use from any thread.
class session_cache {
 public:
  /// Sessions are forgotten `lifespan` after they were made. `native` has those of a server.
  session_cache(std::chrono::milliseconds lifespan, std::shared_ptr<ssl_ctx_st> native);
  session_cache(const session_cache&) = delete;
  session_cache& operator=(const session_cache&) = delete;
  ~session_cache();

  /// Keeps `session` in place of an older one of the same peer.
  void keep(const session_peer& peer, shared_session session);
  /// nullptr when there is none that is young enough. A ticket of TLS 1.3 is found once (RFC 8446
  /// appendix C.4) unless it may be reused.
  shared_session find(const session_peer& peer, bool reuses_tickets);
  void forget(const session_peer& peer);
  /// Whether there was a session with `target`, verified or not.
  bool forget_target(std::string_view target);
  void forget_all();

 private:
  using clock = std::chrono::steady_clock;
  struct entry {
    shared_session session;
    clock::time_point until;
  };

  const std::chrono::milliseconds lifespan_;
  const std::shared_ptr<ssl_ctx_st> native_;
  std::mutex mutex_;
  std::map<session_peer, entry> entries_;
};

/// Forgets the sessions with `target` of every credential in this process; whether there were any.
bool forget_sessions_with(std::string_view target);
/// Forgets every session of every credential in this process, and what programs keep with them.
void forget_every_session();

}  // namespace schannel::ossl
