// In FIPS mode only OpenSSL's module computes: no provider of ours stands before it, no other library beside
// it. The mode is a process's for good, so each case has a process of its own.
#include <doctest/doctest.h>

#include <openssl/evp.h>
#include <unistd.h>

#include <string>

#include "ossl/aead/aead.h"
#include "ossl/secret_tap.h"
#include "support/processes.h"

using namespace schannel;
using namespace schannel::ossl;
using namespace schannel::test;

namespace {

constexpr int confirmed = 42;  // no program ends so by chance

/// Turns FIPS mode on, if it is to be, before anything else is asked of OpenSSL.
void begin_process(bool in_fips_mode) {
  if (EVP_default_properties_enable_fips(nullptr, in_fips_mode ? 1 : 0) != 1) ::_exit(1);
}

[[noreturn]] void end_process(bool holds) {
  ::_exit(holds ? confirmed : 1);
}

/// Whether the case of that name, which is skipped here, holds in a new process.
bool holds_apart(const char* name) {
  const std::string chosen = std::string("--test-case=") + name;
  const pid_t process = ::fork();
  if (process == 0) {
    ::execl("/proc/self/exe", "unit_tests", "--no-skip", chosen.c_str(), nullptr);
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == confirmed;
}

bool multi_buffer_library_works() {
  const tls::byte_vector key(key_length(aead_algorithm::aes_256_gcm));
  return ipsec_mb_engine.create(aead_algorithm::aes_256_gcm, key) != nullptr;
}

bool aes_gcm_works() {
  const tls::byte_vector key(key_length(aead_algorithm::aes_256_gcm));
  return static_cast<bool>(create_aead(aead_algorithm::aes_256_gcm, key));
}

}  // namespace

TEST_CASE("apart: FIPS mode and the tap" * doctest::skip()) {
  begin_process(true);
  end_process(tappable() == nothing_tapped);
}

TEST_CASE("apart: FIPS mode that comes later" * doctest::skip()) {
  begin_process(false);
  const bool was_tapped = tappable() == tapped{};
  const bool worked = aes_gcm_works();
  EVP_default_properties_enable_fips(nullptr, 1);
  end_process(was_tapped && worked && tappable() == nothing_tapped && aes_gcm_works());
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
  end_process(!multi_buffer_library_works() && !is_usable(ipsec_mb_engine, aead_algorithm::aes_256_gcm));
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
