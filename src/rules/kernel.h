// The small part of kernel32 that is found next to TLS code.
#pragma once

#include "rules/kernel/clocks.h"
#include "rules/kernel/code_pages.h"
#include "rules/kernel/files.h"
#include "rules/kernel/local_memory.h"
#include "rules/kernel/messages.h"
#include "rules/kernel/modules.h"
#include "rules/kernel/slim_locks.h"
#include "rules/kernel/threads.h"
#include "rules/kernel/versions.h"

namespace schannel::rules {

inline constexpr topic kernel_topics[] = {
    {"The neighbourhood: kernel32", "Memory and the last error", local_memory},
    {"The neighbourhood: kernel32", "Code pages", code_pages},
    {"The neighbourhood: kernel32", "Times and clocks", clocks},
    {"The neighbourhood: kernel32", "The texts of codes", messages},
    {"The neighbourhood: kernel32", "Libraries and functions by name", modules},
    {"The neighbourhood: kernel32", "The version of Windows", versions},
    {"The neighbourhood: kernel32", "Threads", threads},
    {"The neighbourhood: kernel32", "Slim locks", slim_locks},
    {"The neighbourhood: kernel32", "Files", files},
};

}  // namespace schannel::rules
