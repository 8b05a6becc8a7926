// Stores of the user and of the machine: CERT_STORE_PROV_SYSTEM and CERT_STORE_PROV_SYSTEM_REGISTRY,
// CertOpenSystemStore, CertEnumSystemStore. A system store is a collection: of the user's folder, of the
// machine's, and for ROOT of what the distribution trusts.
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "abi/crypt32/file_errors.h"
#include "abi/crypt32/open.h"
#include "abi/crypt32/store_names.h"
#include "core/certs/distribution_roots.h"
#include "core/certs/store_folder.h"
#include "core/certs/system_stores.h"
#include "tls/unicode.h"

namespace schannel::abi::crypt32 {

namespace {

using core::certs::location;
using core::certs::store_folder;
using core::certs::system_store_name;

/// Which location the flags name; nothing for none, for several at once, and for those that are not there.
std::optional<location> location_of(DWORD flags) {
  if ((flags & CERT_SYSTEM_STORE_RELOCATE_FLAG) != 0) return std::nullopt;
  switch (flags & CERT_SYSTEM_STORE_LOCATION_MASK) {
    case CERT_SYSTEM_STORE_CURRENT_USER:
      return location::current_user;
    case CERT_SYSTEM_STORE_LOCAL_MACHINE:
      return location::local_machine;
    default:
      return std::nullopt;
  }
}

enum class changes { kept, refused };

/// Opens what is in a folder.
answer<HCERTSTORE> open_folder(const opening& how, location where, const system_store_name& name,
                               changes what) {
  const auto folder = folder_of(where, name);
  if (!folder) return refusal{ERROR_PATH_NOT_FOUND};
  auto behind = std::make_unique<store_folder>(*folder, readers_of(where));
  store_folder::content content = behind->read();
  if (content.error) return refusal{code_of(content.error)};
  new_store store{how.has(CERT_STORE_ENUM_ARCHIVED_FLAG)};
  fill(store, std::move(content.elements));
  store.back(std::move(behind));
  if (what == changes::refused) store.freeze();
  return store.hand_out();
}

HCERTSTORE open_distribution_roots() {
  new_store store;
  for (const ossl::certificate& one : core::certs::read_distribution_roots()) store.append(one, {});
  store.freeze();
  return store.hand_out();
}

/// Adds a store, which the collection alone then holds.
void join(HCERTSTORE whole, HCERTSTORE part, bool takes_additions) {
  registry::instance().join(whole, part, 0, takes_additions);
  registry::instance().close(part, {});
}

/// Looks at whether the store is there, and at what the flags say about that. An answer says that opening
/// goes on.
answer<BOOL> settle_existence(const opening& how, const std::filesystem::path& folder, location where,
                              const system_store_name& name) {
  std::error_code failed;
  const bool has_folder = std::filesystem::is_directory(folder, failed);
  const bool exists = name.is_predefined() || has_folder;
  if (how.has(CERT_STORE_DELETE_FLAG)) {
    if (!has_folder) return refusal{exists ? ERROR_SUCCESS : ERROR_FILE_NOT_FOUND};
    if (const auto error = core::files::remove_directory(folder)) return refusal{code_of(error)};
    return refusal{ERROR_SUCCESS};
  }
  if (exists && how.has(CERT_STORE_CREATE_NEW_FLAG)) return refusal{ERROR_FILE_EXISTS};
  const bool must_exist = how.has(CERT_STORE_OPEN_EXISTING_FLAG) || how.has(CERT_STORE_READONLY_FLAG);
  if (!exists && must_exist) return refusal{ERROR_FILE_NOT_FOUND};
  if (!exists)
    if (const auto error = core::files::make_directories(folder, readers_of(where)))
      return refusal{code_of(error)};
  return TRUE;
}

answer<HCERTSTORE> open_parts(const opening& how, location where, const system_store_name& name) {
  const bool may_change = !how.has(CERT_STORE_READONLY_FLAG);
  const auto own = open_folder(how, where, name, may_change ? changes::kept : changes::refused);
  if (std::holds_alternative<refusal>(own)) return own;
  new_store whole{collection{}, how.has(CERT_STORE_ENUM_ARCHIVED_FLAG)};
  join(whole.handle(), std::get<HCERTSTORE>(own), may_change);
  if (where == location::current_user && name.is_inherited()) {
    const auto shared = open_folder(how, location::local_machine, name, changes::refused);
    if (std::holds_alternative<refusal>(shared)) return shared;
    join(whole.handle(), std::get<HCERTSTORE>(shared), false);
  }
  if (name.is_root()) join(whole.handle(), open_distribution_roots(), false);
  return whole.hand_out();
}

}  // namespace

answer<HCERTSTORE> open_system(const opening& how, bool is_wide, system_parts which) {
  const auto where = location_of(how.flags);
  if (!where) return refusal{ERROR_FILE_NOT_FOUND};
  const auto text = store_name(how.parameter, is_wide);
  const auto name = text ? system_store_name::parse(*text) : std::nullopt;
  if (!name) return refusal{text || how.parameter != nullptr ? ERROR_FILE_NOT_FOUND : E_INVALIDARG};
  const auto folder = folder_of(*where, *name);
  if (!folder) return refusal{ERROR_PATH_NOT_FOUND};
  const auto settled = settle_existence(how, *folder, *where, *name);
  if (const auto* refused = std::get_if<refusal>(&settled)) return *refused;
  if (which == system_parts::all) return open_parts(how, *where, *name);
  return open_folder(how, *where, *name,
                     how.has(CERT_STORE_READONLY_FLAG) ? changes::refused : changes::kept);
}

}  // namespace schannel::abi::crypt32

using namespace schannel;
using namespace schannel::abi::crypt32;

HCERTSTORE WINAPI CertOpenSystemStoreA(HCRYPTPROV_LEGACY, LPCSTR szSubsystemProtocol) {
  return guarded<HCERTSTORE>([&] {
    return open_system({CERT_SYSTEM_STORE_CURRENT_USER, szSubsystemProtocol}, false, system_parts::all);
  });
}

HCERTSTORE WINAPI CertOpenSystemStoreW(HCRYPTPROV_LEGACY, LPCWSTR szSubsystemProtocol) {
  return guarded<HCERTSTORE>([&] {
    return open_system({CERT_SYSTEM_STORE_CURRENT_USER, szSubsystemProtocol}, true, system_parts::all);
  });
}

BOOL WINAPI CertEnumSystemStore(DWORD dwFlags, void*, void* pvArg, PFN_CERT_ENUM_SYSTEM_STORE pfnEnum) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto where = location_of(dwFlags);
    if (!where) return refusal{ERROR_FILE_NOT_FOUND};
    if (pfnEnum == nullptr) return refusal{E_INVALIDARG};
    CERT_SYSTEM_STORE_INFO info{sizeof info};
    for (const std::wstring& name : core::certs::names_in(*where))
      if (!pfnEnum(name.c_str(), dwFlags & CERT_SYSTEM_STORE_LOCATION_MASK, &info, nullptr, pvArg))
        return refusal{static_cast<int>(GetLastError())};
    return TRUE;
  });
}
