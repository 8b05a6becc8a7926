// EC keys, taken apart and put together.
#include <openssl/core_names.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "ossl/error_scope.h"
#include "ossl/key_kinds.h"
#include "ossl/key_numbers.h"

namespace schannel::ossl {

namespace {

struct named_curve {
  curve which;
  const char* name;
  std::size_t bytes;
};
constexpr named_curve curves[] = {
    {curve::p256, "prime256v1", 32}, {curve::p384, "secp384r1", 48}, {curve::p521, "secp521r1", 66}};

const named_curve& facts_of(curve which) {
  return *std::find_if(std::begin(curves), std::end(curves),
                       [which](const named_curve& one) { return one.which == which; });
}

const named_curve* curve_of(const EVP_PKEY* key) {
  char name[64];
  std::size_t length = 0;
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name, &length) != 1)
    return nullptr;
  const auto* found = std::find_if(std::begin(curves), std::end(curves), [&](const named_curve& one) {
    return std::string_view{one.name} == std::string_view{name, length};
  });
  return found == std::end(curves) ? nullptr : found;
}

tls::byte_vector shown_bytes(const EVP_PKEY* key, const char* name, std::size_t size) {
  const secret_number number = number_in(key, name);
  if (!number) return {};
  const secret_bytes bytes = bytes_of(number.get(), size);
  return {bytes.begin(), bytes.end()};
}

/// An uncompressed point (SEC 1 section 2.3.3).
tls::byte_vector point_of(const ec_public_parts& parts) {
  constexpr std::uint8_t uncompressed = 4;
  tls::byte_vector point{uncompressed};
  point.insert(point.end(), parts.x.begin(), parts.x.end());
  point.insert(point.end(), parts.y.begin(), parts.y.end());
  return point;
}

/// Null when the numbers are no key.
key_ptr make(const ec_public_parts& shown, const secret_bytes* number) {
  const named_curve& on = facts_of(shown.on);
  if (shown.x.size() != on.bytes || shown.y.size() != on.bytes) return nullptr;
  key_parameters parameters;
  parameters.add(OSSL_PKEY_PARAM_GROUP_NAME, on.name);
  parameters.add(OSSL_PKEY_PARAM_PUB_KEY, point_of(shown));
  if (number != nullptr) parameters.add(OSSL_PKEY_PARAM_PRIV_KEY, number_of(*number).get());
  key_ptr key = parameters.make("EC", number == nullptr ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR);
  if (!key) return nullptr;
  const key_context_ptr checker{EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr)};
  if (!checker || EVP_PKEY_public_check(checker.get()) != 1) return nullptr;
  if (number != nullptr && EVP_PKEY_check(checker.get()) != 1) return nullptr;
  return key;
}

}  // namespace

std::size_t bytes_of(curve which) {
  return facts_of(which).bytes;
}

std::optional<ec_public_parts> ec_parts_of(const EVP_PKEY* key) {
  const named_curve* on = curve_of(key);
  if (on == nullptr) return std::nullopt;
  ec_public_parts parts{on->which, shown_bytes(key, OSSL_PKEY_PARAM_EC_PUB_X, on->bytes),
                        shown_bytes(key, OSSL_PKEY_PARAM_EC_PUB_Y, on->bytes)};
  if (parts.x.empty() || parts.y.empty()) return std::nullopt;
  return parts;
}

std::optional<ec_private_parts> ec_private_parts_of(const EVP_PKEY* key) {
  auto shown = ec_parts_of(key);
  const secret_number number = number_in(key, OSSL_PKEY_PARAM_PRIV_KEY);
  if (!shown || !number) return std::nullopt;
  return ec_private_parts{*shown, bytes_of(number.get(), bytes_of(shown->on))};
}

tls::result<public_key> assemble(const ec_public_parts& parts) {
  const error_scope errors;
  key_ptr key = make(parts, nullptr);
  errors.throw_if_out_of_memory();
  if (!key) return tls::cause::bad_credential;
  return public_key{std::shared_ptr<evp_pkey_st>{std::move(key)}};
}

tls::result<private_key> assemble(const ec_private_parts& parts) {
  const error_scope errors;
  key_ptr key = make(parts.shown, &parts.number);
  errors.throw_if_out_of_memory();
  if (!key) return tls::cause::bad_credential;
  return private_key{std::shared_ptr<evp_pkey_st>{std::move(key)}};
}

}  // namespace schannel::ossl
