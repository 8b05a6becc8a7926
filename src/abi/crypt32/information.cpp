// information: a certificate as a CERT_CONTEXT shows it. The block holds the CERT_INFO, then the extensions,
// then all bytes and texts, which need no alignment.
#include "abi/crypt32/information.h"

#include <cassert>
#include <cstring>
#include <new>

#include "abi/crypt32/times.h"
#include "ossl/certificate_fields.h"

namespace schannel::abi::crypt32 {

namespace {

static_assert(sizeof(CERT_INFO) % alignof(CERT_EXTENSION) == 0);

std::size_t size_of(const std::string& text) {
  return text.size() + 1;
}

std::size_t size_of(const ossl::algorithm_identifier& algorithm) {
  return size_of(algorithm.oid) + algorithm.parameters.size();
}

std::size_t size_of(const ossl::certificate_extension& extension) {
  return sizeof(CERT_EXTENSION) + size_of(extension.oid) + extension.value.size();
}

std::size_t size_of(const ossl::certificate_fields& fields) {
  std::size_t size = sizeof(CERT_INFO);
  size += fields.serial_number.size() + size_of(fields.signature_algorithm);
  size += fields.issuer.size() + fields.subject.size();
  size += size_of(fields.public_key_algorithm) + fields.public_key.bytes.size();
  size += fields.issuer_unique_id.bytes.size() + fields.subject_unique_id.bytes.size();
  for (const ossl::certificate_extension& extension : fields.extensions) size += size_of(extension);
  return size;
}

/// Puts bytes one after the other into memory that is known to be large enough.
class writer {
 public:
  writer(std::byte* position, const std::byte* end) : position_(position), end_(end) {}

  BYTE* bytes(tls::const_bytes from) {
    if (from.empty()) return nullptr;
    assert(from.size() <= static_cast<std::size_t>(end_ - position_));
    std::byte* const start = position_;
    std::memcpy(start, from.data(), from.size());
    position_ += from.size();
    return reinterpret_cast<BYTE*>(start);
  }

  CRYPT_INTEGER_BLOB blob(tls::const_bytes from) { return {static_cast<DWORD>(from.size()), bytes(from)}; }

  CRYPT_BIT_BLOB bits(const ossl::bit_string& from) {
    return {static_cast<DWORD>(from.bytes.size()), bytes(from.bytes), from.unused_bits};
  }

  char* text(const std::string& from) {
    return reinterpret_cast<char*>(
        bytes({reinterpret_cast<const std::uint8_t*>(from.c_str()), from.size() + 1}));
  }

  CRYPT_ALGORITHM_IDENTIFIER algorithm(const ossl::algorithm_identifier& from) {
    return {text(from.oid), blob(from.parameters)};
  }

 private:
  std::byte* position_;
  const std::byte* end_;
};

CERT_EXTENSION* write(const std::vector<ossl::certificate_extension>& extensions, CERT_EXTENSION* to,
                      writer& rest) {
  if (extensions.empty()) return nullptr;
  CERT_EXTENSION* next = to;
  for (const ossl::certificate_extension& extension : extensions)
    new (next++) CERT_EXTENSION{rest.text(extension.oid), extension.critical ? TRUE : FALSE,
                                rest.blob(extension.value)};
  return to;
}

}  // namespace

information::information(const ossl::certificate& shown) {
  const ossl::certificate_fields fields = fields_of(shown);
  const std::size_t size = size_of(fields) + shown.der().size();
  block_ = std::make_unique<std::byte[]>(size);
  auto* const extensions = reinterpret_cast<CERT_EXTENSION*>(block_.get() + sizeof(CERT_INFO));
  writer rest{reinterpret_cast<std::byte*>(extensions + fields.extensions.size()), block_.get() + size};

  auto* const info = new (block_.get()) CERT_INFO{};
  info->dwVersion = fields.version;
  info->SerialNumber = rest.blob(fields.serial_number);
  info->SignatureAlgorithm = rest.algorithm(fields.signature_algorithm);
  info->Issuer = rest.blob(fields.issuer);
  info->NotBefore = file_time(fields.not_before);
  info->NotAfter = file_time(fields.not_after);
  info->Subject = rest.blob(fields.subject);
  info->SubjectPublicKeyInfo = {rest.algorithm(fields.public_key_algorithm), rest.bits(fields.public_key)};
  info->IssuerUniqueId = rest.bits(fields.issuer_unique_id);
  info->SubjectUniqueId = rest.bits(fields.subject_unique_id);
  info->cExtension = static_cast<DWORD>(fields.extensions.size());
  info->rgExtension = write(fields.extensions, extensions, rest);
  encoded_size_ = static_cast<DWORD>(shown.der().size());
  encoded_ = rest.bytes(shown.der());
}

}  // namespace schannel::abi::crypt32
