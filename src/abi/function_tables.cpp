// InitSecurityInterface: the same functions again, as two static tables.
#include "abi/sspi.h"

// The tables' members carry the names of their functions, which the macros of the headers would spell both A
// and W.
#define TABLE(SUFFIX)                                                                                   \
  {                                                                                                     \
    SECURITY_SUPPORT_PROVIDER_INTERFACE_VERSION_5, EnumerateSecurityPackages##SUFFIX,                   \
        QueryCredentialsAttributes##SUFFIX, AcquireCredentialsHandle##SUFFIX, FreeCredentialsHandle,    \
        nullptr, InitializeSecurityContext##SUFFIX, AcceptSecurityContext, CompleteAuthToken,           \
        DeleteSecurityContext, ApplyControlToken, QueryContextAttributes##SUFFIX,                       \
        ImpersonateSecurityContext, RevertSecurityContext, MakeSignature, VerifySignature,              \
        FreeContextBuffer, QuerySecurityPackageInfo##SUFFIX, reinterpret_cast<void*>(&EncryptMessage),  \
        reinterpret_cast<void*>(&DecryptMessage), ExportSecurityContext, ImportSecurityContext##SUFFIX, \
        AddCredentials##SUFFIX, nullptr, QuerySecurityContextToken, EncryptMessage, DecryptMessage,     \
        SetContextAttributes##SUFFIX, SetCredentialsAttributes##SUFFIX, ChangeAccountPassword##SUFFIX,  \
        QueryContextAttributesEx##SUFFIX, QueryCredentialsAttributesEx##SUFFIX                          \
  }

PSecurityFunctionTableA InitSecurityInterfaceA() {
  static SecurityFunctionTableA table = TABLE(A);
  return &table;
}

PSecurityFunctionTableW InitSecurityInterfaceW() {
  static SecurityFunctionTableW table = TABLE(W);
  return &table;
}
