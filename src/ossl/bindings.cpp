// The digest that RFC 5929 chooses by the certificate's signature.
#include "ossl/bindings.h"

#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"

namespace schannel::ossl {

tls::byte_vector end_point_hash(const certificate& server) {
  const error_scope errors;
  int digest = NID_undef;
  if (X509_get_signature_info(server.native(), &digest, nullptr, nullptr, nullptr) != 1) return {};
  // RFC 5929 section 4.1: SHA-256 stands in for MD5 and SHA-1; any other signature brings its own hash.
  const bool is_weak = digest == NID_md5 || digest == NID_sha1;
  const EVP_MD* algorithm = is_weak ? EVP_sha256() : EVP_get_digestbynid(digest);
  if (algorithm == nullptr) return {};
  tls::byte_vector hash(EVP_MAX_MD_SIZE);
  unsigned length = 0;
  if (X509_digest(server.native(), algorithm, hash.data(), &length) != 1) throw_what_is_missing();
  hash.resize(length);
  return hash;
}

}  // namespace schannel::ossl
