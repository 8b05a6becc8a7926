// Handles: which are valid, what they name, and how long.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule handles[] = {
    {"SSPI-handles-never-look-invalid", "No handle is all zeros or all ones.", basis::relied_upon,
     ".NET, s-chat, which mark what they do not have with these"},
    {"SSPI-handles-zero", "All zeros: SEC_E_INVALID_HANDLE from every function.", basis::documented,
     "Microsoft: SSPI Handles"},
    {"SSPI-handles-all-ones", "What SecInvalidateHandle leaves: SEC_E_INVALID_HANDLE from every function.",
     basis::documented, "Microsoft: SSPI Handles"},
    {"SSPI-handles-invented", "Numbers that were never handed out: SEC_E_INVALID_HANDLE from every function.",
     basis::documented, "Microsoft: SSPI Handles"},
    {"SSPI-handles-stale", "A handle that was freed: SEC_E_INVALID_HANDLE from every function, for ever.",
     basis::relied_upon, "MariaDB, which asks a context that it has deleted"},
    {"SSPI-handles-of-the-wrong-kind",
     "A credential where a context belongs, or the reverse: SEC_E_INVALID_HANDLE, and the object lives on.",
     basis::relied_upon, "aws-c-io, StreamSSL, which delete a credential as if it were a context"},
    {"SSPI-handles-null", "No handle: SEC_E_INVALID_HANDLE.", basis::verified,
     "observed on Windows for ApplyControlToken"},
    {"SSPI-handles-copies", "A copy of a handle names the same object.", basis::documented,
     "Microsoft: SSPI Handles"},
    {"SSPI-handles-keep-their-value",
     "The handle of a context stays the same from the first call to the last.", basis::verified,
     "observed on Windows"},
    {"SSPI-handles-untouched-by-failure", "A call that fails leaves phNewContext or phCredential as it was.",
     basis::verified, "observed on Windows"},
    {"SSPI-DeleteSecurityContext-twice", "The second time: SEC_E_INVALID_HANDLE.", basis::chosen,
     "the handle names nothing any more"},
    {"SSPI-FreeCredentialsHandle-twice", "The second time: SEC_E_INVALID_HANDLE.", basis::documented,
     "Microsoft: FreeCredentialsHandle"},
    {"SSPI-FreeCredentialsHandle-before-its-contexts",
     "A context outlives its credential: the handshake goes on, and so do the messages.", basis::relied_upon,
     "MariaDB, SqueakSSL"},
    {"SSPI-handles-in-many-threads", "Many threads may make contexts with one credential.",
     basis::relied_upon, "Apache Qpid Proton, MongoDB, aws-c-io, Ice, mongo-c-driver"},
    {"SSPI-FreeContextBuffer-null", "NULL: SEC_E_OK.", basis::relied_upon, "aws-c-io, FFmpeg"},
    {"SSPI-expiry-may-be-null", "No function needs a variable for the expiry.", basis::documented,
     "Microsoft: InitializeSecurityContext (Schannel)"},
    {"SSPI-functions-without-a-meaning",
     "CompleteAuthToken, MakeSignature, VerifySignature, ExportSecurityContext, ImportSecurityContext, "
     "AddCredentials, ChangeAccountPassword, ImpersonateSecurityContext, RevertSecurityContext, "
     "QuerySecurityContextToken: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::chosen, "Schannel has no use for them"},
};

inline constexpr topic handle_topics[] = {{"Handles", "", handles}};

}  // namespace schannel::rules
