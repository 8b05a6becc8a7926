// The algorithms of a certificate: of the key in it, and of the signature under it.
#pragma once

#include <optional>

#include "ossl/certificate.h"
#include "ossl/running_digest.h"

namespace schannel::ossl {

enum class key_kind { rsa, dsa, ec };

/// The kind of its public key; nothing for another kind, or when OpenSSL cannot read the key.
std::optional<key_kind> public_key_kind(const certificate& whole);

struct signature_algorithms {
  key_kind key;
  digest_algorithm digest;
};

/// What its issuer signed with, whatever the padding; nothing for another kind of key or digest.
std::optional<signature_algorithms> signature_algorithms_of(const certificate& whole);

}  // namespace schannel::ossl
