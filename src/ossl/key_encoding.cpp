// Keys as bytes.
#include "ossl/key_encoding.h"

#include <openssl/pem.h>

#include <limits>
#include <new>

#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"
#include "ossl/legacy_library.h"
#include "ossl/pfx_effort.h"
#include "ossl/pfx_password.h"

namespace schannel::ossl {

namespace {

using pkcs8_ptr = owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using sealed_ptr = owned<X509_SIG, X509_SIG_free>;

bool is_too_long(tls::const_bytes der) {
  return der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max());
}

pkcs8_ptr encode(const private_key& key) {
  pkcs8_ptr encoded{EVP_PKEY2PKCS8(key.native())};
  if (!encoded) throw_what_is_missing();
  return encoded;
}

tls::result<private_key> decode(const PKCS8_PRIV_KEY_INFO* encoded) {
  key_ptr key{EVP_PKCS82PKEY(encoded)};
  if (!key) return tls::cause::bad_credential;
  return private_key{std::shared_ptr<evp_pkey_st>{std::move(key)}};
}

/// What a memory BIO holds, copied; OpenSSL wipes its own copy only when it is told to.
secret_bytes taken_from(BIO* memory) {
  char* text = nullptr;
  const long length = BIO_get_mem_data(memory, &text);
  secret_bytes copy(text, text + length);
  wipe(text, static_cast<std::size_t>(length));
  return copy;
}

sealed_ptr seal(PKCS8_PRIV_KEY_INFO* key, const pfx_password::form& password, key_protection how) {
  constexpr int iterations = 10'000;
  constexpr int salt_of_the_usual_length = 0;
  if (how == key_protection::old)
    return sealed_ptr{PKCS8_encrypt(NID_pbe_WithSHA1And3_Key_TripleDES_CBC, nullptr, password.text,
                                    password.length, nullptr, salt_of_the_usual_length, iterations, key)};
  X509_ALGOR* algorithm = PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), iterations, nullptr, salt_of_the_usual_length,
                                            nullptr, NID_hmacWithSHA256);
  if (algorithm == nullptr) throw_what_is_missing();
  sealed_ptr made{PKCS8_set0_pbe(password.text, password.length, key, algorithm)};
  if (!made) X509_ALGOR_free(algorithm);
  return made;
}

std::variant<private_key, pkcs8_refusal> open(const X509_SIG* sealed, const pfx_password& password,
                                              OSSL_LIB_CTX* library) {
  for (const pfx_password::form& form : password.forms()) {
    const pkcs8_ptr encoded{PKCS8_decrypt_ex(sealed, form.text, form.length, library, nullptr)};
    if (!encoded) continue;
    const auto key = decode(encoded.get());
    if (!key) return pkcs8_refusal::malformed;
    return *key;
  }
  return pkcs8_refusal::wrong_password;
}

}  // namespace

secret_bytes to_pkcs8(const private_key& key) {
  const error_scope errors;
  const pkcs8_ptr encoded = encode(key);
  const int length = i2d_PKCS8_PRIV_KEY_INFO(encoded.get(), nullptr);
  if (length <= 0) throw std::bad_alloc{};
  secret_bytes der(static_cast<std::size_t>(length));
  unsigned char* out = der.data();
  i2d_PKCS8_PRIV_KEY_INFO(encoded.get(), &out);
  return der;
}

tls::result<private_key> from_pkcs8(tls::const_bytes der) {
  const error_scope errors;
  if (is_too_long(der)) return tls::cause::bad_credential;
  const unsigned char* position = der.data();
  const pkcs8_ptr encoded{d2i_PKCS8_PRIV_KEY_INFO(nullptr, &position, static_cast<long>(der.size()))};
  auto key = encoded ? decode(encoded.get()) : tls::result<private_key>{tls::cause::bad_credential};
  errors.throw_if_out_of_memory();
  return key;
}

tls::byte_vector to_encrypted_pkcs8(const private_key& key, std::wstring_view password, key_protection how) {
  const error_scope errors;
  const pkcs8_ptr encoded = encode(key);
  const pfx_password secret{password};
  const sealed_ptr sealed = seal(encoded.get(), secret.forms().back(), how);
  const int length = sealed ? i2d_X509_SIG(sealed.get(), nullptr) : 0;
  if (length <= 0) throw_what_is_missing();
  tls::byte_vector der(static_cast<std::size_t>(length));
  unsigned char* out = der.data();
  i2d_X509_SIG(sealed.get(), &out);
  return der;
}

std::variant<private_key, pkcs8_refusal> from_encrypted_pkcs8(tls::const_bytes der,
                                                              std::wstring_view password) {
  const error_scope errors;
  if (is_too_long(der)) return pkcs8_refusal::malformed;
  const unsigned char* position = der.data();
  const sealed_ptr sealed{d2i_X509_SIG(nullptr, &position, static_cast<long>(der.size()))};
  if (!sealed) return pkcs8_refusal::malformed;
  const X509_ALGOR* algorithm = nullptr;
  X509_SIG_get0(sealed.get(), &algorithm, nullptr);
  const auto demanded = iterations_of(algorithm);
  if (!demanded || *demanded > affordable_iterations) return pkcs8_refusal::unsupported;
  const pfx_password secret{password};
  auto opened = open(sealed.get(), secret, nullptr);
  if (std::holds_alternative<private_key>(opened)) return opened;
  if (OSSL_LIB_CTX* library = library_for_old_files()) opened = open(sealed.get(), secret, library);
  errors.throw_if_out_of_memory();
  return opened;
}

secret_bytes to_pem(const private_key& key) {
  const error_scope errors;
  const bio_ptr out{BIO_new(BIO_s_mem())};
  if (!out ||
      PEM_write_bio_PKCS8PrivateKey(out.get(), key.native(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    throw_what_is_missing();
  return taken_from(out.get());
}

tls::result<private_key> from_pem(tls::const_bytes text) {
  const error_scope errors;
  if (is_too_long(text)) return tls::cause::bad_credential;
  const bio_ptr in{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
  if (!in) throw std::bad_alloc{};
  // Asked for a password, it is told that there is none: an encrypted key is none of ours.
  const auto no_password = [](char*, int, int, void*) { return -1; };
  key_ptr key{PEM_read_bio_PrivateKey(in.get(), nullptr, no_password, nullptr)};
  errors.throw_if_out_of_memory();
  if (!key) return tls::cause::bad_credential;
  return private_key{std::shared_ptr<evp_pkey_st>{std::move(key)}};
}

tls::result<public_key> from_public_key_info(tls::const_bytes der) {
  const error_scope errors;
  if (is_too_long(der)) return tls::cause::bad_credential;
  const unsigned char* position = der.data();
  key_ptr key{d2i_PUBKEY(nullptr, &position, static_cast<long>(der.size()))};
  errors.throw_if_out_of_memory();
  if (!key) return tls::cause::bad_credential;
  return public_key{std::shared_ptr<evp_pkey_st>{std::move(key)}};
}

}  // namespace schannel::ossl
