// What cannot be computed for want of an algorithm is not taken for memory that ran out.
#include <openssl/evp.h>

#include "connections.h"
#include "missing_algorithms.h"
#include "ossl/bindings.h"
#include "ossl/key_encoding.h"
#include "ossl/key_parts.h"
#include "ossl/key_schedule.h"
#include "ossl/missing_algorithm.h"
#include "ossl/pfx_writer.h"
#include "ossl/revocation.h"
#include "ossl/running_digest.h"
#include "ossl/self_signed.h"
#include "own_process.h"

using namespace schannel;
using namespace schannel::ossl;
using namespace schannel::test;

namespace {

/// Whether `compute` says that no provider has the algorithm.
template <typename Compute>
bool misses_algorithm(Compute compute) {
  try {
    (void)compute();
  } catch (const missing_algorithm&) {
    return true;
  } catch (const std::exception& other) {
    MESSAGE(other.what());
  }
  return false;
}

std::optional<tls::cause> failure_of_derivation() {
  const auto made = expand_label(EVP_sha256(), secret{32}, "key", 16);
  return made ? std::nullopt : std::optional(made.failure().why);
}

std::optional<tls::cause> failure_of_key() {
  const tls::byte_vector key(key_length(aead_algorithm::aes_256_gcm));
  const auto made = create_aead(aead_algorithm::aes_256_gcm, key);
  return made ? std::nullopt : std::optional(made.failure().why);
}

}  // namespace

TEST_CASE("apart: what needs an algorithm that is missing" * doctest::skip()) {
  const certificate shown(localhost_certificate().certificate);
  const private_key key(localhost_certificate().key);
  const auto parts = std::get<rsa_private_parts>(parts_of(key));
  const pfx_certificate both[] = {{shown, key, {}}};
  self_signed_request nameless;
  nameless.subject = {0x30, 0};

  const no_algorithms none_left;
  bool holds = true;
  for (const auto how : {key_protection::modern, key_protection::old}) {
    holds = holds && misses_algorithm([&] { return write_pfx(both, L"secret", how); }) &&
            misses_algorithm([&] { return to_encrypted_pkcs8(key, L"secret", how); });
  }
  end_process(holds && misses_algorithm([&] { return end_point_hash(shown); }) && misses_algorithm([&] {
                return response_request({shown, shown});
              }) &&
              misses_algorithm([&] { return make_self_signed(nameless); }) &&
              misses_algorithm([&] { return assemble(parts); }) &&
              misses_algorithm([&] { return running_digest{digest_algorithm::sha256}; }));
}

TEST_CASE("where an algorithm is missing memory is not blamed") {
  CHECK(holds_apart("apart: what needs an algorithm that is missing"));
}

TEST_CASE("apart: algorithms that come back" * doctest::skip()) {
  bool was_told = false;
  {
    const no_algorithms none_left;
    was_told = failure_of_derivation() == tls::cause::no_usable_algorithms &&
               failure_of_key() == tls::cause::no_usable_algorithms;
  }
  end_process(was_told && !failure_of_derivation() && !failure_of_key());
}

TEST_CASE("a search that found nothing is made again") {
  CHECK(holds_apart("apart: algorithms that come back"));
}
