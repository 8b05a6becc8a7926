// The types that every function of SSPI shares: handles, times, strings and the description of a package.
#pragma once

#include "../api.h"
#include "../types.h"

#define SEC_FAR
#define SEC_ENTRY      WINAPI
#define SECURITY_ENTRY WINAPI

#ifndef __SECSTATUS_DEFINED__
#define __SECSTATUS_DEFINED__
/// SEC_E_OK, a SEC_I_* success or a SEC_E_* failure; negative values are failures.
typedef LONG SECURITY_STATUS;
#endif

typedef CHAR SEC_CHAR;
typedef WCHAR SEC_WCHAR;

#ifndef __SECHANDLE_DEFINED__
#define __SECHANDLE_DEFINED__
/// An opaque handle. Copies name the same object; one copy is to be freed.
typedef struct _SecHandle {
  ULONG_PTR dwLower;
  ULONG_PTR dwUpper;
} SecHandle, *PSecHandle;
#endif

typedef SecHandle CredHandle;
typedef PSecHandle PCredHandle;
typedef SecHandle CtxtHandle;
typedef PSecHandle PCtxtHandle;

#define SEC_DELETED_HANDLE ((ULONG_PTR)-2)

/// Marks a handle as naming nothing. A statement, with or without a semicolon after it.
#define SecInvalidateHandle(x)                  \
  {                                             \
    ((PSecHandle)(x))->dwLower = (ULONG_PTR)-1; \
    ((PSecHandle)(x))->dwUpper = (ULONG_PTR)-1; \
  }

/// Tells whether a handle is other than what SecInvalidateHandle leaves. It does not look for the object.
#define SecIsValidHandle(x) \
  (((PSecHandle)(x))->dwLower != (ULONG_PTR)-1 && ((PSecHandle)(x))->dwUpper != (ULONG_PTR)-1)

typedef LARGE_INTEGER _SECURITY_INTEGER, SECURITY_INTEGER, *PSECURITY_INTEGER;

/// A moment as a FILETIME's 64 bits, in local time.
typedef SECURITY_INTEGER TimeStamp, *PTimeStamp;

/// A string with its length; both lengths count bytes.
typedef struct _SECURITY_STRING {
  USHORT Length;
  USHORT MaximumLength;
  WCHAR* Buffer;
} SECURITY_STRING, *PSECURITY_STRING;

/// A security package. The block and its strings are one allocation that FreeContextBuffer frees.
typedef struct _SecPkgInfoA {
  ULONG fCapabilities;  ///< SECPKG_FLAG_*
  USHORT wVersion;
  USHORT wRPCID;
  ULONG cbMaxToken;  ///< Bytes that hold any one token.
  SEC_CHAR* Name;
  SEC_CHAR* Comment;
} SecPkgInfoA, *PSecPkgInfoA;

typedef struct _SecPkgInfoW {
  ULONG fCapabilities;
  USHORT wVersion;
  USHORT wRPCID;
  ULONG cbMaxToken;
  SEC_WCHAR* Name;
  SEC_WCHAR* Comment;
} SecPkgInfoW, *PSecPkgInfoW;

#define SECPKG_FLAG_INTEGRITY                    0x00000001
#define SECPKG_FLAG_PRIVACY                      0x00000002
#define SECPKG_FLAG_TOKEN_ONLY                   0x00000004
#define SECPKG_FLAG_DATAGRAM                     0x00000008
#define SECPKG_FLAG_CONNECTION                   0x00000010
#define SECPKG_FLAG_MULTI_REQUIRED               0x00000020
#define SECPKG_FLAG_CLIENT_ONLY                  0x00000040
#define SECPKG_FLAG_EXTENDED_ERROR               0x00000080
#define SECPKG_FLAG_IMPERSONATION                0x00000100
#define SECPKG_FLAG_ACCEPT_WIN32_NAME            0x00000200
#define SECPKG_FLAG_STREAM                       0x00000400
#define SECPKG_FLAG_NEGOTIABLE                   0x00000800
#define SECPKG_FLAG_GSS_COMPATIBLE               0x00001000
#define SECPKG_FLAG_LOGON                        0x00002000
#define SECPKG_FLAG_ASCII_BUFFERS                0x00004000
#define SECPKG_FLAG_FRAGMENT                     0x00008000
#define SECPKG_FLAG_MUTUAL_AUTH                  0x00010000
#define SECPKG_FLAG_DELEGATION                   0x00020000
#define SECPKG_FLAG_READONLY_WITH_CHECKSUM       0x00040000
#define SECPKG_FLAG_RESTRICTED_TOKENS            0x00080000
#define SECPKG_FLAG_NEGO_EXTENDER                0x00100000
#define SECPKG_FLAG_NEGOTIABLE2                  0x00200000
#define SECPKG_FLAG_APPCONTAINER_PASSTHROUGH     0x00400000
#define SECPKG_FLAG_APPCONTAINER_CHECKS          0x00800000
#define SECPKG_FLAG_CREDENTIAL_ISOLATION_ENABLED 0x01000000
#define SECPKG_FLAG_APPLY_LOOPBACK               0x02000000

#define SECPKG_ID_NONE 0xFFFF

// What a credential is for.
#define SECPKG_CRED_INBOUND              0x00000001  // servers
#define SECPKG_CRED_OUTBOUND             0x00000002  // clients
#define SECPKG_CRED_BOTH                 0x00000003
#define SECPKG_CRED_DEFAULT              0x00000004
#define SECPKG_CRED_AUTOLOGON_RESTRICTED 0x00000010
#define SECPKG_CRED_PROCESS_POLICY_ONLY  0x00000020
#define SECPKG_CRED_RESERVED             0xF0000000

// The data representation that the target speaks. Schannel ignores it.
#define SECURITY_NATIVE_DREP  0x00000010
#define SECURITY_NETWORK_DREP 0x00000000

/// A name and password for the packages that log on with them. Schannel takes none.
#define SEC_WINNT_AUTH_IDENTITY_ANSI    0x1
#define SEC_WINNT_AUTH_IDENTITY_UNICODE 0x2

typedef struct _SEC_WINNT_AUTH_IDENTITY_A {
  unsigned char* User;
  ULONG UserLength;
  unsigned char* Domain;
  ULONG DomainLength;
  unsigned char* Password;
  ULONG PasswordLength;
  ULONG Flags;
} SEC_WINNT_AUTH_IDENTITY_A, *PSEC_WINNT_AUTH_IDENTITY_A;

typedef struct _SEC_WINNT_AUTH_IDENTITY_W {
  unsigned short* User;
  ULONG UserLength;
  unsigned short* Domain;
  ULONG DomainLength;
  unsigned short* Password;
  ULONG PasswordLength;
  ULONG Flags;
} SEC_WINNT_AUTH_IDENTITY_W, *PSEC_WINNT_AUTH_IDENTITY_W;
