// algorithms: what may be negotiated, by OpenSSL's names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ossl/key_lengths.h"

namespace schannel::ossl {

/// In the order of preference. An empty list has nothing.
struct algorithms {
  std::vector<std::string> suites{};  ///< of TLS 1.2 and below
  std::vector<std::string> tls1_3_suites{};
  std::vector<std::string> groups{};
  std::vector<std::string> signatures{};
  key_lengths lengths{};
  /// OpenSSL's security level where it is not to be the system's.
  std::optional<int> security_level{};
};

/// OpenSSL writes a list of names so.
std::string joined(const std::vector<std::string>& names);

}  // namespace schannel::ossl
