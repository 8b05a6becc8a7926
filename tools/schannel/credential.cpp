// Acquiring credentials with SCH_CREDENTIALS, the structure that knows TLS 1.3.
#include "credential.h"

#include <fmt/format.h>

#include "failure.h"
#include "status_name.h"

namespace schannel::tool {
namespace {

DWORD disabled_protocols(tls_versions versions) {
  switch (versions) {
    case tls_versions::only_1_0:
      return ~DWORD{SP_PROT_TLS1_0};
    case tls_versions::only_1_1:
      return ~DWORD{SP_PROT_TLS1_1};
    case tls_versions::only_1_2:
      return ~DWORD{SP_PROT_TLS1_2};
    case tls_versions::only_1_3:
      return ~DWORD{SP_PROT_TLS1_3};
    case tls_versions::enabled:
      break;
  }
  return 0;
}

}  // namespace

credential credential::for_client(tls_versions versions, validation validated, PCCERT_CONTEXT own) {
  const DWORD checks =
      validated == validation::automatic ? SCH_CRED_AUTO_CRED_VALIDATION : SCH_CRED_MANUAL_CRED_VALIDATION;
  return {SECPKG_CRED_OUTBOUND, versions, checks | SCH_CRED_NO_DEFAULT_CREDS, own};
}

credential credential::for_server(tls_versions versions, PCCERT_CONTEXT own) {
  return {SECPKG_CRED_INBOUND, versions, SCH_CRED_NO_SYSTEM_MAPPER, own};
}

credential::credential(ULONG use, tls_versions versions, DWORD flags, PCCERT_CONTEXT own) : use_(use) {
  TLS_PARAMETERS parameters{};
  parameters.grbitDisabledProtocols = disabled_protocols(versions);

  SCH_CREDENTIALS wanted{};
  wanted.dwVersion = SCH_CREDENTIALS_VERSION;
  wanted.dwFlags = flags | SCH_USE_STRONG_CRYPTO;
  wanted.cCreds = own == nullptr ? 0 : 1;
  wanted.paCred = &own;
  wanted.cTlsParameters = 1;
  wanted.pTlsParameters = &parameters;

  char package[] = UNISP_NAME_A;
  const SECURITY_STATUS status =
      AcquireCredentialsHandleA(nullptr, package, use, nullptr, &wanted, nullptr, nullptr, &handle_, nullptr);
  if (status == SEC_E_ALGORITHM_MISMATCH) {
    throw failure(fmt::format("the configuration does not enable this version ({})", status_text(status)));
  }
  if (status != SEC_E_OK) {
    throw failure(fmt::format("cannot use this certificate ({})", status_text(status)));
  }
}

credential::~credential() {
  FreeCredentialsHandle(&handle_);
}

}  // namespace schannel::tool
