// The standard streams, by their numbers.
#include "console.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace schannel::tool {

void occupy_standard_streams() {
  // Input is empty then, notes are lost, and to write output fails as it did before: this one cannot be
  // written.
  constexpr int access[] = {O_RDONLY, O_RDONLY, O_WRONLY};
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    // open() takes the lowest number that is free.
    if (fcntl(stream, F_GETFD) < 0) static_cast<void>(open("/dev/null", access[stream]));
  }
}

void note(std::string_view line) {
  // One write per line, so that the lines of two processes do not mix. Where it fails nobody could be told.
  const std::string text = std::string(line) + '\n';
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

}  // namespace schannel::tool
