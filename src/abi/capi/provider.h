// provider: what an HCRYPTPROV stands for; capi_key, what an HCRYPTKEY does.
#pragma once

#include <wincrypt.h>

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "abi/crypt32/entry.h"
#include "core/keys/container.h"
#include "core/keys/numbers.h"
#include "ossl/key_parts.h"

namespace schannel::abi::capi {

/// One of Microsoft's providers that this library stands in for.
struct provider_kind {
  DWORD type = 0;
  std::wstring_view name;
};

/// The provider of that type, by name in any case or, without one, by default. Refuses with the codes of
/// CryptAcquireContext.
crypt32::answer<const provider_kind*> find_provider(DWORD type, const std::optional<std::wstring>& name);

/// Keys as a provider has them at hand.
struct opened_container {
  std::shared_ptr<core::keys::container> keys;
  std::wstring name{};  ///< empty for one that is gone with its handle
};

/// Safe to use from any thread.
class provider final : public core::keys::key_holder {
 public:
  provider(const provider_kind& kind, opened_container opened, DWORD flags)
      : kind_(kind), opened_(std::move(opened)), flags_(flags) {}
  ~provider() override;

  const provider_kind& kind() const { return kind_; }
  core::keys::container& keys() const { return *opened_.keys; }
  /// Empty where the container has none.
  const std::wstring& container_name() const { return opened_.name; }
  /// As CryptAcquireContext got them.
  bool has_flag(DWORD flag) const { return (flags_ & flag) == flag; }

  core::keys::outcome<core::keys::stored_key> load(std::uint32_t key_spec) const override;

  /// Gives an object a number that is gone when the provider is.
  ULONG_PTR add(std::shared_ptr<core::keys::object> dependent);
  void forget(ULONG_PTR number);

 private:
  const provider_kind& kind_;
  opened_container opened_;
  DWORD flags_;
  std::mutex mutex_;
  std::set<ULONG_PTR> dependents_;
};

/// AT_KEYEXCHANGE and AT_SIGNATURE; nothing for other numbers.
std::optional<core::keys::purpose> purpose_of(DWORD key_spec);

/// Immutable.
struct capi_key final : core::keys::object {
  capi_key(std::weak_ptr<provider> from, ALG_ID number, ossl::public_key half)
      : home(std::move(from)), algorithm(number), shown(std::move(half)) {}
  capi_key(std::weak_ptr<provider> from, ALG_ID number, core::keys::stored_key whole)
      : home(std::move(from)), algorithm(number), shown(public_half(whole.key)), secret(std::move(whole)) {}

  std::weak_ptr<provider> home;
  ALG_ID algorithm;
  ossl::public_key shown;
  std::optional<core::keys::stored_key> secret{};
};

}  // namespace schannel::abi::capi
