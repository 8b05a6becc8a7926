// The algorithms of a certificate.
#include "ossl/certificate_algorithms.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "ossl/error_scope.h"

namespace schannel::ossl {

namespace {

std::optional<key_kind> key_kind_of(int algorithm) {
  switch (algorithm) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
      return key_kind::rsa;
    case EVP_PKEY_DSA:
      return key_kind::dsa;
    case EVP_PKEY_EC:
      return key_kind::ec;
    default:
      return std::nullopt;
  }
}

std::optional<digest_algorithm> digest_of(int algorithm) {
  switch (algorithm) {
    case NID_md5:
      return digest_algorithm::md5;
    case NID_sha1:
      return digest_algorithm::sha1;
    case NID_sha256:
      return digest_algorithm::sha256;
    case NID_sha384:
      return digest_algorithm::sha384;
    case NID_sha512:
      return digest_algorithm::sha512;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<key_kind> public_key_kind(const certificate& whole) {
  const error_scope errors;
  const EVP_PKEY* key = X509_get0_pubkey(whole.native());
  return key == nullptr ? std::nullopt : key_kind_of(EVP_PKEY_get_base_id(key));
}

std::optional<signature_algorithms> signature_algorithms_of(const certificate& whole) {
  const error_scope errors;
  int digest = NID_undef;
  int key = NID_undef;
  if (X509_get_signature_info(whole.native(), &digest, &key, nullptr, nullptr) != 1) return std::nullopt;
  const auto known_key = key_kind_of(key);
  const auto known_digest = digest_of(digest);
  if (!known_key || !known_digest) return std::nullopt;
  return signature_algorithms{*known_key, *known_digest};
}

}  // namespace schannel::ossl
