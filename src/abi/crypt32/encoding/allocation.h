// What both directions need: which encodings there are, and memory that the caller frees.
#pragma once

#include <wincrypt.h>

#include <cstddef>
#include <limits>

namespace schannel::abi::crypt32 {

/// Either part of the encoding type may say it.
inline bool is_known_encoding(DWORD type) {
  return GET_CERT_ENCODING_TYPE(type) == X509_ASN_ENCODING ||
         GET_CMSG_ENCODING_TYPE(type) == PKCS_7_ASN_ENCODING;
}

/// Whether memory is to come from the caller's function.
template <typename Parameters>
bool has_function(const Parameters* parameters) {
  return parameters != nullptr && parameters->cbSize >= sizeof *parameters && parameters->pfnAlloc != nullptr;
}

/// Memory from the caller's function if there is one; null when there is none.
template <typename Parameters>
void* allocate(const Parameters* parameters, std::size_t size) {
  if (has_function(parameters)) return parameters->pfnAlloc(size);
  return LocalAlloc(LMEM_FIXED, size);
}

/// Gives memory of allocate() back; without a function for that, what the caller's own gave is the caller's.
template <typename Parameters>
void give_back(const Parameters* parameters, void* memory) {
  if (!has_function(parameters))
    LocalFree(memory);
  else if (parameters->pfnFree != nullptr)
    parameters->pfnFree(memory);
}

}  // namespace schannel::abi::crypt32
