// The part of CNG's primitives (bcrypt.dll) that Schannel programs need: the names of algorithms, the layouts
// of key BLOBs, and what an administrator allows. What a function does is what Microsoft's page on it says.
#ifndef __BCRYPT_H__
#define __BCRYPT_H__

#include "openschannel/base.h"
#include "openschannel/cng/algorithms.h"
#include "openschannel/cng/blobs.h"
#include "openschannel/cng/configuration.h"

#endif
