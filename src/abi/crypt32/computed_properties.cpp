// Properties that nobody has to set, because the certificate or revocation list itself says them.
#include "abi/crypt32/computed_properties.h"

#include <cstring>
#include <utility>

#include "ossl/certificate_fields.h"

namespace schannel::abi::crypt32 {

namespace {

answer<computed_property> kept(tls::byte_vector digest, int code_without = CRYPT_E_NOT_FOUND) {
  if (digest.empty()) return refusal{code_without};  // the algorithm is not available
  return computed_property{std::move(digest), true};
}

computed_property number(DWORD value) {
  computed_property property{tls::byte_vector(sizeof value), false};
  std::memcpy(property.bytes.data(), &value, sizeof value);
  return property;
}

}  // namespace

answer<computed_property> compute_property(const ossl::certificate& certificate, DWORD wanted) {
  constexpr DWORD not_persisted = 0;
  switch (wanted) {
    case CERT_SHA1_HASH_PROP_ID:
      return kept(fingerprint(certificate, ossl::digest::sha1));
    case CERT_MD5_HASH_PROP_ID:
      return kept(fingerprint(certificate, ossl::digest::md5));
    case CERT_SHA256_HASH_PROP_ID:
      return kept(fingerprint(certificate, ossl::digest::sha256));
    case CERT_KEY_IDENTIFIER_PROP_ID:
      return kept(key_identifier(certificate), ERROR_INVALID_DATA);
    case CERT_SIGNATURE_HASH_PROP_ID:
      return kept(signed_digest(certificate));
    case CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID:
      return kept(public_key_digest(certificate, ossl::digest::md5));
    case CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID:
      return number(public_key_bits(certificate));
    case CERT_ACCESS_STATE_PROP_ID:
      return number(not_persisted);
    default:
      return refusal{CRYPT_E_NOT_FOUND};
  }
}

answer<computed_property> compute_property(const ossl::revocation_list& list, DWORD wanted) {
  switch (wanted) {
    case CERT_SHA1_HASH_PROP_ID:
      return kept(fingerprint(list, ossl::digest::sha1));
    case CERT_MD5_HASH_PROP_ID:
      return kept(fingerprint(list, ossl::digest::md5));
    case CERT_SHA256_HASH_PROP_ID:
      return kept(fingerprint(list, ossl::digest::sha256));
    default:
      return refusal{CRYPT_E_NOT_FOUND};
  }
}

}  // namespace schannel::abi::crypt32
