// FindFirstFile, FindNextFile, FindClose: the files of a folder whose names match.
#include <windows.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "abi/crypt32/times.h"
#include "abi/kernel32/open_handles.h"
#include "abi/kernel32/paths.h"
#include "abi/last_error.h"
#include "tls/unicode.h"

using namespace schannel;
using abi::refused;

namespace {

wchar_t small(wchar_t character) {
  return character >= L'A' && character <= L'Z' ? static_cast<wchar_t>(character - L'A' + L'a') : character;
}

/// Whether a name is what a pattern says, with * for any characters and ? for one, in any case of ASCII.
bool matches(std::wstring_view name, std::wstring_view pattern) {
  if (pattern == L"*.*") return true;  // names without a dot are among them, too
  std::size_t at = 0, in_pattern = 0;
  std::size_t star = std::wstring_view::npos, star_took_to = 0;
  while (at < name.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == L'*') {
      star = in_pattern++;
      star_took_to = at;
    } else if (in_pattern < pattern.size() &&
               (pattern[in_pattern] == L'?' || small(pattern[in_pattern]) == small(name[at]))) {
      ++in_pattern;
      ++at;
    } else if (star != std::wstring_view::npos) {
      in_pattern = star + 1;
      at = ++star_took_to;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of(L'*', in_pattern) == std::wstring_view::npos;
}

struct found_file {
  std::string name;
  struct stat status;
};

/// The names that are left of a search; each is looked at when its turn comes.
class search {
 public:
  search(std::string folder, std::vector<std::string> names)
      : folder_{std::move(folder)}, names_{std::move(names)} {}

  /// Nothing at the end. A file that went away in the meantime is left out.
  std::optional<found_file> next() {
    const std::lock_guard lock(mutex_);
    while (at_ < names_.size()) {
      found_file found{names_[at_++], {}};
      const std::string path = folder_ + "/" + found.name;
      if (stat(path.c_str(), &found.status) == 0 || lstat(path.c_str(), &found.status) == 0) return found;
    }
    return std::nullopt;
  }

 private:
  std::mutex mutex_;
  std::string folder_;
  std::vector<std::string> names_;
  std::size_t at_ = 0;
};

/// Never destroyed: static objects of the program may end their searches later.
abi::open_handles<search>& searches() {
  static auto& all = *new abi::open_handles<search>;
  return all;
}

using open_folder = std::unique_ptr<DIR, decltype([](DIR* folder) { closedir(folder); })>;

std::vector<std::string> names_in(DIR* folder, std::wstring_view pattern) {
  std::vector<std::string> names;
  while (const dirent* entry = readdir(folder))
    if (matches(tls::to_wide(entry->d_name), pattern)) names.emplace_back(entry->d_name);
  std::ranges::sort(names);
  return names;
}

void put_name(const std::string& name, WIN32_FIND_DATAA& to) {
  name.copy(to.cFileName, MAX_PATH - 1);
}
void put_name(const std::string& name, WIN32_FIND_DATAW& to) {
  tls::to_wide(name).copy(to.cFileName, MAX_PATH - 1);
}

template <typename Data>
void describe(const found_file& found, Data& to) {
  const auto size = static_cast<ULONGLONG>(found.status.st_size);
  to = {};
  to.dwFileAttributes = abi::attributes_of(found.status);
  to.ftLastAccessTime = abi::crypt32::file_time(found.status.st_atime);
  to.ftLastWriteTime = abi::crypt32::file_time(found.status.st_mtime);
  to.ftCreationTime = to.ftLastWriteTime;
  to.nFileSizeHigh = static_cast<DWORD>(size >> 32);
  to.nFileSizeLow = static_cast<DWORD>(size);
  put_name(found.name, to);
}

template <typename Character, typename Data>
HANDLE find_first(const Character* pattern, Data* data) try {
  if (pattern == nullptr || *pattern == 0 || data == nullptr)
    return refused(ERROR_INVALID_PARAMETER, INVALID_HANDLE_VALUE);
  const std::string path = abi::path_of(pattern);
  const std::size_t slash = path.find_last_of('/');
  const std::string folder =
      slash == std::string::npos ? "." : path.substr(0, std::max<std::size_t>(slash, 1));
  const open_folder opened{opendir(folder.c_str())};
  if (opened == nullptr)
    return refused(errno == ENOENT ? ERROR_PATH_NOT_FOUND : abi::error_of_path(errno, folder),
                   INVALID_HANDLE_VALUE);
  const auto looked = std::make_shared<search>(
      folder, names_in(opened.get(), tls::to_wide(std::string_view{path}.substr(slash + 1))));
  const auto first = looked->next();
  if (!first) return refused(ERROR_FILE_NOT_FOUND, INVALID_HANDLE_VALUE);
  describe(*first, *data);
  return searches().add(looked);
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY, INVALID_HANDLE_VALUE);
}

template <typename Data>
BOOL find_next(HANDLE handle, Data* data) try {
  if (data == nullptr) return refused(ERROR_INVALID_PARAMETER, FALSE);
  const auto looked = searches().find(handle);
  if (looked == nullptr) return refused(ERROR_INVALID_HANDLE, FALSE);
  const auto found = looked->next();
  if (!found) return refused(ERROR_NO_MORE_FILES, FALSE);
  describe(*found, *data);
  return TRUE;
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY, FALSE);
}

}  // namespace

HANDLE WINAPI FindFirstFileA(LPCSTR lpFileName, LPWIN32_FIND_DATAA lpFindFileData) {
  return find_first(lpFileName, lpFindFileData);
}

HANDLE WINAPI FindFirstFileW(LPCWSTR lpFileName, LPWIN32_FIND_DATAW lpFindFileData) {
  return find_first(lpFileName, lpFindFileData);
}

BOOL WINAPI FindNextFileA(HANDLE hFindFile, LPWIN32_FIND_DATAA lpFindFileData) {
  return find_next(hFindFile, lpFindFileData);
}

BOOL WINAPI FindNextFileW(HANDLE hFindFile, LPWIN32_FIND_DATAW lpFindFileData) {
  return find_next(hFindFile, lpFindFileData);
}

BOOL WINAPI FindClose(HANDLE hFindFile) {
  return searches().remove(hFindFile) ? TRUE : refused(ERROR_INVALID_HANDLE, FALSE);
}
