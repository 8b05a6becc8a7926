// In FIPS mode only OpenSSL's module computes: no provider of ours stands before it, no other library beside
// it. The mode is a process's for good, so each case has a process of its own.
#include <doctest/doctest.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <unistd.h>

#include "connections.h"
#include "ossl/aead/aead.h"
#include "ossl/handles.h"
#include "ossl/key_schedule.h"
#include "ossl/secret_tap.h"
#include "own_process.h"

using namespace schannel;
using namespace schannel::ossl;
using namespace schannel::test;

namespace {

/// Turns FIPS mode on, if it is to be, before anything else is asked of OpenSSL.
void begin_process(bool in_fips_mode) {
  if (EVP_default_properties_enable_fips(nullptr, in_fips_mode ? 1 : 0) != 1) ::_exit(1);
}

bool multi_buffer_library_works() {
  const tls::byte_vector key(key_length(aead_algorithm::aes_256_gcm));
  return ipsec_mb_engine.create(aead_algorithm::aes_256_gcm, key) != nullptr;
}

/// What comes of a key; nothing when it can be used.
std::optional<tls::cause> failure_of_key(const aead_engine* wanted = nullptr) {
  const tls::byte_vector key(key_length(aead_algorithm::aes_256_gcm));
  const auto made = create_aead(aead_algorithm::aes_256_gcm, key, wanted);
  return made ? std::nullopt : std::optional(made.failure().why);
}

std::optional<tls::cause> failure_of_derivation() {
  const auto made = expand_label(EVP_sha256(), secret{32}, "key", 16);
  return made ? std::nullopt : std::optional(made.failure().why);
}

/// With a module in FIPS mode everything goes on; without one there is nothing to go on with.
std::optional<tls::cause> what_is_missing() {
  const cipher_ptr of_module{EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
  ERR_clear_error();
  return of_module ? std::nullopt : std::optional(tls::cause::no_usable_algorithms);
}

bool only_evp_is_used() {
  return std::ranges::all_of(aead_engines(), [](const aead_engine* one) {
    return &engine_for(aead_algorithm::aes_256_gcm, one) == &evp_engine;
  });
}

}  // namespace

TEST_CASE("apart: FIPS mode and the tap" * doctest::skip()) {
  begin_process(true);
  end_process(tappable() == nothing_tapped);
}

TEST_CASE("apart: FIPS mode that comes later" * doctest::skip()) {
  begin_process(false);
  const bool was_tapped = tappable() == tapped{};
  const bool worked = !failure_of_key() && !failure_of_derivation();
  EVP_default_properties_enable_fips(nullptr, 1);
  const auto missing = what_is_missing();
  const bool counts = tappable() == nothing_tapped && only_evp_is_used() && failure_of_key() == missing &&
                      failure_of_key(&dispatch_engine) == missing && failure_of_derivation() == missing;
  end_process(was_tapped && worked && counts && ERR_peek_error() == 0);
}

TEST_CASE("apart: a credential from before FIPS mode" * doctest::skip()) {
  begin_process(false);
  const context made_before = context_of(tls::role::client, tls::version::tls1_3);
  const bool connected = static_cast<bool>(made_before.connect({}));
  EVP_default_properties_enable_fips(nullptr, 1);
  const auto refused = made_before.connect({});
  EVP_default_properties_enable_fips(nullptr, 0);
  end_process(connected && !refused && refused.failure().why == tls::cause::no_usable_algorithms &&
              made_before.connect({}));
}

TEST_CASE("apart: no FIPS mode and the tap" * doctest::skip()) {
  begin_process(false);
  end_process(tappable() == tapped{});
}

TEST_CASE("in FIPS mode secrets come from the key log, not from a provider of ours") {
  CHECK(holds_apart("apart: FIPS mode and the tap"));
  CHECK(holds_apart("apart: no FIPS mode and the tap"));
}

TEST_CASE("apart: FIPS mode and the multi-buffer library" * doctest::skip()) {
  begin_process(true);
  end_process(only_evp_is_used() && !is_usable(ipsec_mb_engine, aead_algorithm::aes_256_gcm));
}

TEST_CASE("in FIPS mode AES-GCM is OpenSSL's") {
  CHECK(holds_apart("apart: FIPS mode and the multi-buffer library"));
#ifdef OPENSCHANNEL_WITH_IPSEC_MB
  CHECK(multi_buffer_library_works());
#endif
}

TEST_CASE("FIPS mode counts from when it is turned on, and what is not the module's gives way") {
  CHECK(holds_apart("apart: FIPS mode that comes later"));
}

TEST_CASE("a credential makes connections in the mode that it was made in") {
  CHECK(holds_apart("apart: a credential from before FIPS mode"));
}
