// information: a certificate as a CERT_CONTEXT shows it.
#include "abi/crypt32/information.h"

#include "abi/crypt32/information_writer.h"
#include "abi/crypt32/times.h"

namespace schannel::abi::crypt32 {

namespace {

static_assert(sizeof(CERT_INFO) % alignof(CERT_EXTENSION) == 0);

std::size_t size_of_all(const ossl::certificate_fields& fields) {
  std::size_t size = sizeof(CERT_INFO);
  size += fields.serial_number.size() + size_of(fields.signature_algorithm);
  size += fields.issuer.size() + fields.subject.size();
  size += size_of(fields.public_key_algorithm) + fields.public_key.bytes.size();
  size += fields.issuer_unique_id.bytes.size() + fields.subject_unique_id.bytes.size();
  return size + size_of(fields.extensions);
}

}  // namespace

information::information(const ossl::certificate& shown) {
  const ossl::certificate_fields fields = fields_of(shown);
  const std::size_t size = size_of_all(fields) + shown.der().size();
  block_ = std::make_unique<std::byte[]>(size);
  auto* extensions = reinterpret_cast<CERT_EXTENSION*>(block_.get() + sizeof(CERT_INFO));
  information_writer rest{extensions + fields.extensions.size(), block_.get() + size};

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
  info->rgExtension = rest.extensions(fields.extensions, extensions);
  encoded_size_ = static_cast<DWORD>(shown.der().size());
  encoded_ = rest.bytes(shown.der());
}

}  // namespace schannel::abi::crypt32
