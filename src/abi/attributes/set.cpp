// SetContextAttributes.
#include <algorithm>
#include <cstring>
#include <utility>

#include "abi/attributes/attribute.h"
#include "abi/attributes/keying_material.h"
#include "abi/entry.h"

namespace schannel::abi {
namespace {

/// One thing that can be set: the size of its structure, and the function that takes it in.
struct setting {
  ULONG id;
  stage from;
  std::size_t size;
  SECURITY_STATUS (*take)(context& on, const void* buffer);
};

template <typename Structure, SECURITY_STATUS (*Take)(context&, const Structure&)>
constexpr setting taken_by(ULONG id, stage from) {
  return {id, from, sizeof(Structure),
          [](context& on, const void* buffer) { return Take(on, structure_at<Structure>(buffer)); }};
}

SECURITY_STATUS take_session_data(context& on, const SecPkgContext_SessionAppData& data) {
  if (data.pbAppData == nullptr && data.cbAppData != 0) return SEC_E_INVALID_PARAMETER;
  ossl::session_note note{data.dwFlags, {data.pbAppData, data.pbAppData + data.cbAppData}};
  const ossl::connection_facts& facts = *on.connection.facts();
  ossl::every_session_note().keep(facts.session, note, facts.session_lifespan);
  on.settings.session_note = std::move(note);
  return SEC_E_OK;
}

SECURITY_STATUS take_keying_material(context& on, const SecPkgContext_KeyingMaterialInfo& info) {
  auto wish = parse_keying_material(info);
  if (!wish) return SEC_E_INVALID_PARAMETER;
  on.settings.keying_material = *std::move(wish);
  return SEC_E_OK;
}

/// Only the keys of EAP-TLS are derived: the documented order of the others' randoms is not that of their
/// RFCs.
SECURITY_STATUS take_eap_function(context&, const SecPkgContext_EapPrfInfo& info) {
  constexpr DWORD eap_tls = 0;
  constexpr DWORD last_known = 3;
  DWORD function = 0;
  if (info.dwVersion != 0 || info.pbPrfData == nullptr || info.cbPrfData < sizeof function)
    return SEC_E_INVALID_PARAMETER;
  std::memcpy(&function, info.pbPrfData, sizeof function);
  if (function > last_known) return SEC_E_INVALID_PARAMETER;
  return function == eap_tls ? SEC_E_OK : SEC_E_UNSUPPORTED_FUNCTION;
}

/// A permission to send early, which nobody has to make use of.
SECURITY_STATUS take_early_start(context&, const SecPkgContext_EarlyStart& start) {
  const bool is_known = (start.dwEarlyStartFlags & ~DWORD{ENABLE_TLS_CLIENT_EARLY_START}) == 0;
  return is_known ? SEC_E_OK : SEC_E_INVALID_PARAMETER;
}

/// There is no window to show, and no other cryptography to choose.
SECURITY_STATUS take_note(context&, const void*) {
  return SEC_E_OK;
}

constexpr setting settings[] = {
    taken_by<SecPkgContext_SessionAppData, take_session_data>(SECPKG_ATTR_APP_DATA, stage::established),
    taken_by<SecPkgContext_KeyingMaterialInfo, take_keying_material>(SECPKG_ATTR_KEYING_MATERIAL_INFO,
                                                                     stage::established),
    taken_by<SecPkgContext_EapPrfInfo, take_eap_function>(SECPKG_ATTR_EAP_PRF_INFO, stage::always),
    taken_by<SecPkgContext_EarlyStart, take_early_start>(SECPKG_ATTR_EARLY_START, stage::always),
    {SECPKG_ATTR_UI_INFO, stage::always, sizeof(SecPkgContext_UiInfo), take_note},
    {SECPKG_ATTR_USE_NCRYPT, stage::always, 0, take_note},
};

SECURITY_STATUS set(PCtxtHandle handle, ULONG id, const void* buffer, ULONG room) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto found = contexts().use(handle);
    if (!found) return SEC_E_INVALID_HANDLE;
    if (buffer == nullptr) return SEC_E_INTERNAL_ERROR;
    const auto wanted = std::ranges::find(settings, id, &setting::id);
    if (wanted == std::end(settings)) return SEC_E_UNSUPPORTED_FUNCTION;
    if (room < wanted->size) return SEC_E_BUFFER_TOO_SMALL;

    const turn mine = turn::on_all_of(*found);
    if (wanted->from == stage::established && !found->connection.facts())
      return to_status(tls::cause::not_established);
    return wanted->take(*found, buffer);
  });
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS SetContextAttributesA(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer,
                                      ULONG cbBuffer) {
  return set(phContext, ulAttribute, pBuffer, cbBuffer);
}

SECURITY_STATUS SetContextAttributesW(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer,
                                      ULONG cbBuffer) {
  return set(phContext, ulAttribute, pBuffer, cbBuffer);
}
