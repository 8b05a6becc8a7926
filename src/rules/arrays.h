// Arrays that are not there, and memory that is used for two things.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule missing_arrays[] = {
    {"SSPI-AcquireCredentialsHandle-missing-arrays",
     "An array that is NULL although its count is not 0, or has an element that is: "
     "SEC_E_UNKNOWN_CREDENTIALS "
     "for certificates, SEC_E_INVALID_PARAMETER for all else; and so for a count above its limit, whatever "
     "it "
     "counts.",
     basis::chosen, "our choice: a crash is of no use to anyone"},
    {"SSPI-handshake-missing-output-buffers",
     "An output of no buffers, or of buffers that are not there: SEC_E_INVALID_TOKEN, no handle is written, "
     "and "
     "the token waits.",
     basis::chosen, "our choice: as without an output"},
    {"SSPI-handshake-missing-options",
     "An option that has a length and no memory is an option of no bytes: SEC_E_INVALID_TOKEN, and no "
     "context; "
     "what Schannel does not look at does no harm.",
     basis::chosen, "our choice: there is nothing to read"},
};

inline constexpr rule shared_memory[] = {
    {"SSPI-handshake-shared-memory",
     "The output may lie in the input's memory, or be described by the same array. Where it would be written "
     "over input that has not been used: SEC_E_INSUFFICIENT_MEMORY, nothing is written, and with other "
     "memory "
     "the same call gives the token.",
     basis::chosen, "our choice: the input is read first, and no byte is lost"},
    {"SSPI-handshake-read-only-input", "A TOKEN that is marked READONLY is read, and stays as it is.",
     basis::documented, "Microsoft: SecBuffer"},
    {"SSPI-AcceptSecurityContext-read-only-buffers",
     "MISSING is not reported in a READONLY buffer, and no token is put there: SEC_E_INVALID_TOKEN, and no "
     "context.",
     basis::chosen, "our choice: as with InitializeSecurityContext"},
};

inline constexpr topic array_topics[] = {
    {"Wrong arguments", "Arrays that are not there", missing_arrays},
    {"Wrong arguments", "One memory for two things", shared_memory},
};

}  // namespace schannel::rules
