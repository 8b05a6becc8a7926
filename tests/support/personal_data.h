// personal_data: a user's data of one test's own: a folder for stores and keys, and roots that the
// distribution trusts.
#pragma once

#include <stdlib.h>

#include <optional>
#include <string>

#include "support/temporary_folder.h"

namespace schannel::test {

/// An environment variable that is what it was before when this goes.
class environment_variable {
 public:
  environment_variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = ::getenv(name)) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~environment_variable() {
    if (before_)
      ::setenv(name_, before_->c_str(), 1);
    else
      ::unsetenv(name_);
  }
  environment_variable(const environment_variable&) = delete;
  environment_variable& operator=(const environment_variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

class personal_data {
 public:
  std::filesystem::path stores() const { return folder_ / "openschannel/stores"; }
  std::filesystem::path store(const std::string& name) const { return stores() / name; }
  std::filesystem::path root_file() const { return folder_ / "roots.pem"; }
  std::filesystem::path root_directory() const { return folder_ / "roots"; }
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  temporary_folder folder_;
  environment_variable data_{"XDG_DATA_HOME", folder_.path()};
  environment_variable file_{"SSL_CERT_FILE", folder_ / "roots.pem"};
  environment_variable directory_{"SSL_CERT_DIR", folder_ / "roots"};
};

}  // namespace schannel::test
