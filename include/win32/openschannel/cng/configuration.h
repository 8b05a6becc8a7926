// What a machine's administrator has chosen.
#pragma once

#include "../api.h"
#include "../types.h"

#ifndef _NTSTATUS_PSDK
#define _NTSTATUS_PSDK
typedef LONG NTSTATUS, *PNTSTATUS;
#endif

#ifndef BCRYPT_SUCCESS
#define BCRYPT_SUCCESS(status) (((NTSTATUS)(status)) >= 0)
#endif

/// The functions of an interface, such as the cipher suites of Schannel, in their order.
typedef struct _CRYPT_CONTEXT_FUNCTIONS {
  ULONG cFunctions;
  PWSTR* rgpszFunctions;
} CRYPT_CONTEXT_FUNCTIONS, *PCRYPT_CONTEXT_FUNCTIONS;

// Whose configuration.
#define CRYPT_LOCAL  (0x00000001)
#define CRYPT_DOMAIN (0x00000002)

OPENSCHANNEL_BEGIN_C

/// Lists the cipher suites that Schannel offers by default: of the table CRYPT_LOCAL, the context L"SSL" and
/// NCRYPT_SCHANNEL_INTERFACE, which are the only ones there are. With *ppBuffer NULL the result is allocated,
/// and BCryptFreeBuffer frees it; else it goes to those *pcbBuffer bytes. With ppBuffer NULL only the size is
/// given. Returns STATUS_SUCCESS (0), STATUS_INVALID_PARAMETER, STATUS_NOT_FOUND or STATUS_BUFFER_TOO_SMALL.
OPENSCHANNEL_API NTSTATUS WINAPI BCryptEnumContextFunctions(ULONG dwTable, LPCWSTR pszContext,
                                                            ULONG dwInterface, ULONG* pcbBuffer,
                                                            PCRYPT_CONTEXT_FUNCTIONS* ppBuffer);

/// Frees what a function of this header allocated. NULL is nothing to free.
OPENSCHANNEL_API void WINAPI BCryptFreeBuffer(PVOID pvBuffer);

/// Tells whether only algorithms approved by FIPS are used, which is OpenSSL's configuration to say. Returns
/// STATUS_SUCCESS, or STATUS_INVALID_PARAMETER without pfEnabled.
OPENSCHANNEL_API NTSTATUS WINAPI BCryptGetFipsAlgorithmMode(BOOLEAN* pfEnabled);

OPENSCHANNEL_END_C
