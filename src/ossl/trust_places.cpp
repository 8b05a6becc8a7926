// Where the distribution keeps the roots that it trusts.
#include "ossl/trust_places.h"

#include <openssl/x509.h>
#include <stdlib.h>

#include <algorithm>
#include <string_view>

namespace schannel::ossl {

namespace {

const char* environment_or(const char* variable, const char* otherwise) {
  const char* value = ::secure_getenv(variable);
  return value == nullptr ? otherwise : value;
}

}  // namespace

trust_places default_trust_places() {
  trust_places places;
  places.file = environment_or(X509_get_default_cert_file_env(), X509_get_default_cert_file());
  std::string_view rest = environment_or(X509_get_default_cert_dir_env(), X509_get_default_cert_dir());
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    if (end != 0) places.directories.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return places;
}

}  // namespace schannel::ossl
