// SslEmptyCache: sessions that no later connection resumes.
#include <optional>
#include <string>

#include "abi/entry.h"
#include "abi/sspi.h"
#include "ossl/session_cache.h"
#include "tls/unicode.h"

namespace schannel::abi {
namespace {

bool forget(const std::optional<std::string>& target) {
  if (target) return ossl::forget_sessions_with(*target);
  ossl::forget_every_session();
  return true;
}

/// `target()` is the name in UTF-8, or nothing.
template <typename Target>
BOOL empty_cache(Target&& target) {
  bool emptied = false;
  guarded([&] {
    emptied = forget(target());
    return SEC_E_OK;
  });
  return emptied ? TRUE : FALSE;
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel;

BOOL SslEmptyCacheA(LPSTR pszTargetName, DWORD) {
  return abi::empty_cache(
      [&] { return pszTargetName == nullptr ? std::nullopt : std::optional<std::string>(pszTargetName); });
}

BOOL SslEmptyCacheW(LPWSTR pszTargetName, DWORD) {
  return abi::empty_cache(
      [&] { return pszTargetName == nullptr ? std::nullopt : std::optional(tls::to_utf8(pszTargetName)); });
}
