// What a program may ask the SSL policy of certificate chains to overlook; the rest of WinINet is not here.
#ifndef _WININET_
#define _WININET_

#include "openschannel/base.h"
#include "openschannel/overlooked.h"

#define INTERNET_FLAG_IGNORE_CERT_CN_INVALID   SECURITY_FLAG_IGNORE_CERT_CN_INVALID
#define INTERNET_FLAG_IGNORE_CERT_DATE_INVALID SECURITY_FLAG_IGNORE_CERT_DATE_INVALID

#define SECURITY_FLAG_IGNORE_REVOCATION     0x00000080
#define SECURITY_FLAG_IGNORE_WRONG_USAGE    0x00000200
#define SECURITY_FLAG_IGNORE_WEAK_SIGNATURE 0x00010000

#endif
