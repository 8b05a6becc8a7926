// What the administrator decides about every handshake.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule administration[] = {
    {"SSPI-MaximumCacheSize-sessions",
     "A server keeps that many sessions at the most, and forgets the oldest for the next.", basis::documented,
     "Microsoft: TLS registry settings"},
    {"SSPI-administration-defaults",
     "Without a file: TLS 1.2 and 1.3 on, TLS 1.0 and 1.1 disabled by default, sessions of 10 hours, 20000 "
     "of them.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-administration-next-credential",
     "What the administrator decides holds for the credentials that are acquired from then on.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-administration-three-states",
     "Each version is, on either side, enabled, disabled by default, which only grbitEnabledProtocols "
     "overrides, or disabled.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-administration-mistakes",
     "A mistake in the file is reported with its line and column, and the defaults hold.", basis::chosen,
     "our choice: half a configuration is worse than none"},
    {"SSPI-administration-suites",
     "The administrator's list of suites is the order of servers, and has what is off otherwise.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-suites-in-order", "Without one the suites are those of Windows Server 2022, in their order.",
     basis::documented, "Microsoft: TLS Cipher Suites in Windows Server 2022"},
    {"SSPI-suites-available", "Suites that the installed OpenSSL does not have are left out.", basis::chosen,
     "our choice: RC4, DES, EXPORT and DSS are gone from OpenSSL 3"},
    {"SSPI-key-lengths",
     "RSA and Diffie-Hellman keys of a server have at least 1024 bits for a client, and a server's own "
     "Diffie-Hellman group 2048.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-ClientMinKeyBitLength-rsa",
     "A server's RSA key that is shorter than PKCS has it: the client ends the handshake.", basis::documented,
     "Microsoft: TLS registry settings"},
    {"SSPI-ClientMinKeyBitLength-diffie-hellman",
     "A server's group that is shorter than Diffie-Hellman has it: the client ends the handshake.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-ServerMinKeyBitLength-diffie-hellman", "A server's group has at least as many bits.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-SendTrustedIssuerList-names",
     "With SendTrustedIssuerList a server names the authorities of hRootStore when it asks for a "
     "certificate, and by default none.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-SendTrustedIssuerList-limit",
     "The list is kept within 16 KB: from the first name on that does not fit, the rest is left out.",
     basis::documented, "Microsoft: KB 2880390"},
    {"SSPI-MessageLimit-fragmented",
     "A handshake message that is longer than MessageLimitClient or MessageLimitServer, and comes in several "
     "records: SEC_E_ILLEGAL_MESSAGE; in one record it is taken.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-MessageLimit-none", "A limit of 0: no message may come in several records.", basis::documented,
     "Microsoft: TLS registry settings"},
    {"SSPI-MessageLimit-client-certificate",
     "Where a server asks for a certificate MessageLimitServerClientAuth counts.", basis::documented,
     "Microsoft: TLS registry settings"},
    {"SSPI-MachineID-in-session-id", "The second DWORD of the ids of a server's sessions is MachineID.",
     basis::documented, "Microsoft: Load Balancing using Schannel"},
};

}  // namespace schannel::rules
