// The big numbers of keys.
#include "ossl/key_numbers.h"

#include <cstring>
#include <new>

#include "ossl/failures.h"

namespace schannel::ossl {

secret_number new_number() {
  secret_number made{BN_new()};
  if (!made) throw std::bad_alloc{};
  return made;
}

secret_number number_of(tls::const_bytes big_endian) {
  secret_number made{BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), nullptr)};
  if (!made) throw std::bad_alloc{};
  BN_set_flags(made.get(), BN_FLG_CONSTTIME);
  return made;
}

secret_bytes bytes_of(const BIGNUM* number) {
  return bytes_of(number, static_cast<std::size_t>(BN_num_bytes(number)));
}

secret_bytes bytes_of(const BIGNUM* number, std::size_t size) {
  secret_bytes bytes(size);
  if (BN_bn2binpad(number, bytes.data(), static_cast<int>(size)) < 0) bytes.clear();
  return bytes;
}

secret_number number_in(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  EVP_PKEY_get_bn_param(key, name, &number);
  return secret_number{number};
}

void key_parameters::add(const char* name, const BIGNUM* number) {
  secret_bytes& native = values_.emplace_back(static_cast<std::size_t>(BN_num_bytes(number)) + 1);
  BN_bn2nativepad(number, native.data(), static_cast<int>(native.size()));
  parameters_.push_back(OSSL_PARAM_construct_BN(name, native.data(), native.size()));
}

void key_parameters::add(const char* name, tls::const_bytes octets) {
  secret_bytes& copy = values_.emplace_back(octets.begin(), octets.end());
  parameters_.push_back(OSSL_PARAM_construct_octet_string(name, copy.data(), copy.size()));
}

void key_parameters::add(const char* name, const char* text) {
  secret_bytes& copy = values_.emplace_back(text, text + std::strlen(text) + 1);
  parameters_.push_back(OSSL_PARAM_construct_utf8_string(name, reinterpret_cast<char*>(copy.data()), 0));
}

key_ptr key_parameters::make(const char* type, int selection) {
  parameters_.push_back(OSSL_PARAM_construct_end());
  const key_context_ptr maker{EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr)};
  if (!maker) throw_what_is_missing();
  EVP_PKEY* made = nullptr;
  if (EVP_PKEY_fromdata_init(maker.get()) == 1)
    EVP_PKEY_fromdata(maker.get(), &made, selection, parameters_.data());
  parameters_.pop_back();
  return key_ptr{made};
}

}  // namespace schannel::ossl
