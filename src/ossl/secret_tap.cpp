// The provider, and its trial.
#include "ossl/secret_tap.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/provider.h>

#include <optional>
#include <string_view>

#include "ossl/error_scope.h"
#include "ossl/handles.h"
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
  static constexpr const char* properties = "provider=openschannel,openschannel.secrets=yes";
  static constexpr auto tell = tell_traffic_secret;
};
struct tls1_prf {
  static constexpr const char* name = OSSL_KDF_NAME_TLS1_PRF;
  static constexpr const char* properties = "provider=openschannel,openschannel.blocks=yes";
  static constexpr auto tell = tell_key_block;
};

/// OpenSSL's own implementation. Lives as long as the process.
template <typename Kdf>
EVP_KDF* delegate() {
  static EVP_KDF* const fetched = EVP_KDF_fetch(nullptr, Kdf::name, untapped);
  return fetched;
}

// --- A function as provider-kdf(7) wants it. Its context is one of OpenSSL's own.

EVP_KDF_CTX* own(void* context) {
  return static_cast<EVP_KDF_CTX*>(context);
}

template <typename Kdf>
void* create(void*) {
  return EVP_KDF_CTX_new(delegate<Kdf>());
}

void* duplicate(void* context) {
  return EVP_KDF_CTX_dup(own(context));
}

void free_context(void* context) {
  EVP_KDF_CTX_free(own(context));
}

void reset(void* context) {
  EVP_KDF_CTX_reset(own(context));
}

template <typename Kdf>
int derive(void* context, unsigned char* to, std::size_t length, const OSSL_PARAM parameters[]) {
  const int derived = EVP_KDF_derive(own(context), to, length, parameters);
  if (derived > 0 && current_listener != nullptr) Kdf::tell(parameters, {to, length});
  return derived;
}

template <typename Kdf>
const OSSL_PARAM* settable(void*, void*) {
  return EVP_KDF_settable_ctx_params(delegate<Kdf>());
}

int set(void* context, const OSSL_PARAM parameters[]) {
  return EVP_KDF_CTX_set_params(own(context), parameters);
}

template <typename Kdf>
const OSSL_PARAM* gettable(void*, void*) {
  return EVP_KDF_gettable_ctx_params(delegate<Kdf>());
}

int read(void* context, OSSL_PARAM parameters[]) {
  return EVP_KDF_CTX_get_params(own(context), parameters);
}

template <typename Function>
OSSL_DISPATCH entry(int number, Function* function) {
  return {number, reinterpret_cast<void (*)()>(function)};
}

template <typename Kdf>
const OSSL_DISPATCH* functions() {
  static const OSSL_DISPATCH all[] = {
      entry(OSSL_FUNC_KDF_NEWCTX, create<Kdf>),   entry(OSSL_FUNC_KDF_DUPCTX, duplicate),
      entry(OSSL_FUNC_KDF_FREECTX, free_context), entry(OSSL_FUNC_KDF_RESET, reset),
      entry(OSSL_FUNC_KDF_DERIVE, derive<Kdf>),   entry(OSSL_FUNC_KDF_SETTABLE_CTX_PARAMS, settable<Kdf>),
      entry(OSSL_FUNC_KDF_SET_CTX_PARAMS, set),   entry(OSSL_FUNC_KDF_GETTABLE_CTX_PARAMS, gettable<Kdf>),
      entry(OSSL_FUNC_KDF_GET_CTX_PARAMS, read),  {0, nullptr},
  };
  return all;
}

const OSSL_ALGORITHM* offered(void*, int operation, int* no_cache) {
  constexpr const char* description = "passes on to OpenSSL's own";
  static const OSSL_ALGORITHM algorithms[] = {
      {tls1_3_kdf::name, tls1_3_kdf::properties, functions<tls1_3_kdf>(), description},
      {tls1_prf::name, tls1_prf::properties, functions<tls1_prf>(), description},
      {nullptr, nullptr, nullptr, nullptr},
  };
  *no_cache = 0;
  return operation == OSSL_OP_KDF ? algorithms : nullptr;
}

int start(const OSSL_CORE_HANDLE* handle, const OSSL_DISPATCH*, const OSSL_DISPATCH** functions,
          void** context) {
  static const OSSL_DISPATCH provided[] = {entry(OSSL_FUNC_PROVIDER_QUERY_OPERATION, offered), {0, nullptr}};
  *functions = provided;
  // The core's handle stands for a context, of which there is nothing to keep.
  *context = const_cast<OSSL_CORE_HANDLE*>(handle);
  return 1;
}

/// Makes OpenSSL know the provider, and keep loading its own when it needs them. It stays as long as the
/// process.
bool load() {
  if (delegate<tls1_3_kdf>() == nullptr || delegate<tls1_prf>() == nullptr ||
      OSSL_PROVIDER_add_builtin(nullptr, name, start) != 1)
    return false;
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
  if (EVP_default_properties_is_fips_enabled(nullptr) == 1) return nothing_tapped;
  static const tapped found = try_out();
  return found;
}

const char* tapping_properties(const tapped& what) {
  if (what == nothing_tapped) return nullptr;
  if (!what.key_blocks) return "?provider=openschannel,openschannel.blocks!=yes";
  if (!what.secrets) return "?provider=openschannel,openschannel.secrets!=yes";
  return "?provider=openschannel";
}

}  // namespace schannel::ossl
