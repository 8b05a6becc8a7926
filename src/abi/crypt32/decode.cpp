// CryptDecodeObject, CryptDecodeObjectEx: finding the structure, and delivering it in one block.
#include <wincrypt.h>

#include <memory>

#include "abi/crypt32/encoding/allocation.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/entry.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

std::size_t size_of(const layout& put) {
  block measured;
  put(measured);
  return measured.size();
}

void copy_to(void* memory, const layout& put) {
  block filled{memory};
  put(filled);
  filled.copy_out();
}

answer<BOOL> deliver_allocated(const layout& put, std::size_t needed, const CRYPT_DECODE_PARA* memory,
                               void* to) {
  if (to == nullptr) return refusal{E_INVALIDARG};
  const auto release = [memory](void* unused) { give_back(memory, unused); };
  std::unique_ptr<void, decltype(release)> filled{allocate(memory, needed), release};
  if (!filled) return refusal{E_OUTOFMEMORY};
  copy_to(filled.get(), put);
  *static_cast<void**>(to) = filled.release();
  return TRUE;
}

answer<BOOL> deliver_into(const layout& put, std::size_t needed, void* info, DWORD room) {
  if (info == nullptr) return TRUE;
  if (room < needed) return refusal{ERROR_MORE_DATA};
  copy_to(info, put);
  return TRUE;
}

}  // namespace

BOOL WINAPI CryptDecodeObjectEx(DWORD dwCertEncodingType, LPCSTR lpszStructType, const BYTE* pbEncoded,
                                DWORD cbEncoded, DWORD dwFlags, PCRYPT_DECODE_PARA pDecodePara,
                                void* pvStructInfo, DWORD* pcbStructInfo) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const bool allocates = (dwFlags & CRYPT_DECODE_ALLOC_FLAG) != 0;
    if (allocates && pvStructInfo != nullptr) *static_cast<void**>(pvStructInfo) = nullptr;
    const structure* found = is_known_encoding(dwCertEncodingType) ? find_structure(lpszStructType) : nullptr;
    if (found == nullptr) return refusal{ERROR_FILE_NOT_FOUND};
    if (pcbStructInfo == nullptr) return refusal{E_INVALIDARG};
    if (pbEncoded == nullptr || cbEncoded == 0) return refusal{CRYPT_E_ASN1_EOD};
    const auto decoded = found->decode({pbEncoded, cbEncoded}, dwFlags);
    if (const auto* refused = std::get_if<refusal>(&decoded)) return *refused;
    const auto& put = std::get<layout>(decoded);
    const std::size_t needed = size_of(put);
    if (needed > std::numeric_limits<DWORD>::max()) return refusal{CRYPT_E_ASN1_LARGE};
    const auto delivered = allocates ? deliver_allocated(put, needed, pDecodePara, pvStructInfo)
                                     : deliver_into(put, needed, pvStructInfo, *pcbStructInfo);
    const auto* const refused = std::get_if<refusal>(&delivered);
    if (refused == nullptr || refused->code == ERROR_MORE_DATA) *pcbStructInfo = static_cast<DWORD>(needed);
    return delivered;
  });
}

BOOL WINAPI CryptDecodeObject(DWORD dwCertEncodingType, LPCSTR lpszStructType, const BYTE* pbEncoded,
                              DWORD cbEncoded, DWORD dwFlags, void* pvStructInfo, DWORD* pcbStructInfo) {
  return CryptDecodeObjectEx(dwCertEncodingType, lpszStructType, pbEncoded, cbEncoded,
                             dwFlags & ~static_cast<DWORD>(CRYPT_DECODE_ALLOC_FLAG), nullptr, pvStructInfo,
                             pcbStructInfo);
}
