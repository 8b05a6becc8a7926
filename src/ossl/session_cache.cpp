// The sessions of one credential, and the list of all who keep some.
#include "ossl/session_cache.h"

#include <set>

#include "ossl/handles.h"
#include "ossl/session_notes.h"

namespace schannel::ossl {
namespace {

/// Every cache there is in this process.
class cache_list {
 public:
  void add(session_cache& cache) {
    const std::lock_guard lock(mutex_);
    caches_.insert(&cache);
  }
  void remove(session_cache& cache) {
    const std::lock_guard lock(mutex_);
    caches_.erase(&cache);
  }

  /// Calls `visit(session_cache&)` for each; none of them goes meanwhile.
  template <typename Visitor>
  void for_each(Visitor&& visit) {
    const std::lock_guard lock(mutex_);
    for (session_cache* cache : caches_) visit(*cache);
  }

 private:
  std::mutex mutex_;
  std::set<session_cache*> caches_;
};

/// TLS 1.3 knows nothing else.
bool is_ticket(const SSL_SESSION& session) {
  return SSL_SESSION_get_protocol_version(&session) >= TLS1_3_VERSION;
}

cache_list& every_cache() {
  // Never destroyed: credentials may be freed while static objects are destroyed.
  static auto& list = *new cache_list;
  return list;
}

}  // namespace

session_cache::session_cache(std::chrono::milliseconds lifespan, std::shared_ptr<SSL_CTX> native)
    : lifespan_(lifespan), native_(std::move(native)) {
  every_cache().add(*this);
}

session_cache::~session_cache() {
  every_cache().remove(*this);
}

void session_cache::keep(const session_peer& peer, shared_session session) {
  const std::lock_guard lock(mutex_);
  entries_.insert_or_assign(peer, entry{std::move(session), clock::now() + lifespan_});
}

shared_session session_cache::find(const session_peer& peer, bool reuses_tickets) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(peer);
  if (found == entries_.end()) return nullptr;
  const bool is_young = found->second.until > clock::now();
  shared_session session = is_young ? found->second.session : nullptr;
  if (!is_young || (is_ticket(*session) && !reuses_tickets)) entries_.erase(found);
  return session;
}

void session_cache::forget(const session_peer& peer) {
  const std::lock_guard lock(mutex_);
  entries_.erase(peer);
}

bool session_cache::forget_target(std::string_view target) {
  const std::lock_guard lock(mutex_);
  return std::erase_if(entries_, [target](const auto& one) { return one.first.target == target; }) != 0;
}

void session_cache::forget_all() {
  constexpr long every_age = 0;
  SSL_CTX_flush_sessions(native_.get(), every_age);
  const std::lock_guard lock(mutex_);
  entries_.clear();
}

bool forget_sessions_with(std::string_view target) {
  bool found = false;
  every_cache().for_each([&](session_cache& cache) { found = cache.forget_target(target) || found; });
  return found;
}

void forget_every_session() {
  every_session_note().forget_all();
  every_cache().for_each([](session_cache& cache) { cache.forget_all(); });
}

}  // namespace schannel::ossl
