// One of the headers that bring UNICODE_STRING and NTSTATUS.
#ifndef _NTSUBAUTH_
#define _NTSUBAUTH_

#include "openschannel/unicode_string.h"

#endif
