// CryptAcquireContext, CryptReleaseContext, CryptGenRandom.
#include <wincrypt.h>

#include <optional>
#include <string>

#include "abi/capi/provider.h"
#include "abi/capi/troubles.h"
#include "abi/crypt32/entry.h"
#include "core/keys/container_name.h"
#include "core/keys/folder.h"
#include "ossl/random.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::capi;
using schannel::abi::crypt32::answer;
using schannel::abi::crypt32::guarded;
using schannel::abi::crypt32::refusal;

namespace {

namespace keys = core::keys;

std::optional<std::wstring> text_of(LPCWSTR text) {
  return text == nullptr ? std::nullopt : std::optional<std::wstring>{text};
}

std::optional<std::wstring> text_of(LPCSTR text) {
  return text == nullptr ? std::nullopt : std::optional<std::wstring>{tls::to_wide(text)};
}

bool are_flags(DWORD flags) {
  constexpr DWORD ways = CRYPT_NEWKEYSET | CRYPT_DELETEKEYSET;
  constexpr DWORD without_a_way = CRYPT_MACHINE_KEYSET | CRYPT_SILENT;
  const DWORD way = flags & (CRYPT_VERIFYCONTEXT | ways);
  // CRYPT_DEFAULT_CONTAINER_OPTIONAL is for smart cards alone.
  return (flags & ~(CRYPT_VERIFYCONTEXT | ways | without_a_way)) == 0 &&
         (way == 0 || way == CRYPT_VERIFYCONTEXT || way == CRYPT_NEWKEYSET || way == CRYPT_DELETEKEYSET);
}

/// The container that is asked for; without keys where it was removed.
answer<opened_container> container_of(std::optional<std::wstring> name, DWORD flags) {
  const bool named = name && !name->empty();
  if ((flags & CRYPT_VERIFYCONTEXT) != 0) {
    if (named) return refusal{NTE_BAD_FLAGS};
    return opened_container{std::make_shared<keys::passing_container>()};
  }
  std::wstring full = named ? *std::move(name) : keys::default_name();
  const auto whose = (flags & CRYPT_MACHINE_KEYSET) != 0 ? keys::owner::machine : keys::owner::user;
  if ((flags & CRYPT_DELETEKEYSET) != 0) {
    const auto removed = keys::remove_container(whose, full);
    if (!removed) return refusal{code_of(removed.why())};
    return opened_container{};
  }
  auto opened = (flags & CRYPT_NEWKEYSET) != 0 ? keys::create_container(whose, full)
                                               : keys::open_container(whose, full);
  if (!opened) return refusal{code_of(opened.why())};
  return opened_container{*std::move(opened), std::move(full)};
}

template <typename Character>
BOOL acquire(HCRYPTPROV* handle, const Character* container_name, const Character* name, DWORD type,
             DWORD flags) {
  if (handle != nullptr) *handle = 0;
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (handle == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const auto kind = find_provider(type, text_of(name));
    if (const auto* refused = std::get_if<refusal>(&kind)) return *refused;
    if (!are_flags(flags)) return refusal{NTE_BAD_FLAGS};
    auto opened = container_of(text_of(container_name), flags);
    if (const auto* refused = std::get_if<refusal>(&opened)) return *refused;
    auto& container = std::get<opened_container>(opened);
    if (container.keys == nullptr) return TRUE;
    *handle = keys::give_number(
        std::make_shared<provider>(*std::get<const provider_kind*>(kind), std::move(container), flags));
    return TRUE;
  });
}

}  // namespace

BOOL WINAPI CryptAcquireContextA(HCRYPTPROV* phProv, LPCSTR szContainer, LPCSTR szProvider, DWORD dwProvType,
                                 DWORD dwFlags) {
  return acquire(phProv, szContainer, szProvider, dwProvType, dwFlags);
}

BOOL WINAPI CryptAcquireContextW(HCRYPTPROV* phProv, LPCWSTR szContainer, LPCWSTR szProvider,
                                 DWORD dwProvType, DWORD dwFlags) {
  return acquire(phProv, szContainer, szProvider, dwProvType, dwFlags);
}

BOOL WINAPI CryptReleaseContext(HCRYPTPROV hProv, DWORD dwFlags) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (!keys::find<provider>(hProv)) return refusal{ERROR_INVALID_HANDLE};
    keys::forget(hProv);
    if (dwFlags != 0) return refusal{NTE_BAD_FLAGS};  // documented: the provider is released all the same
    return TRUE;
  });
}

BOOL WINAPI CryptGenRandom(HCRYPTPROV hProv, DWORD dwLen, BYTE* pbBuffer) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (!keys::find<provider>(hProv)) return refusal{ERROR_INVALID_HANDLE};
    if (pbBuffer == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    ossl::fill_random({pbBuffer, dwLen});
    return TRUE;
  });
}
