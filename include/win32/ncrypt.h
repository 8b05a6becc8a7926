// Key storage of CNG (ncrypt.dll): keys by name or as long as their handle, and their BLOBs.
// What a function does is what Microsoft's page on it says; where that leaves a choice, docs/compatibility.md
// has ours.
#ifndef __NCRYPT_H__
#define __NCRYPT_H__

#include "openschannel/base.h"
#include "bcrypt.h"
#include "openschannel/cng/key_storage.h"

#endif
