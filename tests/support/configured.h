// A configuration of the administrator's, for as long as a test runs.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

/// A configuration file that SCHANNEL_CONFIG names.
class configured {
 public:
  explicit configured(std::string_view text) {
    std::string name = (std::filesystem::temp_directory_path() / "schannel-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    REQUIRE(file >= 0);
    ::close(file);
    path_ = name;
    write(text);
    ::setenv("SCHANNEL_CONFIG", path_.c_str(), 1);
  }
  configured(const configured&) = delete;
  configured& operator=(const configured&) = delete;
  ~configured() {
    ::unsetenv("SCHANNEL_CONFIG");
    std::filesystem::remove(path_);
  }

  void write(std::string_view text) const { std::ofstream(path_) << text; }

 private:
  std::filesystem::path path_;
};
