// revocation_list: DER in, OpenSSL's X509_CRL beside it.
#include "ossl/revocation_list.h"

#include <limits>
#include <utility>

#include "ossl/error_scope.h"
#include "ossl/fields.h"
#include "ossl/oids.h"
#include "ossl/times.h"

namespace schannel::ossl {

namespace {

using crl_ptr = owned<X509_CRL, X509_CRL_free>;
using key_identifier_ptr = owned<AUTHORITY_KEYID, AUTHORITY_KEYID_free>;

revocation revocation_of(X509_REVOKED* from) {
  revocation to{number_of(X509_REVOKED_get0_serialNumber(from)),
                seconds_since_1970(X509_REVOKED_get0_revocationDate(from)),
                {}};
  for (int i = 0; i < X509_REVOKED_get_ext_count(from); ++i)
    to.extensions.push_back(extension_of(X509_REVOKED_get_ext(from, i)));
  return to;
}

}  // namespace

tls::result<revocation_list> revocation_list::parse(tls::const_bytes der) {
  const error_scope errors;
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<long>::max()))
    return tls::cause::bad_credential;
  const unsigned char* position = der.data();
  crl_ptr parsed{d2i_X509_CRL(nullptr, &position, static_cast<long>(der.size()))};
  if (!parsed) {
    errors.throw_if_out_of_memory();
    return tls::cause::bad_credential;
  }
  if (position != der.data() + der.size()) return tls::cause::bad_credential;
  return revocation_list{std::move(parsed), std::make_shared<const tls::byte_vector>(der.begin(), der.end())};
}

revocation_list::revocation_list(std::shared_ptr<X509_crl_st> parsed,
                                 std::shared_ptr<const tls::byte_vector> der)
    : parsed_(std::move(parsed)), der_(std::move(der)) {}

std::int64_t revocation_list::this_update() const {
  return seconds_since_1970(X509_CRL_get0_lastUpdate(parsed_.get()));
}

std::optional<std::int64_t> revocation_list::next_update() const {
  const ASN1_TIME* next = X509_CRL_get0_nextUpdate(parsed_.get());
  if (next == nullptr) return std::nullopt;
  return seconds_since_1970(next);
}

std::optional<std::size_t> revocation_list::find(const certificate& one) const {
  // OpenSSL sorts the list it verifies with, so the order is read anew.
  const error_scope errors;
  const unsigned char* position = der_->data();
  const crl_ptr as_encoded{d2i_X509_CRL(nullptr, &position, static_cast<long>(der_->size()))};
  if (!as_encoded) throw std::bad_alloc{};
  const ASN1_INTEGER* sought = X509_get0_serialNumber(one.native());
  STACK_OF(X509_REVOKED)* revoked = X509_CRL_get_REVOKED(as_encoded.get());
  for (int i = 0; i < sk_X509_REVOKED_num(revoked); ++i)
    if (ASN1_INTEGER_cmp(X509_REVOKED_get0_serialNumber(sk_X509_REVOKED_value(revoked, i)), sought) == 0)
      return static_cast<std::size_t>(i);
  return std::nullopt;
}

bool revocation_list::is_delta() const {
  return X509_CRL_get_ext_by_NID(parsed_.get(), NID_delta_crl, -1) >= 0;
}

bool revocation_list::is_signed_by(const certificate& issuer) const {
  const error_scope errors;
  EVP_PKEY* key = X509_get0_pubkey(issuer.native());
  return key != nullptr && X509_CRL_verify(parsed_.get(), key) == 1;
}

revocation_list_fields fields_of(const revocation_list& whole) {
  const error_scope errors;
  X509_CRL* crl = whole.native();
  revocation_list_fields fields;
  fields.version = static_cast<std::uint32_t>(X509_CRL_get_version(crl));
  const X509_ALGOR* algorithm = nullptr;
  X509_CRL_get0_signature(crl, nullptr, &algorithm);
  fields.signature_algorithm = algorithm_of(algorithm);
  fields.issuer = name_of(X509_CRL_get_issuer(crl));
  fields.this_update = whole.this_update();
  fields.next_update = whole.next_update();
  STACK_OF(X509_REVOKED)* revoked = X509_CRL_get_REVOKED(crl);
  for (int i = 0; i < sk_X509_REVOKED_num(revoked); ++i)
    fields.revocations.push_back(revocation_of(sk_X509_REVOKED_value(revoked, i)));
  for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i)
    fields.extensions.push_back(extension_of(X509_CRL_get_ext(crl, i)));
  return fields;
}

tls::byte_vector issuer_of(const revocation_list& whole) {
  const error_scope errors;
  return name_of(X509_CRL_get_issuer(whole.native()));
}

std::optional<tls::byte_vector> extension_of(const revocation_list& whole, const char* oid) {
  const oid_ptr wanted = oid_of(oid);
  const int index = X509_CRL_get_ext_by_OBJ(whole.native(), wanted.get(), -1);
  if (index < 0) return std::nullopt;
  return bytes_of(X509_EXTENSION_get_data(X509_CRL_get_ext(whole.native(), index)));
}

bool key_identifiers_agree(const revocation_list& whole, const certificate& issuer) {
  const error_scope errors;
  const key_identifier_ptr named{static_cast<AUTHORITY_KEYID*>(
      X509_CRL_get_ext_d2i(whole.native(), NID_authority_key_identifier, nullptr, nullptr))};
  return agrees(named.get(), issuer.native());
}

tls::byte_vector fingerprint(const revocation_list& whole, digest algorithm) {
  return hash(whole.der(), algorithm);
}

}  // namespace schannel::ossl
