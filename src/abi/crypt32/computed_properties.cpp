// Properties that nobody has to set, because the certificate or revocation list itself says them.
#include "abi/crypt32/computed_properties.h"

#include <cstring>
#include <utility>

#include "ossl/certificate_fields.h"

namespace schannel::abi::crypt32 {

namespace {

std::optional<computed_property> kept(tls::byte_vector digest) {
  if (digest.empty()) return std::nullopt;  // the algorithm is not available
  return computed_property{std::move(digest), true};
}

computed_property number(DWORD value) {
  computed_property property{tls::byte_vector(sizeof value), false};
  std::memcpy(property.bytes.data(), &value, sizeof value);
  return property;
}

}  // namespace

std::optional<computed_property> compute_property(const ossl::certificate& certificate, DWORD wanted) {
  constexpr DWORD not_persisted = 0;
  switch (wanted) {
    case CERT_SHA1_HASH_PROP_ID:
      return kept(fingerprint(certificate, ossl::digest::sha1));
    case CERT_MD5_HASH_PROP_ID:
      return kept(fingerprint(certificate, ossl::digest::md5));
    case CERT_SHA256_HASH_PROP_ID:
      return kept(fingerprint(certificate, ossl::digest::sha256));
    case CERT_KEY_IDENTIFIER_PROP_ID:
      return kept(key_identifier(certificate));
    case CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID:
      return number(public_key_bits(certificate));
    case CERT_ACCESS_STATE_PROP_ID:
      return number(not_persisted);
    default:
      return std::nullopt;
  }
}

std::optional<computed_property> compute_property(const ossl::revocation_list& list, DWORD wanted) {
  switch (wanted) {
    case CERT_SHA1_HASH_PROP_ID:
      return kept(fingerprint(list, ossl::digest::sha1));
    case CERT_MD5_HASH_PROP_ID:
      return kept(fingerprint(list, ossl::digest::md5));
    case CERT_SHA256_HASH_PROP_ID:
      return kept(fingerprint(list, ossl::digest::sha256));
    default:
      return std::nullopt;
  }
}

}  // namespace schannel::abi::crypt32
