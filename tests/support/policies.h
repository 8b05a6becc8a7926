// Verdicts of CertVerifyCertificateChainPolicy.
#pragma once

#include <wincrypt.h>
#include <wininet.h>

#include <iomanip>
#include <ostream>

namespace schannel::test {

struct verdict {
  HRESULT error = ERROR_SUCCESS;
  LONG chain = -1;
  LONG element = -1;

  friend bool operator==(const verdict&, const verdict&) = default;
  friend std::ostream& operator<<(std::ostream& out, const verdict& shown) {
    return out << "0x" << std::hex << static_cast<DWORD>(shown.error) << std::dec << " at " << shown.chain
               << '/' << shown.element;
  }
};

/// What a policy says with all its parameters; TRUST_E_FAIL when it cannot be applied.
inline verdict verdict_with(PCCERT_CHAIN_CONTEXT chain, LPCSTR policy, CERT_CHAIN_POLICY_PARA* parameters) {
  CERT_CHAIN_POLICY_STATUS status{};
  status.cbSize = sizeof status;
  if (!CertVerifyCertificateChainPolicy(policy, chain, parameters, &status)) return {TRUST_E_FAIL, -2, -2};
  return {static_cast<HRESULT>(status.dwError), status.lChainIndex, status.lElementIndex};
}

/// What it says about a chain; for the SSL policy with the name of the server unless that is null.
inline verdict verdict_of(PCCERT_CHAIN_CONTEXT chain, LPCSTR policy, const wchar_t* server = nullptr,
                          DWORD flags = 0) {
  SSL_EXTRA_CERT_CHAIN_POLICY_PARA extra{};
  extra.cbSize = sizeof extra;
  extra.dwAuthType = AUTHTYPE_SERVER;
  extra.pwszServerName = const_cast<wchar_t*>(server);
  CERT_CHAIN_POLICY_PARA parameters{sizeof parameters, flags, server == nullptr ? nullptr : &extra};
  return verdict_with(chain, policy, &parameters);
}

}  // namespace schannel::test
