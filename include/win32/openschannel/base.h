// What every header of this directory builds on: on Windows it comes from windows.h, which programs may leave
// out here.
#pragma once

#include "api.h"
#include "types.h"
#include "text.h"
#include "annotations.h"
#include "macros.h"
#include "last_error.h"
#include "memory.h"
#include "kernel/clocks.h"
#include "kernel/code_pages.h"
#include "kernel/files.h"
#include "kernel/messages.h"
#include "kernel/modules.h"
#include "kernel/slim_locks.h"
#include "kernel/threads.h"
#include "kernel/versions.h"
#include "../sdkddkver.h"
#include "../winerror.h"
