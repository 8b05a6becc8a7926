// CryptDecodeObject, CryptDecodeObjectEx: finding the structure, and delivering it in one block.
#include <wincrypt.h>

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

answer<BOOL> deliver(const layout& put, DWORD flags, const CRYPT_DECODE_PARA* memory, void* info,
                     DWORD& size) {
  const std::size_t needed = size_of(put);
  if (needed > std::numeric_limits<DWORD>::max()) return refusal{CRYPT_E_ASN1_LARGE};
  const DWORD room = size;
  size = static_cast<DWORD>(needed);
  if ((flags & CRYPT_DECODE_ALLOC_FLAG) != 0) {
    if (info == nullptr) return refusal{E_INVALIDARG};
    info = *static_cast<void**>(info) = allocate(memory, needed);
    if (info == nullptr) return refusal{E_OUTOFMEMORY};
  } else if (info == nullptr) {
    return TRUE;
  } else if (room < needed) {
    return refusal{ERROR_MORE_DATA};
  }
  copy_to(info, put);
  return TRUE;
}

}  // namespace

BOOL WINAPI CryptDecodeObjectEx(DWORD dwCertEncodingType, LPCSTR lpszStructType, const BYTE* pbEncoded,
                                DWORD cbEncoded, DWORD dwFlags, PCRYPT_DECODE_PARA pDecodePara,
                                void* pvStructInfo, DWORD* pcbStructInfo) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if ((dwFlags & CRYPT_DECODE_ALLOC_FLAG) != 0 && pvStructInfo != nullptr)
      *static_cast<void**>(pvStructInfo) = nullptr;
    const structure* found = is_known_encoding(dwCertEncodingType) ? find_structure(lpszStructType) : nullptr;
    if (found == nullptr) return refusal{ERROR_FILE_NOT_FOUND};
    if (pcbStructInfo == nullptr) return refusal{E_INVALIDARG};
    if (pbEncoded == nullptr || cbEncoded == 0) return refusal{CRYPT_E_ASN1_EOD};
    const auto decoded = found->decode({pbEncoded, cbEncoded}, dwFlags);
    if (const auto* refused = std::get_if<refusal>(&decoded)) return *refused;
    return deliver(std::get<layout>(decoded), dwFlags, pDecodePara, pvStructInfo, *pcbStructInfo);
  });
}

BOOL WINAPI CryptDecodeObject(DWORD dwCertEncodingType, LPCSTR lpszStructType, const BYTE* pbEncoded,
                              DWORD cbEncoded, DWORD dwFlags, void* pvStructInfo, DWORD* pcbStructInfo) {
  return CryptDecodeObjectEx(dwCertEncodingType, lpszStructType, pbEncoded, cbEncoded,
                             dwFlags & ~static_cast<DWORD>(CRYPT_DECODE_ALLOC_FLAG), nullptr, pvStructInfo,
                             pcbStructInfo);
}
