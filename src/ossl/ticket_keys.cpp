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
#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/key_schedule.h"
#include "ossl/random.h"

namespace schannel::ossl {
namespace {

constexpr std::size_t cipher_key_length = 32;
constexpr std::size_t mac_key_length = 32;
constexpr std::size_t vector_length = 16;

ticket_sealing_keys random_keys() {
  ticket_sealing_keys made{.cipher = secret(cipher_key_length), .mac = secret(mac_key_length)};
  fill_random(made.id);
  fill_random(made.cipher.bytes());
  fill_random(made.mac.bytes());
  return made;
}

tls::result<ticket_sealing_keys> expand(const ticket_key& from) {
  const auto cipher = expand_label(EVP_sha256(), from.material, "ticket cipher", cipher_key_length);
  if (!cipher) return cipher.failure();
  const auto mac = expand_label(EVP_sha256(), from.material, "ticket mac", mac_key_length);
  if (!mac) return mac.failure();
  return ticket_sealing_keys{from.id, *cipher, *mac};
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

bool prepare(const ticket_sealing_keys& with, const unsigned char* vector, EVP_CIPHER_CTX* cipher,
             EVP_MAC_CTX* mac, bool seals) {
  return EVP_CipherInit_ex2(cipher, EVP_aes_256_cbc(), with.cipher.bytes().data(), vector, seals ? 1 : 0,
                            nullptr) == 1 &&
         prepare_mac(mac, with.mac);
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
        const ticket_sealing_keys newest = keys.newest();
        std::ranges::copy(newest.id, id);
        const bool has_vector = RAND_bytes(vector, vector_length) == 1;
        return has_vector && prepare(newest, vector, cipher, mac, true) ? good : failed;
      }
      const auto found = keys.find({id, std::tuple_size_v<ticket_key_id>});
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

ticket_keys::ticket_keys() : own_(random_keys()), keys_{own_} {}

tls::result<std::monostate> ticket_keys::use(std::span<const ticket_key> keys) {
  const error_scope errors;
  std::vector<ticket_sealing_keys> expanded;
  expanded.reserve(std::max<std::size_t>(keys.size(), 1));
  for (const ticket_key& key : keys) {
    const auto made = expand(key);
    if (!made) return made.failure();
    expanded.push_back(*made);
  }
  if (expanded.empty()) expanded.push_back(own_);
  const std::lock_guard lock(mutex_);
  keys_ = std::move(expanded);
  return std::monostate{};
}

ticket_sealing_keys ticket_keys::newest() const {
  const std::lock_guard lock(mutex_);
  return keys_.front();
}

std::optional<ticket_keys::found_key> ticket_keys::find(tls::const_bytes id) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(
      keys_, [&](const ticket_sealing_keys& one) { return std::ranges::equal(one.id, id); });
  if (found == keys_.end()) return std::nullopt;
  return found_key{*found, found == keys_.begin()};
}

void install_ticket_keys(SSL_CTX* context) {
  SSL_CTX_set_tlsext_ticket_key_evp_cb(context, &ticket_callbacks::choose_key);
}

}  // namespace schannel::ossl
