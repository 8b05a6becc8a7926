// The header that programs of a security package include: sspi.h and the names of the best-known packages.
// Only Schannel's, in schannel.h, is provided by this library.
#ifndef OPENSCHANNEL_SECURITY_H
#define OPENSCHANNEL_SECURITY_H

#include "sspi.h"

#define NTLMSP_NAME_A             "NTLM"
#define NTLMSP_NAME               L"NTLM"
#define MICROSOFT_KERBEROS_NAME_A "Kerberos"
#define MICROSOFT_KERBEROS_NAME_W L"Kerberos"
#define MICROSOFT_KERBEROS_NAME   MICROSOFT_KERBEROS_NAME_W
#define NEGOSSP_NAME_A            "Negotiate"
#define NEGOSSP_NAME_W            L"Negotiate"
#ifdef UNICODE
#define NEGOSSP_NAME NEGOSSP_NAME_W
#else
#define NEGOSSP_NAME NEGOSSP_NAME_A
#endif

#endif
