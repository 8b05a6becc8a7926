// Trusted roots. The library takes them from where OpenSSL looks, which SSL_CERT_FILE and SSL_CERT_DIR name.
// A file that is wrong would only make every certificate untrusted, so it is checked here.
#include "trust.h"

#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

#include "base64.h"
#include "certificates.h"
#include "failure.h"
#include "files.h"
#include "status_name.h"

namespace schannel::tool {
namespace {

constexpr std::string_view opening = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view closing = "-----END CERTIFICATE-----";

// Checks one certificate: the text between its lines. Throws failure.
void check_certificate(std::string_view text, const std::string& path, int number) {
  const byte_vector der = decode_base64(text);
  const certificate decoded(
      CertCreateCertificateContext(X509_ASN_ENCODING, der.data(), static_cast<DWORD>(der.size())));
  if (decoded) return;
  const auto status = static_cast<SECURITY_STATUS>(GetLastError());
  throw failure(fmt::format("{}: certificate {} is damaged ({})", path, number, status_text(status)));
}

void check_certificates(std::string_view text, const std::string& path) {
  int number = 0;
  for (auto begin = text.find(opening); begin != std::string_view::npos; begin = text.find(opening)) {
    text.remove_prefix(begin + opening.size());
    check_certificate(text.substr(0, text.find(closing)), path, ++number);
  }
  if (number == 0) throw failure(fmt::format("{}: there is no certificate (PEM) in it", path));
}

}  // namespace

void trust_only(const std::string& path) {
  const byte_vector content = read_file(path);
  check_certificates({reinterpret_cast<const char*>(content.data()), content.size()}, path);
  setenv("SSL_CERT_FILE", path.c_str(), 1);
  // A name below which nothing can be.
  setenv("SSL_CERT_DIR", "/dev/null", 1);
}

}  // namespace schannel::tool
