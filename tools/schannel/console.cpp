// Standard error, where nothing that fails could be reported any more.
#include "console.h"

#include <cstdio>
#include <string>

namespace schannel::tool {

void note(std::string_view line) {
  // One write per line, so that the lines of two processes do not mix.
  const std::string text = std::string(line) + '\n';
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace schannel::tool
