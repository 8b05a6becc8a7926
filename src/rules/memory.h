// What happens when memory runs out.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule shortages[] = {
    {"SSPI-memory-credential",
     "AcquireCredentialsHandle in which an allocation fails: SEC_E_INSUFFICIENT_MEMORY, and no handle.",
     basis::documented, "Microsoft: AcquireCredentialsHandle (Schannel)"},
    {"SSPI-memory-first-leg",
     "A first call in which an allocation fails makes no context; the same call again, with memory, makes "
     "one.",
     basis::chosen, "our choice: nothing has been said yet"},
    {"SSPI-memory-handshake",
     "A later call in which an allocation fails: SEC_E_INSUFFICIENT_MEMORY, and the handle can be asked and "
     "deleted.",
     basis::documented, "Microsoft: InitializeSecurityContext (Schannel)"},
    {"SSPI-memory-message", "EncryptMessage in which an allocation fails can be called again.", basis::chosen,
     "our choice: nothing was sealed"},
    {"SSPI-memory-received-message",
     "DecryptMessage opens its record or gives SEC_E_INSUFFICIENT_MEMORY, and the handle can be deleted.",
     basis::documented, "Microsoft: DecryptMessage (Schannel)"},
    {"SSPI-memory-query",
     "A query in which an allocation fails: SEC_E_INSUFFICIENT_MEMORY; the next one answers.", basis::chosen,
     "our choice: a question changes nothing"},
    {"SSPI-memory-shutdown",
     "A shutdown in which an allocation fails: SEC_E_INSUFFICIENT_MEMORY, and no half a goodbye.",
     basis::chosen, "our choice: a goodbye is whole or is none"},
    {"SSPI-memory-renegotiation",
     "A call of another handshake in which an allocation fails: SEC_E_INSUFFICIENT_MEMORY, and the handle "
     "can "
     "be asked and deleted.",
     basis::chosen, "our choice: as in the first handshake"},
    {"SSPI-memory-key-update", "The same where a key changes.", basis::chosen,
     "our choice: as in the first handshake"},
    {"SSPI-memory-resumption", "The same where a session is resumed.", basis::chosen,
     "our choice: as in the first handshake"},
    {"SSPI-memory-client-authentication",
     "The same where a client shows its certificate, in the handshake or after it.", basis::chosen,
     "our choice: as in the first handshake"},
    {"SSPI-memory-own-certificate",
     "A client in which an allocation fails while it looks for a certificate of the user's: "
     "SEC_E_INSUFFICIENT_MEMORY. The next call looks again, and gives SEC_I_INCOMPLETE_CREDENTIALS if there "
     "is none.",
     basis::chosen, "our choice: what was not found for want of memory may be there"},
    {"SSPI-memory-credential-attributes",
     "SetCredentialsAttributes and QueryCredentialsAttributes in which an allocation fails: "
     "SEC_E_INSUFFICIENT_MEMORY, and the credential is as it was.",
     basis::chosen, "our choice: nothing is set by halves"},
    {"SSPI-memory-emptied-cache",
     "SslEmptyCache in which an allocation fails: FALSE, and every session can be resumed.", basis::chosen,
     "our choice: nothing is emptied by halves"},
    {"SSPI-memory-client-hello", "SslGetServerIdentity and SslGetExtensions answer without any memory.",
     basis::chosen, "our choice: both point into the caller's"},
    {"SSPI-memory-nothing-leaks", "A handshake in which any allocation fails leaves nothing behind.",
     basis::chosen, "our choice: a server lives on"},
};

inline constexpr rule certificate_shortages[] = {
    {"SSPI-memory-certificate-chain",
     "CertGetCertificateChain in which an allocation fails: FALSE, E_OUTOFMEMORY, and nothing stays behind.",
     basis::chosen, "our choice: a program lives on"},
    {"SSPI-memory-chain-search",
     "CertFindChainInStore in which an allocation fails: NULL, E_OUTOFMEMORY, and nothing stays behind.",
     basis::chosen, "our choice: a search that fails is not one that is over"},
    {"SSPI-memory-decoding",
     "CryptDecodeObjectEx in which an allocation fails: FALSE, E_OUTOFMEMORY; a null pointer, the size as it "
     "was, and what came from pfnAlloc is back with pfnFree.",
     basis::chosen, "our choice: nothing is delivered by halves"},
    {"SSPI-memory-pfx",
     "PFXImportCertStore in which an allocation fails: NULL, E_OUTOFMEMORY; no store and no key stays "
     "behind.",
     basis::chosen, "our choice: nothing is imported by halves"},
};

inline constexpr topic memory_topics[] = {
    {"When memory runs out", "", shortages},
    {"When memory runs out", "Certificates", certificate_shortages},
};

}  // namespace schannel::rules
