// The processor as Linux describes it, and each library in its own words.
#include "machine.h"

#include <benchmark/benchmark.h>
#include <dlfcn.h>
#include <gnutls/gnutls.h>
#include <openssl/crypto.h>

#include <fstream>
#include <sstream>
#include <thread>

namespace bench {
namespace {

/// What the first line of /proc/cpuinfo says that begins with `key`.
std::string of_processor(const std::string& key) {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with(key) && colon != std::string::npos) return line.substr(colon + 2);
  }
  return {};
}

/// Those of the processor's instructions that matter to an AEAD.
std::string features() {
  std::istringstream all(of_processor("flags") + ' ' + of_processor("Features"));
  std::string found;
  for (std::string one; all >> one;)
    for (const char* counts :
         {"aes", "pclmulqdq", "sha_ni", "avx2", "avx512f", "vaes", "vpclmulqdq", "pmull"})
      if (one == counts) found += (found.empty() ? "" : " ") + one;
  return found;
}

/// Empty where there is none. It stays loaded, as the engine that uses it has it.
std::string ipsec_mb_version() {
  void* library = dlopen("libIPSec_MB.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return {};
  const auto version = reinterpret_cast<const char* (*)()>(dlsym(library, "imb_get_version_str"));
  return version == nullptr ? "" : version();
}

}  // namespace

void describe_machine() {
  benchmark::AddCustomContext("processor", of_processor("model name"));
  benchmark::AddCustomContext("processor_features", features());
  benchmark::AddCustomContext("cores", std::to_string(std::thread::hardware_concurrency()));
  benchmark::AddCustomContext("engine", engine_at_work());
  benchmark::AddCustomContext("openssl", OpenSSL_version(OPENSSL_FULL_VERSION_STRING));
  benchmark::AddCustomContext("openssl_cpu", OpenSSL_version(OPENSSL_CPU_INFO));
  benchmark::AddCustomContext("gnutls", gnutls_check_version(nullptr));
  benchmark::AddCustomContext("ipsec_mb", ipsec_mb_version());
}

}  // namespace bench
