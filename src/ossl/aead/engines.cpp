// Which engine does the work: each is tried against EVP before it is believed.
#include <openssl/crypto.h>

#include <algorithm>
#include <cstdlib>

#include "ossl/aead/aead.h"
#include "ossl/availability.h"
#include "ossl/error_scope.h"

namespace schannel::ossl {
namespace {

constexpr const aead_engine* engines[] = {&ipsec_mb_engine, &dispatch_engine, &evp_engine};

/// Lengths around every boundary that an implementation may treat apart: blocks, groups of blocks, records.
constexpr std::size_t tried_lengths[] = {0, 1, 15, 16, 17, 64, 127, 128, 129, 255, 256, 1023, 4097, 16385};

tls::byte_vector pattern(std::size_t length, std::uint8_t seed) {
  tls::byte_vector made(length);
  for (std::uint8_t& byte : made) byte = seed = static_cast<std::uint8_t>(seed * 73 + 41);
  return made;
}

struct sealed_message {
  tls::byte_vector text;
  std::array<std::uint8_t, aead_tag_length> tag{};
  bool made = false;

  friend bool operator==(const sealed_message&, const sealed_message&) = default;
};

/// What is authenticated beside a text of that length: as long as in TLS 1.2 or as in TLS 1.3.
tls::const_bytes header_for(std::size_t length) {
  static constexpr std::uint8_t header[] = {23, 3, 3, 0, 42, 7, 6, 5, 4, 3, 2, 1, 0};
  return tls::const_bytes(header).first(length % 2 == 0 ? 5 : 13);
}

/// Seals a message whose last bytes are given apart from the others, as TLS 1.3's content type is.
sealed_message seal(aead& with, std::size_t length, const aead_nonce& nonce) {
  sealed_message message{pattern(length, 5)};
  const tls::mutable_bytes text{message.text};
  const std::size_t first = length / 2;
  message.made = with.seal(nonce, header_for(length), text.first(first), text.subspan(first), message.tag);
  return message;
}

bool opens_one(aead& with, sealed_message& message, const aead_nonce& nonce) {
  return with.open(nonce, header_for(message.text.size()), message.text, message.tag);
}

/// Opens what was sealed, and refuses it once a bit of its tag or of its text is another.
bool opens(aead& with, sealed_message message, const aead_nonce& nonce) {
  sealed_message other_tag = message, other_text = message;
  other_tag.tag[7] ^= 1;
  if (!message.text.empty()) other_text.text.back() ^= 0x80;
  return opens_one(with, message, nonce) && message.text == pattern(message.text.size(), 5) &&
         !opens_one(with, other_tag, nonce) && (message.text.empty() || !opens_one(with, other_text, nonce));
}

const aead_engine* named_by_environment() {
  static const aead_engine* const named = [] {
    const char* name = secure_getenv("SCHANNEL_AEAD_ENGINE");
    return name == nullptr ? nullptr : engine_named(name);
  }();
  return named;
}

const aead_engine& fastest_for(aead_algorithm algorithm) {
  const auto found = std::ranges::find_if(
      engines, [algorithm](const aead_engine* one) { return is_usable(*one, algorithm); });
  return found == std::end(engines) ? evp_engine : **found;
}

}  // namespace

bool agrees_with_evp(const aead_engine& engine, aead_algorithm algorithm) {
  const error_scope scope;
  const auto key = pattern(key_length(algorithm), 1);
  const auto tried = engine.create(algorithm, key);
  const auto reference = evp_engine.create(algorithm, key);
  if (!tried || !reference) return false;
  aead_nonce nonce{9};
  return std::ranges::all_of(tried_lengths, [&](std::size_t length) {
    ++nonce.back();
    const auto message = seal(*tried, length, nonce);
    return message.made && message == seal(*reference, length, nonce) && opens(*tried, message, nonce);
  });
}

std::span<const aead_engine* const> aead_engines() {
  return engines;
}

bool is_usable(const aead_engine& engine, aead_algorithm algorithm) {
  if (allows_only_approved_algorithms()) return &engine == &evp_engine;
  constexpr std::size_t count = std::size(aead_algorithms);
  static const auto verdicts = [] {
    std::array<std::array<bool, count>, std::size(engines)> found{};
    for (std::size_t i = 0; i < std::size(engines); ++i)
      for (const aead_algorithm one : aead_algorithms)
        found[i][static_cast<std::size_t>(one)] = agrees_with_evp(*engines[i], one);
    return found;
  }();
  const auto* const* found = std::ranges::find(engines, &engine);
  return found != std::end(engines) &&
         verdicts[static_cast<std::size_t>(found - std::begin(engines))][static_cast<std::size_t>(algorithm)];
}

const aead_engine* engine_named(std::string_view name) {
  const auto found = std::ranges::find(engines, name, &aead_engine::name);
  return found == std::end(engines) ? nullptr : *found;
}

const aead_engine& engine_for(aead_algorithm algorithm, const aead_engine* wanted) {
  const aead_engine* const forced = named_by_environment();
  for (const aead_engine* one : {forced, wanted})
    if (one != nullptr && is_usable(*one, algorithm)) return *one;
  return fastest_for(algorithm);
}

tls::result<std::unique_ptr<aead>> create_aead(aead_algorithm algorithm, tls::const_bytes key,
                                               const aead_engine* wanted) {
  auto made = engine_for(algorithm, wanted).create(algorithm, key);
  if (!made) made = evp_engine.create(algorithm, key);
  if (!made) return tls::cause::no_usable_algorithms;
  return made;
}

}  // namespace schannel::ossl
