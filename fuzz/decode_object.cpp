// Any bytes as a structure of CryptDecodeObjectEx, whose number is the first byte. What was decoded is
// encoded again, which reads all of it; that can be decoded, and is then encoded as the same.
#include <wincrypt.h>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

namespace {

using encoding = std::vector<std::uint8_t>;

/// A structure that was decoded, which is freed with it.
class decoded {
 public:
  decoded(LPCSTR type, const encoding& from, DWORD flags) : type_(type) {
    DWORD length = 0;
    CryptDecodeObjectEx(X509_ASN_ENCODING, type, from.data(), static_cast<DWORD>(from.size()),
                        CRYPT_DECODE_ALLOC_FLAG | flags, nullptr, &info_, &length);
  }
  ~decoded() { LocalFree(info_); }
  decoded(const decoded&) = delete;
  decoded& operator=(const decoded&) = delete;

  explicit operator bool() const { return info_ != nullptr; }

  /// Nothing when it cannot be encoded.
  std::optional<encoding> encoded() const {
    BYTE* der = nullptr;
    DWORD length = 0;
    if (!CryptEncodeObjectEx(X509_ASN_ENCODING, type_, info_, CRYPT_ENCODE_ALLOC_FLAG, nullptr, &der,
                             &length))
      return std::nullopt;
    encoding copy{der, der + length};
    LocalFree(der);
    return copy;
  }

 private:
  LPCSTR type_;
  void* info_ = nullptr;
};

/// What is decoded with its signature is encoded without.
DWORD flags_for_encoded(LPCSTR type) {
  const bool is_to_be_signed = type == X509_CERT_TO_BE_SIGNED || type == X509_CERT_CRL_TO_BE_SIGNED ||
                               type == X509_CERT_REQUEST_TO_BE_SIGNED;
  return is_to_be_signed ? CRYPT_DECODE_TO_BE_SIGNED_FLAG : 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto type = reinterpret_cast<LPCSTR>(static_cast<ULONG_PTR>(data[0]));
  const decoded first{type, {data + 1, data + size}, 0};
  if (!first) return 0;
  const auto written = first.encoded();
  if (!written) return 0;
  const decoded again{type, *written, flags_for_encoded(type)};
  if (!again || again.encoded() != written) std::abort();
  return 0;
}
