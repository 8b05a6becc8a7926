// The part of winhttp.h that is here has the values of Windows. Its own header there does not go with
// wininet.h.
#include <windows.h>

#include <winhttp.h>

static_assert(SECURITY_FLAG_IGNORE_UNKNOWN_CA == 0x100);
static_assert(SECURITY_FLAG_IGNORE_CERT_WRONG_USAGE == 0x200);
static_assert(SECURITY_FLAG_IGNORE_CERT_CN_INVALID == 0x1000);
static_assert(SECURITY_FLAG_IGNORE_CERT_DATE_INVALID == 0x2000);
