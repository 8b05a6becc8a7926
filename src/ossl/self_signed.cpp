// Certificates that vouch for themselves: version 3, a random serial number, issuer and subject the same.
#include "ossl/self_signed.h"

#include <openssl/objects.h>

#include <ctime>
#include <limits>
#include <new>
#include <utility>

#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"
#include "ossl/oids.h"

namespace schannel::ossl {

namespace {

using number_ptr = owned<BIGNUM, BN_free>;
using octets_ptr = owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using extension_ptr = owned<X509_EXTENSION, X509_EXTENSION_free>;

/// A signature algorithm in OpenSSL's terms; `digest` is null where the key's own algorithm includes one.
struct signature_scheme {
  int key_type = NID_undef;
  const EVP_MD* digest = nullptr;
};

std::optional<signature_scheme> scheme_of(const std::string& algorithm) {
  const oid_ptr oid = oid_of(algorithm);
  int digest = NID_undef;
  int key_type = NID_undef;
  if (!oid || OBJ_find_sigid_algs(OBJ_obj2nid(oid.get()), &digest, &key_type) != 1) return std::nullopt;
  if (key_type != NID_rsaEncryption && key_type != NID_X9_62_id_ecPublicKey) return std::nullopt;
  const EVP_MD* function = EVP_get_digestbynid(digest);
  if (function == nullptr) return std::nullopt;
  return signature_scheme{key_type, function};
}

key_ptr generate(int key_type) {
  key_ptr key{key_type == NID_X9_62_id_ecPublicKey ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048)};
  if (!key) throw_what_is_missing();
  return key;
}

const EVP_MD* default_digest(const EVP_PKEY* key) {
  const bool has_its_own = EVP_PKEY_is_a(key, "ED25519") == 1 || EVP_PKEY_is_a(key, "ED448") == 1;
  return has_its_own ? nullptr : EVP_sha256();
}

bool set_serial_number(X509* x509) {
  // RFC 5280 section 4.1.2.2: positive and at most 20 octets; the CA/Browser Forum asks for 64 random bits.
  constexpr int random_bits = 127;
  const number_ptr number{BN_new()};
  return number && BN_rand(number.get(), random_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr;
}

bool set_names(X509* x509, const tls::byte_vector& der) {
  const unsigned char* position = der.data();
  const name_ptr name{d2i_X509_NAME(nullptr, &position, static_cast<long>(der.size()))};
  return name && position == der.data() + der.size() && X509_set_subject_name(x509, name.get()) == 1 &&
         X509_set_issuer_name(x509, name.get()) == 1;
}

/// RFC 5280 section 4.1.2.5: ASN1_TIME_set chooses between the two forms of time as it demands, and years
/// have four digits.
bool set_time(ASN1_TIME* field, std::int64_t seconds) {
  constexpr std::int64_t start_of_year_0 = -62167219200;
  constexpr std::int64_t start_of_year_10000 = 253402300800;
  if (seconds < start_of_year_0 || seconds >= start_of_year_10000) return false;
  return ASN1_TIME_set(field, std::time_t{seconds}) != nullptr;
}

bool add(X509* x509, const certificate_extension& extension) {
  const oid_ptr oid = oid_of(extension.oid);
  const octets_ptr value{ASN1_OCTET_STRING_new()};
  if (!oid || !value || extension.value.size() > std::numeric_limits<int>::max()) return false;
  if (ASN1_OCTET_STRING_set(value.get(), extension.value.data(), static_cast<int>(extension.value.size())) !=
      1)
    return false;
  const extension_ptr made{
      X509_EXTENSION_create_by_OBJ(nullptr, oid.get(), extension.critical ? 1 : 0, value.get())};
  constexpr int at_the_end = -1;
  return made && X509_add_ext(x509, made.get(), at_the_end) == 1;
}

bool fill(X509* x509, const self_signed_request& request, EVP_PKEY* key) {
  if (X509_set_version(x509, X509_VERSION_3) != 1 || !set_serial_number(x509)) return false;
  if (!set_names(x509, request.subject) || X509_set_pubkey(x509, key) != 1) return false;
  if (!set_time(X509_getm_notBefore(x509), request.not_before) ||
      !set_time(X509_getm_notAfter(x509), request.not_after))
    return false;
  for (const certificate_extension& extension : request.extensions)
    if (!add(x509, extension)) return false;
  return true;
}

}  // namespace

tls::result<self_signed> make_self_signed(const self_signed_request& request) {
  const error_scope errors;
  std::optional<signature_scheme> scheme;
  if (!request.signature_algorithm.empty()) {
    scheme = scheme_of(request.signature_algorithm);
    errors.throw_if_out_of_memory();
    if (!scheme) return tls::cause::unsupported;
  }
  const private_key key = request.key ? *request.key
                                      : private_key{std::shared_ptr<evp_pkey_st>{
                                            generate(scheme ? scheme->key_type : NID_rsaEncryption)}};
  if (scheme && EVP_PKEY_get_base_id(key.native()) != scheme->key_type) return tls::cause::unsupported;

  x509_ptr x509{X509_new()};
  if (!x509) throw std::bad_alloc{};
  if (!fill(x509.get(), request, key.native())) {
    errors.throw_if_out_of_memory();
    return tls::cause::bad_credential;
  }
  if (X509_sign(x509.get(), key.native(), scheme ? scheme->digest : default_digest(key.native())) == 0) {
    errors.throw_if_out_of_memory();
    return tls::cause::unsupported;
  }
  return self_signed{certificate{std::move(x509)}, key};
}

}  // namespace schannel::ossl
