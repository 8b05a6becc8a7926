// Functions of SSPI that Schannel, or this implementation of it, does not carry out. Each looks at its
// handle, so that a stale one is told apart, and says so.
#include "abi/context.h"
#include "abi/credentials.h"
#include "abi/entry.h"

namespace schannel::abi {
namespace {

SECURITY_STATUS unsupported_on(PCtxtHandle context) {
  return guarded([&] { return contexts().use(context) ? SEC_E_UNSUPPORTED_FUNCTION : SEC_E_INVALID_HANDLE; });
}

SECURITY_STATUS unsupported_on_credential(PCredHandle credential) {
  return guarded(
      [&] { return credentials().use(credential) ? SEC_E_UNSUPPORTED_FUNCTION : SEC_E_INVALID_HANDLE; });
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

// Nothing is ever left to complete, and TLS has no signatures apart from its records.
SECURITY_STATUS CompleteAuthToken(PCtxtHandle phContext, PSecBufferDesc) {
  return unsupported_on(phContext);
}
SECURITY_STATUS MakeSignature(PCtxtHandle phContext, ULONG, PSecBufferDesc, ULONG) {
  return unsupported_on(phContext);
}
SECURITY_STATUS VerifySignature(PCtxtHandle phContext, PSecBufferDesc, ULONG, ULONG*) {
  return unsupported_on(phContext);
}

// There are no Windows accounts to become.
SECURITY_STATUS ImpersonateSecurityContext(PCtxtHandle phContext) {
  return unsupported_on(phContext);
}
SECURITY_STATUS RevertSecurityContext(PCtxtHandle phContext) {
  return unsupported_on(phContext);
}
SECURITY_STATUS QuerySecurityContextToken(PCtxtHandle phContext, HANDLE*) {
  return unsupported_on(phContext);
}
SECURITY_STATUS ChangeAccountPasswordA(SEC_CHAR*, SEC_CHAR*, SEC_CHAR*, SEC_CHAR*, SEC_CHAR*, BOOLEAN, ULONG,
                                       PSecBufferDesc) {
  return SEC_E_UNSUPPORTED_FUNCTION;
}
SECURITY_STATUS ChangeAccountPasswordW(SEC_WCHAR*, SEC_WCHAR*, SEC_WCHAR*, SEC_WCHAR*, SEC_WCHAR*, BOOLEAN,
                                       ULONG, PSecBufferDesc) {
  return SEC_E_UNSUPPORTED_FUNCTION;
}

// A connection lives in the process that made it.
SECURITY_STATUS ExportSecurityContext(PCtxtHandle phContext, ULONG, PSecBuffer, void**) {
  return unsupported_on(phContext);
}
SECURITY_STATUS ImportSecurityContextA(SEC_CHAR*, PSecBuffer, void*, PCtxtHandle) {
  return SEC_E_UNSUPPORTED_FUNCTION;
}
SECURITY_STATUS ImportSecurityContextW(SEC_WCHAR*, PSecBuffer, void*, PCtxtHandle) {
  return SEC_E_UNSUPPORTED_FUNCTION;
}

// A credential has the certificates that it was acquired with.
SECURITY_STATUS AddCredentialsA(PCredHandle hCredentials, SEC_CHAR*, SEC_CHAR*, ULONG, void*, SEC_GET_KEY_FN,
                                void*, PTimeStamp) {
  return unsupported_on_credential(hCredentials);
}
SECURITY_STATUS AddCredentialsW(PCredHandle hCredentials, SEC_WCHAR*, SEC_WCHAR*, ULONG, void*,
                                SEC_GET_KEY_FN, void*, PTimeStamp) {
  return unsupported_on_credential(hCredentials);
}
