// The options by which OpenSSL leaves a version out.
#pragma once

#include <openssl/ssl.h>

#include <cstdint>

#include "tls/version.h"

namespace schannel::ossl {

struct version_option {
  tls::version v;
  std::uint64_t off;
};

inline constexpr version_option version_options[] = {{tls::version::tls1_0, SSL_OP_NO_TLSv1},
                                                     {tls::version::tls1_1, SSL_OP_NO_TLSv1_1},
                                                     {tls::version::tls1_2, SSL_OP_NO_TLSv1_2},
                                                     {tls::version::tls1_3, SSL_OP_NO_TLSv1_3}};

}  // namespace schannel::ossl
