// The main function of every test program. Away from Windows, stores and keys live in a folder of the run's
// own.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#ifdef _WIN32
int main(int count, char** arguments) {
  return doctest::Context{count, arguments}.run();
}
#else
#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace {

/// What a user would have in ~/.local/share.
class passing_data_folder {
 public:
  passing_data_folder() {
    std::string path = std::filesystem::temp_directory_path() / "openschannel-test-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error{"no folder for the test's data"};
    path_ = path;
    ::setenv("XDG_DATA_HOME", path_.c_str(), 1);
  }
  ~passing_data_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  passing_data_folder(const passing_data_folder&) = delete;
  passing_data_folder& operator=(const passing_data_folder&) = delete;

 private:
  std::filesystem::path path_;
};

}  // namespace

int main(int count, char** arguments) {
  const passing_data_folder data;
  return doctest::Context{count, arguments}.run();
}
#endif
