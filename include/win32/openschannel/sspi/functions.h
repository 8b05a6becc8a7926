// The functions of SSPI. The A forms take and give strings in UTF-8, the W forms wchar_t; nothing else
// differs. A stale or invented handle makes any of them return SEC_E_INVALID_HANDLE.
#pragma once

#include "attributes.h"
#include "buffers.h"
#include "requirements.h"
#include "types.h"

/// Fetches a key for the packages that ask their caller for one. Schannel never calls it.
typedef void(SEC_ENTRY* SEC_GET_KEY_FN)(void* Arg, void* Principal, ULONG KeyVer, void** Key,
                                        SECURITY_STATUS* Status);

OPENSCHANNEL_BEGIN_C

// Credentials.

/// Makes a credential. pAuthData is NULL, a SCHANNEL_CRED or a SCH_CREDENTIALS and is copied; certificates
/// get a reference. ptsExpiry may be NULL and receives the end of the certificate's validity.
/// FreeCredentialsHandle frees it. Fails with SEC_E_SECPKG_NOT_FOUND, SEC_E_UNKNOWN_CREDENTIALS,
/// SEC_E_NO_CREDENTIALS, SEC_E_ALGORITHM_MISMATCH, SEC_E_INVALID_PARAMETER.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY AcquireCredentialsHandleA(
    SEC_CHAR* pszPrincipal, SEC_CHAR* pszPackage, ULONG fCredentialUse, void* pvLogonId, void* pAuthData,
    SEC_GET_KEY_FN pGetKeyFn, void* pvGetKeyArgument, PCredHandle phCredential, PTimeStamp ptsExpiry);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY AcquireCredentialsHandleW(
    SEC_WCHAR* pszPrincipal, SEC_WCHAR* pszPackage, ULONG fCredentialUse, void* pvLogonId, void* pAuthData,
    SEC_GET_KEY_FN pGetKeyFn, void* pvGetKeyArgument, PCredHandle phCredential, PTimeStamp ptsExpiry);

/// Frees a credential. Contexts made with it live on.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY FreeCredentialsHandle(PCredHandle phCredential);
#define FreeCredentialHandle FreeCredentialsHandle

/// Adds to a credential. Schannel returns SEC_E_UNSUPPORTED_FUNCTION.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY AddCredentialsA(PCredHandle hCredentials, SEC_CHAR* pszPrincipal,
                                                           SEC_CHAR* pszPackage, ULONG fCredentialUse,
                                                           void* pAuthData, SEC_GET_KEY_FN pGetKeyFn,
                                                           void* pvGetKeyArgument, PTimeStamp ptsExpiry);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY AddCredentialsW(PCredHandle hCredentials, SEC_WCHAR* pszPrincipal,
                                                           SEC_WCHAR* pszPackage, ULONG fCredentialUse,
                                                           void* pAuthData, SEC_GET_KEY_FN pGetKeyFn,
                                                           void* pvGetKeyArgument, PTimeStamp ptsExpiry);

/// Answers a SECPKG_CRED_ATTR_* or SECPKG_ATTR_* question about a credential. The Ex forms are told the size
/// of pBuffer in bytes and return SEC_E_BUFFER_TOO_SMALL. An attribute it does not have gets
/// SEC_E_UNSUPPORTED_FUNCTION.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QueryCredentialsAttributesA(PCredHandle phCredential,
                                                                       ULONG ulAttribute, void* pBuffer);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QueryCredentialsAttributesW(PCredHandle phCredential,
                                                                       ULONG ulAttribute, void* pBuffer);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QueryCredentialsAttributesExA(PCredHandle phCredential,
                                                                         ULONG ulAttribute, void* pBuffer,
                                                                         ULONG cbBuffer);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QueryCredentialsAttributesExW(PCredHandle phCredential,
                                                                         ULONG ulAttribute, void* pBuffer,
                                                                         ULONG cbBuffer);

/// Sets an attribute of a server's credential from cbBuffer bytes at pBuffer.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY SetCredentialsAttributesA(PCredHandle phCredential,
                                                                     ULONG ulAttribute, void* pBuffer,
                                                                     ULONG cbBuffer);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY SetCredentialsAttributesW(PCredHandle phCredential,
                                                                     ULONG ulAttribute, void* pBuffer,
                                                                     ULONG cbBuffer);

/// Changes a password. Schannel has none: SEC_E_UNSUPPORTED_FUNCTION.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY ChangeAccountPasswordA(
    SEC_CHAR* pszPackageName, SEC_CHAR* pszDomainName, SEC_CHAR* pszAccountName, SEC_CHAR* pszOldPassword,
    SEC_CHAR* pszNewPassword, BOOLEAN bImpersonating, ULONG dwReserved, PSecBufferDesc pOutput);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY ChangeAccountPasswordW(
    SEC_WCHAR* pszPackageName, SEC_WCHAR* pszDomainName, SEC_WCHAR* pszAccountName, SEC_WCHAR* pszOldPassword,
    SEC_WCHAR* pszNewPassword, BOOLEAN bImpersonating, ULONG dwReserved, PSecBufferDesc pOutput);

// Contexts.

/// Takes one step of a client's handshake. The first call has phContext NULL and makes the context in
/// phNewContext; later calls pass that as phContext, with what the server sent in pInput. Returns
/// SEC_I_CONTINUE_NEEDED until it returns SEC_E_OK; SEC_E_INCOMPLETE_MESSAGE asks for more input and leaves
/// everything as it was.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY InitializeSecurityContextA(
    PCredHandle phCredential, PCtxtHandle phContext, SEC_CHAR* pszTargetName, ULONG fContextReq,
    ULONG Reserved1, ULONG TargetDataRep, PSecBufferDesc pInput, ULONG Reserved2, PCtxtHandle phNewContext,
    PSecBufferDesc pOutput, ULONG* pfContextAttr, PTimeStamp ptsExpiry);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY InitializeSecurityContextW(
    PCredHandle phCredential, PCtxtHandle phContext, SEC_WCHAR* pszTargetName, ULONG fContextReq,
    ULONG Reserved1, ULONG TargetDataRep, PSecBufferDesc pInput, ULONG Reserved2, PCtxtHandle phNewContext,
    PSecBufferDesc pOutput, ULONG* pfContextAttr, PTimeStamp ptsExpiry);

/// Takes one step of a server's handshake, in the way of InitializeSecurityContext.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY AcceptSecurityContext(PCredHandle phCredential,
                                                                 PCtxtHandle phContext, PSecBufferDesc pInput,
                                                                 ULONG fContextReq, ULONG TargetDataRep,
                                                                 PCtxtHandle phNewContext,
                                                                 PSecBufferDesc pOutput, ULONG* pfContextAttr,
                                                                 PTimeStamp ptsExpiry);

/// Leaves a request with a context, SCHANNEL_SHUTDOWN above all; the next step of the handshake function
/// gives the token that carries it out. pInput is one SECBUFFER_TOKEN.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY ApplyControlToken(PCtxtHandle phContext, PSecBufferDesc pInput);

/// Completes a token for the packages that return SEC_I_COMPLETE_NEEDED. Schannel returns
/// SEC_E_UNSUPPORTED_FUNCTION.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY CompleteAuthToken(PCtxtHandle phContext, PSecBufferDesc pToken);

/// Frees a context. Nothing is sent: shut the connection down first.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY DeleteSecurityContext(PCtxtHandle phContext);

/// Answers a SECPKG_ATTR_* question about a context. The Ex forms are told the size of pBuffer in bytes and
/// return SEC_E_BUFFER_TOO_SMALL. An attribute it does not have gets SEC_E_UNSUPPORTED_FUNCTION.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QueryContextAttributesA(PCtxtHandle phContext, ULONG ulAttribute,
                                                                   void* pBuffer);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QueryContextAttributesW(PCtxtHandle phContext, ULONG ulAttribute,
                                                                   void* pBuffer);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QueryContextAttributesExA(PCtxtHandle phContext, ULONG ulAttribute,
                                                                     void* pBuffer, ULONG cbBuffer);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QueryContextAttributesExW(PCtxtHandle phContext, ULONG ulAttribute,
                                                                     void* pBuffer, ULONG cbBuffer);

/// Sets an attribute of a context from cbBuffer bytes at pBuffer.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY SetContextAttributesA(PCtxtHandle phContext, ULONG ulAttribute,
                                                                 void* pBuffer, ULONG cbBuffer);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY SetContextAttributesW(PCtxtHandle phContext, ULONG ulAttribute,
                                                                 void* pBuffer, ULONG cbBuffer);

/// Acts as the client's Windows account, or stops to. There is none here, and each returns a failure.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY ImpersonateSecurityContext(PCtxtHandle phContext);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY RevertSecurityContext(PCtxtHandle phContext);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QuerySecurityContextToken(PCtxtHandle phContext, HANDLE* Token);

#define SECPKG_CONTEXT_EXPORT_RESET_NEW  0x00000001
#define SECPKG_CONTEXT_EXPORT_DELETE_OLD 0x00000002
#define SECPKG_CONTEXT_EXPORT_TO_KERNEL  0x00000004

/// Packs a context for another process, or unpacks it. Schannel returns SEC_E_UNSUPPORTED_FUNCTION.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY ExportSecurityContext(PCtxtHandle phContext, ULONG fFlags,
                                                                 PSecBuffer pPackedContext, void** pToken);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY ImportSecurityContextA(SEC_CHAR* pszPackage,
                                                                  PSecBuffer pPackedContext, void* Token,
                                                                  PCtxtHandle phContext);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY ImportSecurityContextW(SEC_WCHAR* pszPackage,
                                                                  PSecBuffer pPackedContext, void* Token,
                                                                  PCtxtHandle phContext);

// Messages.

#define SECQOP_WRAP_NO_ENCRYPT 0x80000001
#define SECQOP_WRAP_OOB_DATA   0x40000000

/// Encrypts a message in place. pMessage holds a STREAM_HEADER, DATA, STREAM_TRAILER and EMPTY buffer of the
/// sizes that SECPKG_ATTR_STREAM_SIZES names; each receives the size that is to be sent.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY EncryptMessage(PCtxtHandle phContext, ULONG fQOP,
                                                          PSecBufferDesc pMessage, ULONG MessageSeqNo);

/// Decrypts one record in place. pMessage holds a DATA buffer with the bytes received and three EMPTY ones.
/// Returns SEC_E_INCOMPLETE_MESSAGE for less than a record, SEC_I_CONTEXT_EXPIRED when the peer has closed
/// its side, SEC_I_RENEGOTIATE when the handshake function is to be called with the rest. pfQOP may be NULL.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY DecryptMessage(PCtxtHandle phContext, PSecBufferDesc pMessage,
                                                          ULONG MessageSeqNo, ULONG* pfQOP);

/// Signs a message, or checks a signature. Schannel returns SEC_E_UNSUPPORTED_FUNCTION.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY MakeSignature(PCtxtHandle phContext, ULONG fQOP,
                                                         PSecBufferDesc pMessage, ULONG MessageSeqNo);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY VerifySignature(PCtxtHandle phContext, PSecBufferDesc pMessage,
                                                           ULONG MessageSeqNo, ULONG* pfQOP);

// Packages and memory.

/// Lists the packages. The array is one allocation that FreeContextBuffer frees.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY EnumerateSecurityPackagesA(ULONG* pcPackages,
                                                                      PSecPkgInfoA* ppPackageInfo);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY EnumerateSecurityPackagesW(ULONG* pcPackages,
                                                                      PSecPkgInfoW* ppPackageInfo);

/// Describes one package, in an allocation that FreeContextBuffer frees. An unknown name, case aside, gets
/// SEC_E_SECPKG_NOT_FOUND.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QuerySecurityPackageInfoA(SEC_CHAR* pszPackageName,
                                                                     PSecPkgInfoA* ppPackageInfo);
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY QuerySecurityPackageInfoW(SEC_WCHAR* pszPackageName,
                                                                     PSecPkgInfoW* ppPackageInfo);

/// Frees what the other functions allocated.
OPENSCHANNEL_API SECURITY_STATUS SEC_ENTRY FreeContextBuffer(void* pvContextBuffer);

OPENSCHANNEL_END_C
