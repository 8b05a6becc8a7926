// system_trust: a root that the system trusts, as long as this lives.
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include "support/certificates.h"

namespace schannel::test {

/// OpenSSL reads the file that SSL_CERT_FILE names whenever it looks for the system's roots.
class system_trust {
 public:
  explicit system_trust(const issued_certificate& root) {
    const std::string pem = root.pem();
    const int file = ::mkstemp(name_.data());
    const bool written =
        file >= 0 && ::write(file, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size());
    if (file >= 0) ::close(file);
    if (!written) throw std::runtime_error("no file for the system's roots");
    ::setenv("SSL_CERT_FILE", name_.c_str(), 1);
  }
  ~system_trust() {
    ::unsetenv("SSL_CERT_FILE");
    ::unlink(name_.c_str());
  }
  system_trust(const system_trust&) = delete;
  system_trust& operator=(const system_trust&) = delete;

 private:
  std::string name_ = "/tmp/schannel-roots-XXXXXX";
};

}  // namespace schannel::test
