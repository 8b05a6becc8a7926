// Processes of their own for what would harm the tests: limits, rights given up, deaths.
#pragma once

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace schannel::test {

/// A process that does `work` and exits with whether it answered true.
inline pid_t start(const std::function<bool()>& work) {
  const pid_t process = ::fork();
  if (process == 0) ::_exit(work() ? 0 : 1);
  return process;
}

inline bool succeeds(pid_t process) {
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Gives up the rights of root, whom no permission stops.
inline void become_nobody() {
  constexpr uid_t nobody = 65534;
  if (::geteuid() == 0 && ::setuid(nobody) != 0) ::_exit(2);
}

/// No file grows beyond this many bytes any more: the disk is full.
inline void fill_disk(rlim_t room) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{room, room};
  if (::setrlimit(RLIMIT_FSIZE, &small) != 0) ::_exit(2);
}

}  // namespace schannel::test
