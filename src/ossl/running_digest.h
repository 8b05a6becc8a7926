// running_digest: the digest of data that comes piece by piece.
#pragma once

#include "ossl/opaque.h"
#include "tls/bytes.h"

namespace schannel::ossl {

enum class digest_algorithm { md5, sha1, sha256, sha384, sha512 };

/// The bytes of a digest.
std::size_t size_of(digest_algorithm algorithm);

class running_digest {
 public:
  /// Throws missing_algorithm when OpenSSL does not have the algorithm here.
  explicit running_digest(digest_algorithm algorithm);

  void add(tls::const_bytes data);
  /// The digest of everything that was added. Nothing may be added after it.
  tls::byte_vector finish();

 private:
  opaque_digest_context context_;
};

}  // namespace schannel::ossl
