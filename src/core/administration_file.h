// administration_file: the administrator's decisions as they stand in a file, and read again when it changes.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "core/administration.h"

namespace schannel::core {

class administration_file {
 public:
  /// Called with one line about a file that cannot be used.
  using reporter = std::function<void(const std::string&)>;

  explicit administration_file(reporter report) : report_(std::move(report)) {}

  /// What the file says now. While it cannot be read or understood the defaults hold, and that is reported
  /// once for each state of the file. One that is absent says nothing; unless it is `expected` that is in
  /// order. Safe to call from any thread.
  std::shared_ptr<const administration> sample(const std::string& path, bool expected);

 private:
  /// Tells one state of a file from the next.
  struct state {
    std::string path{};
    int error = 0;
    dev_t device = 0;
    ino_t number = 0;
    off_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;

    friend bool operator==(const state&, const state&) = default;
  };

  static state look_at(const std::string& path);
  administration read(const state& of, bool expected) const;
  administration refuse(const std::string& path, const std::string& why) const;

  reporter report_;
  std::mutex mutex_;
  state seen_;
  std::shared_ptr<const administration> known_;
};

/// The system's, from the file that the environment variable SCHANNEL_CONFIG names or else
/// /etc/openschannel/schannel.toml. What cannot be used is reported on stderr.
std::shared_ptr<const administration> current_administration();

}  // namespace schannel::core
