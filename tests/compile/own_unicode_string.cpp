// A program may bring its own UNICODE_STRING, as several do, and may include schannel.h before it asks for
// SCH_CREDENTIALS. Nothing may depend on SECURITY_WIN32 after sspi.h.
#include <schannel.h>

#define SECURITY_WIN32
#include <security.h>
#undef SECURITY_WIN32
#include <sspi.h>

typedef struct _UNICODE_STRING {
  USHORT Length;
  USHORT MaximumLength;
  PWSTR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;

#define SCHANNEL_USE_BLACKLISTS
#include <schannel.h>

static_assert(sizeof(CRYPTO_SETTINGS::strCngAlgId) == sizeof(UNICODE_STRING));
