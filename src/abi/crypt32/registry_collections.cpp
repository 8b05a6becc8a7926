// registry: stores that join and leave collections.
#include <algorithm>

#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

namespace {

/// Whether `sought` is `store` or somewhere in it.
bool reaches(const shared_store& store, const shared_store& sought) {
  if (&store == &sought) return true;
  const auto* whole = std::get_if<collection>(&store.kind);
  return whole != nullptr && std::any_of(whole->members.begin(), whole->members.end(),
                                         [&](const member& part) { return reaches(*part.store, sought); });
}

}  // namespace

answer<BOOL> registry::join(HCERTSTORE whole, HCERTSTORE part, std::uint32_t priority, bool takes_additions) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(whole);
  const auto joining = find(part);
  auto* const together = store ? std::get_if<collection>(&store->kind) : nullptr;
  if (together == nullptr || !joining || joining == no_store_) return refusal{E_INVALIDARG};
  if (reaches(*joining, *store)) return refusal{E_INVALIDARG};
  const member fresh{{priority, ++together->last_number}, joining, takes_additions};
  const auto behind = std::find_if(together->members.begin(), together->members.end(),
                                   [&](const member& other) { return fresh.place < other.place; });
  together->members.insert(behind, fresh);
  ++joining->open_handles;
  return TRUE;
}

answer<BOOL> registry::leave(HCERTSTORE whole, HCERTSTORE part) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(whole);
  const auto leaving = find(part);
  auto* const together = store ? std::get_if<collection>(&store->kind) : nullptr;
  if (together == nullptr || !leaving) return refusal{E_INVALIDARG};
  const auto found = std::find_if(together->members.begin(), together->members.end(),
                                  [&](const member& one) { return one.store == leaving; });
  if (found == together->members.end()) return TRUE;
  together->members.erase(found);
  close_one(leaving);
  return TRUE;
}

}  // namespace schannel::abi::crypt32
