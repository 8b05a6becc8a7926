// What Windows does and this library does not, or not yet; each with its reason.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr deviation deviations[] = {
    {"A peer that declines a renegotiation over a suite that is not AEAD, with the warning no_renegotiation: "
     "SEC_I_NO_RENEGOTIATION, and the connection lives on.",
     "SEC_E_ILLEGAL_MESSAGE, and the connection is over.",
     "OpenSSL opens such records, and takes the warning for a failure of the handshake it began."},
    {"Keying material is exported from a client after its renegotiation was declined.",
     "It fails until a renegotiation is complete.",
     "OpenSSL has put the random of the refused ClientHello where the one in use was."},
    {"Over a suite that is not AEAD, data that was sent before the peer's answer to a renegotiation.",
     "A server that has answered a ClientHello takes no more data until the handshake is complete.",
     "OpenSSL opens such records, and allows data in a handshake only until its ServerHello."},
    {"DTLS: SP_PROT_DTLS1_*, ISC_REQ_DATAGRAM, SECBUFFER_DTLS_MTU; close_notify in a DTLS record; keys for "
     "SRTP: SECBUFFER_SRTP_PROTECTION_PROFILES, SECPKG_ATTR_SRTP_PARAMETERS.",
     "SEC_E_ALGORITHM_MISMATCH for a credential that speaks nothing else; the buffers are passed over, and "
     "the "
     "attribute is SEC_E_UNSUPPORTED_FUNCTION.",
     "This library speaks TLS over streams, and no other protocol."},
    {"With ENABLE_TLS_CLIENT_EARLY_START a client may send data before it has the server's Finished.",
     "SEC_E_OK, and it waits for it.", "OpenSSL has no false start, and the attribute is only a permission."},
    {"EncryptMessage with a cipher that cannot be used: SEC_E_CRYPTO_SYSTEM_INVALID.", "It is never given.",
     "A cipher that cannot be used is not negotiated."},
    {"A client talks to a server that does not know RFC 5746, as long as neither renegotiates.",
     "SEC_E_ILLEGAL_MESSAGE.",
     "The client could not tell that somebody had spoken to the server before it did."},
    {"A session of a credential with SCH_CRED_DISABLE_RECONNECTS can be enabled by "
     "SSL_SESSION_ENABLE_RECONNECTS.",
     "SEC_E_OK, and it is not resumed.", "OpenSSL keeps no session that must not be resumed yet."},
    {"SetCredentialsAttributes of names, algorithms, strengths and protocols.", "SEC_E_UNSUPPORTED_FUNCTION.",
     "A credential stays what it was acquired as, since many contexts share it."},
    {"A session is disabled by the server after its ticket was given out.", "The ticket still resumes it.",
     "A ticket holds the session itself; only its key could revoke it."},
    {"Over a suite that is not AEAD, a shutdown while a renegotiation is pending.",
     "SEC_E_UNSUPPORTED_FUNCTION; delete the context.", "OpenSSL seals no goodbye inside a handshake."},
    {"Over a suite that is not AEAD, an empty message, or an alert other than close_notify.",
     "SEC_E_UNSUPPORTED_FUNCTION for the message; the alert ends the connection without a token.",
     "Such records are sealed by SSL_write, which has no way to say either."},
    {"Over a suite that is not AEAD, data is sent while a renegotiation is pending.",
     "SEC_E_UNSUPPORTED_FUNCTION until it is complete.", "SSL_write would go on with the handshake instead."},
    {"A credential that a client or server brings to a renegotiation says what may be negotiated in it.",
     "Its certificates, its flags for validation and its sessions count; versions, suites and lengths of "
     "keys "
     "are those of the first credential.",
     "OpenSSL has them in what the connection was made with."},
    {"APP_DATA comes with a ticket to another process whose server shares its key.",
     "It stays in the process that set it.", "The ticket is given out before the data can be set."},
    {"A leg that fails puts its alert into an ALERT buffer.",
     "The alert is the token, where ISC_REQ_EXTENDED_ERROR or ASC_REQ_EXTENDED_ERROR asks for it.",
     "It is a record to be sent: StreamSSL and curl look for it in TOKEN alone, .NET in both."},
    {"Messages mode, ISC_REQ_MESSAGES and ASC_REQ_MESSAGES.", "SEC_E_UNSUPPORTED_FUNCTION.",
     "OpenSSL has handshakes without records since its version 3.5; this library is made for 3.0."},
    {"A client takes session tickets of TLS 1.2.", "It offers session ids alone; servers give tickets out.",
     "A server of GnuTLS that renegotiates with a client that has one is left waiting."},
    {"A client's own tickets, ISC_REQ_EXPLICIT_SESSION.", "SEC_E_UNSUPPORTED_FUNCTION.",
     "No page says how they come and go."},
    {"CertVerifyCertificateChainPolicy for Authenticode, NT_AUTH, EV and other policies beside BASE, SSL and "
     "BASIC_CONSTRAINTS.",
     "ERROR_FILE_NOT_FOUND.", "They judge what has nothing to do with TLS."},
    {"A certificate whose signature algorithm cannot be decoded has a context, and CertGetCertificateChain "
     "returns FALSE for it.",
     "CertCreateCertificateContext returns NULL, CRYPT_E_ASN1_CORRUPT.",
     "OpenSSL reads the whole certificate."},
    {"A certificate whose alternative names cannot be decoded has its chain, with INVALID_NAME_CONSTRAINTS "
     "and "
     "INVALID_EXTENSION where an issuer constrains names.",
     "The chain ends with it: INVALID_EXTENSION and IS_PARTIAL_CHAIN, and no handshake accepts it.",
     "OpenSSL looks for no issuer of a certificate with an extension that it cannot read."},
    {"A server's RSA key of 1024 bits is long enough.",
     "It is SEC_E_CERT_UNKNOWN where OpenSSL's security level asks for more, unless the administrator sets "
     "ClientMinKeyBitLength.",
     "What the system demands of keys is the administrator's word, too."},
    {"hRestrictedTrust, hRestrictedOther, hExclusiveTrustedPeople, dwUrlRetrievalTimeout and the sizes of "
     "caches "
     "in CERT_CHAIN_ENGINE_CONFIG.",
     "They are not looked at.", "There are no trust lists here and no peer trust, and nothing to tune."},
    {"RequestedIssuancePolicy and pStrongSignPara in CERT_CHAIN_PARA.", "They are not looked at.",
     "TLS asks for no issuance policy; in a handshake OpenSSL's security level says how strong signatures "
     "have to be."},
    {"pftCacheResync in CERT_CHAIN_PARA.", "It is not looked at.",
     "dwRevocationFreshnessTime says how old what tells of revocation may be, wherever it was kept."},
    {"CERT_CHAIN_RETURN_LOWER_QUALITY_CONTEXTS, CERT_CHAIN_ENABLE_PEER_TRUST and CERT_CHAIN_TIMESTAMP_TIME.",
     "They are not looked at: there is one chain, the best that was found.", "OpenSSL builds one."},
    {"CERT_VERIFY_REV_SERVER_OCSP_FLAG: lists do not count; dwReason of any revocation.",
     "Lists count all the same; dwReason is 0 unless a list in hCrlStore has it.",
     "What is fetched is read by OpenSSL, which says no reason."},
    {"dwKeySpec and dwAcquirePrivateKeyFlags of CertFindChainInStore.", "They are not looked at.",
     "A key is for all that its certificate allows."},
    {"Over TLS 1.2 a server whose stapled response says that its certificate was revoked hears "
     "certificate_revoked.",
     "It hears bad_certificate_status_response (RFC 6066 section 8).",
     "OpenSSL chooses the alert for a response that is not taken."},
    {"Trust lists in a client certificate policy.", "Their names are kept and not looked at.",
     "There are no trust lists here."},
    {"TLS_PARAMETERS for certain ALPN ids limits the lengths of keys as well, dwMinBitLength and "
     "dwMaxBitLength.",
     "The limits of the default parameters hold for all connections.",
     "OpenSSL has no place for them between the ClientHello and the choice of a certificate."},
    {"Keys of EAP-FAST and EAP-TTLS, the functions 1 to 3 of SECPKG_ATTR_EAP_PRF_INFO.",
     "SEC_E_UNSUPPORTED_FUNCTION.", "Microsoft's page and RFC 5281 disagree about the order of the randoms."},
    {"Stores of services, of other users, of group policies and of the enterprise; PHYSICAL, LDAP, REG, MSG "
     "and "
     "smart card providers; relocated stores.",
     "ERROR_FILE_NOT_FOUND.", "There are no such places here: the user's and the machine's folders are all."},
    {"CERT_STORE_CTRL_NOTIFY_CHANGE, AUTO_RESYNC and CANCEL_NOTIFY.", "ERROR_NOT_SUPPORTED.",
     "There are no events here to be signalled; CERT_STORE_CTRL_RESYNC reads a store again."},
    {"CERT_FIND_SUBJECT_INFO_ACCESS and CERT_FIND_CROSS_CERT_DIST_POINTS.", "E_INVALIDARG.",
     "TLS has no use for what such certificates point at."},
    {"CRYPT_STRING_PERCENTESCAPE and CRYPT_STRING_HASHDATA.",
     "ERROR_INVALID_DATA when text is read, ERROR_INVALID_FLAGS when it is written.",
     "No page says what such text looks like."},
    {"CRYPT_DECODE_NOCOPY_FLAG: the structure points into the bytes that it was decoded from.",
     "It points at copies, which are freed with it.", "The flag only saves memory."},
    {"Any number of empty messages, of warnings and of new keys in a row.",
     "1000, 100 and 100. Over a suite that is not AEAD OpenSSL's limits: 32 and 4. One more: "
     "SEC_E_ILLEGAL_MESSAGE, and the connection is over.",
     "Such floods are attacks, and cost their sender little."},
    {"A handshake in which any allocation fails: SEC_E_INSUFFICIENT_MEMORY.",
     "Some of the allocations that fail inside OpenSSL before 3.2: another error, SEC_E_CERT_UNKNOWN for "
     "example.",
     "OpenSSL does not say of all of them that they failed, and takes what it could not copy for the peer's "
     "fault."},
    {"SCH_SEND_AUX_RECORD: over TLS 1.0 a message is sent in two records.", "It is sent in one.",
     "A call of EncryptMessage makes one record, and the layout of the three buffers leaves no room for "
     "two."},
    {"A ClientHello in the format of SSL 2.0 that offers TLS.", "SEC_E_INVALID_TOKEN.",
     "No client of today sends it, and it starts no TLS record."},
    {"Deleting a context twice may give SEC_E_OK.", "SEC_E_INVALID_HANDLE the second time.",
     "A handle that was freed names nothing any more; a program that minds has an error to find."},
    {"AcquireCredentialsHandle with nowhere to put the handle crashes.", "SEC_E_INVALID_PARAMETER.",
     "A crash is of no use to anyone."},
    {"NCryptDeleteKey removes a key that CryptoAPI keeps in a container.",
     "NTE_BAD_KEYSET, and the key stays; CryptAcquireContext with CRYPT_DELETEKEYSET removes it.",
     "The container may have another key, which nobody asked to remove."},
    {"CryptGenKey makes RSA keys of 384 bits and more, and of 512 or 1024 unless a length is asked for.",
     "512 bits and more, and 2048 unless a length is asked for.",
     "OpenSSL makes no shorter ones, and no TLS peer takes less than 2048."},
    {"Private keys are encrypted on disk for their user.",
     "They are files that their owner alone can read, and refused when others can.",
     "Linux has no service that knows the user's secret."},
    {"A private key that lives in memory only: SEC_E_NO_CREDENTIALS.", "SEC_E_OK.",
     "Windows keeps keys in another process; here nothing stands in the way."},
    {"The texts of FormatMessage are Microsoft's, in the user's language.",
     "They are this project's, in English.", "Programs show them and do not read them."},
    {"Each library exports its own functions, some by ordinals, and others can be loaded.",
     "Each of those next to Schannel exports all functions of this one, by name alone; any other one is "
     "ERROR_MOD_NOT_FOUND.",
     "They are one library here."},
    {"CreateFile makes and writes files, and ReadFile reads in the background.", "ERROR_NOT_SUPPORTED.",
     "Only reading certificates and keys from files belongs to what Schannel programs need."},
    {"Code pages other than UTF-8.", "ERROR_INVALID_PARAMETER; CP_ACP is UTF-8.",
     "Text on this system is UTF-8."},
};

}  // namespace schannel::rules
