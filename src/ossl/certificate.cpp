// certificate: DER in, OpenSSL's X509 beside it.
#include "ossl/certificate.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "ossl/error_scope.h"
#include "ossl/handles.h"
#include "ossl/times.h"

namespace schannel::ossl {

namespace {

std::shared_ptr<const tls::byte_vector> encoding_of(X509* parsed) {
  const error_scope errors;
  const int size = i2d_X509(parsed, nullptr);
  if (size < 0) throw std::bad_alloc{};
  tls::byte_vector der(static_cast<std::size_t>(size));
  unsigned char* out = der.data();
  i2d_X509(parsed, &out);
  return std::make_shared<const tls::byte_vector>(std::move(der));
}

}  // namespace

bool private_key::is_rsa() const {
  return EVP_PKEY_is_a(key_.get(), "RSA") == 1;
}

tls::result<certificate> certificate::parse(tls::const_bytes der) {
  const error_scope errors;
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<long>::max()))
    return tls::cause::bad_credential;
  const unsigned char* position = der.data();
  x509_ptr parsed{d2i_X509(nullptr, &position, static_cast<long>(der.size()))};
  if (!parsed) {
    errors.throw_if_out_of_memory();
    return tls::cause::bad_credential;
  }
  if (position != der.data() + der.size()) return tls::cause::bad_credential;
  return certificate{std::move(parsed), std::make_shared<const tls::byte_vector>(der.begin(), der.end())};
}

certificate::certificate(std::shared_ptr<x509_st> parsed)
    : parsed_(std::move(parsed)), der_(encoding_of(parsed_.get())) {}

certificate::certificate(std::shared_ptr<x509_st> parsed, std::shared_ptr<const tls::byte_vector> der)
    : parsed_(std::move(parsed)), der_(std::move(der)) {}

std::int64_t certificate::not_before() const {
  return seconds_since_1970(X509_get0_notBefore(parsed_.get()));
}

std::int64_t certificate::not_after() const {
  return seconds_since_1970(X509_get0_notAfter(parsed_.get()));
}

bool certificate::matches(const private_key& key) const {
  const error_scope errors;
  const bool fits = X509_check_private_key(parsed_.get(), key.native()) == 1;
  if (!fits) errors.throw_if_out_of_memory();
  return fits;
}

std::vector<const identity*> first_of_each_kind(const std::vector<identity>& all) {
  std::vector<const identity*> first;
  for (const identity& candidate : all) {
    const auto is_alike = [&candidate](const identity* other) {
      return EVP_PKEY_get_base_id(other->key.native()) == EVP_PKEY_get_base_id(candidate.key.native());
    };
    if (std::none_of(first.begin(), first.end(), is_alike)) first.push_back(&candidate);
  }
  return first;
}

}  // namespace schannel::ossl
