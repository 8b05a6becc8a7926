// Looks at the file for each credential, and reads it only when it is another one than before.
#include "core/administration_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <system_error>

#include "core/administration_text.h"

namespace schannel::core {
namespace {

constexpr const char* default_path = "/etc/openschannel/schannel.toml";
/// Far more than every value there is, and little enough to read whatever is there.
constexpr std::size_t largest_file = 1 << 20;

class descriptor {
 public:
  // A pipe or a terminal in the file's place must not make anybody wait.
  explicit descriptor(const std::string& path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  bool is_open() const { return number_ >= 0; }
  bool is_file() const {
    struct stat about {};
    return ::fstat(number_, &about) == 0 && S_ISREG(about.st_mode);
  }

  /// Up to `limit` bytes and one more; nothing when reading fails, which errno explains.
  std::optional<std::string> read(std::size_t limit) const {
    std::string content;
    std::array<char, 4096> part;
    while (content.size() <= limit) {
      const ssize_t count = ::read(number_, part.data(), part.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return std::nullopt;
      if (count == 0) break;
      content.append(part.data(), static_cast<std::size_t>(count));
    }
    return content;
  }

 private:
  int number_;
};

std::string words_for(int error) {
  return std::generic_category().message(error);
}

}  // namespace

administration_file::state administration_file::look_at(const std::string& path) {
  state seen{.path = path};
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) {
    seen.error = errno;
    return seen;
  }
  seen.device = about.st_dev;
  seen.number = about.st_ino;
  seen.size = about.st_size;
  seen.seconds = about.st_mtim.tv_sec;
  seen.nanoseconds = about.st_mtim.tv_nsec;
  return seen;
}

std::shared_ptr<const administration> administration_file::sample(const std::string& path, bool expected) {
  const std::lock_guard lock(mutex_);
  const state now = look_at(path);
  if (known_ && now == seen_) return known_;
  known_ = std::make_shared<const administration>(read(now, expected));
  seen_ = now;
  return known_;
}

administration administration_file::refuse(const std::string& path, const std::string& why) const {
  report_("openschannel: " + path + why + "; the defaults hold");
  return {};
}

administration administration_file::read(const state& of, bool expected) const {
  if (of.error == ENOENT && !expected) return {};
  if (of.error != 0) return refuse(of.path, ": " + words_for(of.error));
  const descriptor file(of.path);
  if (!file.is_open()) return refuse(of.path, ": " + words_for(errno));
  if (!file.is_file()) return refuse(of.path, ": this is not a file");
  const auto content = file.read(largest_file);
  if (!content) return refuse(of.path, ": " + words_for(errno));
  if (content->size() > largest_file) return refuse(of.path, ": the file is larger than 1 MiB");

  auto parsed = parse_administration(*content);
  if (const auto* wrong = std::get_if<administration_mistake>(&parsed)) {
    return refuse(of.path, ":" + std::to_string(wrong->line) + ":" + std::to_string(wrong->column) + ": " +
                               wrong->says);
  }
  return std::get<administration>(std::move(parsed));
}

std::shared_ptr<const administration> current_administration() {
  // Never destroyed: a program may acquire credentials while static objects are.
  static administration_file& file =
      *new administration_file([](const std::string& line) { std::fputs((line + "\n").c_str(), stderr); });
  const char* named = ::secure_getenv("SCHANNEL_CONFIG");
  const bool is_named = named != nullptr && *named != '\0';
  return file.sample(is_named ? named : default_path, is_named);
}

}  // namespace schannel::core
