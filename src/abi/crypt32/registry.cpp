// registry: every context and store that is alive.
#include "abi/crypt32/registry.h"

#include <utility>

#include "abi/crypt32/registry_places.h"

namespace schannel::abi::crypt32 {

namespace {

/// Handles count up from here and are never given twice: far from zero, from all-ones, and from any address.
constexpr std::uintptr_t first_handle = 0x4365'7274'0000'0001;

/// What an ordinary walk passes over.
criterion_of<CERT_CONTEXT> usual_walk(const shared_store& store, const CERT_CONTEXT*) {
  return store.shows_archived ? core::certs::anything() : core::certs::anything_current();
}

criterion_of<CRL_CONTEXT> usual_walk(const shared_store&, const CRL_CONTEXT*) {
  return [](const core::certs::revocation_entry&) { return true; };
}

/// Every certificate in a store, its members' too.
void gather(shared_store& store, std::vector<ossl::certificate>& all) {
  if (const auto* own = std::get_if<container>(&store.kind))
    for (const auto& one : own->content.certificates.entries()) all.push_back(one->certificate());
  if (const auto* whole = std::get_if<collection>(&store.kind))
    for (const member& part : whole->members) gather(*part.store, all);
}

}  // namespace

registry& registry::instance() {
  static auto& the_one = *new registry;
  return the_one;
}

registry::registry() : last_handle_(first_handle), no_store_(make_store()) {
  no_store_->open_handles = 1;
}

template <typename Visible>
const Visible* registry::create(draft<Visible> made) {
  const auto fresh = std::make_shared<context<Visible>>(std::move(made), no_store_);
  const std::scoped_lock lock{mutex_};
  contexts<Visible>().emplace(fresh->address(), fresh);
  return add_reference(*fresh);
}

template <typename Visible>
answer<const Visible*> registry::duplicate(const Visible* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = find(address);
  if (!found) return refusal{E_INVALIDARG};
  return add_reference(*found);
}

template <typename Visible>
bool registry::release(const Visible* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = find(address);
  if (found) release(*found);
  return found != nullptr;
}

HCERTSTORE registry::open(std::variant<nowhere, container, collection> kind, bool shows_archived) {
  const std::scoped_lock lock{mutex_};
  const auto store = make_store();
  store->kind = std::move(kind);
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
  if (how.forces && store->open_handles == 1) {
    drop_all_of<CERT_CONTEXT>(store);
    drop_all_of<CRL_CONTEXT>(store);
  }
  const bool pending = store->open_handles != 1 || store->held_references != 0;
  const answer<BOOL> closed = close_one(store);
  if (how.checks && pending) return refusal{CRYPT_E_PENDING_CLOSE};
  return closed;
}

template <typename Visible>
answer<const Visible*> registry::add(HCERTSTORE handle, draft<Visible> newcomer,
                                     core::certs::disposition how) {
  const std::scoped_lock lock{mutex_};
  const auto store = handle == nullptr ? no_store_ : find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  return referenced(place(store, std::move(newcomer), how));
}

template <typename Visible>
answer<const Visible*> registry::add_copy(HCERTSTORE handle, const Visible* source,
                                          core::certs::disposition how) {
  std::unique_lock lock{mutex_};
  const auto original = find(source);
  if (!original) return refusal{E_INVALIDARG};
  auto attached = std::as_const(*original).attached().for_copy();
  lock.unlock();
  return add(handle, draft<Visible>{kind<Visible>::of(*original), std::move(attached)}, how);
}

template <typename Visible>
answer<const Visible*> registry::add_link(HCERTSTORE handle, const Visible* source,
                                          core::certs::disposition how) {
  const std::scoped_lock lock{mutex_};
  const auto original = find(source);
  if (!original) return refusal{E_INVALIDARG};
  const auto store = handle == nullptr ? no_store_ : find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  if (std::holds_alternative<collection>(store->kind)) return refusal{E_INVALIDARG};
  const auto made = link(original, store);
  auto* const own = std::get_if<container>(&store->kind);
  return own == nullptr ? add_reference(*made) : referenced(place(*own, made, how));
}

template <typename Visible>
bool registry::append(HCERTSTORE handle, draft<Visible> newcomer) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (!store) return false;
  const auto placed = place(store, std::move(newcomer), core::certs::disposition::always);
  return std::holds_alternative<context_ptr<Visible>>(placed);
}

template <typename Visible>
answer<BOOL> registry::remove(const Visible* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = find(address);
  if (!found) return refusal{E_INVALIDARG};
  const answer<BOOL> taken = take_out(*found);
  release(*found);
  return taken;
}

template <typename Visible>
answer<const Visible*> registry::next(HCERTSTORE handle, const Visible* previous,
                                      const std::optional<criterion_of<Visible>>& fits) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  const auto from = find(previous);
  if (previous != nullptr && (!from || from->home != store)) return refusal{E_INVALIDARG};
  auto found = walk(store, from.get(), fits ? *fits : usual_walk(*store, previous));
  if (!found) return refusal{CRYPT_E_NOT_FOUND};
  return add_reference(*found);
}

template <typename Visible>
std::shared_ptr<const context<Visible>> registry::hold(const Visible* address) {
  const std::scoped_lock lock{mutex_};
  return find(address);
}

std::optional<surroundings> registry::look_around(const CERT_CONTEXT* address) {
  const std::scoped_lock lock{mutex_};
  const auto found = find(address);
  if (!found) return std::nullopt;
  surroundings seen{found->certificate(), found->attached(), {}};
  gather(*found->home, seen.neighbours);
  return seen;
}

registry::population registry::count() const {
  const std::scoped_lock lock{mutex_};
  return {std::get<0>(contexts_).size() + std::get<1>(contexts_).size(), stores_.size()};
}

registry::store_ptr registry::make_store() {
  auto store = std::make_shared<shared_store>();
  store->handle = reinterpret_cast<HCERTSTORE>(last_handle_++);
  stores_.emplace(store->handle, store);
  return store;
}

registry::store_ptr registry::find(HCERTSTORE handle) const {
  const auto found = stores_.find(handle);
  return found == stores_.end() ? nullptr : found->second;
}

answer<BOOL> registry::close_one(const store_ptr& store) {
  --store->open_handles;
  const auto* own = std::get_if<container>(&store->kind);
  const bool ends = store->open_handles == 0 && own != nullptr && own->behind;
  const auto failed = outcome_of([&] {
    return ends ? own->behind->commit(own->content, core::certs::commitment::if_changed) : std::error_code{};
  });
  forget_if_unused(store);
  if (failed) return refusal{code_of(failed)};
  return TRUE;
}

void registry::forget_if_unused(const store_ptr& store) {
  if (store->open_handles == 0 && store->held_references == 0) forget(store);
}

void registry::forget(const store_ptr& store) {
  if (stores_.erase(store->handle) == 0) return;
  if (auto* own = std::get_if<container>(&store->kind)) {
    empty<CERT_CONTEXT>(*own);  // its contexts hold the store: nothing else breaks that circle
    empty<CRL_CONTEXT>(*own);
  }
  if (auto* whole = std::get_if<collection>(&store->kind))
    for (const member& part : std::exchange(whole->members, {})) close_one(part.store);
}

// The two kinds of context that there are.
template const CERT_CONTEXT* registry::create(draft<CERT_CONTEXT>);
template answer<const CERT_CONTEXT*> registry::duplicate(const CERT_CONTEXT*);
template bool registry::release(const CERT_CONTEXT*);
template answer<BOOL> registry::changed(certificate_context&, const core::certs::properties&);
template answer<const CERT_CONTEXT*> registry::add(HCERTSTORE, draft<CERT_CONTEXT>, core::certs::disposition);
template answer<const CERT_CONTEXT*> registry::add_copy(HCERTSTORE, const CERT_CONTEXT*,
                                                        core::certs::disposition);
template answer<const CERT_CONTEXT*> registry::add_link(HCERTSTORE, const CERT_CONTEXT*,
                                                        core::certs::disposition);
template bool registry::append(HCERTSTORE, draft<CERT_CONTEXT>);
template answer<BOOL> registry::remove(const CERT_CONTEXT*);
template answer<const CERT_CONTEXT*> registry::next(HCERTSTORE, const CERT_CONTEXT*,
                                                    const std::optional<criterion_of<CERT_CONTEXT>>&);
template std::shared_ptr<const certificate_context> registry::hold(const CERT_CONTEXT*);

template const CRL_CONTEXT* registry::create(draft<CRL_CONTEXT>);
template answer<const CRL_CONTEXT*> registry::duplicate(const CRL_CONTEXT*);
template bool registry::release(const CRL_CONTEXT*);
template answer<BOOL> registry::changed(revocation_context&, const core::certs::properties&);
template answer<const CRL_CONTEXT*> registry::add(HCERTSTORE, draft<CRL_CONTEXT>, core::certs::disposition);
template answer<const CRL_CONTEXT*> registry::add_copy(HCERTSTORE, const CRL_CONTEXT*,
                                                       core::certs::disposition);
template answer<const CRL_CONTEXT*> registry::add_link(HCERTSTORE, const CRL_CONTEXT*,
                                                       core::certs::disposition);
template bool registry::append(HCERTSTORE, draft<CRL_CONTEXT>);
template answer<BOOL> registry::remove(const CRL_CONTEXT*);
template answer<const CRL_CONTEXT*> registry::next(HCERTSTORE, const CRL_CONTEXT*,
                                                   const std::optional<criterion_of<CRL_CONTEXT>>&);
template std::shared_ptr<const revocation_context> registry::hold(const CRL_CONTEXT*);

}  // namespace schannel::abi::crypt32
