// What the program holds of the Windows API, freed at its end, and how it says what went wrong.
#pragma once

#include <ncrypt.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

#include "support/windows_api.h"

namespace peers {

/// The name of a function that failed, and the last error.
class failure : public std::runtime_error {
 public:
  explicit failure(const std::string& what, DWORD error = GetLastError())
      : std::runtime_error{what + " failed with " + std::to_string(error)} {}
};

inline void demand(bool succeeded, const char* what) {
  if (!succeeded) throw failure{what};
}

struct closed_store {
  void operator()(HCERTSTORE store) const { CertCloseStore(store, 0); }
};
using store_ptr = std::unique_ptr<void, closed_store>;

struct freed_context {
  void operator()(PCCERT_CONTEXT context) const { CertFreeCertificateContext(context); }
};
using context_ptr = std::unique_ptr<const CERT_CONTEXT, freed_context>;

inline bytes read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error{path + " cannot be read"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline void write_file(const std::string& path, const bytes& content) {
  std::ofstream file{path, std::ios::binary};
  file.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
  if (!file.flush()) throw std::runtime_error{path + " cannot be written"};
}

/// The characters of ASCII or UTF-8 as the Windows API wants them.
inline std::wstring widened(const std::string& text) {
  const int size = MultiByteToWideChar(CP_UTF8, 0, text.c_str(), -1, nullptr, 0);
  std::wstring wide(static_cast<std::size_t>(size), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, text.c_str(), -1, wide.data(), size);
  wide.pop_back();
  return wide;
}

}  // namespace peers
