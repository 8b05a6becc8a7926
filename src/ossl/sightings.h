// sightings: what the latest handshake let this side see. They outlive the engine, so that a program can look
// at the certificate that made a handshake fail.
#pragma once

#include <optional>
#include <vector>

#include "ossl/certificate.h"
#include "ossl/certificate_check.h"
#include "ossl/opaque.h"
#include "tls/extensions.h"

namespace schannel::ossl {

/// OpenSSL's callbacks write it, and must not throw: what would allocate is done by those who read.
struct sightings {
  /// The certificates that the peer sent, in its order, which is leaf first; empty until it sent some, and in
  /// a resumed handshake.
  std::vector<certificate> peer_chain() const;

  opaque_certificate_list peer_list{};
  /// What the check of them came to; nothing where none was made.
  std::optional<ossl::certificate_check> check{};
  tls::extension_list extensions{};
};

}  // namespace schannel::ossl
