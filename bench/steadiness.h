// steadiness: how much a reference's own time may differ within one race before its ratios are in doubt.
#pragma once

namespace bench {

inline constexpr double steady_within = 1.3;

}  // namespace bench
