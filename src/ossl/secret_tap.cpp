// The provider, and its trial.
#include "ossl/secret_tap.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/provider.h>

#include <optional>
#include <string_view>

#include "ossl/availability.h"
#include "ossl/error_scope.h"
#include "ossl/handles.h"
#include "ossl/provider_functions.h"
#include "ossl/tapped_handshake.h"

namespace schannel::ossl {
namespace {

constexpr const char* name = "openschannel";

thread_local secret_listener* current_listener = nullptr;
/// What the last secret was, if it is one that is told: its keys are derived right behind it.
thread_local std::optional<tls1_3_secret> latest_secret;

std::string_view text_of(const OSSL_PARAM* parameter) {
  const void* start = nullptr;
  std::size_t length = 0;
  if (parameter == nullptr || OSSL_PARAM_get_octet_string_ptr(parameter, &start, &length) != 1) return {};
  return {static_cast<const char*>(start), length};
}

std::optional<tls1_3_secret> secret_of(std::string_view label) {
  if (label == "c hs traffic") return tls1_3_secret::client_handshake;
  if (label == "s hs traffic") return tls1_3_secret::server_handshake;
  if (label == "c ap traffic") return tls1_3_secret::client_application;
  if (label == "s ap traffic") return tls1_3_secret::server_application;
  if (label == "exp master") return tls1_3_secret::exporter;
  return std::nullopt;
}

std::optional<traffic_key_part> key_part_of(std::string_view label) {
  if (label == "key") return traffic_key_part::key;
  if (label == "iv") return traffic_key_part::iv;
  return std::nullopt;
}

/// TLS 1.3: each derivation has its label.
void tell_traffic_secret(const OSSL_PARAM parameters[], tls::const_bytes value) {
  const std::string_view label = text_of(OSSL_PARAM_locate_const(parameters, OSSL_KDF_PARAM_LABEL));
  if (const auto part = key_part_of(label)) {
    if (latest_secret) current_listener->hear_traffic_key(*latest_secret, *part, value);
    return;
  }
  latest_secret = secret_of(label);
  if (latest_secret) current_listener->hear(*latest_secret, value);
}

/// Before: the label is the first part of the seed.
void tell_key_block(const OSSL_PARAM parameters[], tls::const_bytes value) {
  if (text_of(OSSL_PARAM_locate_const(parameters, OSSL_KDF_PARAM_SEED)) == "key expansion")
    current_listener->hear_key_block(value);
}

struct tls1_3_kdf {
  static constexpr const char* name = OSSL_KDF_NAME_TLS1_3_KDF;
  static constexpr const char* properties = "provider=openschannel,osch.tap,osch.secrets";
  static constexpr auto tell = tell_traffic_secret;
};
struct tls1_prf {
  static constexpr const char* name = OSSL_KDF_NAME_TLS1_PRF;
  static constexpr const char* properties = "provider=openschannel,osch.tap,osch.blocks";
  static constexpr auto tell = tell_key_block;
};

template <typename Kdf>
int derive(void* context, unsigned char* to, std::size_t length, const OSSL_PARAM parameters[]);

template <typename Function>
auto* as_entry(Function* function) {
  return reinterpret_cast<void (*)()>(function);
}

/// OpenSSL's own functions, of which one is ours. They live as long as the process.
struct overheard {
  kdf_ptr own{};
  OSSL_FUNC_kdf_derive_fn* derives = nullptr;  // of OpenSSL's own
  provider_functions offered{};
};

template <typename Kdf>
overheard overhear() {
  overheard made{kdf_ptr{EVP_KDF_fetch(nullptr, Kdf::name, untapped)}};
  made.offered = functions_behind(made.own.get());
  for (OSSL_DISPATCH& one : made.offered.table) {
    if (one.function_id != OSSL_FUNC_KDF_DERIVE) continue;
    made.derives = OSSL_FUNC_kdf_derive(&one);
    one.function = as_entry(derive<Kdf>);
  }
  return made;
}

template <typename Kdf>
const overheard& functions() {
  // A connection may still begin while the process ends.
  static const overheard& made = *new overheard(overhear<Kdf>());
  return made;
}

template <typename Kdf>
int derive(void* context, unsigned char* to, std::size_t length, const OSSL_PARAM parameters[]) {
  const int derived = functions<Kdf>().derives(context, to, length, parameters);
  if (derived > 0 && current_listener != nullptr) Kdf::tell(parameters, {to, length});
  return derived;
}

const OSSL_ALGORITHM* offered(void*, int operation, int* no_cache) {
  constexpr const char* description = "OpenSSL's own, overheard";
  static const OSSL_ALGORITHM algorithms[] = {
      {tls1_3_kdf::name, tls1_3_kdf::properties, functions<tls1_3_kdf>().offered.table.data(), description},
      {tls1_prf::name, tls1_prf::properties, functions<tls1_prf>().offered.table.data(), description},
      {nullptr, nullptr, nullptr, nullptr},
  };
  *no_cache = 0;
  return operation == OSSL_OP_KDF ? algorithms : nullptr;
}

int start(const OSSL_CORE_HANDLE*, const OSSL_DISPATCH*, const OSSL_DISPATCH** provided, void** context) {
  static const OSSL_DISPATCH whole[] = {{OSSL_FUNC_PROVIDER_QUERY_OPERATION, as_entry(offered)},
                                        {0, nullptr}};
  *provided = whole;
  // The functions are told in which provider they run: in the one they come from.
  *context = functions<tls1_3_kdf>().offered.provider_context;
  return 1;
}

/// Makes OpenSSL know the provider, and keep loading its own when it needs them. It stays as long as the
/// process.
bool load() {
  const overheard& secrets = functions<tls1_3_kdf>();
  const overheard& key_blocks = functions<tls1_prf>();
  const bool are_there = secrets.derives != nullptr && key_blocks.derives != nullptr &&
                         secrets.offered.provider_context == key_blocks.offered.provider_context;
  if (!are_there || OSSL_PROVIDER_add_builtin(nullptr, name, start) != 1) return false;
  static const OSSL_PROVIDER* const loaded = OSSL_PROVIDER_try_load(nullptr, name, 1);
  return loaded != nullptr;
}

tapped try_out() {
  const error_scope scope;
  if (!load()) return nothing_tapped;
  const char* const all = tapping_properties({});
  return {.secrets = hears_what_the_key_log_says(all), .key_blocks = hears_what_follows_from_the_master(all)};
}

}  // namespace

listening::listening(secret_listener& listener) : before_(current_listener) {
  current_listener = &listener;
  latest_secret.reset();
}

listening::~listening() {
  current_listener = before_;
  latest_secret.reset();
}

tapped tappable() {
  // A program may turn it on at any time; the module's own functions are asked for then.
  if (allows_only_approved_algorithms()) return nothing_tapped;
  static const tapped found = try_out();
  return found;
}

const char* tapping_properties(const tapped& what) {
  if (what == nothing_tapped) return nullptr;
  if (!what.key_blocks) return "?osch.tap,osch.blocks!=yes";
  if (!what.secrets) return "?osch.tap,osch.secrets!=yes";
  // OpenSSL hashes it whenever it looks for an algorithm, some hundred times in a handshake: it is short.
  return "?osch.tap";
}

}  // namespace schannel::ossl
