// Every other attribute of a context: names, certificates, requests for them, bindings and keys, and what can
// be set.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule general_attributes[] = {
    {"SSPI-QueryContextAttributes-before-completion",
     "Before the handshake is complete: SEC_E_INVALID_HANDLE, unless the answer is known already.",
     basis::chosen, "our choice: no page says which error it is"},
    {"SSPI-QueryContextAttributes-lasting",
     "What was agreed on can be asked for after a shutdown and after a fatal alert.", basis::chosen,
     "our choice: programs log it when a connection is over"},
    {"SSPI-QueryContextAttributes-refreshed", "A renegotiation changes the answers once it is complete.",
     basis::chosen, "our choice: the attributes are the connection's of today"},
    {"SSPI-QueryContextAttributesEx-room", "Less room than the structure needs: SEC_E_BUFFER_TOO_SMALL.",
     basis::documented, "Microsoft: QueryContextAttributesEx"},
    {"SSPI-QueryContextAttributes-refused",
     "What Windows has no use for here, or keeps secret: SEC_E_UNSUPPORTED_FUNCTION.", basis::chosen,
     "our choice: there are no tokens, native names or session keys to hand out"},
    {"SSPI-QueryContextAttributes-sizes", "The package's longest token, and what a record adds to a message.",
     basis::chosen, "our choice: the numbers of Windows are not published"},
    {"SSPI-QueryContextAttributes-lifespan",
     "As long as the peer's certificate is valid, else without an end.", basis::chosen, "our choice"},
    {"SSPI-QueryContextAttributes-flags", "What the last successful call of the handshake returned.",
     basis::documented, "Microsoft: QueryContextAttributes (Schannel)"},
    {"SSPI-QueryContextAttributes-protocol", "TLS, 1 and the minor version.", basis::chosen, "our choice"},
    {"SSPI-QueryContextAttributes-package", "The package with its full name, in one block, at any time.",
     basis::documented, "Microsoft: QueryContextAttributes (Schannel)"},
    {"SSPI-QueryContextAttributes-key-info",
     "The certificate's algorithm and the cipher by name and number, and a key of at least 128 bits.",
     basis::verified, "observed on Windows"},
    {"SSPI-QueryContextAttributes-connection-info-ex",
     "As CONNECTION_INFO with names; another dwVersion than 1: SEC_E_INVALID_PARAMETER.", basis::chosen,
     "our choice: as CIPHER_INFO"},
    {"SSPI-QueryContextAttributes-early-application-protocol",
     "The application protocol is known as soon as it is chosen.", basis::relied_upon, ".NET"},
    {"SSPI-QueryContextAttributes-extensions",
     "The extensions that the server agreed to; both sides list the same.", basis::chosen,
     "our choice: no page says what the list holds"},
};

inline constexpr rule attributes_of_names[] = {
    {"SSPI-QueryContextAttributes-names",
     "The subject of the client's certificate; SEC_E_NO_CREDENTIALS where it has none.", basis::chosen,
     "our choice"},
    {"SSPI-QueryContextAttributes-authority", "The issuer of the peer's certificate, or else of the own one.",
     basis::chosen, "our choice"},
    {"SSPI-QueryContextAttributes-local-certificate-info",
     "Subject, issuer and key length of the own certificate; SEC_E_NO_CREDENTIALS where there is none.",
     basis::chosen, "our choice"},
    {"SSPI-QueryContextAttributes-target",
     "The name the client asked for; SEC_E_TARGET_UNKNOWN where it asked for none.", basis::chosen,
     "our choice"},
};

inline constexpr rule attributes_of_certificates[] = {
    {"SSPI-QueryContextAttributes-early-chain",
     "The peer's certificate as REMOTE_CERT_CHAIN as soon as it was seen, even when it made the handshake "
     "fail.",
     basis::relied_upon, ".NET"},
    {"SSPI-QueryContextAttributes-remote-certificates",
     "All certificates of the peer, each DER behind its length of four bytes.", basis::documented,
     "Microsoft: schannel.h"},
    {"SSPI-QueryContextAttributes-remote-certificate-order",
     "The store of REMOTE_CERT_CONTEXT and of REMOTE_CERT_CHAIN lists the certificates as the peer sent "
     "them, "
     "and the first is the context itself.",
     basis::verified, "observed on Windows for the context; curl for the order"},
    {"SSPI-QueryContextAttributes-credentials",
     "REMOTE_CRED and LOCAL_CRED: whether the peer, or this side, showed a certificate, all of its chain as "
     "REMOTE_CERTIFICATES has it, and the bits of its key.",
     basis::documented, "Microsoft: schannel.h"},
    {"SSPI-QueryContextAttributes-root-store",
     "The user's system store ROOT, opened for reading alone, to be closed with CertCloseStore.",
     basis::chosen, "our choice: it is what servers are judged by"},
    {"SSPI-QueryContextAttributes-serialized-certificate",
     "The peer's certificate as an element of a serialized store.", basis::chosen, "our choice"},
    {"SSPI-QueryContextAttributes-check-result",
     "What the check of the certificate found; SEC_E_UNSUPPORTED_FUNCTION where there was no check.",
     basis::relied_upon, "MsQuic"},
    {"SSPI-QueryContextAttributes-issuers",
     "While a client is asked for a certificate: the issuers that the server takes, in one block; as "
     "ISSUER_LIST in the form of CertificateRequest.",
     basis::documented, "Microsoft: SecPkgContext_IssuerListInfoEx"},
    {"SSPI-QueryContextAttributes-issuers-unasked",
     "A client that was not asked: SEC_E_NO_CREDENTIALS; a server: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::chosen, "our choice"},
    {"SSPI-QueryContextAttributes-signatures",
     "The peer's signature algorithms, each with the signature in its high byte and the hash in its low one.",
     basis::documented, "Microsoft: schannel.h"},
};

inline constexpr rule attributes_of_secrets[] = {
    {"SSPI-QueryContextAttributes-endpoint-bindings",
     "32 bytes of structure, \"tls-server-end-point:\" and the hash of the server's certificate; the same on "
     "both "
     "sides.",
     basis::verified, "observed on Windows; RFC 5929 section 4"},
    {"SSPI-QueryContextAttributes-endpoint-bindings-hash",
     "The hash is that of the certificate's signature, and SHA-256 in place of MD5 and SHA-1.",
     basis::documented, "RFC 5929 section 4.1"},
    {"SSPI-QueryContextAttributes-unique-bindings",
     "32 bytes of structure, \"tls-unique:\" and the first Finished; the same on both sides.",
     basis::verified, "observed on Windows; RFC 5929 section 3"},
    {"SSPI-QueryContextAttributes-unique-bindings-absent", "Over TLS 1.3: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::documented, "RFC 8446 appendix C.5"},
    {"SSPI-QueryContextAttributes-keying-material",
     "Both sides export the same bytes for the same label and context.", basis::documented,
     "Microsoft: SecPkgContext_KeyingMaterialInfo; RFC 5705"},
    {"SSPI-QueryContextAttributes-keying-material-no-context",
     "cbContextValue of 0 is no context, which before TLS 1.3 is not the same as an empty one.",
     basis::documented, "Microsoft: SecPkgContext_KeyingMaterialInfo; RFC 5705 section 4"},
    {"SSPI-QueryContextAttributes-keying-material-unset",
     "Before KEYING_MATERIAL_INFO was set: SEC_E_UNSUPPORTED_FUNCTION.", basis::chosen,
     "our choice: the page says that it is an error"},
    {"SSPI-SetContextAttributes-keying-material",
     "A label without its NUL, a context without a length, no bytes or more than 65536: "
     "SEC_E_INVALID_PARAMETER.",
     basis::chosen, "our choice: the page says what must hold"},
    {"SSPI-QueryContextAttributes-keying-material-closed",
     "After both goodbyes or a fatal alert the secrets are gone: SEC_E_CONTEXT_EXPIRED.", basis::chosen,
     "our choice: secrets are not kept"},
    {"SSPI-QueryContextAttributes-eap-key-block",
     "The keys of EAP-TLS, the same on both sides; over TLS 1.3: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::documented, "Microsoft: SecPkgContext_EapKeyBlock; RFC 5216 section 2.3"},
};

inline constexpr rule attributes_to_set[] = {
    {"SSPI-SetContextAttributes-application-data",
     "A program's data comes back as it was set; there is none at first.", basis::documented,
     "Microsoft: SecPkgContext_SessionAppData"},
    {"SSPI-SetContextAttributes-hints", "Windows, cryptography and early starts are noted: SEC_E_OK.",
     basis::chosen, "our choice: none of them has to have an effect"},
    {"SSPI-SetContextAttributes-eap-function",
     "Function 0 is what EAP_KEY_BLOCK derives; 1 to 3: SEC_E_UNSUPPORTED_FUNCTION, others "
     "SEC_E_INVALID_PARAMETER.",
     basis::chosen, "our choice: the documented order of the randoms contradicts RFC 5281"},
    {"SSPI-SetContextAttributes-room", "Less than the structure: SEC_E_BUFFER_TOO_SMALL.", basis::chosen,
     "our choice: as QueryContextAttributesEx"},
    {"SSPI-SetContextAttributes-unknown", "What cannot be set: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::documented, "Microsoft: SetContextAttributes"},
};

inline constexpr topic more_attribute_topics[] = {
    {"More attributes of a context", "The connection", general_attributes},
    {"More attributes of a context", "Names", attributes_of_names},
    {"More attributes of a context", "Certificates", attributes_of_certificates},
    {"More attributes of a context", "Bindings and keys", attributes_of_secrets},
    {"More attributes of a context", "What can be set", attributes_to_set},
};

}  // namespace schannel::rules
