// The older name of schannel.h.
#ifndef __SCHNLSP_H__
#define __SCHNLSP_H__

#include "schannel.h"

#endif
