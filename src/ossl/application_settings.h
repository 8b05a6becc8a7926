// application_settings: what a server allows on connections that agree on certain application protocols.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ossl/algorithms.h"
#include "tls/bytes.h"
#include "tls/version.h"

struct ssl_st;

namespace schannel::ossl {

struct application_settings {
  std::vector<std::string> protocols{};  ///< ALPN ids
  tls::version_set versions{};
  ossl::algorithms algorithms{};
  /// On: a client that has no version and suite for it gets the usual ones instead.
  bool optional = false;
};

/// Restricts the connection of `ssl` to the settings for the protocol that it is going to agree on, if there
/// are any: the first of `own`, a list as in RFC 7301 section 3.1, that its client offers. To be called from
/// a callback of SSL_CTX_set_client_hello_cb. False when OpenSSL fails.
bool restrict_to_application(ssl_st* ssl, std::span<const application_settings> all, tls::const_bytes own);

}  // namespace schannel::ossl
