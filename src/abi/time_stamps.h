// TimeStamp: 100-nanosecond steps since 1601, in local time, as SSPI counts.
#pragma once

#include <cstdint>

#include "abi/sspi.h"

namespace schannel::abi {

/// `seconds` since 1970 (UTC) as a TimeStamp.
TimeStamp local_time(std::int64_t seconds);

/// The TimeStamp that means "never".
TimeStamp end_of_time();

}  // namespace schannel::abi
