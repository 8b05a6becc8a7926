// CryptEncodeObjectEx and CryptDecodeObjectEx as functions from values to values.
#pragma once

#include <memory>

#include "support/windows_api.h"

namespace peers {

struct freed_locally {
  void operator()(void* memory) const { LocalFree(memory); }
};

/// A structure with all that it points to.
template <typename T>
using structure_ptr = std::unique_ptr<T, freed_locally>;

/// The encoding of `info`; empty, with the last error, when there is none.
inline bytes encoding_of(LPCSTR type, const void* info, DWORD flags = 0) {
  BYTE* encoded = nullptr;
  DWORD size = 0;
  if (!CryptEncodeObjectEx(X509_ASN_ENCODING, type, info, flags | CRYPT_ENCODE_ALLOC_FLAG, nullptr, &encoded,
                           &size))
    return {};
  const structure_ptr<BYTE> owner{encoded};
  return {encoded, encoded + size};
}

/// The structure that `encoded` decodes to; null, with the last error, when there is none.
template <typename T>
structure_ptr<T> decoding_of(LPCSTR type, const bytes& encoded, DWORD flags = 0) {
  T* info = nullptr;
  DWORD size = 0;
  CryptDecodeObjectEx(X509_ASN_ENCODING, type, encoded.data(), static_cast<DWORD>(encoded.size()),
                      flags | CRYPT_DECODE_ALLOC_FLAG, nullptr, &info, &size);
  return structure_ptr<T>{info};
}

/// The last error of decoding; ERROR_SUCCESS when it succeeds.
inline DWORD decoding_error(LPCSTR type, const bytes& encoded, DWORD flags = 0) {
  SetLastError(ERROR_SUCCESS);
  return decoding_of<BYTE>(type, encoded, flags) ? DWORD{ERROR_SUCCESS} : GetLastError();
}

/// The last error of encoding; ERROR_SUCCESS when it succeeds.
inline DWORD encoding_error(LPCSTR type, const void* info) {
  SetLastError(ERROR_SUCCESS);
  return encoding_of(type, info).empty() ? GetLastError() : DWORD{ERROR_SUCCESS};
}

inline bytes content_of(const CRYPT_INTEGER_BLOB& blob) {
  return {blob.pbData, blob.pbData + blob.cbData};
}

/// A blob of bytes that outlive it.
inline CRYPT_INTEGER_BLOB blob_of(bytes& content) {
  return {static_cast<DWORD>(content.size()), content.data()};
}

/// Status codes compare as the last error does.
constexpr DWORD code(HRESULT status) {
  return static_cast<DWORD>(status);
}

}  // namespace peers
