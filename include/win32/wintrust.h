// Programs with Schannel code include it for the codes of trust alone; WinVerifyTrust and what belongs to it
// are not here.
#ifndef WINTRUST_H
#define WINTRUST_H

#include "wincrypt.h"

#endif
