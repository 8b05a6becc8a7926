// Programs include it beside sspi.h for the type of its statuses alone; remote procedure calls are not here.
#ifndef __RPC_H__
#define __RPC_H__

#include "windows.h"

typedef LONG RPC_STATUS;

#endif
