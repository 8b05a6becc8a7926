// What a program may ask the SSL policy of certificate chains to overlook; the rest of WinHTTP is not here.
#ifndef _WINHTTPX_
#define _WINHTTPX_

#include "openschannel/base.h"
#include "openschannel/overlooked.h"

#define SECURITY_FLAG_IGNORE_CERT_WRONG_USAGE 0x00000200

#endif
