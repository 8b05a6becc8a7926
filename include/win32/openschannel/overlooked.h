// What a program may ask the SSL policy of certificate chains to overlook, under the names that WinINet and
// WinHTTP share.
#pragma once

#define SECURITY_FLAG_IGNORE_UNKNOWN_CA        0x00000100
#define SECURITY_FLAG_IGNORE_CERT_CN_INVALID   0x00001000
#define SECURITY_FLAG_IGNORE_CERT_DATE_INVALID 0x00002000
