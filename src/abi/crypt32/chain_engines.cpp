// CertCreateCertificateChainEngine, CertFreeCertificateChainEngine.
#include "abi/crypt32/chain_engines.h"

#include <cstddef>
#include <ctime>
#include <optional>
#include <utility>
#include <vector>

#include "abi/crypt32/credential_parts.h"
#include "abi/crypt32/entry.h"
#include "core/certs/system_engine.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace schannel::abi::crypt32 {

using core::certs::location;

namespace {

/// Handles count up from here and are never given twice.
constexpr std::uintptr_t first_handle = 0x4368'6169'0000'0001;

/// Whose stores a ready-made engine looks into; nothing for one that a program made.
std::optional<location> location_of(HCERTCHAINENGINE handle) {
  if (handle == HCCE_CURRENT_USER) return location::current_user;
  if (handle == HCCE_LOCAL_MACHINE || handle == HCCE_SERIAL_LOCAL_MACHINE) return location::local_machine;
  return std::nullopt;
}

}  // namespace

chain_engines& chain_engines::instance() {
  static auto& the_ones = *new chain_engines;
  return the_ones;
}

HCERTCHAINENGINE chain_engines::enter(core::certs::chain_engine made) {
  auto kept = std::make_shared<const core::certs::chain_engine>(std::move(made));
  const std::scoped_lock lock{mutex_};
  const auto handle = reinterpret_cast<HCERTCHAINENGINE>(first_handle + last_handle_);
  engines_.emplace(handle, std::move(kept));
  ++last_handle_;
  return handle;
}

std::shared_ptr<const core::certs::chain_engine> chain_engines::find(HCERTCHAINENGINE handle) const {
  if (const auto ready_made = location_of(handle)) return core::certs::system_engine(*ready_made);
  const std::scoped_lock lock{mutex_};
  const auto found = engines_.find(handle);
  return found == engines_.end() ? nullptr : found->second;
}

void chain_engines::remove(HCERTCHAINENGINE handle) {
  std::shared_ptr<const core::certs::chain_engine> last;  // freed when the lock is no longer held
  const std::scoped_lock lock{mutex_};
  const auto found = engines_.find(handle);
  if (found == engines_.end()) return;
  last = std::move(found->second);
  engines_.erase(found);
}

}  // namespace schannel::abi::crypt32

namespace {

/// Windows 7 added the exclusive stores to the structure, Windows 8 the flags.
constexpr std::size_t oldest_size = offsetof(CERT_CHAIN_ENGINE_CONFIG, hExclusiveRoot);
constexpr std::size_t size_with_stores = offsetof(CERT_CHAIN_ENGINE_CONFIG, dwExclusiveFlags);

using certificates = std::vector<ossl::certificate>;
using core::certs::chain_engine;

/// Nothing for what is no store; no certificates for none.
std::optional<certificates> certificates_of(HCERTSTORE store) {
  return store == nullptr ? certificates{} : certificates_in(store);
}

answer<certificates> additional_certificates(const CERT_CHAIN_ENGINE_CONFIG& config) {
  certificates all;
  if (config.cAdditionalStore != 0 && config.rghAdditionalStore == nullptr) return refusal{E_INVALIDARG};
  for (DWORD i = 0; i < config.cAdditionalStore; ++i) {
    auto found = certificates_of(config.rghAdditionalStore[i]);
    if (!found) return refusal{E_INVALIDARG};
    all.insert(all.end(), found->begin(), found->end());
  }
  return all;
}

/// The roots of the system that are in `store`, all of whose certificates have to be such.
answer<ossl::trust> restricted_trust(HCERTSTORE store, const chain_engine& system) {
  const auto wanted = certificates_of(store);
  if (!wanted) return refusal{E_INVALIDARG};
  for (const ossl::certificate& root : *wanted)
    if (!core::certs::is_trusted_root(root, system.trusted, std::time(nullptr)))
      return refusal{CRYPT_E_NOT_FOUND};
  return ossl::trust{.has_system_roots = false, .anchors = *wanted};
}

answer<ossl::trust> exclusive_trust(const CERT_CHAIN_ENGINE_CONFIG& config) {
  const auto roots = certificates_of(config.hExclusiveRoot);
  if (!roots) return refusal{E_INVALIDARG};
  const bool may_be_issued =
      config.cbSize >= sizeof config && (config.dwExclusiveFlags & CERT_CHAIN_EXCLUSIVE_ENABLE_CA_FLAG) != 0;
  return ossl::trust{.has_system_roots = false, .anchors = *roots, .ends_at_any_anchor = may_be_issued};
}

answer<ossl::trust> trust_of(const CERT_CHAIN_ENGINE_CONFIG& config, const chain_engine& system) {
  if (config.cbSize >= size_with_stores && config.hExclusiveRoot != nullptr) return exclusive_trust(config);
  if (config.hRestrictedRoot != nullptr) return restricted_trust(config.hRestrictedRoot, system);
  return system.roots;
}

}  // namespace

BOOL WINAPI CertCreateCertificateChainEngine(PCERT_CHAIN_ENGINE_CONFIG pConfig,
                                             HCERTCHAINENGINE* phChainEngine) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pConfig == nullptr || phChainEngine == nullptr || pConfig->cbSize < oldest_size)
      return refusal{E_INVALIDARG};
    const bool is_machine_s = (pConfig->dwFlags & CERT_CHAIN_USE_LOCAL_MACHINE_STORE) != 0;
    const auto system =
        core::certs::system_engine(is_machine_s ? location::local_machine : location::current_user);
    auto trusted = trust_of(*pConfig, *system);
    if (const auto* refused = std::get_if<refusal>(&trusted)) return *refused;
    auto additional = additional_certificates(*pConfig);
    if (const auto* refused = std::get_if<refusal>(&additional)) return *refused;
    auto& intermediates = std::get<certificates>(additional);
    intermediates.insert(intermediates.end(), system->intermediates.begin(), system->intermediates.end());
    *phChainEngine = chain_engines::instance().enter(chain_engine{
        std::get<ossl::trust>(std::move(trusted)), std::move(intermediates), system->distrusted});
    return TRUE;
  });
}

VOID WINAPI CertFreeCertificateChainEngine(HCERTCHAINENGINE hChainEngine) {
  chain_engines::instance().remove(hChainEngine);
}
