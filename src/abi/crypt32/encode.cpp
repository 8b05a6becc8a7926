// CryptEncodeObject, CryptEncodeObjectEx: finding the structure, and delivering its encoding.
#include <wincrypt.h>

#include <cstring>

#include "abi/crypt32/delivery.h"
#include "abi/crypt32/encoding/allocation.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/entry.h"
#include "ossl/secret_bytes.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

answer<tls::byte_vector> encode(const structure& kind, const void* info, DWORD flags, DWORD& place) try {
  auto encoded = kind.encode(info, flags);
  if (const auto* what = std::get_if<ossl::asn1::fault>(&encoded)) return refusal{code_of(*what)};
  return std::get<tls::byte_vector>(std::move(encoded));
} catch (const unreadable& reason) {
  place = reason.place;
  return refusal{reason.code};
}

answer<BOOL> deliver_allocated(tls::const_bytes der, const CRYPT_ENCODE_PARA* memory, void* to, DWORD& size) {
  if (to == nullptr) return refusal{E_INVALIDARG};
  void* const copy = allocate(memory, der.size());
  if (copy == nullptr) return refusal{E_OUTOFMEMORY};
  std::memcpy(copy, der.data(), der.size());
  *static_cast<void**>(to) = copy;
  size = static_cast<DWORD>(der.size());
  return TRUE;
}

}  // namespace

BOOL WINAPI CryptEncodeObjectEx(DWORD dwCertEncodingType, LPCSTR lpszStructType, const void* pvStructInfo,
                                DWORD dwFlags, PCRYPT_ENCODE_PARA pEncodePara, void* pvEncoded,
                                DWORD* pcbEncoded) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const bool allocates = (dwFlags & CRYPT_ENCODE_ALLOC_FLAG) != 0;
    if (allocates && pvEncoded != nullptr) *static_cast<void**>(pvEncoded) = nullptr;
    const structure* found = is_known_encoding(dwCertEncodingType) ? find_structure(lpszStructType) : nullptr;
    if (found == nullptr || found->encode == nullptr) return refusal{ERROR_FILE_NOT_FOUND};
    if (pvStructInfo == nullptr || pcbEncoded == nullptr) return refusal{E_INVALIDARG};
    DWORD place = 0;
    auto encoded = encode(*found, pvStructInfo, dwFlags, place);
    if (const auto* refused = std::get_if<refusal>(&encoded)) {
      *pcbEncoded = place;
      return *refused;
    }
    auto& der = std::get<tls::byte_vector>(encoded);
    auto outcome = allocates ? deliver_allocated(der, pEncodePara, pvEncoded, *pcbEncoded)
                             : deliver(der, pvEncoded, *pcbEncoded);
    ossl::wipe(der.data(), der.size());  // private keys are encoded too
    return outcome;
  });
}

BOOL WINAPI CryptEncodeObject(DWORD dwCertEncodingType, LPCSTR lpszStructType, const void* pvStructInfo,
                              BYTE* pbEncoded, DWORD* pcbEncoded) {
  return CryptEncodeObjectEx(dwCertEncodingType, lpszStructType, pvStructInfo, 0, nullptr, pbEncoded,
                             pcbEncoded);
}
