// The engine that calls the provider's functions directly (provider-cipher(7)): the same code as behind EVP
// without EVP's own work per call, which is a third of a short record.
#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/params.h>

#include <new>
#include <optional>

#include "ossl/aead/evp.h"
#include "ossl/provider_functions.h"

namespace schannel::ossl {
namespace {

/// What a provider offers for one algorithm.
struct functions {
  void* provider_context = nullptr;
  OSSL_FUNC_cipher_newctx_fn* create = nullptr;
  OSSL_FUNC_cipher_freectx_fn* free = nullptr;
  OSSL_FUNC_cipher_encrypt_init_fn* start_sealing = nullptr;
  OSSL_FUNC_cipher_decrypt_init_fn* start_opening = nullptr;
  OSSL_FUNC_cipher_update_fn* update = nullptr;
  OSSL_FUNC_cipher_final_fn* finish = nullptr;
  OSSL_FUNC_cipher_get_ctx_params_fn* read = nullptr;

  bool complete() const {
    return create != nullptr && free != nullptr && start_sealing != nullptr && start_opening != nullptr &&
           update != nullptr && finish != nullptr && read != nullptr;
  }
};

functions read_out(const provider_functions& offered) {
  functions found{.provider_context = offered.provider_context};
  for (const OSSL_DISPATCH& one : offered.table) {
    switch (one.function_id) {
      case OSSL_FUNC_CIPHER_NEWCTX:
        found.create = OSSL_FUNC_cipher_newctx(&one);
        break;
      case OSSL_FUNC_CIPHER_FREECTX:
        found.free = OSSL_FUNC_cipher_freectx(&one);
        break;
      case OSSL_FUNC_CIPHER_ENCRYPT_INIT:
        found.start_sealing = OSSL_FUNC_cipher_encrypt_init(&one);
        break;
      case OSSL_FUNC_CIPHER_DECRYPT_INIT:
        found.start_opening = OSSL_FUNC_cipher_decrypt_init(&one);
        break;
      case OSSL_FUNC_CIPHER_UPDATE:
        found.update = OSSL_FUNC_cipher_update(&one);
        break;
      case OSSL_FUNC_CIPHER_FINAL:
        found.finish = OSSL_FUNC_cipher_final(&one);
        break;
      case OSSL_FUNC_CIPHER_GET_CTX_PARAMS:
        found.read = OSSL_FUNC_cipher_get_ctx_params(&one);
        break;
      default:
        break;
    }
  }
  return found;
}

std::optional<functions> look_up(aead_algorithm algorithm) {
  const functions found = read_out(functions_behind(fetched_cipher(algorithm)));
  return found.complete() ? std::optional(found) : std::nullopt;
}

const std::optional<functions>& functions_for(aead_algorithm algorithm) {
  static const std::optional<functions> found[] = {look_up(aead_algorithm::aes_128_gcm),
                                                   look_up(aead_algorithm::aes_256_gcm),
                                                   look_up(aead_algorithm::chacha20_poly1305)};
  return found[static_cast<std::size_t>(algorithm)];
}

class dispatch_aead final : public aead {
 public:
  explicit dispatch_aead(const functions& with) : call_(with), context_(with.create(with.provider_context)) {
    if (context_ == nullptr) throw std::bad_alloc{};
  }
  ~dispatch_aead() override { call_.free(context_); }

  bool set_key(tls::const_bytes key) {
    return call_.start_sealing(context_, key.data(), key.size(), nullptr, 0, nullptr) > 0;
  }

  bool seal(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
            tls::mutable_bytes suffix, std::span<std::uint8_t, aead_tag_length> tag) override {
    const bool lie_together = text.data() + text.size() == suffix.data();
    if (lie_together) text = {text.data(), text.size() + suffix.size()};
    return call_.start_sealing(context_, nullptr, 0, nonce.data(), nonce.size(), nullptr) > 0 &&
           cover(additional) && update(text) && (lie_together || update(suffix)) && finish() &&
           call_.read(context_, tag_.at(tag)) > 0;
  }

  bool open(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
            std::span<const std::uint8_t, aead_tag_length> tag) override {
    return call_.start_opening(context_, nullptr, 0, nonce.data(), nonce.size(), tag_.at(tag)) > 0 &&
           cover(additional) && update(text) && finish();
  }

 private:
  bool cover(tls::const_bytes additional) {
    std::size_t ignored = 0;
    return call_.update(context_, nullptr, &ignored, additional.size(), additional.data(),
                        additional.size()) > 0;
  }

  bool update(tls::mutable_bytes text) {
    std::size_t ignored = 0;
    return text.empty() ||
           call_.update(context_, text.data(), &ignored, text.size(), text.data(), text.size()) > 0;
  }

  bool finish() {
    std::array<std::uint8_t, EVP_MAX_BLOCK_LENGTH> nothing;
    std::size_t ignored = 0;
    return call_.finish(context_, nothing.data(), &ignored, nothing.size()) > 0;
  }

  const functions& call_;
  void* context_;
  tag_parameter tag_;
};

std::unique_ptr<aead> create(aead_algorithm algorithm, tls::const_bytes key) {
  const auto& found = functions_for(algorithm);
  if (!found) return nullptr;
  auto made = std::make_unique<dispatch_aead>(*found);
  if (!made->set_key(key)) return nullptr;
  return made;
}

}  // namespace

constinit const aead_engine dispatch_engine{"provider", create};

}  // namespace schannel::ossl
