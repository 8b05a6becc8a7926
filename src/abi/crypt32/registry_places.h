// Where the registry puts contexts and finds them again, for each kind of store; and how contexts begin and
// end. For the registry's own sources.
#pragma once

#include <algorithm>
#include <new>
#include <system_error>
#include <utility>

#include "abi/crypt32/file_errors.h"
#include "abi/crypt32/registry.h"
#include "core/certs/serialized_properties.h"

namespace schannel::abi::crypt32 {

/// A context that is on the map already, and goes again unless it is kept: whatever fails between the two
/// leaves nothing behind.
template <typename Visible>
class registry::provisional {
 public:
  provisional(registry& all, const context_ptr<Visible>& newcomer) : all_(all), newcomer_(newcomer) {
    all_.contexts<Visible>().try_emplace(newcomer->address(), newcomer);  // needs no memory for a link
  }
  ~provisional() {
    if (!kept_) all_.drop(*newcomer_);
  }
  provisional(const provisional&) = delete;
  provisional& operator=(const provisional&) = delete;

  void keep() { kept_ = true; }

 private:
  registry& all_;
  const context_ptr<Visible> newcomer_;
  bool kept_ = false;
};

template <typename Visible>
context_ptr<Visible> registry::find(const Visible* address) const {
  const auto& all = std::get<context_map<Visible>>(contexts_);
  const auto found = all.find(address);
  return found == all.end() ? nullptr : found->second;
}

/// What `write` says; memory that runs out meanwhile is a failure like any other.
template <typename Write>
std::error_code outcome_of(Write&& write) {
  try {
    return write();
  } catch (const std::bad_alloc&) {
    return std::make_error_code(std::errc::not_enough_memory);
  }
}

/// Links live in memory alone.
template <typename Visible>
std::error_code keep(container& where, const context<Visible>& one) {
  if (!where.behind || one.original) return {};
  return outcome_of([&] { return where.behind->keep(one); });
}

template <typename Visible>
std::error_code lose(container& where, const context<Visible>& one) {
  if (!where.behind || one.original) return {};
  return outcome_of([&] { return where.behind->lose(one); });
}

template <typename Visible>
answer<context_ptr<Visible>> registry::place(const store_ptr& store, draft<Visible> newcomer,
                                             core::certs::disposition how) {
  if (std::holds_alternative<collection>(store->kind))
    return place_in_member(store, std::move(newcomer), how);
  const auto made = std::make_shared<context<Visible>>(std::move(newcomer), store);
  if (auto* own = std::get_if<container>(&store->kind)) return place(*own, made, how);
  contexts<Visible>().emplace(made->address(), made);
  return made;
}

template <typename Visible>
answer<context_ptr<Visible>> registry::place(container& where, context_ptr<Visible> newcomer,
                                             core::certs::disposition how) {
  provisional<Visible> entered{*this, newcomer};
  if (where.is_read_only) return refusal{E_ACCESSDENIED};
  auto& content = kind<Visible>::in(where.content);
  const auto added = content.add(newcomer, how);
  if (!added.stands) return refusal{CRYPT_E_EXISTS};
  const auto stands = as_context<Visible>(added.stands);
  if (const auto failed = keep(where, *stands)) {
    content.undo(added);
    return refusal{code_of(failed)};
  }
  if (stands == newcomer) entered.keep();
  if (const auto old = as_context<Visible>(added.displaced)) {
    if (!kind<Visible>::same_bytes(*old, *stands)) lose(where, *old);
    if (old->references == 0) drop(*old);
  }
  return stands;
}

/// Whether a store, or one of its members, has what equals `like`.
template <typename Visible>
bool has_same(shared_store& store, const typename kind<Visible>::entry& like) {
  if (auto* own = std::get_if<container>(&store.kind)) return kind<Visible>::in(own->content).has_same(like);
  if (auto* whole = std::get_if<collection>(&store.kind))
    return std::any_of(whole->members.begin(), whole->members.end(),
                       [&](const member& part) { return has_same<Visible>(*part.store, like); });
  return false;
}

/// The member that has it already decides; else the first one that takes additions gets it.
template <typename Visible>
answer<context_ptr<Visible>> registry::place_in_member(const store_ptr& whole, draft<Visible> newcomer,
                                                       core::certs::disposition how) {
  const auto& members = std::get<collection>(whole->kind).members;
  auto chosen = members.end();
  if (how != core::certs::disposition::always) {
    const typename kind<Visible>::entry like{newcomer.content, newcomer.attached};
    chosen = std::find_if(members.begin(), members.end(),
                          [&](const member& part) { return has_same<Visible>(*part.store, like); });
  }
  if (chosen == members.end())
    chosen =
        std::find_if(members.begin(), members.end(), [](const member& part) { return part.takes_additions; });
  if (chosen == members.end()) return refusal{E_ACCESSDENIED};
  const rank where = chosen->place;
  auto placed = place(chosen->store, std::move(newcomer), how);
  if (const auto* refused = std::get_if<refusal>(&placed)) return *refused;
  return link(std::get<context_ptr<Visible>>(placed), whole, where);
}

template <typename Visible>
context_ptr<Visible> registry::walk(const store_ptr& store, const context<Visible>* after,
                                    const criterion_of<Visible>& fits) {
  if (auto* own = std::get_if<container>(&store->kind))
    return as_context<Visible>(kind<Visible>::in(own->content).next(after, fits));
  auto* whole = std::get_if<collection>(&store->kind);
  if (whole == nullptr) return nullptr;
  for (const member& part : whole->members) {
    if (after != nullptr && part.place < after->place) continue;
    const bool goes_on = after != nullptr && part.place == after->place;
    if (const auto found = walk(part.store, goes_on ? after->original.get() : nullptr, fits))
      return link(found, store, part.place);
  }
  return nullptr;
}

template <typename Visible>
answer<BOOL> registry::take_out(const context<Visible>& one) {
  if (std::holds_alternative<collection>(one.home->kind) && one.original) return take_out(*one.original);
  auto* const own = std::get_if<container>(&one.home->kind);
  if (own == nullptr || !kind<Visible>::in(own->content).holds(one)) return TRUE;
  if (own->is_read_only) return refusal{E_ACCESSDENIED};
  if (const auto failed = lose(*own, one)) return refusal{code_of(failed)};
  kind<Visible>::in(own->content).remove(one);
  return TRUE;
}

template <typename Visible>
answer<BOOL> registry::changed(context<Visible>& one, const core::certs::properties& before) {
  if (one.original) return changed(*one.original, before);
  auto* const own = std::get_if<container>(&one.home->kind);
  if (own == nullptr || !kind<Visible>::in(own->content).holds(one)) return TRUE;
  if (written_properties(std::as_const(one).attached()) == written_properties(before)) return TRUE;
  const auto failed = own->is_read_only ? std::error_code{} : keep(*own, one);
  if (!failed && !own->is_read_only) return TRUE;
  one.attached() = before;
  return refusal{failed ? code_of(failed) : E_ACCESSDENIED};
}

/// A link keeps the store of its original alive, but a store never keeps itself alive.
template <typename Visible>
bool holds_original(const context<Visible>& one) {
  return one.original && one.original->home != one.home;
}

template <typename Visible>
context_ptr<Visible> registry::link(const context_ptr<Visible>& original, const store_ptr& into, rank place) {
  const auto made = std::make_shared<context<Visible>>(original, into, place);
  contexts<Visible>().emplace(made->address(), made);
  if (holds_original(*made)) add_reference(*original);
  return made;
}

template <typename Visible>
answer<const Visible*> registry::referenced(answer<context_ptr<Visible>> found) {
  if (const auto* refused = std::get_if<refusal>(&found)) return *refused;
  return add_reference(*std::get<context_ptr<Visible>>(found));
}

template <typename Visible>
const Visible* registry::add_reference(context<Visible>& one) {
  ++one.references;
  ++one.home->held_references;
  return one.address();
}

template <typename Visible>
void registry::release(context<Visible>& one) {
  // A program may free once too often what its store still keeps.
  if (one.references != 0) {
    --one.references;
    --one.home->held_references;
  }
  const auto home = one.home;
  auto* const own = std::get_if<container>(&home->kind);
  const bool is_kept = own != nullptr && kind<Visible>::in(own->content).holds(one);
  if (one.references == 0 && !is_kept) drop(one);
  forget_if_unused(home);
}

template <typename Visible>
void registry::drop(context<Visible>& one) {
  const auto ended = find(one.address());
  if (!ended) return;
  contexts<Visible>().erase(one.address());
  ended->home->held_references -= std::exchange(ended->references, 0);
  if (holds_original(*ended)) release(*ended->original);
}

template <typename Visible>
void registry::drop_all_of(const store_ptr& store) {
  std::vector<context_ptr<Visible>> all;
  for (const auto& [address, one] : contexts<Visible>())
    if (one->home == store) all.push_back(one);
  for (const auto& one : all) drop(*one);
}

template <typename Visible>
void registry::empty(container& store) {
  for (const auto& entry : kind<Visible>::in(store.content).take_all()) drop(*as_context<Visible>(entry));
}

}  // namespace schannel::abi::crypt32
