// cng_key: what an NCRYPT_KEY_HANDLE stands for.
#include "abi/cng/key.h"

#include "abi/capi/troubles.h"

namespace schannel::abi::cng {

namespace keys = core::keys;

keys::outcome<keys::stored_key> cng_key::load(std::uint32_t) const {
  const std::scoped_lock lock{mutex_};
  const auto* whole = std::get_if<ossl::private_key>(&content_);
  if (whole == nullptr || !complete_) return keys::trouble::no_key;
  return keys::stored_key{*whole, allowed_};
}

bool cng_key::is_complete() const {
  const std::scoped_lock lock{mutex_};
  return complete_;
}

keys::permissions cng_key::allowed() const {
  const std::scoped_lock lock{mutex_};
  return allowed_;
}

std::optional<ossl::public_key> cng_key::shown() const {
  const std::scoped_lock lock{mutex_};
  if (const auto* open = std::get_if<ossl::public_key>(&content_)) return *open;
  if (const auto* whole = std::get_if<ossl::private_key>(&content_)) return public_half(*whole);
  return std::nullopt;
}

const key_algorithm* cng_key::algorithm() const {
  if (const auto half = shown()) return algorithm_of(*half);
  const std::scoped_lock lock{mutex_};
  const auto* planned = std::get_if<planned_key>(&content_);
  return planned == nullptr ? nullptr : planned->algorithm;
}

unsigned cng_key::bits() const {
  if (const auto half = shown()) return bits_of(*half);
  const std::scoped_lock lock{mutex_};
  const auto* planned = std::get_if<planned_key>(&content_);
  return planned == nullptr ? 0 : planned->bits;
}

SECURITY_STATUS cng_key::finalize() {
  const std::scoped_lock lock{mutex_};
  if (complete_) return NTE_BAD_KEY_STATE;
  if (const auto* planned = std::get_if<planned_key>(&content_))
    content_ = generate(*planned->algorithm, planned->bits);
  if (place_) {
    const auto kept = keys::keep_named(place_->whose, place_->name,
                                       {std::get<ossl::private_key>(content_), allowed_}, place_->overwrites);
    if (!kept) return capi::code_of(kept.why());
  }
  complete_ = true;
  return ERROR_SUCCESS;
}

SECURITY_STATUS cng_key::plan_bits(unsigned bits) {
  const std::scoped_lock lock{mutex_};
  auto* planned = std::get_if<planned_key>(&content_);
  if (planned == nullptr) return NTE_BAD_KEY_STATE;
  if (!allows_length(*planned->algorithm, bits)) return NTE_INVALID_PARAMETER;
  planned->bits = bits;
  return ERROR_SUCCESS;
}

SECURITY_STATUS cng_key::allow(const keys::permissions& what) {
  const std::scoped_lock lock{mutex_};
  if (complete_ && place_) return NTE_BAD_KEY_STATE;
  allowed_ = what;
  return ERROR_SUCCESS;
}

SECURITY_STATUS cng_key::remove() {
  const std::scoped_lock lock{mutex_};
  if (!place_ || !complete_) return ERROR_SUCCESS;
  const auto removed = keys::remove_named(place_->whose, place_->name);
  return removed ? ERROR_SUCCESS : capi::code_of(removed.why());
}

}  // namespace schannel::abi::cng
