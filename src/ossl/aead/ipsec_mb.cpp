// The engine that uses Intel's multi-buffer library (libIPSec_MB) for AES-GCM: several times as fast as
// OpenSSL 3.0 where the processor has AVX-512, faster everywhere. It is looked for when it is first wanted;
// without it this engine speaks nothing.
#include "ossl/aead/aead.h"

#ifdef OPENSCHANNEL_WITH_IPSEC_MB

#include <dlfcn.h>
#include <intel-ipsec-mb.h>
#include <openssl/crypto.h>

#include <initializer_list>

namespace schannel::ossl {
namespace {

/// The library's table of functions for this processor; nullptr where there is no library. It has no state of
/// its own for what is used here, so all threads share it.
const IMB_MGR* load() {
  void* library = dlopen("libIPSec_MB.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return nullptr;
  const auto allocate = reinterpret_cast<decltype(&alloc_mb_mgr)>(dlsym(library, "alloc_mb_mgr"));
  const auto prepare = reinterpret_cast<decltype(&init_mb_mgr_auto)>(dlsym(library, "init_mb_mgr_auto"));
  if (allocate == nullptr || prepare == nullptr) return nullptr;
  IMB_MGR* manager = allocate(0);
  if (manager == nullptr) return nullptr;
  IMB_ARCH chosen = IMB_ARCH_NONE;
  prepare(manager, &chosen);
  return chosen == IMB_ARCH_NONE ? nullptr : manager;
}

const IMB_MGR* manager() {
  static const IMB_MGR* const loaded = load();
  return loaded;
}

/// The library's functions for one length of key: whole messages, and one in parts.
struct functions {
  aes_gcm_enc_dec_t encrypt;
  aes_gcm_enc_dec_t decrypt;
  aes_gcm_init_t start;
  aes_gcm_enc_dec_update_t encrypt_part;
  aes_gcm_enc_dec_finalize_t finish;
};

functions functions_for(aead_algorithm algorithm) {
  const IMB_MGR& m = *manager();
  if (algorithm == aead_algorithm::aes_128_gcm)
    return {m.gcm128_enc, m.gcm128_dec, m.gcm128_init, m.gcm128_enc_update, m.gcm128_enc_finalize};
  return {m.gcm256_enc, m.gcm256_dec, m.gcm256_init, m.gcm256_enc_update, m.gcm256_enc_finalize};
}

class ipsec_mb_aead final : public aead {
 public:
  ipsec_mb_aead(aead_algorithm algorithm, tls::const_bytes key) : call_(functions_for(algorithm)) {
    const auto prepare =
        algorithm == aead_algorithm::aes_128_gcm ? manager()->gcm128_pre : manager()->gcm256_pre;
    prepare(key.data(), &key_);
  }
  ~ipsec_mb_aead() override {
    OPENSSL_cleanse(&key_, sizeof key_);
    OPENSSL_cleanse(&state_, sizeof state_);
  }

  bool seal(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
            tls::mutable_bytes suffix, std::span<std::uint8_t, aead_tag_length> tag) override {
    const bool is_one_piece = suffix.empty() || text.data() + text.size() == suffix.data();
    if (is_one_piece)
      call_.encrypt(&key_, &state_, text.data(), text.data(), text.size() + suffix.size(), nonce.data(),
                    additional.data(), additional.size(), tag.data(), tag.size());
    else
      seal_pieces(nonce, additional, {text, suffix}, tag);
    return true;
  }

  bool open(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
            std::span<const std::uint8_t, aead_tag_length> tag) override {
    std::array<std::uint8_t, aead_tag_length> expected;
    call_.decrypt(&key_, &state_, text.data(), text.data(), text.size(), nonce.data(), additional.data(),
                  additional.size(), expected.data(), expected.size());
    return CRYPTO_memcmp(expected.data(), tag.data(), tag.size()) == 0;
  }

 private:
  void seal_pieces(const aead_nonce& nonce, tls::const_bytes additional,
                   std::initializer_list<tls::mutable_bytes> pieces,
                   std::span<std::uint8_t, aead_tag_length> tag) {
    call_.start(&key_, &state_, nonce.data(), additional.data(), additional.size());
    for (const tls::mutable_bytes piece : pieces)
      if (!piece.empty()) call_.encrypt_part(&key_, &state_, piece.data(), piece.data(), piece.size());
    call_.finish(&key_, &state_, tag.data(), tag.size());
  }

  functions call_;
  gcm_key_data key_;
  gcm_context_data state_;
};

std::unique_ptr<aead> create(aead_algorithm algorithm, tls::const_bytes key) {
  if (algorithm == aead_algorithm::chacha20_poly1305) return nullptr;
  if (manager() == nullptr) return nullptr;
  return std::make_unique<ipsec_mb_aead>(algorithm, key);
}

}  // namespace

constinit const aead_engine ipsec_mb_engine{"ipsec-mb", create};

}  // namespace schannel::ossl

#else

namespace schannel::ossl {

constinit const aead_engine ipsec_mb_engine{
    "ipsec-mb", [](aead_algorithm, tls::const_bytes) -> std::unique_ptr<aead> { return nullptr; }};

}  // namespace schannel::ossl

#endif
