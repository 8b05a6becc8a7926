// What a program writes although nobody asked it to: to its standard streams, and secrets where OpenSSL may
// be told to.
#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstdio>

#include "support/temporary_folder.h"

namespace schannel::test {

/// While it lives the standard output and error lead to a file, and the environment names another for a key
/// log. What a test says of its failures meanwhile is passed on at the end.
class written_aside {
 public:
  written_aside() {
    std::fflush(nullptr);
    ::setenv("SSLKEYLOGFILE", (folder_ / "keys").c_str(), 1);
    const int file = ::open((folder_ / "streams").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    for (const int stream : streams) ::dup2(file, stream);
    ::close(file);
  }
  ~written_aside() {
    const std::string said = all();
    ::unsetenv("SSLKEYLOGFILE");
    ::dup2(output_, STDOUT_FILENO);
    ::dup2(error_, STDERR_FILENO);
    ::close(output_);
    ::close(error_);
    std::fwrite(said.data(), 1, said.size(), stdout);
  }
  written_aside(const written_aside&) = delete;
  written_aside& operator=(const written_aside&) = delete;

  /// All that was written so far.
  std::string all() const {
    std::fflush(nullptr);
    std::string found;
    for (const auto& file : std::filesystem::directory_iterator{folder_.path()}) {
      const bytes content = read_file(file);
      found.append(content.begin(), content.end());
    }
    return found;
  }

 private:
  /// A sanitizer must be heard at once: it ends the program.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static constexpr int streams[] = {STDOUT_FILENO};
#else
  static constexpr int streams[] = {STDOUT_FILENO, STDERR_FILENO};
#endif

  temporary_folder folder_;
  int output_ = ::dup(STDOUT_FILENO);
  int error_ = ::dup(STDERR_FILENO);
};

}  // namespace schannel::test
