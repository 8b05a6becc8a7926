// plot: the ratios of the record goals as a picture.
#pragma once

#include <string>

#include "results.h"

namespace bench {

/// An SVG document of 720 by 400 pixels that is readable on light and dark pages.
std::string plot(const results& of);

}  // namespace bench
