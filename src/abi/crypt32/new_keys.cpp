// The keys that crypt32 itself makes or imports for a certificate.
#include "abi/crypt32/new_keys.h"

#include "abi/capi/provider.h"
#include "abi/capi/troubles.h"
#include "abi/cng/key.h"
#include "core/keys/container_name.h"

namespace schannel::abi::crypt32 {

namespace {

namespace keys = core::keys;
using core::certs::key_location;

constexpr wchar_t key_storage_provider[] = L"Microsoft Software Key Storage Provider";

/// Microsoft's choice for an imported RSA key.
const capi::provider_kind& usual_provider() {
  return *std::get<const capi::provider_kind*>(capi::find_provider(PROV_RSA_FULL, MS_ENHANCED_PROV_W));
}

/// The classic providers know no elliptic curves.
bool becomes_cng(const keys::stored_key& key, const key_wishes& wishes) {
  return wishes.prefers_cng || !key.key.is_rsa();
}

keys::outcome<keys::done> keep_in_container(const key_location& where, const keys::stored_key& key) {
  const auto made = keys::create_container(where.whose(), where.name());
  if (!made) return made.why();
  auto kept = (*made)->keep(capi::purpose_of(where.key_spec).value_or(keys::purpose::exchange), key);
  if (!kept) (void)keys::remove_container(where.whose(), where.name());
  return kept;
}

std::shared_ptr<keys::key_holder> holder_of(const keys::stored_key& key, bool in_cng) {
  if (in_cng) return std::make_shared<cng::cng_key>(key);
  auto container = std::make_shared<keys::passing_container>();
  (void)container->keep(keys::purpose::exchange, key);  // in memory, which does not fail
  return std::make_shared<capi::provider>(usual_provider(), capi::opened_container{std::move(container)},
                                          CRYPT_VERIFYCONTEXT);
}

}  // namespace

key_location new_location(const keys::stored_key& key, const key_wishes& wishes) {
  key_location where;
  where.flags = wishes.for_machine ? CRYPT_MACHINE_KEYSET : 0;
  if (becomes_cng(key, wishes)) {
    where.provider_name = key_storage_provider;  // of no type, and without a key specification
    return where;
  }
  where.provider_name = usual_provider().name;
  where.provider_type = usual_provider().type;
  where.key_spec = AT_KEYEXCHANGE;
  return where;
}

answer<key_location> keep_key(const keys::stored_key& key, key_location where) {
  if (!where.container_name || where.container_name->empty()) where.container_name = keys::fresh_name();
  const auto kept = where.is_cng() ? keys::keep_named(where.whose(), where.name(), key, false)
                                   : keep_in_container(where, key);
  if (!kept) return refusal{capi::code_of(kept.why())};
  return where;
}

std::optional<key_location> location_of(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle) {
  key_location where;
  if (const auto in = keys::find<capi::provider>(handle); in && !in->container_name().empty()) {
    where.container_name = in->container_name();
    where.provider_name = in->kind().name;
    where.provider_type = in->kind().type;
    where.flags = in->has_flag(CRYPT_MACHINE_KEYSET) ? CRYPT_MACHINE_KEYSET : 0;
    where.key_spec = in->keys().load(keys::purpose::exchange) ? AT_KEYEXCHANGE : AT_SIGNATURE;
    return where;
  }
  if (const auto key = keys::find<cng::cng_key>(handle); key && key->place()) {
    where.container_name = key->place()->name;
    where.provider_name = key_storage_provider;
    where.flags = key->place()->whose == keys::owner::machine ? CRYPT_MACHINE_KEYSET : 0;
    return where;
  }
  return std::nullopt;
}

core::certs::key_handle handle_to(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle) {
  const bool is_cng = keys::find<cng::cng_key>(handle) != nullptr;
  return {handle, is_cng ? CERT_NCRYPT_KEY_SPEC : 0, keys::find<keys::key_holder>(handle)};
}

core::certs::key_handle hold_key(const keys::stored_key& key, const key_wishes& wishes) {
  const bool in_cng = becomes_cng(key, wishes);
  const auto holder = holder_of(key, in_cng);
  const std::uint64_t number = keys::give_number(holder);
  const DWORD key_spec = in_cng ? CERT_NCRYPT_KEY_SPEC : AT_KEYEXCHANGE;
  return {number, key_spec, holder, std::make_shared<keys::ownership>(number)};
}

}  // namespace schannel::abi::crypt32
