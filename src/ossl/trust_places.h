// Where the distribution keeps the roots that it trusts, as OpenSSL knows it.
#pragma once

#include <string>
#include <vector>

namespace schannel::ossl {

/// A file of many certificates, and directories with a file for each, named by the hash of its subject: those
/// of SSL_CERT_FILE and SSL_CERT_DIR, or else OpenSSL's own.
struct trust_places {
  std::string file;
  std::vector<std::string> directories;
};

trust_places default_trust_places();

}  // namespace schannel::ossl
