// Lists of algorithms, read entry by entry.
#include "abi/algorithm_requests.h"

#include <string>

#include "abi/counted_text.h"

namespace schannel::abi {
namespace {

using ossl::authentication;
using ossl::bulk_cipher;
using ossl::hash_algorithm;
using ossl::key_exchange;
using tls::cause;

/// `wanted` has a list from now on, with `more` at its end.
template <typename T>
void want(std::optional<std::vector<T>>& wanted, std::initializer_list<T> more) {
  if (!wanted) wanted.emplace();
  wanted->insert(wanted->end(), more);
}

void want_cipher(std::optional<std::vector<bulk_cipher>>& ciphers, ALG_ID id) {
  switch (id) {
    case CALG_AES_128:
      return want(ciphers, {bulk_cipher::aes_128});
    case CALG_AES_256:
      return want(ciphers, {bulk_cipher::aes_256});
    case CALG_AES:
      return want(ciphers, {bulk_cipher::aes_128, bulk_cipher::aes_256});
    case CALG_3DES:
      return want(ciphers, {bulk_cipher::triple_des});
    default:
      return want(ciphers, {});
  }
}

void want_digest(std::optional<std::vector<hash_algorithm>>& digests, ALG_ID id) {
  switch (id) {
    case CALG_MD5:
      return want(digests, {hash_algorithm::md5});
    case CALG_SHA1:
      return want(digests, {hash_algorithm::sha1});
    case CALG_SHA_256:
      return want(digests, {hash_algorithm::sha256});
    case CALG_SHA_384:
      return want(digests, {hash_algorithm::sha384});
    default:
      return want(digests, {});
  }
}

void want_exchange(std::optional<std::vector<key_exchange>>& exchanges, ALG_ID id) {
  switch (id) {
    case CALG_RSA_KEYX:
      return want(exchanges, {key_exchange::rsa});
    case CALG_DH_EPHEM:
      return want(exchanges, {key_exchange::dhe});
    case CALG_ECDH:
    case CALG_ECDH_EPHEM:
      return want(exchanges, {key_exchange::ecdhe});
    default:
      return want(exchanges, {});
  }
}

void want_authentication(std::optional<std::vector<authentication>>& authentications, ALG_ID id) {
  switch (id) {
    case CALG_RSA_SIGN:
      return want(authentications, {authentication::rsa});
    case CALG_ECDSA:
      return want(authentications, {authentication::ecdsa});
    default:
      return want(authentications, {});
  }
}

tls::result<core::disabled_algorithm> disabled_by(const CRYPTO_SETTINGS& setting) {
  const auto usage = static_cast<unsigned>(setting.eAlgorithmUsage);
  const bool has_modes = setting.cChainingModes != 0;
  if (usage > TlsParametersCngAlgUsageCertSig ||
      setting.cChainingModes > SCH_CRED_MAX_SUPPORTED_CHAINING_MODES ||
      (has_modes && setting.rgstrChainingModes == nullptr) || !is_there(setting.strCngAlgId))
    return cause::malformed_options;
  core::disabled_algorithm disabled{.usage = static_cast<core::algorithm_usage>(usage),
                                    .name = text_of(setting.strCngAlgId),
                                    .allowed = {setting.dwMinBitLength, setting.dwMaxBitLength}};
  for (const UNICODE_STRING& mode : std::span(setting.rgstrChainingModes, setting.cChainingModes)) {
    if (!is_there(mode)) return cause::malformed_options;
    disabled.chaining_modes.push_back(text_of(mode));
  }
  return disabled;
}

static_assert(static_cast<int>(core::algorithm_usage::certificate_signature) ==
              TlsParametersCngAlgUsageCertSig);

}  // namespace

core::algorithm_request algorithms_in(std::span<const ALG_ID> ids) {
  core::algorithm_request wanted;
  for (const ALG_ID id : ids) {
    switch (GET_ALG_CLASS(id)) {
      case ALG_CLASS_DATA_ENCRYPT:
        want_cipher(wanted.ciphers, id);
        break;
      case ALG_CLASS_HASH:
        want_digest(wanted.digests, id);
        break;
      case ALG_CLASS_KEY_EXCHANGE:
        want_exchange(wanted.exchanges, id);
        break;
      case ALG_CLASS_SIGNATURE:
        want_authentication(wanted.authentications, id);
        break;
      default:
        break;
    }
  }
  return wanted;
}

tls::result<std::vector<core::disabled_algorithm>> disabled_by(std::span<const CRYPTO_SETTINGS> settings) {
  std::vector<core::disabled_algorithm> all;
  for (const CRYPTO_SETTINGS& setting : settings) {
    auto one = disabled_by(setting);
    if (!one) return one.failure();
    all.push_back(*std::move(one));
  }
  return all;
}

tls::result<core::strength_request> strength_between(DWORD minimum, DWORD maximum) {
  constexpr DWORD without_encryption = 0xFFFFFFFF;
  if (maximum == without_encryption && minimum != without_encryption) return cause::malformed_options;
  core::strength_request wanted;
  wanted.allows_null = minimum == without_encryption;
  wanted.demands_null = maximum == without_encryption;
  if (!wanted.allows_null) wanted.bits.minimum = minimum;
  if (!wanted.demands_null) wanted.bits.maximum = maximum;
  return wanted;
}

}  // namespace schannel::abi
