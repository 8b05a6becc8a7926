// chain_registry: every chain that a program holds.
#include "abi/crypt32/chain_registry.h"

#include <utility>
#include <vector>

#include "abi/crypt32/chain_block.h"
#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

namespace {

/// References to the contexts that a chain shows.
class held_contexts {
 public:
  held_contexts() = default;
  /// The object is whole before it holds anything: what it holds when something fails is released.
  held_contexts(const core::certs::chain& shown, const CERT_CONTEXT* subject) : held_contexts() {
    held_.reserve(shown.links.size());
    if (std::holds_alternative<const CERT_CONTEXT*>(registry::instance().duplicate(subject)))
      held_.push_back(subject);
    for (std::size_t i = held_.size(); i < shown.links.size(); ++i)
      held_.push_back(registry::instance().create(shown.links[i].shown, {}));
  }
  ~held_contexts() {
    for (const CERT_CONTEXT* one : held_) registry::instance().release(one);
  }
  held_contexts(const held_contexts&) = delete;
  held_contexts& operator=(const held_contexts&) = delete;

  std::span<const CERT_CONTEXT* const> all() const { return held_; }

 private:
  std::vector<const CERT_CONTEXT*> held_;
};

}  // namespace

struct chain_registry::live_chain {
  live_chain(const core::certs::chain& shown, const CERT_CONTEXT* subject, DWORD flags)
      : contexts(shown, subject), block(shown, contexts.all(), flags) {}

  held_contexts contexts;
  chain_block block;
  std::size_t references = 1;
};

chain_registry& chain_registry::instance() {
  static auto& the_one = *new chain_registry;
  return the_one;
}

const CERT_CHAIN_CONTEXT* chain_registry::publish(const core::certs::chain& shown,
                                                  const CERT_CONTEXT* subject, DWORD flags) {
  auto made = std::make_shared<live_chain>(shown, subject, flags);
  const CERT_CHAIN_CONTEXT* const address = made->block.address();
  const std::scoped_lock lock{mutex_};
  chains_.emplace(address, std::move(made));
  return address;
}

bool chain_registry::add_reference(const CERT_CHAIN_CONTEXT* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = chains_.find(address);
  if (found == chains_.end()) return false;
  ++found->second->references;
  return true;
}

bool chain_registry::release(const CERT_CHAIN_CONTEXT* address) {
  std::shared_ptr<live_chain> last;  // freed when the lock is no longer held
  const std::scoped_lock lock{mutex_};
  const auto found = chains_.find(address);
  if (found == chains_.end()) return false;
  if (--found->second->references == 0) {
    last = std::move(found->second);
    chains_.erase(found);
  }
  return true;
}

std::size_t chain_registry::count() const {
  const std::scoped_lock lock{mutex_};
  return chains_.size();
}

}  // namespace schannel::abi::crypt32
