// provider: what an HCRYPTPROV stands for.
#include "abi/capi/provider.h"

#include <algorithm>
#include <iterator>

namespace schannel::abi::capi {

namespace {

using crypt32::refusal;

/// The first of each type is its default.
constexpr provider_kind kinds[] = {{PROV_RSA_FULL, MS_STRONG_PROV_W},
                                   {PROV_RSA_FULL, MS_ENHANCED_PROV_W},
                                   {PROV_RSA_FULL, MS_DEF_PROV_W},
                                   {PROV_RSA_SIG, MS_DEF_RSA_SIG_PROV_W},
                                   {PROV_RSA_SCHANNEL, MS_DEF_RSA_SCHANNEL_PROV_W},
                                   {PROV_RSA_AES, MS_ENH_RSA_AES_PROV_W},
                                   {PROV_RSA_AES, MS_ENH_RSA_AES_PROV_XP_W}};
constexpr DWORD largest_type = 999;

wchar_t lower_case(wchar_t letter) {
  return letter >= L'A' && letter <= L'Z' ? letter - L'A' + L'a' : letter;
}

bool is_same_name(std::wstring_view one, std::wstring_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](wchar_t a, wchar_t b) { return lower_case(a) == lower_case(b); });
}

template <typename Fits>
const provider_kind* first_that(Fits&& fits) {
  const auto* found = std::find_if(std::begin(kinds), std::end(kinds), fits);
  return found == std::end(kinds) ? nullptr : found;
}

}  // namespace

crypt32::answer<const provider_kind*> find_provider(DWORD type, const std::optional<std::wstring>& name) {
  if (type == 0 || type > largest_type) return refusal{NTE_BAD_PROV_TYPE};
  if (!name) {
    const auto* found = first_that([&](const provider_kind& one) { return one.type == type; });
    if (found == nullptr) return refusal{NTE_PROV_TYPE_NOT_DEF};
    return found;
  }
  if (name->empty()) return refusal{ERROR_INVALID_PARAMETER};
  const auto* found = first_that([&](const provider_kind& one) { return is_same_name(one.name, *name); });
  if (found == nullptr) return refusal{NTE_KEYSET_NOT_DEF};
  if (found->type != type) return refusal{NTE_PROV_TYPE_NO_MATCH};
  return found;
}

provider::~provider() {
  for (const ULONG_PTR number : dependents_) core::keys::forget(number);
}

core::keys::outcome<core::keys::stored_key> provider::load(std::uint32_t key_spec) const {
  const auto purpose = purpose_of(key_spec);
  return purpose ? keys().load(*purpose) : load_any(keys());
}

ULONG_PTR provider::add(std::shared_ptr<core::keys::object> dependent) {
  const std::scoped_lock lock{mutex_};
  const ULONG_PTR number = core::keys::give_number(std::move(dependent));
  dependents_.insert(number);
  return number;
}

void provider::forget(ULONG_PTR number) {
  const std::scoped_lock lock{mutex_};
  dependents_.erase(number);
}

std::optional<core::keys::purpose> purpose_of(DWORD key_spec) {
  if (key_spec == AT_KEYEXCHANGE) return core::keys::purpose::exchange;
  if (key_spec == AT_SIGNATURE) return core::keys::purpose::signature;
  return std::nullopt;
}

}  // namespace schannel::abi::capi
