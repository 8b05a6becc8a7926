// Reads what keying material a program wants.
#pragma once

#include <cstring>

#include "abi/attributes/settings.h"
#include "abi/sspi.h"
#include "tls/result.h"

namespace schannel::abi {

/// `Info` is SecPkgContext_KeyingMaterialInfo or SecPkgContext_KeyingMaterial_Inproc. Fails with
/// cause::malformed_options unless the label ends with its only NUL, a context comes with its length, and 1
/// to 65536 bytes are wanted, which is more than any protocol does.
template <typename Info>
tls::result<keying_material_wish> parse_keying_material(const Info& info) {
  constexpr DWORD most = 65536;
  const bool has_label = info.pszLabel != nullptr && info.cbLabel > 1 &&
                         std::memchr(info.pszLabel, 0, info.cbLabel) == info.pszLabel + info.cbLabel - 1;
  const bool has_context = info.pbContextValue != nullptr;
  if (!has_label || has_context != (info.cbContextValue != 0)) return tls::cause::malformed_options;
  if (info.cbKeyingMaterial == 0 || info.cbKeyingMaterial > most) return tls::cause::malformed_options;

  keying_material_wish wish{std::string(info.pszLabel), std::nullopt, info.cbKeyingMaterial};
  if (has_context) wish.context.emplace(info.pbContextValue, info.pbContextValue + info.cbContextValue);
  return wish;
}

}  // namespace schannel::abi
