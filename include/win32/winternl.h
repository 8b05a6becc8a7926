// One of the headers that bring UNICODE_STRING and NTSTATUS.
#ifndef _WINTERNL_
#define _WINTERNL_

#include "openschannel/unicode_string.h"

#endif
