// NTSTATUS and the counted string. Only subauth.h, winternl.h and ntsecapi.h bring them: several programs
// define UNICODE_STRING themselves before they include schannel.h.
#pragma once

#include "types.h"

#ifndef _NTSTATUS_PSDK
#define _NTSTATUS_PSDK
typedef LONG NTSTATUS, *PNTSTATUS;
#endif

#ifndef NT_SUCCESS
#define NT_SUCCESS(status) ((NTSTATUS)(status) >= 0)
#endif

#ifndef __UNICODE_STRING_DEFINED
#define __UNICODE_STRING_DEFINED
/// A string with its length. Both lengths count bytes, without a terminator.
typedef struct _UNICODE_STRING {
  USHORT Length;
  USHORT MaximumLength;
  PWSTR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
#endif
