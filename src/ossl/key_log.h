// key_log: the lines in which OpenSSL names the secrets of a connection (SSL_CTX_set_keylog_callback(3)).
#pragma once

#include <optional>
#include <string_view>

#include "ossl/secret.h"
#include "ossl/secret_tap.h"

namespace schannel::ossl {

struct logged_secret {
  tls1_3_secret which;
  secret value;
};

/// What a line says; nothing when it is about another secret. A line is "LABEL client-random secret", the
/// last two in hexadecimal.
std::optional<logged_secret> parse_key_log(std::string_view line);

}  // namespace schannel::ossl
