// registry: what makes stores last, and what they are written as.
#include <algorithm>
#include <utility>

#include "abi/crypt32/registry_places.h"

namespace schannel::abi::crypt32 {

namespace {

using core::certs::serialized_element;

/// Links to everything in a store and its members, as a store of their own.
void gather(const shared_store& store, core::certs::store& all) {
  using core::certs::disposition;
  if (const auto* own = std::get_if<container>(&store.kind)) {
    for (const auto& one : own->content.certificates.entries())
      all.certificates.add(std::make_shared<core::certs::entry>(*one), disposition::always);
    for (const auto& one : own->content.revocation_lists.entries())
      all.revocation_lists.add(std::make_shared<core::certs::revocation_entry>(*one), disposition::always);
  }
  if (const auto* whole = std::get_if<collection>(&store.kind))
    for (const member& part : whole->members) gather(*part.store, all);
}

/// Whether one of `elements` is the content of `one`.
template <typename Visible>
bool has(const std::vector<serialized_element>& elements, const content_of<Visible>& one) {
  return std::any_of(elements.begin(), elements.end(), [&](const serialized_element& element) {
    const auto* content = std::get_if<content_of<Visible>>(&element.content);
    return content != nullptr && *content == one;
  });
}

/// Calls `use` with every container of a store and its members.
template <typename Use>
void for_each_container(const std::shared_ptr<shared_store>& store, Use&& use) {
  if (auto* own = std::get_if<container>(&store->kind)) use(store, *own);
  if (auto* whole = std::get_if<collection>(&store->kind))
    for (const member& part : whole->members) for_each_container(part.store, use);
}

}  // namespace

void registry::back(HCERTSTORE handle, std::unique_ptr<core::certs::backing> behind) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (auto* own = store ? std::get_if<container>(&store->kind) : nullptr) own->behind = std::move(behind);
}

void registry::freeze(HCERTSTORE handle) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (auto* own = store ? std::get_if<container>(&store->kind) : nullptr) own->is_read_only = true;
}

answer<BOOL> registry::commit(HCERTSTORE handle, core::certs::commitment how) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  bool is_kept = std::holds_alternative<collection>(store->kind);
  std::error_code failed;
  for_each_container(store, [&](const store_ptr&, container& own) {
    if (!own.behind) return;
    is_kept = true;
    if (const auto error = own.behind->commit(own.content, how)) failed = error;
  });
  if (!is_kept) return refusal{ERROR_CALL_NOT_IMPLEMENTED};
  if (failed) return refusal{code_of(failed)};
  return TRUE;
}

/// Takes over from `elements` what is new among them, and lets go what is not there any more.
template <typename Visible>
void registry::follow(const store_ptr& store, container& own,
                      const std::vector<serialized_element>& elements) {
  auto& content = kind<Visible>::in(own.content);
  const auto present = content.entries();
  for (const auto& entry : present) {
    const auto one = as_context<Visible>(entry);
    if (one->original || has<Visible>(elements, kind<Visible>::of(*one))) continue;
    content.remove(*one);
    if (one->references == 0) drop(*one);
  }
  for (const serialized_element& element : elements) {
    const auto* fresh = std::get_if<content_of<Visible>>(&element.content);
    const auto is_known = [&](const auto& entry) { return kind<Visible>::of(*entry) == *fresh; };
    if (fresh == nullptr || std::any_of(present.begin(), present.end(), is_known)) continue;
    const auto made = std::make_shared<context<Visible>>(draft<Visible>{*fresh, element.attached}, store);
    provisional<Visible> entered{*this, made};
    content.add(made, core::certs::disposition::always);
    entered.keep();
  }
}

answer<BOOL> registry::resynchronize(HCERTSTORE handle) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  bool is_kept = std::holds_alternative<collection>(store->kind);
  std::error_code failed;
  for_each_container(store, [&](const store_ptr& one, container& own) {
    const auto seen = own.behind ? own.behind->look_again() : core::certs::never_looked_at{};
    if (const auto* error = std::get_if<std::error_code>(&seen)) failed = *error;
    const auto* elements = std::get_if<std::vector<serialized_element>>(&seen);
    if (elements == nullptr) return;
    is_kept = true;
    follow<CERT_CONTEXT>(one, own, *elements);
    follow<CRL_CONTEXT>(one, own, *elements);
  });
  if (failed) return refusal{code_of(failed)};
  if (!is_kept) return refusal{ERROR_CALL_NOT_IMPLEMENTED};
  return TRUE;
}

answer<tls::byte_vector> registry::write(HCERTSTORE handle, core::certs::store_format format) {
  const std::scoped_lock lock{mutex_};
  const auto store = find(handle);
  if (!store) return refusal{ERROR_INVALID_HANDLE};
  core::certs::store all;
  gather(*store, all);
  return write_store(all, format);
}

}  // namespace schannel::abi::crypt32
