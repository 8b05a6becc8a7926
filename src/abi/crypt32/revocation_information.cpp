// revocation_information: a revocation list as a CRL_CONTEXT shows it.
#include "abi/crypt32/revocation_information.h"

#include "abi/crypt32/information_writer.h"
#include "abi/crypt32/times.h"

namespace schannel::abi::crypt32 {

namespace {

static_assert(sizeof(CRL_INFO) % alignof(CRL_ENTRY) == 0);
static_assert(sizeof(CRL_ENTRY) % alignof(CERT_EXTENSION) == 0);

std::size_t size_of_all(const ossl::revocation_list_fields& fields) {
  std::size_t size = sizeof(CRL_INFO) + size_of(fields.signature_algorithm) + fields.issuer.size();
  for (const ossl::revocation& one : fields.revocations)
    size += sizeof(CRL_ENTRY) + one.serial_number.size() + size_of(one.extensions);
  return size + size_of(fields.extensions);
}

std::size_t count_extensions(const ossl::revocation_list_fields& fields) {
  std::size_t count = fields.extensions.size();
  for (const ossl::revocation& one : fields.revocations) count += one.extensions.size();
  return count;
}

}  // namespace

revocation_information::revocation_information(const ossl::revocation_list& shown) {
  const ossl::revocation_list_fields fields = fields_of(shown);
  const std::size_t size = size_of_all(fields) + shown.der().size();
  block_ = std::make_unique<std::byte[]>(size);
  auto* extensions = reinterpret_cast<CERT_EXTENSION*>(entries() + fields.revocations.size());
  information_writer rest{extensions + count_extensions(fields), block_.get() + size};

  auto* const info = new (block_.get()) CRL_INFO{};
  info->dwVersion = fields.version;
  info->SignatureAlgorithm = rest.algorithm(fields.signature_algorithm);
  info->Issuer = rest.blob(fields.issuer);
  info->ThisUpdate = file_time(fields.this_update);
  if (fields.next_update) info->NextUpdate = file_time(*fields.next_update);
  info->cCRLEntry = static_cast<DWORD>(fields.revocations.size());
  info->rgCRLEntry = fields.revocations.empty() ? nullptr : entries();
  CRL_ENTRY* next = entries();
  for (const ossl::revocation& one : fields.revocations)
    new (next++)
        CRL_ENTRY{rest.blob(one.serial_number), file_time(one.date),
                  static_cast<DWORD>(one.extensions.size()), rest.extensions(one.extensions, extensions)};
  info->cExtension = static_cast<DWORD>(fields.extensions.size());
  info->rgExtension = rest.extensions(fields.extensions, extensions);
  encoded_size_ = static_cast<DWORD>(shown.der().size());
  encoded_ = rest.bytes(shown.der());
}

}  // namespace schannel::abi::crypt32
