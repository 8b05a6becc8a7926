// From UNIX time to TimeStamp.
#include "abi/time_stamps.h"

#include <ctime>
#include <limits>

namespace schannel::abi {

TimeStamp local_time(std::int64_t seconds) {
  constexpr std::int64_t from_1601_to_1970 = 11644473600;  // seconds
  constexpr std::int64_t steps_per_second = 10'000'000;
  const std::time_t moment = seconds;
  std::tm local{};
  localtime_r(&moment, &local);
  TimeStamp stamp{};
  stamp.QuadPart = (seconds + local.tm_gmtoff + from_1601_to_1970) * steps_per_second;
  return stamp;
}

TimeStamp end_of_time() {
  TimeStamp stamp{};
  stamp.QuadPart = std::numeric_limits<std::int64_t>::max();
  return stamp;
}

}  // namespace schannel::abi
