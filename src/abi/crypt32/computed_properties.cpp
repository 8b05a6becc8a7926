// Properties that nobody has to set, because the certificate or revocation list itself says them.
#include "abi/crypt32/computed_properties.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "abi/crypt32/known_digests.h"
#include "ossl/certificate_algorithms.h"
#include "ossl/certificate_fields.h"
#include "ossl/issuance.h"

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

/// A wide string with its terminator.
computed_property text(std::wstring_view before, std::wstring_view behind) {
  const std::wstring whole = std::wstring{before} + L'/' + std::wstring{behind};
  const auto* raw = reinterpret_cast<const std::uint8_t*>(whole.c_str());
  return {{raw, raw + (whole.size() + 1) * sizeof(wchar_t)}, false};
}

std::wstring_view name_of(ossl::key_kind kind) {
  switch (kind) {
    case ossl::key_kind::rsa:
      return BCRYPT_RSA_ALGORITHM;
    case ossl::key_kind::dsa:
      return BCRYPT_DSA_ALGORITHM;
    case ossl::key_kind::ec:
      break;
  }
  return L"ECDSA";
}

answer<computed_property> signature_text(const ossl::certificate& certificate) {
  const auto algorithms = signature_algorithms_of(certificate);
  if (!algorithms) return refusal{CRYPT_E_NOT_FOUND};
  const auto* digest = std::ranges::find(known_digests, algorithms->digest, &known_digest::algorithm);
  return text(name_of(algorithms->key), digest->name);
}

answer<computed_property> public_key_text(const ossl::certificate& certificate) {
  const auto kind = public_key_kind(certificate);
  if (!kind) return refusal{CRYPT_E_NOT_FOUND};
  return text(name_of(*kind), std::to_wstring(public_key_bits(certificate)));
}

/// Only a certificate that signed itself says which key its issuer has. Not kept, so that what is saved of
/// this property is always what a program has set.
answer<computed_property> issuer_key_digest(const ossl::certificate& certificate) {
  if (!is_self_issued(certificate) || !is_signed_by(certificate, certificate))
    return refusal{CRYPT_E_NOT_FOUND};
  auto digest = public_key_digest(certificate, ossl::digest::md5);
  if (digest.empty()) return refusal{CRYPT_E_NOT_FOUND};
  return computed_property{std::move(digest), false};
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
    case CERT_ISSUER_PUBLIC_KEY_MD5_HASH_PROP_ID:
      return issuer_key_digest(certificate);
    case CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID:
      return kept(issuer_and_serial_digest(certificate, ossl::digest::md5));
    case CERT_SUBJECT_NAME_MD5_HASH_PROP_ID:
      return kept(subject_digest(certificate, ossl::digest::md5));
    case CERT_SIGN_HASH_CNG_ALG_PROP_ID:
      return signature_text(certificate);
    case CERT_PUB_KEY_CNG_ALG_BIT_LENGTH_PROP_ID:
      return public_key_text(certificate);
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
