// running_digest: the digest of data that comes piece by piece.
#include "ossl/running_digest.h"

#include <openssl/evp.h>

#include "ossl/error_scope.h"
#include "ossl/missing_algorithm.h"

namespace schannel::ossl {

namespace {

const EVP_MD* function_of(digest_algorithm algorithm) {
  switch (algorithm) {
    case digest_algorithm::md5:
      return EVP_md5();
    case digest_algorithm::sha1:
      return EVP_sha1();
    case digest_algorithm::sha256:
      return EVP_sha256();
    case digest_algorithm::sha384:
      return EVP_sha384();
    case digest_algorithm::sha512:
      break;
  }
  return EVP_sha512();
}

void demand(bool succeeded, const error_scope& errors) {
  if (succeeded) return;
  errors.throw_if_out_of_memory();
  throw missing_algorithm{};
}

}  // namespace

std::size_t size_of(digest_algorithm algorithm) {
  return static_cast<std::size_t>(EVP_MD_get_size(function_of(algorithm)));
}

running_digest::running_digest(digest_algorithm algorithm) : context_(EVP_MD_CTX_new()) {
  const error_scope errors;
  demand(context_ != nullptr && EVP_DigestInit_ex(context_.get(), function_of(algorithm), nullptr) == 1,
         errors);
}

void running_digest::add(tls::const_bytes data) {
  const error_scope errors;
  demand(EVP_DigestUpdate(context_.get(), data.data(), data.size()) == 1, errors);
}

tls::byte_vector running_digest::finish() {
  const error_scope errors;
  tls::byte_vector digest(EVP_MAX_MD_SIZE);
  unsigned length = 0;
  demand(EVP_DigestFinal_ex(context_.get(), digest.data(), &length) == 1, errors);
  digest.resize(length);
  return digest;
}

}  // namespace schannel::ossl
