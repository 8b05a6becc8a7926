// Every error and status code of these headers.
#ifndef _WINERROR_
#define _WINERROR_

#include "openschannel/status_win32.h"
#include "openschannel/status_security.h"
#include "openschannel/status_crypto.h"

#endif
