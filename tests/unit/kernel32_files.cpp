// What files have to say here, where Windows would do otherwise or crash.
#include <doctest/doctest.h>

#include <windows.h>

#include <sys/stat.h>

#include <fstream>

#include "support/crypt32.h"
#include "support/temporary_folder.h"

using namespace schannel;
using test::error_of;

TEST_CASE("SSPI-CreateFile-writing: files are opened to be read, and no other way") {
  const test::temporary_folder folder;
  const std::string path = (folder.path() / "new").string();
  const auto open = [&](const char* name, DWORD access, DWORD disposition) {
    return error_of([&] {
      return CreateFileA(name, access, 0, nullptr, disposition, 0, nullptr) != INVALID_HANDLE_VALUE;
    });
  };
  CHECK(open(path.c_str(), GENERIC_WRITE, CREATE_ALWAYS) == ERROR_NOT_SUPPORTED);
  CHECK(open(path.c_str(), GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING) == ERROR_NOT_SUPPORTED);
  CHECK(open(path.c_str(), GENERIC_READ, OPEN_ALWAYS) == ERROR_NOT_SUPPORTED);
  CHECK(!std::filesystem::exists(path));
  CHECK(open(nullptr, GENERIC_READ, OPEN_EXISTING) == ERROR_INVALID_PARAMETER);
  CHECK(open("", GENERIC_READ, OPEN_EXISTING) == ERROR_INVALID_PARAMETER);
}

TEST_CASE(
    "SSPI-ReadFile-parameters: nowhere to put the bytes or their number, and reading in the background") {
  const test::temporary_folder folder;
  const std::string path = (folder.path() / "file").string();
  std::ofstream(path) << "text";
  const HANDLE file = CreateFileA(path.c_str(), GENERIC_READ, 0, nullptr, OPEN_EXISTING, 0, nullptr);
  char room[4];
  DWORD count = 0;
  OVERLAPPED overlapped{};
  CHECK(error_of([&] { return ReadFile(file, nullptr, 4, &count, nullptr); }) == ERROR_INVALID_PARAMETER);
  CHECK(error_of([&] { return ReadFile(file, room, 4, nullptr, nullptr); }) == ERROR_INVALID_PARAMETER);
  CHECK(error_of([&] { return ReadFile(file, room, 4, &count, &overlapped); }) == ERROR_NOT_SUPPORTED);
  CHECK(error_of([&] { return GetFileSizeEx(file, nullptr); }) == ERROR_INVALID_PARAMETER);
  CHECK(ReadFile(file, room, 0, &count, nullptr) == TRUE);
  CHECK(CloseHandle(file) == TRUE);
}

TEST_CASE("SSPI-CloseHandle-kinds: the handle of a search is no file, and no number comes twice") {
  const test::temporary_folder folder;
  const std::string pattern = (folder.path() / "*").string();
  WIN32_FIND_DATAA data;
  const HANDLE search = FindFirstFileA(pattern.c_str(), &data);
  CHECK(error_of([&] { return CloseHandle(search); }) == ERROR_INVALID_HANDLE);
  CHECK(FindClose(search) == TRUE);
  CHECK(error_of([&] { return FindClose(search); }) == ERROR_INVALID_HANDLE);
  CHECK(error_of([&] { return FindNextFileA(search, &data); }) == ERROR_INVALID_HANDLE);
  const HANDLE again = FindFirstFileA(pattern.c_str(), &data);
  CHECK(again != search);
  CHECK(error_of([&] { return FindNextFileA(again, nullptr); }) == ERROR_INVALID_PARAMETER);
  CHECK(FindClose(again) == TRUE);
  for (const HANDLE none : {HANDLE{}, INVALID_HANDLE_VALUE})
    CHECK(error_of([&] { return CloseHandle(none); }) == ERROR_INVALID_HANDLE);
}

TEST_CASE("SSPI-GetFileAttributes-readonly: what nobody may write is read-only, and anything else normal") {
  const test::temporary_folder folder;
  const std::string path = (folder.path() / "file").string();
  std::ofstream(path) << "text";
  CHECK(GetFileAttributesA(path.c_str()) == FILE_ATTRIBUTE_NORMAL);
  CHECK(chmod(path.c_str(), 0444) == 0);
  CHECK(GetFileAttributesA(path.c_str()) == FILE_ATTRIBUTE_READONLY);
  CHECK(GetFileAttributesA(folder.path().c_str()) == FILE_ATTRIBUTE_DIRECTORY);
}
