// CryptAcquireCertificatePrivateKey.
#include <wincrypt.h>

#include <optional>
#include <utility>

#include "abi/capi/provider.h"
#include "abi/capi/troubles.h"
#include "abi/cng/key.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/registry.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

namespace capi = schannel::abi::capi;
namespace cng = schannel::abi::cng;
namespace keys = core::keys;
using core::certs::key_handle;
using core::certs::key_location;

constexpr DWORD known_flags = CRYPT_ACQUIRE_CACHE_FLAG | CRYPT_ACQUIRE_USE_PROV_INFO_FLAG |
                              CRYPT_ACQUIRE_COMPARE_KEY_FLAG | CRYPT_ACQUIRE_NO_HEALING |
                              CRYPT_ACQUIRE_SILENT_FLAG | CRYPT_ACQUIRE_WINDOW_HANDLE_FLAG |
                              CRYPT_ACQUIRE_NCRYPT_KEY_FLAGS_MASK;

/// What is handed out.
struct acquired {
  key_handle handle;
  bool is_the_callers = true;
};

bool allows_cng(DWORD flags) {
  return (flags & CRYPT_ACQUIRE_NCRYPT_KEY_FLAGS_MASK) != 0;
}

bool prefers_cng(DWORD flags) {
  return (flags & (CRYPT_ACQUIRE_PREFER_NCRYPT_KEY_FLAG | CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG)) != 0;
}

bool keeps_handle(const core::certs::properties& attached, DWORD flags) {
  if ((flags & CRYPT_ACQUIRE_CACHE_FLAG) != 0) return true;
  return (flags & CRYPT_ACQUIRE_USE_PROV_INFO_FLAG) != 0 && attached.location &&
         (attached.location->flags & CERT_SET_KEY_CONTEXT_PROP_ID) != 0;
}

bool is_cng(const key_handle& handle) {
  return handle.key_spec == CERT_NCRYPT_KEY_SPEC;
}

/// What was opened, before it has a handle.
struct opened_key {
  std::shared_ptr<keys::key_holder> holder;
  DWORD key_spec = 0;
};

/// A new handle that nobody closes yet.
key_handle handle_of(const opened_key& opened) {
  return {keys::give_number(opened.holder), opened.key_spec, opened.holder, nullptr};
}

/// The handle that the context has already.
answer<acquired> present_handle(const key_handle& present, DWORD flags) {
  if (is_cng(present) && !allows_cng(flags)) return refusal{NTE_BAD_PROV_TYPE};
  if (is_cng(present) || (flags & CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG) == 0 || !present.holder)
    return acquired{present, false};
  auto whole = present.holder->load(present.key_spec);
  if (!whole) return refusal{capi::code_of(whole.why())};
  return acquired{handle_of({std::make_shared<cng::cng_key>(*std::move(whole)), CERT_NCRYPT_KEY_SPEC})};
}

answer<opened_key> open_cng(const key_location& where) {
  auto loaded = load(where);
  if (!loaded) return refusal{capi::code_of(loaded.why())};
  std::optional<cng::cng_place> place;
  if (where.is_cng()) place = cng::cng_place{where.whose(), where.name()};
  return opened_key{std::make_shared<cng::cng_key>(*std::move(loaded), std::move(place)),
                    CERT_NCRYPT_KEY_SPEC};
}

answer<opened_key> open_capi(const key_location& where, DWORD flags) {
  const auto kind = capi::find_provider(where.provider_type, where.provider_name);
  if (const auto* refused = std::get_if<refusal>(&kind)) return *refused;
  auto container = keys::open_container(where.whose(), where.name());
  if (!container) return refusal{capi::code_of(container.why())};
  const DWORD silent = (flags & CRYPT_ACQUIRE_SILENT_FLAG) != 0 ? CRYPT_SILENT : 0;
  auto opened = std::make_shared<capi::provider>(*std::get<const capi::provider_kind*>(kind),
                                                 capi::opened_container{*std::move(container), where.name()},
                                                 (where.flags & CRYPT_MACHINE_KEYSET) | silent);
  return opened_key{std::move(opened), where.key_spec};
}

answer<opened_key> open(const key_location& where, DWORD flags) {
  if (where.is_cng() && !allows_cng(flags)) return refusal{NTE_BAD_PROV_TYPE};
  return where.is_cng() || prefers_cng(flags) ? open_cng(where) : open_capi(where, flags);
}

answer<BOOL> compare(const ossl::certificate& certificate, const opened_key& opened) {
  const auto key = opened.holder->key(opened.key_spec);
  if (!key) return refusal{NTE_NO_KEY};
  if (!certificate.matches(*key)) return refusal{NTE_BAD_PUBLIC_KEY};
  return TRUE;
}

/// Leaves a handle with the context, unless another thread was faster: then that one's is the result.
answer<acquired> leave_with(const CERT_CONTEXT* context, key_handle opened) {
  opened.closes = std::make_shared<keys::ownership>(opened.number);
  return registry::instance().with<acquired>(context, [&](auto& of) -> answer<acquired> {
    auto& handle = of.attached().handle;
    if (!handle || handle->number == 0) handle = opened;
    return acquired{*handle, false};
  });
}

answer<acquired> acquire(const CERT_CONTEXT* context, DWORD flags) {
  const auto seen = registry::instance().look_around(context);
  if (!seen) return refusal{E_INVALIDARG};
  const core::certs::properties& attached = seen->attached;
  if (!attached.has_key()) return refusal{CRYPT_E_NO_KEY_PROPERTY};
  const bool keeps = keeps_handle(attached, flags);
  if (attached.handle && attached.handle->number != 0 && (keeps || !attached.location))
    return present_handle(*attached.handle, flags);

  const auto opening = open(*attached.location, flags);
  if (const auto* refused = std::get_if<refusal>(&opening)) return *refused;
  const auto& opened = std::get<opened_key>(opening);
  if ((flags & CRYPT_ACQUIRE_COMPARE_KEY_FLAG) != 0) {
    const auto same = compare(seen->certificate, opened);
    if (const auto* refused = std::get_if<refusal>(&same)) return *refused;
  }
  if (keeps) return leave_with(context, handle_of(opened));
  return acquired{handle_of(opened)};
}

}  // namespace

BOOL WINAPI CryptAcquireCertificatePrivateKey(PCCERT_CONTEXT pCert, DWORD dwFlags, void*,
                                              HCRYPTPROV_OR_NCRYPT_KEY_HANDLE* phCryptProvOrNCryptKey,
                                              DWORD* pdwKeySpec, BOOL* pfCallerFreeProvOrNCryptKey) {
  if (phCryptProvOrNCryptKey != nullptr) *phCryptProvOrNCryptKey = 0;
  if (pdwKeySpec != nullptr) *pdwKeySpec = 0;
  if (pfCallerFreeProvOrNCryptKey != nullptr) *pfCallerFreeProvOrNCryptKey = FALSE;
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (phCryptProvOrNCryptKey == nullptr || (dwFlags & ~known_flags) != 0) return refusal{E_INVALIDARG};
    const auto got = acquire(pCert, dwFlags);
    if (const auto* refused = std::get_if<refusal>(&got)) return *refused;
    const auto& [handle, is_the_callers] = std::get<acquired>(got);
    *phCryptProvOrNCryptKey = handle.number;
    if (pdwKeySpec != nullptr) *pdwKeySpec = handle.key_spec;
    if (pfCallerFreeProvOrNCryptKey != nullptr) *pfCallerFreeProvOrNCryptKey = is_the_callers;
    return TRUE;
  });
}
