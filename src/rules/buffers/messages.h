// EncryptMessage and DecryptMessage: their buffers and their answers.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule encryption[] = {
    {"SSPI-EncryptMessage-header-data-trailer",
     "HEADER, DATA and TRAILER, with or without an EMPTY buffer: together they are one record.",
     basis::verified, "observed on Windows"},
    {"SSPI-EncryptMessage-sizes",
     "DATA keeps its length, HEADER and TRAILER get theirs, which are at most the stream sizes.",
     basis::relied_upon, "POCO; Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-in-place", "DATA is encrypted where it is.", basis::documented,
     "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-separate-memory", "The three need not lie next to each other.", basis::documented,
     "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-roomy-header-and-trailer", "More room than needed does no harm.", basis::documented,
     "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-empty-message", "DATA of no bytes gives a record that opens to no bytes.",
     basis::relied_upon, ".NET"},
    {"SSPI-EncryptMessage-longest-message", "DATA of cbMaximumMessage bytes fits one record.",
     basis::documented, "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-max-fragment-length",
     "A server whose client has asked for shorter records agrees: cbMaximumMessage is 512 to 4096, longer "
     "DATA "
     "gets SEC_E_ENCRYPT_FAILURE, and a longer record from the client is a violation.",
     basis::chosen, "RFC 6066 section 4; nobody says what Windows does"},
    {"SSPI-EncryptMessage-too-long", "DATA longer than that: SEC_E_ENCRYPT_FAILURE, and the context goes on.",
     basis::relied_upon, "programs that split what they send; seen on Windows 10 and 11"},
    {"SSPI-EncryptMessage-header-or-trailer-too-small",
     "HEADER or TRAILER smaller than the stream sizes: SEC_E_BUFFER_TOO_SMALL.", basis::documented,
     "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-needs-its-buffers",
     "No description, no DATA, no HEADER or no TRAILER: SEC_E_INVALID_TOKEN.", basis::documented,
     "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-read-only-buffers", "Buffers that are marked READONLY are passed over.",
     basis::documented, "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-no-plaintext", "SECQOP_WRAP_NO_ENCRYPT: SEC_E_QOP_NOT_SUPPORTED.", basis::chosen,
     "Schannel has no such mode"},
    {"SSPI-EncryptMessage-sequence-number", "The sequence number is not looked at.", basis::documented,
     "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-while-decrypting", "One thread may encrypt while another decrypts.",
     basis::documented, "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-while-decrypting-another-handshake",
     "Also while the other meets a wish for another handshake, or for a certificate, and follows it: "
     "SEC_E_CONTEXT_EXPIRED where nothing may be sent for now, and every message arrives in its turn.",
     basis::documented, "Microsoft: EncryptMessage (Schannel), DecryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-while-decrypting-a-new-key",
     "Also while the other meets a KeyUpdate that demands one in return: every message arrives in its turn.",
     basis::documented, "Microsoft: EncryptMessage (Schannel), DecryptMessage (Schannel)"},
    {"SSPI-EncryptMessage-while-decrypting-a-goodbye",
     "Also while the other meets close_notify: what is said before and after it arrives.", basis::documented,
     "Microsoft: EncryptMessage (Schannel), DecryptMessage (Schannel)"},
    {"SSPI-InitializeSecurityContext-while-encrypting",
     "A program has to see to it that no thread encrypts meanwhile. When one does, each call is whole: what "
     "is "
     "not encrypted is SEC_E_CONTEXT_EXPIRED. Only the order of what both give is unknown.",
     basis::chosen, "our choice: a mistake of that kind breaks no memory"},
    {"SSPI-messages-without-allocation",
     "A message is encrypted and decrypted where it lies, without a copy of it and without an allocation, "
     "over "
     "AEAD suites.",
     basis::chosen, "our choice: STREAM_HEADER, DATA and STREAM_TRAILER were made for it"},
    {"SSPI-EncryptMessage-alert",
     "SECQOP_WRAP_OOB_DATA: the two bytes of DATA are sent as an alert; what spells none: "
     "SEC_E_INVALID_TOKEN.",
     basis::documented, "Microsoft: EncryptMessage (Schannel)"},
};

inline constexpr rule decryption[] = {
    {"SSPI-DecryptMessage-one-record",
     "One record: SEC_E_OK with HEADER, DATA and TRAILER, and the last buffer EMPTY.", basis::documented,
     "Microsoft: Stream Contexts"},
    {"SSPI-DecryptMessage-in-place",
     "HEADER, DATA and TRAILER lie in the caller's buffer, one behind the other.", basis::relied_upon,
     "Qt, StreamSSL"},
    {"SSPI-DecryptMessage-one-record-per-call",
     "A call opens one record; what follows it is EXTRA, untouched.", basis::documented,
     "Microsoft: Stream Contexts"},
    {"SSPI-DecryptMessage-empty-record", "A record of no data: SEC_E_OK and DATA of no bytes.",
     basis::documented, "Microsoft: DecryptMessage (Schannel)"},
    {"SSPI-DecryptMessage-missing",
     "A part of a record: SEC_E_INCOMPLETE_MESSAGE, and the first two buffers are MISSING with what it "
     "lacks.",
     basis::verified, "observed on Windows for the first; aws-c-io, schannel-rs read the second"},
    {"SSPI-DecryptMessage-incomplete-changes-nothing",
     "SEC_E_INCOMPLETE_MESSAGE leaves the bytes and the context as they were.", basis::verified,
     "observed on Windows"},
    {"SSPI-DecryptMessage-any-cut", "However the stream is cut, the same messages come out.",
     basis::documented, "Microsoft: DecryptMessage (Schannel)"},
    {"SSPI-DecryptMessage-four-buffers", "Fewer than four buffers: SEC_E_INVALID_TOKEN.", basis::verified,
     "observed on Windows"},
    {"SSPI-DecryptMessage-one-data-buffer", "No DATA buffer, or two: SEC_E_INVALID_TOKEN.", basis::verified,
     "observed on Windows"},
    {"SSPI-DecryptMessage-three-empty-buffers", "Fewer than three EMPTY buffers: SEC_E_INVALID_TOKEN.",
     basis::verified, "observed on Windows"},
    {"SSPI-DecryptMessage-buffers-in-any-place",
     "DATA may stand anywhere among at least three EMPTY buffers. It becomes the HEADER, and the EMPTY ones "
     "become DATA, TRAILER and EXTRA in their order; more of them stay EMPTY.",
     basis::chosen, "our choice: the page of DecryptMessage says which buffers there must be, not where"},
    {"SSPI-DecryptMessage-needs-a-message", "No description of buffers: SEC_E_INVALID_TOKEN.", basis::chosen,
     "as with no buffers"},
    {"SSPI-DecryptMessage-quality-of-protection",
     "pfQOP may be NULL, and the sequence number is not looked at.", basis::documented,
     "Microsoft: DecryptMessage (Schannel)"},
    {"SSPI-DecryptMessage-altered",
     "A record whose integrity check fails: SEC_E_MESSAGE_ALTERED, and the same again after that.",
     basis::documented, "Microsoft: DecryptMessage (Schannel)"},
    {"SSPI-DecryptMessage-garbage",
     "Bytes that start no TLS record: SEC_E_ILLEGAL_MESSAGE, and the same again after that.", basis::chosen,
     "the stream cannot be found again"},
    {"SSPI-DecryptMessage-order", "A record twice, or one left out: SEC_E_MESSAGE_ALTERED.",
     basis::documented, "RFC 8446 section 5.3, RFC 5246 section 6.1"},
    {"SSPI-DecryptMessage-alert-becomes-a-status",
     "A fatal alert of the peer, and over TLS 1.3 one of any level, ends the connection with the status of "
     "its "
     "description. close_notify and TLS 1.3's user_canceled are none.",
     basis::documented, "Microsoft: Schannel Error Codes for TLS and SSL Alerts; RFC 8446 section 6"},
    {"SSPI-DecryptMessage-warning", "A warning other than close_notify over TLS 1.2: SEC_E_OK with no data.",
     basis::chosen, "RFC 5246 section 7.2.2 lets the connection go on"},
    {"SSPI-DecryptMessage-renegotiate",
     "A post-handshake message of TLS 1.3: SEC_I_RENEGOTIATE, with EXTRA from the start of its record on.",
     basis::relied_upon, "TSDuck, StreamSSL, str0m need EXTRA; aws-c-io, curl, .NET"},
    {"SSPI-InitializeSecurityContext-after-renegotiate",
     "Given that EXTRA, the function uses the one record and returns SEC_E_OK, with what follows it as "
     "EXTRA. Given nothing, or only what follows, it returns SEC_E_OK as well and uses nothing of it.",
     basis::relied_upon,
     "aws-c-io, Ice, which expect one call to be enough; curl, .NET, which may pass none"},
    {"SSPI-messages-between-renegotiate-and-the-call",
     "Until that call neither direction moves: SEC_E_CONTEXT_EXPIRED.", basis::documented,
     "Microsoft: DecryptMessage (Schannel)"},
};

}  // namespace schannel::rules
