// Stores that are opened from what a program has in memory, or from nothing.
#include <utility>

#include "abi/crypt32/open.h"
#include "ossl/certificate_bag.h"

namespace schannel::abi::crypt32 {

namespace {

answer<tls::const_bytes> blob_of(const opening& how) {
  const auto* blob = static_cast<const CRYPT_DATA_BLOB*>(how.parameter);
  if (blob == nullptr || (blob->pbData == nullptr && blob->cbData != 0)) return refusal{E_INVALIDARG};
  return tls::const_bytes{blob->pbData, blob->cbData};
}

}  // namespace

void fill(const new_store& store, std::vector<core::certs::serialized_element> elements) {
  for (core::certs::serialized_element& one : elements)
    std::visit([&](auto& content) { store.append(content, std::move(one.attached)); }, one.content);
}

answer<HCERTSTORE> open_memory(const opening& how) {
  if (how.has(CERT_STORE_DELETE_FLAG)) return refusal{ERROR_CALL_NOT_IMPLEMENTED};
  return registry::instance().open(how.has(CERT_STORE_ENUM_ARCHIVED_FLAG));
}

answer<HCERTSTORE> open_pkcs7(const opening& how) {
  const auto blob = blob_of(how);
  if (const auto* refused = std::get_if<refusal>(&blob)) return *refused;
  if (how.has(CERT_STORE_DELETE_FLAG)) return refusal{ERROR_CALL_NOT_IMPLEMENTED};
  const auto bag = ossl::read_signed_data(std::get<tls::const_bytes>(blob));
  if (!bag) return refusal{CRYPT_E_ASN1_CORRUPT};
  new_store store{how.has(CERT_STORE_ENUM_ARCHIVED_FLAG)};
  for (const auto& one : bag->certificates) store.append(one, {});
  for (const auto& one : bag->revocation_lists) store.append(one, {});
  return store.hand_out();
}

answer<HCERTSTORE> open_serialized(const opening& how) {
  const auto blob = blob_of(how);
  if (const auto* refused = std::get_if<refusal>(&blob)) return *refused;
  if (how.has(CERT_STORE_DELETE_FLAG)) return refusal{ERROR_CALL_NOT_IMPLEMENTED};
  auto elements = core::certs::read_serialized(std::get<tls::const_bytes>(blob));
  if (!elements) return refusal{CRYPT_E_FILE_ERROR};
  new_store store{how.has(CERT_STORE_ENUM_ARCHIVED_FLAG)};
  fill(store, std::move(*elements));
  return store.hand_out();
}

answer<HCERTSTORE> open_pkcs12(const opening& how) {
  const auto blob = blob_of(how);
  if (const auto* refused = std::get_if<refusal>(&blob)) return *refused;
  if (how.has(CERT_STORE_DELETE_FLAG)) return refusal{ERROR_CALL_NOT_IMPLEMENTED};
  auto* const file = static_cast<CRYPT_DATA_BLOB*>(const_cast<void*>(how.parameter));
  const HCERTSTORE store = PFXImportCertStore(file, nullptr, PKCS12_NO_PERSIST_KEY);
  if (store == nullptr) return refusal{static_cast<int>(GetLastError())};
  return store;
}

}  // namespace schannel::abi::crypt32
