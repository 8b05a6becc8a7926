// The engine that is always there: OpenSSL's EVP. The key is set once, and each record sets its nonce alone.
#include "ossl/aead/evp.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <new>

#include "ossl/availability.h"
#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl {
namespace {

using cipher_context_ptr = owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

class evp_aead final : public aead {
 public:
  explicit evp_aead(cipher_context_ptr keyed) : context_(std::move(keyed)) {}

  bool seal(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
            tls::mutable_bytes suffix, std::span<std::uint8_t, aead_tag_length> tag) override {
    return EVP_EncryptInit_ex2(context_.get(), nullptr, nullptr, nonce.data(), nullptr) > 0 &&
           cover(additional) && update(text, suffix) && finish() &&
           EVP_CIPHER_CTX_get_params(context_.get(), tag_.at(tag)) > 0;
  }

  bool open(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
            std::span<const std::uint8_t, aead_tag_length> tag) override {
    return EVP_DecryptInit_ex2(context_.get(), nullptr, nullptr, nonce.data(), nullptr) > 0 &&
           EVP_CIPHER_CTX_set_params(context_.get(), tag_.at(tag)) > 0 && cover(additional) &&
           update(text, {}) && finish();
  }

 private:
  bool cover(tls::const_bytes additional) {
    int ignored = 0;
    return EVP_CipherUpdate(context_.get(), nullptr, &ignored, additional.data(),
                            static_cast<int>(additional.size())) > 0;
  }

  bool update(tls::mutable_bytes text, tls::mutable_bytes suffix) {
    if (text.data() + text.size() == suffix.data()) return update({text.data(), text.size() + suffix.size()});
    return update(text) && update(suffix);
  }

  bool update(tls::mutable_bytes text) {
    int ignored = 0;
    return text.empty() || EVP_CipherUpdate(context_.get(), text.data(), &ignored, text.data(),
                                            static_cast<int>(text.size())) > 0;
  }

  bool finish() {
    std::array<std::uint8_t, EVP_MAX_BLOCK_LENGTH> nothing;
    int ignored = 0;
    return EVP_CipherFinal_ex(context_.get(), nothing.data(), &ignored) > 0;
  }

  cipher_context_ptr context_;
  tag_parameter tag_;
};

cipher_ptr fetch(aead_algorithm algorithm) {
  return cipher_ptr{EVP_CIPHER_fetch(nullptr, cipher_name(algorithm), nullptr)};
}

bool start(EVP_CIPHER_CTX* context, const EVP_CIPHER* cipher, tls::const_bytes key) {
  return cipher != nullptr && EVP_CipherInit_ex2(context, cipher, key.data(), nullptr, 1, nullptr) > 0;
}

bool start(EVP_CIPHER_CTX* context, aead_algorithm algorithm, tls::const_bytes key) {
  // What was fetched before FIPS mode came need not be the module's.
  if (allows_only_approved_algorithms()) return start(context, fetch(algorithm).get(), key);
  return start(context, fetched_cipher(algorithm), key);
}

std::unique_ptr<aead> create(aead_algorithm algorithm, tls::const_bytes key) {
  const error_scope scope;
  cipher_context_ptr context{EVP_CIPHER_CTX_new()};
  if (!context) throw std::bad_alloc{};
  if (start(context.get(), algorithm, key)) return std::make_unique<evp_aead>(std::move(context));
  scope.throw_if_out_of_memory();
  return nullptr;
}

}  // namespace

constinit const aead_engine evp_engine{"evp", create};

const char* cipher_name(aead_algorithm algorithm) {
  switch (algorithm) {
    case aead_algorithm::aes_128_gcm:
      return "AES-128-GCM";
    case aead_algorithm::aes_256_gcm:
      return "AES-256-GCM";
    case aead_algorithm::chacha20_poly1305:
      break;
  }
  return "ChaCha20-Poly1305";
}

EVP_CIPHER* fetched_cipher(aead_algorithm algorithm) {
  static found_once<cipher_ptr> fetched[std::size(aead_algorithms)];
  return fetched[static_cast<std::size_t>(algorithm)].get([algorithm] { return fetch(algorithm); });
}

}  // namespace schannel::ossl
