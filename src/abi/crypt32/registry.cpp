// registry: every certificate context and store that is alive.
#include "abi/crypt32/registry.h"

#include <utility>

namespace schannel::abi::crypt32 {

namespace {

/// Handles count up from here and are never given twice: far from zero, from all-ones, and from any address.
constexpr std::uintptr_t first_handle = 0x4365'7274'0000'0001;

/// A context that is on the map already, and goes again unless it is kept: whatever fails between the two
/// leaves nothing behind.
template <typename Map>
class provisional {
 public:
  provisional(Map& map, const std::shared_ptr<context>& newcomer) : map_(map), address_(newcomer->address()) {
    map_.emplace(address_, newcomer);
  }
  ~provisional() {
    if (!kept_) map_.erase(address_);
  }
  provisional(const provisional&) = delete;
  provisional& operator=(const provisional&) = delete;

  void keep() { kept_ = true; }

 private:
  Map& map_;
  const CERT_CONTEXT* address_;
  bool kept_ = false;
};

}  // namespace

registry& registry::instance() {
  static auto& the_one = *new registry;
  return the_one;
}

registry::registry() : last_handle_(first_handle), no_store_(make_store()) {
  no_store_->keeps_what_is_added = false;
  no_store_->open_handles = 1;
}

const CERT_CONTEXT* registry::create(ossl::certificate certificate, core::certs::properties attached) {
  const auto made = std::make_shared<context>(std::move(certificate), std::move(attached), no_store_);
  const std::scoped_lock lock{mutex_};
  contexts_.emplace(made->address(), made);
  return add_reference(*made);
}

answer<const CERT_CONTEXT*> registry::duplicate(const CERT_CONTEXT* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = find(address);
  if (!found) return refusal{E_INVALIDARG};
  return add_reference(*found);
}

bool registry::release(const CERT_CONTEXT* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = find(address);
  if (found) release(*found);
  return found != nullptr;
}

HCERTSTORE registry::open(bool shows_archived) {
  const std::scoped_lock lock{mutex_};
  const auto store = make_store();
  store->open_handles = 1;
  store->shows_archived = shows_archived;
  return store->handle;
}

answer<HCERTSTORE> registry::duplicate(HCERTSTORE handle) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  if (store != no_store_) ++store->open_handles;
  return handle;
}

answer<BOOL> registry::close(HCERTSTORE handle, closing how) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (!store || store->open_handles == 0) return refusal{ERROR_INVALID_HANDLE};
  if (store == no_store_) return refusal{E_UNEXPECTED};
  --store->open_handles;
  if (how.forces && store->open_handles == 0) {
    std::erase_if(contexts_, [&](const auto& live) { return live.second->home == store; });
    store->held_references = 0;
  }
  const bool pending = store->open_handles != 0 || store->held_references != 0;
  forget_if_unused(store);
  if (how.checks && pending) return refusal{CRYPT_E_PENDING_CLOSE};
  return TRUE;
}

answer<const CERT_CONTEXT*> registry::add_copy(HCERTSTORE handle, const CERT_CONTEXT* source,
                                               core::certs::disposition how) {
  std::unique_lock lock{mutex_};
  const auto original = find(source);
  if (!original) return refusal{E_INVALIDARG};
  const auto store = handle == nullptr ? no_store_ : find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  auto attached = original->attached.for_copy();

  lock.unlock();
  const auto copy = std::make_shared<context>(original->certificate(), std::move(attached), store);
  lock.lock();

  if (!knows(*store)) return refusal{ERROR_INVALID_HANDLE};
  provisional newcomer{contexts_, copy};
  if (!store->keeps_what_is_added) {
    newcomer.keep();
    return add_reference(*copy);
  }
  const auto [stands, displaced] = store->content.add(copy, how);
  if (!stands) return refusal{CRYPT_E_EXISTS};
  if (stands == copy) newcomer.keep();
  if (displaced && as_context(displaced)->references == 0) contexts_.erase(as_context(displaced)->address());
  return add_reference(*as_context(stands));
}

bool registry::append(HCERTSTORE handle, ossl::certificate certificate, core::certs::properties attached) {
  const auto store = find_locked(handle);
  if (!store) return false;
  const auto made = std::make_shared<context>(std::move(certificate), std::move(attached), store);
  const std::scoped_lock lock{mutex_};
  if (!knows(*store)) return false;
  provisional newcomer{contexts_, made};
  store->content.add(made, core::certs::disposition::always);
  newcomer.keep();
  return true;
}

answer<BOOL> registry::remove(const CERT_CONTEXT* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = find(address);
  if (!found) return refusal{E_INVALIDARG};
  found->home->content.remove(*found);
  release(*found);
  return TRUE;
}

answer<const CERT_CONTEXT*> registry::next(HCERTSTORE handle, const CERT_CONTEXT* previous,
                                           const std::optional<core::certs::criterion>& fits) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  const auto from = find(previous);
  if (previous != nullptr && (!from || from->home != store)) return refusal{E_INVALIDARG};
  const auto walk = store->shows_archived ? core::certs::anything() : core::certs::anything_current();
  auto found = store->content.next(from.get(), fits.value_or(walk));
  if (!found) return refusal{CRYPT_E_NOT_FOUND};
  return add_reference(*as_context(std::move(found)));
}

std::shared_ptr<const context> registry::hold(const CERT_CONTEXT* address) {
  const std::scoped_lock lock{mutex_};
  return find(address);
}

std::optional<surroundings> registry::look_around(const CERT_CONTEXT* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = find(address);
  if (!found) return std::nullopt;
  surroundings seen{found->certificate(), found->private_key(), {}};
  for (const auto& neighbour : found->home->content.entries())
    seen.neighbours.push_back(neighbour->certificate());
  return seen;
}

registry::population registry::count() const {
  const std::scoped_lock lock{mutex_};
  return {contexts_.size(), stores_.size()};
}

std::shared_ptr<shared_store> registry::make_store() {
  auto store = std::make_shared<shared_store>();
  store->handle = reinterpret_cast<HCERTSTORE>(last_handle_++);
  stores_.emplace(store->handle, store);
  return store;
}

std::shared_ptr<context> registry::find(const CERT_CONTEXT* address) const {
  const auto found = contexts_.find(address);
  return found == contexts_.end() ? nullptr : found->second;
}

std::shared_ptr<shared_store> registry::find(HCERTSTORE handle) const {
  const auto found = stores_.find(handle);
  return found == stores_.end() ? nullptr : found->second;
}

std::shared_ptr<shared_store> registry::find_locked(HCERTSTORE handle) const {
  const std::scoped_lock lock{mutex_};
  return find(handle);
}

const CERT_CONTEXT* registry::add_reference(context& one) {
  ++one.references;
  ++one.home->held_references;
  return one.address();
}

void registry::release(context& one) {
  // A program may free once too often what its store still keeps.
  if (one.references != 0) {
    --one.references;
    --one.home->held_references;
  }
  const auto home = one.home;
  if (one.references == 0 && !home->content.holds(one)) contexts_.erase(one.address());
  forget_if_unused(home);
}

void registry::forget_if_unused(const std::shared_ptr<shared_store>& store) {
  if (store->open_handles == 0 && store->held_references == 0) forget(store);
}

void registry::forget(const std::shared_ptr<shared_store>& store) {
  for (const auto& entry : store->content.entries()) contexts_.erase(as_context(entry)->address());
  store->content.clear();  // its contexts hold the store: nothing else breaks that circle
  stores_.erase(store->handle);
}

}  // namespace schannel::abi::crypt32
