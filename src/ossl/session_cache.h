// session_cache: a client's newest session for each peer, to be resumed by its next connection there.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

struct ssl_session_st;

namespace schannel::ossl {

using shared_session = std::shared_ptr<ssl_session_st>;

/// Safe to use from any thread.
class session_cache {
 public:
  /// Sessions are forgotten `lifespan` after they were made.
  explicit session_cache(std::chrono::milliseconds lifespan) : lifespan_(lifespan) {}

  /// Keeps `session` in place of an older one of the same peer.
  void keep(const std::string& peer, shared_session session);
  /// nullptr when there is none that is young enough.
  shared_session find(const std::string& peer);
  void forget(const std::string& peer);

 private:
  using clock = std::chrono::steady_clock;
  struct entry {
    shared_session session;
    clock::time_point until;
  };

  const std::chrono::milliseconds lifespan_;
  std::mutex mutex_;
  std::map<std::string, entry> entries_;
};

}  // namespace schannel::ossl
