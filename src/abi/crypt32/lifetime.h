// How contexts of either kind begin, are shared and end.
#pragma once

#include <wincrypt.h>

#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

/// What a caller says is one encoded certificate or list: E_INVALIDARG for an encoding other than X.509,
/// CRYPT_E_ASN1_EOD for nothing at all, CRYPT_E_ASN1_CORRUPT for anything else. Signatures are not checked.
template <typename Visible>
answer<draft<Visible>> parse(DWORD encoding, const BYTE* bytes, DWORD size) {
  if (GET_CERT_ENCODING_TYPE(encoding) != X509_ASN_ENCODING) return refusal{E_INVALIDARG};
  if (bytes == nullptr || size == 0) return refusal{CRYPT_E_ASN1_EOD};
  auto parsed = content_of<Visible>::parse({bytes, size});
  if (!parsed) return refusal{CRYPT_E_ASN1_CORRUPT};
  return draft<Visible>{*std::move(parsed), {}};
}

/// A context of its own of what `encoding` and the rest say.
template <typename Visible>
const Visible* create_context(DWORD encoding, const BYTE* bytes, DWORD size) {
  return guarded<const Visible*>([&]() -> answer<const Visible*> {
    auto made = parse<Visible>(encoding, bytes, size);
    if (const auto* refused = std::get_if<refusal>(&made)) return *refused;
    return registry::instance().create(std::get<draft<Visible>>(std::move(made)));
  });
}

template <typename Visible>
const Visible* duplicate_context(const Visible* context) {
  return guarded<const Visible*>([&]() -> answer<const Visible*> {
    if (context == nullptr) return context;
    return registry::instance().duplicate(context);
  });
}

/// Is documented to succeed always; the last error still tells of a pointer that is no context.
template <typename Visible>
BOOL free_context(const Visible* context) {
  guarded<BOOL>([&]() -> answer<BOOL> {
    if (context != nullptr && !registry::instance().release(context)) return refusal{E_INVALIDARG};
    return TRUE;
  });
  return TRUE;
}

}  // namespace schannel::abi::crypt32
