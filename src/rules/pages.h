// The pages that the rules name as their sources.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr page pages[] = {
    {"Shutting Down an Schannel Connection",
     "https://learn.microsoft.com/windows/win32/secauthn/shutting-down-an-schannel-connection"},
    {"ApplyControlToken", "https://learn.microsoft.com/windows/win32/api/sspi/nf-sspi-applycontroltoken"},
    {"SCHANNEL_ALERT_TOKEN",
     "https://learn.microsoft.com/windows/win32/api/schannel/ns-schannel-schannel_alert_token"},
    {"SCHANNEL_SESSION_TOKEN",
     "https://learn.microsoft.com/windows/win32/api/schannel/ns-schannel-schannel_session_token"},
    {"InitializeSecurityContext (Schannel)",
     "https://learn.microsoft.com/windows/win32/secauthn/initializesecuritycontext--schannel"},
    {"AcceptSecurityContext (Schannel)",
     "https://learn.microsoft.com/windows/win32/secauthn/acceptsecuritycontext--schannel"},
    {"EncryptMessage (Schannel)",
     "https://learn.microsoft.com/windows/win32/secauthn/encryptmessage--schannel"},
    {"DecryptMessage (Schannel)",
     "https://learn.microsoft.com/windows/win32/secauthn/decryptmessage--schannel"},
    {"QueryContextAttributes (Schannel)",
     "https://learn.microsoft.com/windows/win32/secauthn/querycontextattributes--schannel"},
    {"AcquireCredentialsHandle (Schannel)",
     "https://learn.microsoft.com/windows/win32/secauthn/acquirecredentialshandle--schannel"},
    {"DeleteSecurityContext",
     "https://learn.microsoft.com/windows/win32/api/sspi/nf-sspi-deletesecuritycontext"},
    {"FreeCredentialsHandle",
     "https://learn.microsoft.com/windows/win32/api/sspi/nf-sspi-freecredentialshandle"},
    {"QueryCredentialsAttributes",
     "https://learn.microsoft.com/windows/win32/api/sspi/nf-sspi-querycredentialsattributesa"},
    {"SSPI Handles", "https://learn.microsoft.com/windows/win32/secauthn/sspi-handles"},
    {"Stream Contexts", "https://learn.microsoft.com/windows/win32/secauthn/stream-contexts"},
    {"Extra Buffers Returned by Schannel",
     "https://learn.microsoft.com/windows/win32/secauthn/extra-buffers-returned-by-schannel"},
    {"Schannel Error Codes for TLS and SSL Alerts",
     "https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts"},
    {"SCH_CREDENTIALS", "https://learn.microsoft.com/windows/win32/api/schannel/ns-schannel-sch_credentials"},
    {"TLS_PARAMETERS", "https://learn.microsoft.com/windows/win32/api/schannel/ns-schannel-tls_parameters"},
    {"SecPkgContext_ConnectionInfo",
     "https://learn.microsoft.com/windows/win32/api/schannel/ns-schannel-secpkgcontext_connectioninfo"},
    {"SecPkgContext_SessionInfo",
     "https://learn.microsoft.com/windows/win32/api/schannel/ns-schannel-secpkgcontext_sessioninfo"},
    {"SecurityFunctionTable",
     "https://learn.microsoft.com/windows/win32/api/sspi/ns-sspi-securityfunctiontablew"},
    {"RFC 5246", "https://www.rfc-editor.org/rfc/rfc5246"},
    {"RFC 5288", "https://www.rfc-editor.org/rfc/rfc5288"},
    {"RFC 7301", "https://www.rfc-editor.org/rfc/rfc7301"},
    {"RFC 8446", "https://www.rfc-editor.org/rfc/rfc8446"},
    {"RFC 8996", "https://www.rfc-editor.org/rfc/rfc8996"},
};

}  // namespace schannel::rules
