// What a process keeps for good, such as the algorithms that OpenSSL may use, is looked at in one of its own:
// a case named "apart: ..." is skipped among the others, and run alone by one that asks whether it holds. Its
// name has no comma, at which doctest would cut it.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <string>

namespace schannel::test {

inline constexpr int confirmed = 42;  // no program ends so by chance

/// How such a case ends.
[[noreturn]] inline void end_process(bool holds) {
  ::_exit(holds ? confirmed : 1);
}

/// Whether the case of that name, which is skipped here, holds in a new process.
inline bool holds_apart(const char* name) {
  const std::string chosen = std::string("--test-case=") + name;
  const pid_t process = ::fork();
  if (process == 0) {
    ::execl("/proc/self/exe", "unit_tests", "--no-skip", chosen.c_str(), nullptr);
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == confirmed;
}

}  // namespace schannel::test
