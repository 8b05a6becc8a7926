// Environment variables that a test changes.
#pragma once

#include <stdlib.h>

#include <optional>
#include <string>

namespace schannel::test {

/// Another value of an environment variable for a while; a null pointer takes the variable away.
class environment {
 public:
  environment(const char* name, const char* value) : name_(name) {
    if (const char* present = ::getenv(name)) before_ = present;
    value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
  }
  ~environment() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
  environment(const environment&) = delete;
  environment& operator=(const environment&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace schannel::test
