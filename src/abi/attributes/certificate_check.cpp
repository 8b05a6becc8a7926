// The table between findings, bits and statuses.
#include "abi/attributes/certificate_check.h"

namespace schannel::abi {
namespace {

struct meaning {
  tls::cause what;
  DWORD bit;  // of CERT_TRUST_STATUS.dwErrorStatus
  HRESULT status;
};

// The gravest first.
constexpr meaning meanings[] = {
    {tls::cause::out_of_memory, 0x0, E_OUTOFMEMORY},
    {tls::cause::untrusted_root, 0x20, CERT_E_UNTRUSTEDROOT},
    {tls::cause::certificate_revoked, 0x4, CRYPT_E_REVOKED},
    {tls::cause::certificate_rejected, 0x8, TRUST_E_CERT_SIGNATURE},
    {tls::cause::certificate_expired, 0x1, CERT_E_EXPIRED},
    {tls::cause::wrong_usage, 0x10, CERT_E_WRONG_USAGE},
    {tls::cause::wrong_name, 0x0, CERT_E_CN_NO_MATCH},
};

}  // namespace

DWORD chain_errors_of(const ossl::findings& found) {
  DWORD bits = 0;
  for (const meaning& one : meanings)
    if (found.has(one.what)) bits |= one.bit;
  return bits;
}

HRESULT chain_status_of(const ossl::findings& found) {
  for (const meaning& one : meanings)
    if (found.has(one.what)) return one.status;
  return found.empty() ? S_OK : TRUST_E_FAIL;
}

}  // namespace schannel::abi
