// PFXImportCertStore, PFXIsPFXBlob, PFXVerifyPassword.
#include <wincrypt.h>

#include <new>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "abi/crypt32/entry.h"
#include "abi/crypt32/new_keys.h"
#include "abi/crypt32/new_store.h"
#include "core/certs/property_numbers.h"
#include "core/keys/container_name.h"
#include "ossl/pfx.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using core::certs::properties;

/// Text properties are wide and include their terminator.
tls::byte_vector text_property(std::string_view utf8) {
  const std::wstring text = tls::to_wide(utf8);
  const auto* raw = reinterpret_cast<const std::uint8_t*>(text.c_str());
  return {raw, raw + (text.size() + 1) * sizeof(wchar_t)};
}

/// The keys of one import that are on disk by now; they go again unless the whole import succeeds.
class kept_keys {
 public:
  kept_keys() = default;
  ~kept_keys() {
    for (const core::certs::key_location& one : places_) remove(one);
  }
  kept_keys(const kept_keys&) = delete;
  kept_keys& operator=(const kept_keys&) = delete;

  /// Keeps a key under a name of its own, which is noted before there is anything to remove.
  answer<core::certs::key_location> keep(const core::keys::stored_key& key, core::certs::key_location where) {
    where.container_name = core::keys::fresh_name();
    places_.push_back(where);
    return keep_key(key, std::move(where));
  }
  void stay() { places_.clear(); }

 private:
  /// Nobody is left to be told that it could not be done.
  static void remove(const core::certs::key_location& one) noexcept {
    try {
      (void)core::certs::remove(one);
    } catch (const std::bad_alloc&) {
    }
  }

  std::vector<core::certs::key_location> places_;
};

std::optional<std::wstring_view> password_of(LPCWSTR text) {
  return text == nullptr ? std::nullopt : std::optional<std::wstring_view>{text};
}

ossl::pfx_scope scope_of(DWORD flags) {
  if ((flags & PKCS12_ONLY_NOT_ENCRYPTED_CERTIFICATES) != 0) return ossl::pfx_scope::open_certificates;
  if ((flags & PKCS12_ONLY_CERTIFICATES) != 0) return ossl::pfx_scope::certificates;
  return ossl::pfx_scope::everything;
}

/// Attaches the key of a certificate. Refuses when it cannot be kept.
answer<BOOL> attach(properties& to, const ossl::private_key& key, DWORD flags, kept_keys& all) {
  const core::keys::stored_key whole{key,
                                     core::keys::permissions::for_export((flags & CRYPT_EXPORTABLE) != 0)};
  const key_wishes wishes{(flags & (PKCS12_PREFER_CNG_KSP | PKCS12_ALWAYS_CNG_KSP)) != 0,
                          (flags & CRYPT_MACHINE_KEYSET) != 0};
  if ((flags & PKCS12_NO_PERSIST_KEY) != 0) {
    to.handle = hold_key(whole, wishes);
    return TRUE;
  }
  auto kept = all.keep(whole, new_location(whole, wishes));
  if (const auto* refused = std::get_if<refusal>(&kept)) return *refused;
  to.location = std::get<core::certs::key_location>(std::move(kept));
  return TRUE;
}

answer<properties> properties_of(const ossl::pfx_certificate& imported, DWORD flags, kept_keys& kept) {
  properties attached;
  if (!imported.friendly_name.empty())
    attached.values.emplace(core::certs::property::friendly_name, text_property(imported.friendly_name));
  if (!imported.key) return attached;
  const auto done = attach(attached, *imported.key, flags, kept);
  if (const auto* refused = std::get_if<refusal>(&done)) return *refused;
  return attached;
}

int code_of(ossl::pfx_refusal why) {
  switch (why) {
    case ossl::pfx_refusal::wrong_password:
      return ERROR_INVALID_PASSWORD;
    case ossl::pfx_refusal::unsupported:
      return NTE_BAD_ALGID;
    case ossl::pfx_refusal::malformed:
      break;
  }
  return CRYPT_E_BAD_ENCODE;
}

}  // namespace

HCERTSTORE WINAPI PFXImportCertStore(CRYPT_DATA_BLOB* pPFX, LPCWSTR szPassword, DWORD dwFlags) {
  return guarded<HCERTSTORE>([&]() -> answer<HCERTSTORE> {
    if (pPFX == nullptr || pPFX->pbData == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const auto imported =
        ossl::read_pfx({pPFX->pbData, pPFX->cbData}, password_of(szPassword), scope_of(dwFlags));
    if (const auto* refused = std::get_if<ossl::pfx_refusal>(&imported)) return refusal{code_of(*refused)};

    // Programs that take the first certificate want the one with the key, wherever the file has it.
    new_store store;
    kept_keys kept;
    const auto& certificates = std::get<std::vector<ossl::pfx_certificate>>(imported);
    for (const bool with_key : {true, false})
      for (const ossl::pfx_certificate& one : certificates) {
        if (one.key.has_value() != with_key) continue;
        auto attached = properties_of(one, dwFlags, kept);
        if (const auto* refused = std::get_if<refusal>(&attached)) return *refused;
        store.append(one.certificate, std::get<properties>(std::move(attached)));
      }
    kept.stay();
    return store.hand_out();
  });
}

BOOL WINAPI PFXIsPFXBlob(CRYPT_DATA_BLOB* pPFX) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pPFX == nullptr || pPFX->pbData == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    return ossl::is_pfx({pPFX->pbData, pPFX->cbData}) ? TRUE : FALSE;
  });
}

BOOL WINAPI PFXVerifyPassword(CRYPT_DATA_BLOB* pPFX, LPCWSTR szPassword, DWORD) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pPFX == nullptr || pPFX->pbData == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const auto refused = ossl::check_pfx_password({pPFX->pbData, pPFX->cbData}, password_of(szPassword));
    if (refused) return refusal{code_of(*refused)};
    return TRUE;
  });
}
