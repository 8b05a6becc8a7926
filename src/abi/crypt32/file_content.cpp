// A whole file as bytes.
#include "abi/crypt32/file_content.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace schannel::abi::crypt32 {

namespace {

constexpr std::size_t largest_file = 64u << 20;

class open_file {
 public:
  explicit open_file(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~open_file() {
    if (is_open()) ::close(descriptor_);
  }
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  ssize_t read(BYTE* to, std::size_t size) {
    ssize_t got;
    do {
      got = ::read(descriptor_, to, size);
    } while (got < 0 && errno == EINTR);
    return got;
  }

 private:
  int descriptor_;
};

int code_of_errno() {
  if (errno == ENOENT) return ERROR_FILE_NOT_FOUND;
  if (errno == ENOTDIR) return ERROR_PATH_NOT_FOUND;
  return errno == EACCES || errno == EPERM ? ERROR_ACCESS_DENIED : CRYPT_E_FILE_ERROR;
}

}  // namespace

answer<tls::byte_vector> content_of_file(const std::string& path) {
  open_file file{path};
  if (!file.is_open()) return refusal{code_of_errno()};
  tls::byte_vector content;
  while (content.size() <= largest_file) {
    constexpr std::size_t step = 1u << 16;
    const std::size_t end = content.size();
    content.resize(end + step);
    const ssize_t got = file.read(content.data() + end, step);
    if (got < 0) return refusal{code_of_errno()};
    content.resize(end + static_cast<std::size_t>(got));
    if (got == 0) return content;
  }
  return refusal{CRYPT_E_FILE_ERROR};
}

}  // namespace schannel::abi::crypt32
