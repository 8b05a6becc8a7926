// Engines that are wrong in one way each, and what the trial says of them.
#include <doctest/doctest.h>

#include "ossl/aead/aead.h"

using namespace schannel;
using namespace schannel::ossl;

namespace {

enum class fault {
  none,
  another_byte,  ///< of the text
  another_tag,
  forgets_suffix,  ///< seals the text alone
  forgets_header,  ///< authenticates the text alone
  takes_any_tag,
  opens_nothing,
  fails_when_long,  ///< at the length of the longest record
};

/// EVP, but for its fault.
template <fault Of>
class wrong_aead final : public aead {
 public:
  explicit wrong_aead(std::unique_ptr<aead> right) : right_(std::move(right)) {}

  bool seal(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
            tls::mutable_bytes suffix, std::span<std::uint8_t, aead_tag_length> tag) override {
    if (Of == fault::fails_when_long && text.size() + suffix.size() > 16384) return false;
    if (Of == fault::forgets_suffix) suffix = {};
    if (Of == fault::forgets_header) additional = {};
    const bool sealed = right_->seal(nonce, additional, text, suffix, tag);
    if (Of == fault::another_byte && !text.empty()) text.back() ^= 1;
    if (Of == fault::another_tag) tag.back() ^= 1;
    return sealed;
  }

  bool open(const aead_nonce& nonce, tls::const_bytes additional, tls::mutable_bytes text,
            std::span<const std::uint8_t, aead_tag_length> tag) override {
    if (Of == fault::opens_nothing) return false;
    if (Of == fault::forgets_header) additional = {};
    return right_->open(nonce, additional, text, tag) || Of == fault::takes_any_tag;
  }

 private:
  std::unique_ptr<aead> right_;
};

template <fault Of>
constexpr aead_engine engine{
    "wrong", [](aead_algorithm algorithm, tls::const_bytes key) {
      return std::unique_ptr<aead>(std::make_unique<wrong_aead<Of>>(evp_engine.create(algorithm, key)));
    }};

template <fault Of>
bool is_believed() {
  bool always = true;
  bool ever = false;
  for (const aead_algorithm one : aead_algorithms) {
    const bool agrees = agrees_with_evp(engine<Of>, one);
    always = always && agrees;
    ever = ever || agrees;
  }
  CHECK(always == ever);
  return ever;
}

}  // namespace

TEST_CASE("an AEAD engine that is wrong in any one way is not believed") {
  CHECK(is_believed<fault::none>());
  CHECK_FALSE(is_believed<fault::another_byte>());
  CHECK_FALSE(is_believed<fault::another_tag>());
  CHECK_FALSE(is_believed<fault::forgets_suffix>());
  CHECK_FALSE(is_believed<fault::forgets_header>());
  CHECK_FALSE(is_believed<fault::takes_any_tag>());
  CHECK_FALSE(is_believed<fault::opens_nothing>());
  CHECK_FALSE(is_believed<fault::fails_when_long>());
}

TEST_CASE("an AEAD engine that is none of the library's is not used") {
  CHECK_FALSE(is_usable(engine<fault::none>, aead_algorithm::aes_128_gcm));
}
