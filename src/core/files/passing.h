// What writing a file as a whole is made of: descriptors, passing names, and changes that last.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <system_error>

#include "tls/bytes.h"

namespace schannel::core::files {

/// How the name of a file begins that is being written. No key or certificate has such a name.
inline constexpr std::string_view passing_prefix = ".passing-";

/// What errno says.
std::error_code last_error();

/// Closes what it owns; a negative number is nothing.
class descriptor {
 public:
  explicit descriptor(int number) : number_(number) {}
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;

  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

/// A name in the same directory that nobody else chooses.
std::filesystem::path passing_name(const std::filesystem::path& beside);

std::error_code write_all(int to, tls::const_bytes content);

/// Makes a change of names in a directory last.
std::error_code flush_directory(const std::filesystem::path& path);

}  // namespace schannel::core::files
