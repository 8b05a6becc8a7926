// What the record layer takes from a peer and for how long it uses a key; and wishes that are not granted.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule record_limits[] = {
    {"SSPI-DecryptMessage-empty-records",
     "1000 empty messages in a row are opened; one more: SEC_E_ILLEGAL_MESSAGE.", basis::chosen,
     "our choice: RFC 5246 section 6.2.1 allows them, and a flood of them is an attack"},
    {"SSPI-DecryptMessage-warnings",
     "100 warnings in a row over TLS 1.2 end nothing; one more: SEC_E_ILLEGAL_MESSAGE.", basis::chosen,
     "our choice: as with empty messages"},
    {"SSPI-DecryptMessage-key-updates", "100 new keys in a row are taken; one more: SEC_E_ILLEGAL_MESSAGE.",
     basis::chosen, "our choice: as with empty messages"},
    {"SSPI-DecryptMessage-too-long",
     "A record of more than 16384 bytes of text, or of TLS 1.3's text and padding, and a header that "
     "announces "
     "one: SEC_E_ILLEGAL_MESSAGE, and record_overflow to the peer.",
     basis::documented, "RFC 8446 section 5.4, RFC 5246 section 6.2.1"},
    {"SSPI-DecryptMessage-padding", "TLS 1.3's padding is taken off.", basis::documented,
     "RFC 8446 section 5.4"},
    {"SSPI-DecryptMessage-all-zero", "A record of padding alone: SEC_E_ILLEGAL_MESSAGE.", basis::documented,
     "RFC 8446 section 5.4"},
    {"SSPI-DecryptMessage-unknown-types", "A content of an unknown type: SEC_E_ILLEGAL_MESSAGE.",
     basis::documented, "RFC 8446 section 5"},
    {"SSPI-DecryptMessage-in-the-clear",
     "A record in the clear after TLS 1.3's handshake: SEC_E_ILLEGAL_MESSAGE.", basis::documented,
     "RFC 8446 section 5"},
    {"SSPI-DecryptMessage-interleaved",
     "Data between two parts of a handshake message, or over TLS 1.3 an alert: SEC_E_ILLEGAL_MESSAGE; parts "
     "that "
     "follow each other are one message.",
     basis::documented, "RFC 8446 section 5.1"},
    {"SSPI-DecryptMessage-altered-leaves-nothing",
     "Where the integrity check fails the text in the caller's memory is zeroed.", basis::chosen,
     "our choice: an AEAD decrypts before it knows"},
};

inline constexpr rule key_usage[] = {
    {"SSPI-DecryptMessage-worn-key",
     "Once AES-GCM has sealed 2 to the power of 24 records with a key of TLS 1.3: SEC_I_RENEGOTIATE, and all "
     "of "
     "the input is EXTRA; the token of the call that follows changes the key.",
     basis::chosen, "our choice: as if the peer had asked, which programs know how to answer"},
    {"SSPI-EncryptMessage-worn-key",
     "After 2 to the power of 24.5 records: SEC_E_CONTEXT_EXPIRED, until an empty call of the handshake's "
     "function has changed the key: by its token over TLS 1.3, by a renegotiation before.",
     basis::chosen, "our choice: RFC 8446 section 5.5, RFC 9325 section 4.4"},
};

inline constexpr rule records_inside[] = {
    {"SSPI-records-kept-inside",
     "The records that OpenSSL's own part in a connection writes and is given after a handshake are in no "
     "output; no trace and no log is written.",
     basis::chosen, "our choice: their numbers are used on the wire for other texts"},
};

inline constexpr rule ungranted_wishes[] = {
    {"SSPI-renegotiation-declined",
     "The peer's warning no_renegotiation to a wish for another handshake: SEC_I_NO_RENEGOTIATION from the "
     "function that meets it, and the connection goes on. Unasked for it is a warning like any other.",
     basis::relied_upon, ".NET"},
    {"SSPI-renegotiation-after-decline", "Either side may ask again, and the handshake completes.",
     basis::chosen, "our choice: a client's message is the same again"},
    {"SSPI-renegotiation-data-until-answered",
     "Data that was sent before its sender knew the answer is opened in its place, by a server that has "
     "answered too.",
     basis::documented, "Microsoft: Renegotiating an Schannel Connection"},
    {"SSPI-AcceptSecurityContext-takes-answer",
     "A server that asked for a certificate after TLS 1.3's handshake may hand the records to the function "
     "as "
     "they come: SEC_I_CONTINUE_NEEDED until the answer is whole, then SEC_E_OK. Data stays, as EXTRA.",
     basis::relied_upon, ".NET"},
};

inline constexpr topic record_topics[] = {
    {"Records", "What a peer may send", record_limits},
    {"Records", "How long a key is used", key_usage},
    {"Records", "What is sealed twice", records_inside},
    {"Records", "Wishes and answers", ungranted_wishes},
};

}  // namespace schannel::rules
