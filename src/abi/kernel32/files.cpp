// CreateFile, ReadFile, GetFileSize, GetFileSizeEx, CloseHandle, GetFileAttributes: files to read.
#include <windows.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <optional>
#include <string>

#include "abi/kernel32/open_handles.h"
#include "abi/kernel32/paths.h"
#include "abi/last_error.h"

using namespace schannel;
using abi::refused;

namespace {

/// A file that is open, by its descriptor.
class open_file {
 public:
  explicit open_file(int descriptor) : descriptor_{descriptor} {}
  ~open_file() { close(descriptor_); }
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Never destroyed: static objects of the program may close their files later.
abi::open_handles<open_file>& files() {
  static auto& all = *new abi::open_handles<open_file>;
  return all;
}

template <typename Character>
HANDLE open(const Character* name, DWORD access, DWORD disposition) try {
  if (name == nullptr || *name == 0) return refused(ERROR_INVALID_PARAMETER, INVALID_HANDLE_VALUE);
  if (access != GENERIC_READ || disposition != OPEN_EXISTING)
    return refused(ERROR_NOT_SUPPORTED, INVALID_HANDLE_VALUE);
  const std::string path = abi::path_of(name);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return refused(abi::error_of_path(errno, path), INVALID_HANDLE_VALUE);
  const auto file = std::make_shared<open_file>(descriptor);
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || S_ISDIR(status.st_mode))
    return refused(ERROR_ACCESS_DENIED, INVALID_HANDLE_VALUE);
  return files().add(file);
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY, INVALID_HANDLE_VALUE);
}

/// Reads until there are `size` bytes or no more; nothing when reading failed.
std::optional<DWORD> read_up_to(int descriptor, BYTE* to, DWORD size) {
  DWORD count = 0;
  while (count < size) {
    const ssize_t more = read(descriptor, to + count, size - count);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return std::nullopt;
    if (more == 0) break;
    count += static_cast<DWORD>(more);
  }
  return count;
}

std::optional<LONGLONG> size_of(HANDLE handle) {
  const auto file = files().find(handle);
  struct stat status {};
  if (file == nullptr || fstat(file->descriptor(), &status) != 0) return std::nullopt;
  return status.st_size;
}

template <typename Character>
DWORD attributes(const Character* name) try {
  if (name == nullptr || *name == 0) return refused(ERROR_INVALID_PARAMETER, INVALID_FILE_ATTRIBUTES);
  const std::string path = abi::path_of(name);
  struct stat status {};
  if (stat(path.c_str(), &status) != 0)
    return refused(abi::error_of_path(errno, path), INVALID_FILE_ATTRIBUTES);
  return abi::attributes_of(status);
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY, INVALID_FILE_ATTRIBUTES);
}

}  // namespace

HANDLE WINAPI CreateFileA(LPCSTR lpFileName, DWORD dwDesiredAccess, DWORD, LPSECURITY_ATTRIBUTES,
                          DWORD dwCreationDisposition, DWORD, HANDLE) {
  return open(lpFileName, dwDesiredAccess, dwCreationDisposition);
}

HANDLE WINAPI CreateFileW(LPCWSTR lpFileName, DWORD dwDesiredAccess, DWORD, LPSECURITY_ATTRIBUTES,
                          DWORD dwCreationDisposition, DWORD, HANDLE) {
  return open(lpFileName, dwDesiredAccess, dwCreationDisposition);
}

BOOL WINAPI ReadFile(HANDLE hFile, LPVOID lpBuffer, DWORD nNumberOfBytesToRead, LPDWORD lpNumberOfBytesRead,
                     LPOVERLAPPED lpOverlapped) {
  if (lpNumberOfBytesRead != nullptr) *lpNumberOfBytesRead = 0;
  if (lpOverlapped != nullptr) return refused(ERROR_NOT_SUPPORTED, FALSE);
  if (lpNumberOfBytesRead == nullptr || (lpBuffer == nullptr && nNumberOfBytesToRead != 0))
    return refused(ERROR_INVALID_PARAMETER, FALSE);
  const auto file = files().find(hFile);
  if (file == nullptr) return refused(ERROR_INVALID_HANDLE, FALSE);
  const auto count = read_up_to(file->descriptor(), static_cast<BYTE*>(lpBuffer), nNumberOfBytesToRead);
  if (!count) return refused(ERROR_READ_FAULT, FALSE);
  *lpNumberOfBytesRead = *count;
  return TRUE;
}

DWORD WINAPI GetFileSize(HANDLE hFile, LPDWORD lpFileSizeHigh) {
  const auto size = size_of(hFile);
  if (!size) return refused(ERROR_INVALID_HANDLE, INVALID_FILE_SIZE);
  if (lpFileSizeHigh != nullptr) *lpFileSizeHigh = static_cast<DWORD>(*size >> 32);
  return refused(NO_ERROR, static_cast<DWORD>(*size));
}

BOOL WINAPI GetFileSizeEx(HANDLE hFile, PLARGE_INTEGER lpFileSize) {
  if (lpFileSize == nullptr) return refused(ERROR_INVALID_PARAMETER, FALSE);
  const auto size = size_of(hFile);
  if (!size) return refused(ERROR_INVALID_HANDLE, FALSE);
  lpFileSize->QuadPart = *size;
  return TRUE;
}

BOOL WINAPI CloseHandle(HANDLE hObject) {
  return files().remove(hObject) ? TRUE : refused(ERROR_INVALID_HANDLE, FALSE);
}

DWORD WINAPI GetFileAttributesA(LPCSTR lpFileName) {
  return attributes(lpFileName);
}

DWORD WINAPI GetFileAttributesW(LPCWSTR lpFileName) {
  return attributes(lpFileName);
}
