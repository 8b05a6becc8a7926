// CryptQueryObject: what is in a file or in memory.
#pragma once

#include "../api.h"
#include "encoding.h"
#include "stores.h"

typedef void* HCRYPTMSG;

OPENSCHANNEL_BEGIN_C

/// Looks at a file (pvObject is its name, LPCWSTR) or at memory (a CERT_BLOB), and takes the first of the
/// expected contents and formats that fits. Every result may be NULL: *phCertStore receives a store with all
/// that is in the object, *ppvContext the certificate or revocation list that it is, both to be closed and
/// freed by the caller; *phMsg is always NULL. Returns FALSE with CRYPT_E_NO_MATCH when nothing fits, and
/// with ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED or CRYPT_E_FILE_ERROR for a file that cannot be read.
OPENSCHANNEL_API BOOL WINAPI CryptQueryObject(DWORD dwObjectType, const void* pvObject,
                                              DWORD dwExpectedContentTypeFlags,
                                              DWORD dwExpectedFormatTypeFlags, DWORD dwFlags,
                                              DWORD* pdwMsgAndCertEncodingType, DWORD* pdwContentType,
                                              DWORD* pdwFormatType, HCERTSTORE* phCertStore, HCRYPTMSG* phMsg,
                                              const void** ppvContext);

OPENSCHANNEL_END_C
