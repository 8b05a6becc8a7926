// The client's sessions.
#include "ossl/session_cache.h"

namespace schannel::ossl {

void session_cache::keep(const std::string& peer, shared_session session) {
  const std::lock_guard lock(mutex_);
  entries_.insert_or_assign(peer, entry{std::move(session), clock::now() + lifespan_});
}

shared_session session_cache::find(const std::string& peer) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(peer);
  if (found == entries_.end()) return nullptr;
  if (found->second.until > clock::now()) return found->second.session;
  entries_.erase(found);
  return nullptr;
}

void session_cache::forget(const std::string& peer) {
  const std::lock_guard lock(mutex_);
  entries_.erase(peer);
}

}  // namespace schannel::ossl
