// What a call with arguments that it cannot use comes to.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule wrong_arguments_of_messages[] = {
    {"SSPI-EncryptMessage-wrong-arguments",
     "Buffers that are missing, too small or not there: the documented status, nothing written, and the "
     "connection goes on.",
     basis::documented, "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-read-only-buffers-alone",
     "A HEADER, DATA or TRAILER that is marked READONLY is not one: SEC_E_INVALID_TOKEN.", basis::chosen,
     "our choice: what must not be written cannot be encrypted where it is"},
    {"SSPI-EncryptMessage-overlapping-buffers",
     "Buffers that share a byte: SEC_E_INVALID_TOKEN, nothing written.", basis::chosen,
     "our choice: there is no record to make of them"},
    {"SSPI-DecryptMessage-wrong-arguments",
     "Buffers that are missing or not there: SEC_E_INVALID_TOKEN, nothing written, and the record can still "
     "be "
     "opened.",
     basis::verified, "observed on Windows for counts and types"},
    {"SSPI-DecryptMessage-read-only-buffers",
     "DATA or an EMPTY buffer that is marked READONLY: SEC_E_INVALID_TOKEN.", basis::chosen,
     "our choice: a record is opened where it is"},
    {"SSPI-DecryptMessage-misaligned-memory", "A record may lie at any address.", basis::relied_upon,
     "all shipping programs, which decrypt in the middle of what they received"},
    {"SSPI-ApplyControlToken-wrong-arguments",
     "What is no token announces nothing, and the connection goes on.", basis::verified,
     "observed on Windows for types and sizes"},
};

inline constexpr rule wrong_arguments_of_handshakes[] = {
    {"SSPI-InitializeSecurityContext-wrong-arguments",
     "Input that cannot be used: no token, the handle as it was, and the handshake goes on.", basis::verified,
     "observed on Windows for an EMPTY buffer with a length"},
    {"SSPI-AcceptSecurityContext-wrong-arguments",
     "Input that cannot be used makes no context; the right one does.", basis::chosen,
     "our choice: as with InitializeSecurityContext"},
    {"SSPI-InitializeSecurityContext-read-only-buffers",
     "MISSING is not reported in a READONLY buffer, and no token is put there: SEC_E_INVALID_TOKEN, and the "
     "token "
     "waits.",
     basis::chosen, "our choice: the mark says that nothing is to be written"},
    {"SSPI-InitializeSecurityContext-misaligned-memory", "A token may be put at any address.",
     basis::relied_upon, "all shipping programs"},
};

inline constexpr rule wrong_questions[] = {
    {"SSPI-QueryContextAttributes-wrong-arguments",
     "No buffer, no such attribute, too little room, a handle that names no context: the status, and nothing "
     "written.",
     basis::documented, "Microsoft: QueryContextAttributesEx"},
    {"SSPI-QueryContextAttributes-misaligned-memory", "The structure may lie at any address.", basis::chosen,
     "our choice: as on Windows' processors"},
    {"SSPI-QueryContextAttributes-while-talking", "A third thread may ask while two others send and receive.",
     basis::chosen, "our choice: no page forbids it"},
    {"SSPI-QueryCredentialsAttributes-wrong-arguments",
     "No buffer, no such attribute, a handle that names no credential: the status, and nothing written.",
     basis::verified, "observed on Windows for NULL"},
    {"SSPI-AcquireCredentialsHandle-wrong-arguments",
     "A package or a dwVersion that there is not: the status, and neither handle nor expiry is written.",
     basis::verified, "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-other-use-bits",
     "Other bits of fCredentialUse than INBOUND and OUTBOUND are not "
     "looked at.",
     basis::chosen, "our choice: no page gives them a meaning for Schannel"},
    {"SSPI-packages-wrong-arguments",
     "Nowhere to put the answer: SEC_E_INVALID_PARAMETER. No name: "
     "SEC_E_SECPKG_NOT_FOUND.",
     basis::chosen, "our choice: a crash is of no use to anyone"},
    {"SSPI-functions-without-a-meaning-wrong-arguments",
     "A handle that names no context, or no credential: SEC_E_INVALID_HANDLE, as from any function.",
     basis::chosen, "our choice: a stale handle is an error to find"},
};

inline constexpr topic wrong_argument_topics[] = {
    {"Wrong arguments", "Messages and control tokens", wrong_arguments_of_messages},
    {"Wrong arguments", "Handshakes", wrong_arguments_of_handshakes},
    {"Wrong arguments", "Questions, credentials and packages", wrong_questions},
};

}  // namespace schannel::rules
