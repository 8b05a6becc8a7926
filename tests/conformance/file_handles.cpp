// Files to read and folders to look through.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "errors.h"

using namespace peers;
namespace fs = std::filesystem;

namespace {

/// A folder with "one.pem", "two.PEM", "three" and a folder "sub", which goes with it.
class passing_folder {
 public:
  passing_folder()
      : path_(fs::temp_directory_path() / ("openschannel-files-" + std::to_string(GetCurrentProcessId()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "sub");
    std::ofstream(path_ / "one.pem", std::ios::binary) << "0123456789";
    std::ofstream(path_ / "two.PEM", std::ios::binary) << "";
    std::ofstream(path_ / "three", std::ios::binary) << "3";
  }
  ~passing_folder() { fs::remove_all(path_); }
  passing_folder(const passing_folder&) = delete;
  passing_folder& operator=(const passing_folder&) = delete;

  /// A path in it, with the separators of Windows.
  std::string operator/(std::string_view name) const { return path_.string() + "\\" + std::string(name); }

 private:
  fs::path path_;
};

std::wstring wide(const std::string& path) {
  return {path.begin(), path.end()};
}

HANDLE open(const std::string& path) {
  return CreateFileA(path.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                     FILE_ATTRIBUTE_NORMAL, nullptr);
}

/// Why a function that returns INVALID_HANDLE_VALUE failed.
template <typename Call>
SECURITY_STATUS handle_error_of(Call&& call) {
  return error_of([&] { return call() != INVALID_HANDLE_VALUE; });
}

std::string names_of(const std::string& pattern) {
  WIN32_FIND_DATAA data;
  const HANDLE search = FindFirstFileA(pattern.c_str(), &data);
  if (search == INVALID_HANDLE_VALUE) return "";
  std::string names;
  do {
    names += data.cFileName + std::string(" ");
  } while (FindNextFileA(search, &data));
  CHECK(GetLastError() == ERROR_NO_MORE_FILES);
  CHECK(FindClose(search) == TRUE);
  return names;
}

}  // namespace

TEST_CASE("SSPI-CreateFile-reads: a file that exists is read to its end") {
  const passing_folder folder;
  const HANDLE file = open(folder / "one.pem");
  REQUIRE(file != INVALID_HANDLE_VALUE);
  LARGE_INTEGER size{};
  CHECK(GetFileSizeEx(file, &size) == TRUE);
  CHECK(size.QuadPart == 10);
  DWORD high = 1;
  CHECK(GetFileSize(file, &high) == 10);
  CHECK(high == 0);
  CHECK(GetFileSize(file, nullptr) == 10);

  char room[8] = "#######";
  DWORD count = 77;
  CHECK(ReadFile(file, room, 6, &count, nullptr) == TRUE);
  CHECK(count == 6);
  CHECK(std::string_view(room) == "012345#");
  CHECK(ReadFile(file, room, 6, &count, nullptr) == TRUE);
  CHECK(count == 4);
  CHECK(std::string_view(room, 4) == "6789");
  CHECK(ReadFile(file, room, 6, &count, nullptr) == TRUE);
  CHECK(count == 0);
  CHECK(CloseHandle(file) == TRUE);

  const HANDLE again =
      CreateFileW(wide(folder / "one.pem").c_str(), GENERIC_READ, 0, nullptr, OPEN_EXISTING, 0, nullptr);
  CHECK(again != INVALID_HANDLE_VALUE);
  CHECK(CloseHandle(again) == TRUE);
}

TEST_CASE("SSPI-CreateFile-missing: a file, a folder on the way to it, and a folder itself") {
  const passing_folder folder;
  CHECK(handle_error_of([&] { return open(folder / "four"); }) == ERROR_FILE_NOT_FOUND);
  CHECK(handle_error_of([&] { return open(folder / "nowhere\\four"); }) == ERROR_PATH_NOT_FOUND);
  CHECK(handle_error_of([&] { return open(folder / "sub"); }) == ERROR_ACCESS_DENIED);
}

TEST_CASE("SSPI-CloseHandle-handles: a file that was closed is none any more") {
  const passing_folder folder;
  const HANDLE file = open(folder / "one.pem");
  CHECK(CloseHandle(file) == TRUE);
  char room[4];
  DWORD count = 77;
  LARGE_INTEGER size;
  CHECK(error_of([&] { return ReadFile(file, room, 4, &count, nullptr); }) == ERROR_INVALID_HANDLE);
  CHECK(count == 0);
  CHECK(error_of([&] { return GetFileSizeEx(file, &size); }) == ERROR_INVALID_HANDLE);
  CHECK(GetFileSize(file, nullptr) == INVALID_FILE_SIZE);
  CHECK(GetLastError() == ERROR_INVALID_HANDLE);
  CHECK(error_of([&] { return CloseHandle(file); }) == ERROR_INVALID_HANDLE);
}

TEST_CASE("SSPI-FindFirstFile-pattern: names that match, in any case, in the order of the alphabet") {
  const passing_folder folder;
  CHECK(names_of(folder / "*.pem") == "one.pem two.PEM ");
  CHECK(names_of(folder / "t*") == "three two.PEM ");
  CHECK(names_of(folder / "t?o.pem") == "two.PEM ");
  CHECK(names_of(folder / "THREE") == "three ");
  CHECK(names_of(folder / "*") == ". .. one.pem sub three two.PEM ");
  CHECK(names_of(folder / "*.*") == names_of(folder / "*"));
  CHECK(names_of(folder / "*e*e*") == "one.pem three ");
}

TEST_CASE("SSPI-FindFirstFile-describes: a file by its name, kind and size") {
  const passing_folder folder;
  WIN32_FIND_DATAW data;
  const HANDLE search = FindFirstFileW(wide(folder / "one*").c_str(), &data);
  REQUIRE(search != INVALID_HANDLE_VALUE);
  CHECK(std::wstring_view(data.cFileName) == L"one.pem");
  CHECK((data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) == 0);
  CHECK(data.nFileSizeLow == 10);
  CHECK(data.nFileSizeHigh == 0);
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  CHECK(now.dwHighDateTime - data.ftLastWriteTime.dwHighDateTime <= 1);
  CHECK(error_of([&] { return FindNextFileW(search, &data); }) == ERROR_NO_MORE_FILES);
  CHECK(FindClose(search) == TRUE);
}

TEST_CASE("SSPI-FindFirstFile-missing: nothing that matches, and no folder to look through") {
  const passing_folder folder;
  WIN32_FIND_DATAA data;
  const auto find = [&](const std::string& pattern) {
    return handle_error_of([&] { return FindFirstFileA(pattern.c_str(), &data); });
  };
  CHECK(find(folder / "*.der") == ERROR_FILE_NOT_FOUND);
  CHECK(find(folder / "nowhere\\*") == ERROR_PATH_NOT_FOUND);
}

TEST_CASE("SSPI-GetFileAttributes: a folder, a file and nothing") {
  const passing_folder folder;
  const DWORD attributes = GetFileAttributesA((folder / "sub").c_str());
  CHECK((attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0));
  CHECK((GetFileAttributesW(wide(folder / "one.pem").c_str()) & FILE_ATTRIBUTE_DIRECTORY) == 0);
  const auto refusal_of = [&](const std::string& path) {
    return error_of([&] { return GetFileAttributesA(path.c_str()) != INVALID_FILE_ATTRIBUTES; });
  };
  CHECK(refusal_of(folder / "four") == ERROR_FILE_NOT_FOUND);
  CHECK(refusal_of(folder / "nowhere\\four") == ERROR_PATH_NOT_FOUND);
}
