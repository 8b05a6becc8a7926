// summary: the figures as programs read them.
#pragma once

#include <string>

#include "results.h"

namespace bench {

/// JSON: "machine", "runs", and "figures" in the order of the tables. A figure has "table", "title", "bytes"
/// where it belongs to a length of message, "unit", "reached" and "goal", null where there is none, and
/// "verdict".
std::string as_json(const results& in);

}  // namespace bench
