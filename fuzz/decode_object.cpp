// Any bytes as a structure of CryptDecodeObjectEx, whose number is the first byte. What was decoded is
// encoded again, which reads all of it.
#include <wincrypt.h>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto type = reinterpret_cast<LPCSTR>(static_cast<ULONG_PTR>(data[0]));
  void* info = nullptr;
  DWORD length = 0;
  if (!CryptDecodeObjectEx(X509_ASN_ENCODING, type, data + 1, static_cast<DWORD>(size - 1),
                           CRYPT_DECODE_ALLOC_FLAG, nullptr, &info, &length))
    return 0;
  BYTE* encoded = nullptr;
  CryptEncodeObjectEx(X509_ASN_ENCODING, type, info, CRYPT_ENCODE_ALLOC_FLAG, nullptr, &encoded, &length);
  LocalFree(encoded);
  LocalFree(info);
  return 0;
}
