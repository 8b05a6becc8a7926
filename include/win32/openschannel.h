// What OpenSchannel offers beyond the functions of Windows.
#pragma once

#include "openschannel/engines.h"
