// CryptCreateHash, CryptHashData, CryptGetHashParam, CryptDestroyHash.
#include <wincrypt.h>

#include <cstring>
#include <mutex>
#include <optional>

#include "abi/capi/provider.h"
#include "abi/crypt32/delivery.h"
#include "abi/crypt32/entry.h"
#include "ossl/running_digest.h"

using namespace schannel;
using namespace schannel::abi::capi;
using schannel::abi::crypt32::answer;
using schannel::abi::crypt32::deliver;
using schannel::abi::crypt32::guarded;
using schannel::abi::crypt32::refusal;

namespace {

namespace keys = core::keys;
using ossl::digest_algorithm;

/// What an HCRYPTHASH stands for.
struct capi_hash final : keys::object {
  capi_hash(std::weak_ptr<provider> from, ALG_ID number, digest_algorithm which)
      : home(std::move(from)), algorithm(number), size(ossl::size_of(which)), running(which) {}

  std::weak_ptr<provider> home;
  ALG_ID algorithm;
  std::size_t size;
  std::mutex mutex;
  ossl::running_digest running;
  std::optional<tls::byte_vector> value;  ///< once it was asked for
};

/// The older providers end with SHA-1.
std::optional<digest_algorithm> algorithm_in(const provider& in, ALG_ID number) {
  const bool newer = in.kind().type == PROV_RSA_AES;
  switch (number) {
    case CALG_MD5:
      return digest_algorithm::md5;
    case CALG_SHA1:
      return digest_algorithm::sha1;
    case CALG_SHA_256:
      return newer ? std::optional{digest_algorithm::sha256} : std::nullopt;
    case CALG_SHA_384:
      return newer ? std::optional{digest_algorithm::sha384} : std::nullopt;
    case CALG_SHA_512:
      return newer ? std::optional{digest_algorithm::sha512} : std::nullopt;
    default:
      return std::nullopt;
  }
}

template <typename T>
tls::byte_vector bytes_of(const T& value) {
  tls::byte_vector bytes(sizeof value);
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

answer<BOOL> tell_value(capi_hash& hash, BYTE* buffer, DWORD& size) {
  const std::scoped_lock lock{hash.mutex};
  // Asking for the size does not end the digest.
  if (buffer == nullptr || size < hash.size) return deliver(tls::byte_vector(hash.size), buffer, size);
  if (!hash.value) hash.value = hash.running.finish();
  return deliver(*hash.value, buffer, size);
}

}  // namespace

BOOL WINAPI CryptCreateHash(HCRYPTPROV hProv, ALG_ID Algid, HCRYPTKEY hKey, DWORD dwFlags,
                            HCRYPTHASH* phHash) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (phHash == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const auto in = keys::find<provider>(hProv);
    if (!in) return refusal{ERROR_INVALID_HANDLE};
    if (dwFlags != 0) return refusal{NTE_BAD_FLAGS};
    const auto which = algorithm_in(*in, Algid);
    if (!which) return refusal{NTE_BAD_ALGID};
    if (hKey != 0) return refusal{NTE_BAD_KEY};
    *phHash = in->add(std::make_shared<capi_hash>(in, Algid, *which));
    return TRUE;
  });
}

BOOL WINAPI CryptHashData(HCRYPTHASH hHash, const BYTE* pbData, DWORD dwDataLen, DWORD dwFlags) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto hash = keys::find<capi_hash>(hHash);
    if (!hash) return refusal{ERROR_INVALID_HANDLE};
    if (dwFlags != 0) return refusal{NTE_BAD_FLAGS};
    if (pbData == nullptr && dwDataLen != 0) return refusal{ERROR_INVALID_PARAMETER};
    const std::scoped_lock lock{hash->mutex};
    if (hash->value) return refusal{NTE_BAD_HASH_STATE};
    hash->running.add({pbData, dwDataLen});
    return TRUE;
  });
}

BOOL WINAPI CryptGetHashParam(HCRYPTHASH hHash, DWORD dwParam, BYTE* pbData, DWORD* pdwDataLen,
                              DWORD dwFlags) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto hash = keys::find<capi_hash>(hHash);
    if (!hash) return refusal{ERROR_INVALID_HANDLE};
    if (dwFlags != 0) return refusal{NTE_BAD_FLAGS};
    if (pdwDataLen == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    switch (dwParam) {
      case HP_ALGID:
        return deliver(bytes_of<ALG_ID>(hash->algorithm), pbData, *pdwDataLen);
      case HP_HASHSIZE:
        return deliver(bytes_of<DWORD>(static_cast<DWORD>(hash->size)), pbData, *pdwDataLen);
      case HP_HASHVAL:
        return tell_value(*hash, pbData, *pdwDataLen);
      default:
        return refusal{NTE_BAD_TYPE};
    }
  });
}

BOOL WINAPI CryptDestroyHash(HCRYPTHASH hHash) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto hash = keys::find<capi_hash>(hHash);
    if (!hash) return refusal{ERROR_INVALID_HANDLE};
    if (const auto home = hash->home.lock()) home->forget(hHash);
    keys::forget(hHash);
    return TRUE;
  });
}
