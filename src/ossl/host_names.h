// The hosts that a certificate says it is for.
#pragma once

#include <string>
#include <vector>

#include "ossl/certificate.h"
#include "tls/bytes.h"

namespace schannel::ossl {

struct host_names {
  std::vector<std::string> dns;             ///< dNSName alternative names, without NULs at their ends
  std::vector<tls::byte_vector> addresses;  ///< iPAddress alternative names: 4 or 16 bytes
  std::vector<std::string> common_names;    ///< of the subject, in UTF-8, without NULs at their ends
};

host_names hosts_of(const certificate& shown);

}  // namespace schannel::ossl
