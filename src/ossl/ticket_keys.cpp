// Tickets as RFC 5077 section 4 recommends them: AES in CBC mode and HMAC with SHA-256, both OpenSSL's; the
// keys for both are expanded from the one there is.
#include "ossl/ticket_keys.h"

#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <exception>
#include <new>

#include "ossl/engine.h"
#include "ossl/failures.h"
#include "ossl/key_schedule.h"
#include "ossl/random.h"

namespace schannel::ossl {
namespace {

constexpr std::size_t own_material_length = 32;
constexpr std::size_t derived_length = 32;
constexpr std::size_t vector_length = 16;

ticket_key random_key() {
  ticket_key made{.material = secret(own_material_length)};
  fill_random(made.id);
  fill_random(made.material.bytes());
  return made;
}

bool prepare_mac(EVP_MAC_CTX* mac, const secret& key) {
  char digest[] = "SHA256";
  const std::array parameters = {
      OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, const_cast<std::uint8_t*>(key.bytes().data()),
                                        key.bytes().size()),
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end(),
  };
  return EVP_MAC_CTX_set_params(mac, parameters.data()) == 1;
}

bool prepare(const ticket_key& with, const unsigned char* vector, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac,
             bool seals) {
  const auto cipher_key = expand_label(EVP_sha256(), with.material, "ticket cipher", derived_length);
  const auto mac_key = expand_label(EVP_sha256(), with.material, "ticket mac", derived_length);
  return cipher_key && mac_key &&
         EVP_CipherInit_ex2(cipher, EVP_aes_256_cbc(), cipher_key->bytes().data(), vector, seals ? 1 : 0,
                            nullptr) == 1 &&
         prepare_mac(mac, *mac_key);
}

}  // namespace

struct ticket_callbacks {
  /// OpenSSL's answers: below 0 for a failure, 0 for a ticket that no key opens, 2 for one to be replaced.
  static int choose_key(SSL* ssl, unsigned char* id, unsigned char* vector, EVP_CIPHER_CTX* cipher,
                        EVP_MAC_CTX* mac, int seals) noexcept {
    constexpr int failed = -1, unknown = 0, good = 1, good_and_due = 2;
    try {
      const ticket_keys& keys = static_cast<engine*>(SSL_get_app_data(ssl))->credentials().tickets();
      if (seals != 0) {
        const ticket_key newest = keys.newest();
        std::ranges::copy(newest.id, id);
        const bool has_vector = RAND_bytes(vector, vector_length) == 1;
        return has_vector && prepare(newest, vector, cipher, mac, true) ? good : failed;
      }
      const auto found = keys.find({id, ticket_key::id_length});
      if (!found) return unknown;
      if (!prepare(found->key, vector, cipher, mac, false)) return failed;
      // RFC 8446 appendix C.4: a client takes each ticket of TLS 1.3 once and needs another.
      return found->is_newest && SSL_version(ssl) < TLS1_3_VERSION ? good : good_and_due;
    } catch (const std::bad_alloc&) {
      report_shortage();
      return failed;
    } catch (const std::exception&) {
      return failed;
    }
  }
};

ticket_keys::ticket_keys() : own_(random_key()), keys_{own_} {}

void ticket_keys::use(std::vector<ticket_key> keys) {
  const std::lock_guard lock(mutex_);
  keys_ = std::move(keys);
  if (keys_.empty()) keys_.push_back(own_);
}

ticket_key ticket_keys::newest() const {
  const std::lock_guard lock(mutex_);
  return keys_.front();
}

std::optional<ticket_keys::found_key> ticket_keys::find(tls::const_bytes id) const {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::ranges::find_if(keys_, [&](const ticket_key& one) { return std::ranges::equal(one.id, id); });
  if (found == keys_.end()) return std::nullopt;
  return found_key{*found, found == keys_.begin()};
}

void install_ticket_keys(SSL_CTX* context) {
  SSL_CTX_set_tlsext_ticket_key_evp_cb(context, &ticket_callbacks::choose_key);
}

}  // namespace schannel::ossl
