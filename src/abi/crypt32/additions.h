// What the functions that add something to a store have in common.
#pragma once

#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

/// What a CERT_STORE_ADD_* number means; nothing when it is none.
std::optional<core::certs::disposition> disposition_of(DWORD number);

/// Leaves the context that was added to the caller, or frees it when the caller does not want it.
template <typename Visible>
answer<BOOL> hand_over(const answer<const Visible*>& added, const Visible** wanted) {
  if (const auto* refused = std::get_if<refusal>(&added)) return *refused;
  const Visible* const copy = std::get<const Visible*>(added);
  if (wanted == nullptr)
    registry::instance().release(copy);
  else
    *wanted = copy;
  return TRUE;
}

/// Adds what `make` answers with (a draft) in the way that `number` says, which is looked at first.
template <typename Visible, typename Make>
BOOL add_new(HCERTSTORE store, DWORD number, const Visible** wanted, Make&& make) {
  if (wanted != nullptr) *wanted = nullptr;
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto how = disposition_of(number);
    if (!how) return refusal{E_INVALIDARG};
    answer<draft<Visible>> made = make();
    if (const auto* refused = std::get_if<refusal>(&made)) return *refused;
    return hand_over(registry::instance().add(store, std::get<draft<Visible>>(std::move(made)), *how),
                     wanted);
  });
}

/// Adds a copy of a context.
template <typename Visible>
BOOL add_copy(HCERTSTORE store, const Visible* source, DWORD number, const Visible** wanted) {
  if (wanted != nullptr) *wanted = nullptr;
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto how = disposition_of(number);
    if (!how) return refusal{E_INVALIDARG};
    return hand_over(registry::instance().add_copy(store, source, *how), wanted);
  });
}

/// Adds a link to a context.
template <typename Visible>
BOOL add_link(HCERTSTORE store, const Visible* source, DWORD number, const Visible** wanted) {
  if (wanted != nullptr) *wanted = nullptr;
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto how = disposition_of(number);
    if (!how) return refusal{E_INVALIDARG};
    return hand_over(registry::instance().add_link(store, source, *how), wanted);
  });
}

}  // namespace schannel::abi::crypt32
