// aead: authenticated encryption (RFC 5116) under one key, in place, and the engines that offer it.
//
// EVP is always there and is what the others are measured against: an engine is used for an algorithm only
// after it gave the same bytes as EVP in this process. In FIPS mode EVP alone is used, which then looks for
// each key who does the work: the module, or nobody.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string_view>

#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::ossl {

/// What TLS calls AES_128_GCM, AES_256_GCM and CHACHA20_POLY1305; all with nonces of 12 and tags of 16 bytes.
enum class aead_algorithm { aes_128_gcm, aes_256_gcm, chacha20_poly1305 };

inline constexpr aead_algorithm aead_algorithms[] = {aead_algorithm::aes_128_gcm, aead_algorithm::aes_256_gcm,
                                                     aead_algorithm::chacha20_poly1305};
inline constexpr std::size_t aead_nonce_length = 12;
inline constexpr std::size_t aead_tag_length = 16;

using aead_nonce = std::array<std::uint8_t, aead_nonce_length>;

/// Bytes of key that `algorithm` takes.
constexpr std::size_t key_length(aead_algorithm algorithm) {
  return algorithm == aead_algorithm::aes_128_gcm ? 16 : 32;
}

/// One key. Not safe for use by two threads at once. Nothing here allocates or copies the text.
class aead {
 public:
  aead() = default;
  aead(const aead&) = delete;
  aead& operator=(const aead&) = delete;
  virtual ~aead() = default;

  /// Encrypts `text` and then `suffix`, which need not lie behind it, in place, as one message; writes its
  /// tag. False only when the library below fails.
  virtual bool seal(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
                    tls::mutable_bytes suffix, std::span<std::uint8_t, aead_tag_length> tag) = 0;

  /// Decrypts `text` in place. When the tag is not its own the answer is false and `text` holds what nobody
  /// may see: the caller wipes it.
  virtual bool open(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
                    std::span<const std::uint8_t, aead_tag_length> tag) = 0;
};

/// A way to have an AEAD computed.
struct aead_engine {
  std::string_view name;
  /// nullptr when the engine does not speak `algorithm`, or cannot here and now. `key` has key_length()
  /// bytes. Throws std::bad_alloc.
  std::unique_ptr<aead> (*create)(aead_algorithm algorithm, tls::const_bytes key);
};

extern const aead_engine evp_engine;
extern const aead_engine dispatch_engine;
extern const aead_engine ipsec_mb_engine;

/// Every engine, the fastest first.
std::span<const aead_engine* const> aead_engines();

/// Tries whether `engine` speaks `algorithm` here, gives the same bytes as EVP, opens them again and refuses
/// what was altered.
bool agrees_with_evp(const aead_engine& engine, aead_algorithm algorithm);

/// Whether `engine` is one of aead_engines() that agrees with EVP, and in FIPS mode whether it is EVP. Tried
/// once in a process, and FIPS mode is looked at each time.
bool is_usable(const aead_engine& engine, aead_algorithm algorithm);

/// The one of that name, or nullptr.
const aead_engine* engine_named(std::string_view name);

/// The engine that create_aead() uses: the one that the environment variable SCHANNEL_AEAD_ENGINE names, else
/// `wanted`, if that is usable; else the fastest that is. nullptr wants none.
const aead_engine& engine_for(aead_algorithm algorithm, const aead_engine* wanted = nullptr);

/// Throws std::bad_alloc. cause::no_usable_algorithms when OpenSSL has no such AEAD, as in FIPS mode without
/// a module.
tls::result<std::unique_ptr<aead>> create_aead(aead_algorithm algorithm, tls::const_bytes key,
                                               const aead_engine* wanted = nullptr);

}  // namespace schannel::ossl
