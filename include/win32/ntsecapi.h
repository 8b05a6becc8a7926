// One of the headers that bring UNICODE_STRING and NTSTATUS.
#ifndef _NTSECAPI_
#define _NTSECAPI_

#include "openschannel/unicode_string.h"

#endif
