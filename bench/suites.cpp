// One file of settings for the whole process, rewritten for each suite.
#include "suites.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace bench {
namespace {

constexpr suite all[] = {
    {"TLS1.3/AES-256-GCM", version::tls1_3, "['TLS_AES_256_GCM_SHA384']", "TLS_AES_256_GCM_SHA384",
     "+AES-256-GCM:+AEAD", "AES-256-GCM"},
    {"TLS1.3/AES-128-GCM", version::tls1_3, "['TLS_AES_128_GCM_SHA256']", "TLS_AES_128_GCM_SHA256",
     "+AES-128-GCM:+AEAD", "AES-128-GCM"},
    {"TLS1.3/ChaCha20", version::tls1_3, "['TLS_CHACHA20_POLY1305_SHA256']", "TLS_CHACHA20_POLY1305_SHA256",
     "+CHACHA20-POLY1305:+AEAD", "ChaCha20-Poly1305"},
    {"TLS1.2/AES-256-GCM", version::tls1_2,
     "['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384']",
     "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384", "+AES-256-GCM:+AEAD", "AES-256-GCM"},
    {"TLS1.2/AES-128-GCM", version::tls1_2, "['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256']",
     "ECDHE-RSA-AES128-GCM-SHA256", "+AES-128-GCM:+AEAD", "AES-128-GCM"},
    {"TLS1.2/AES-256-CBC", version::tls1_2, "['TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA']", "ECDHE-RSA-AES256-SHA",
     "+AES-256-CBC:+SHA1", nullptr},
};

/// A file that goes with the process.
class settings_file {
 public:
  settings_file()
      : path_(std::filesystem::temp_directory_path() /
              ("openschannel-bench-" + std::to_string(getpid()) + ".toml")) {
    setenv("SCHANNEL_CONFIG", path_.c_str(), 1);
  }
  ~settings_file() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  void write(const suite& which) {
    // A file is read again when its size or time has changed: the line counts the times.
    std::ofstream out(path_, std::ios::trunc);
    out << "# " << std::string(++writes_, '.') << "\nFunctions = " << which.windows_names << '\n';
    if (!out.flush()) throw std::runtime_error("cannot write " + path_.string());
  }

 private:
  std::filesystem::path path_;
  std::size_t writes_ = 0;
};

}  // namespace

std::span<const suite> suites() {
  return all;
}

void allow_only(const suite& which) {
  static settings_file file;
  file.write(which);
}

}  // namespace bench
