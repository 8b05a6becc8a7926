// Owners and shorthands for tests of the certificate functions.
#pragma once

#include <wincrypt.h>

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "support/certificates.h"

namespace schannel::test {

using context_ptr =
    std::unique_ptr<const CERT_CONTEXT, decltype([](PCCERT_CONTEXT c) { CertFreeCertificateContext(c); })>;
using list_ptr = std::unique_ptr<const CRL_CONTEXT, decltype([](PCCRL_CONTEXT c) { CertFreeCRLContext(c); })>;
using store_ptr =
    std::unique_ptr<std::remove_pointer_t<HCERTSTORE>, decltype([](HCERTSTORE s) { CertCloseStore(s, 0); })>;

/// The last error after a call that fails (FALSE or NULL); ERROR_SUCCESS when it does not fail.
template <typename Call>
int error_of(Call&& call) {
  SetLastError(static_cast<DWORD>(ERROR_GEN_FAILURE));
  return call() ? ERROR_SUCCESS : static_cast<int>(GetLastError());
}

inline PCCERT_CONTEXT create_context(const bytes& der) {
  return CertCreateCertificateContext(X509_ASN_ENCODING, der.data(), static_cast<DWORD>(der.size()));
}

inline context_ptr context_of(const issued_certificate& issued) {
  return context_ptr{create_context(issued.der())};
}

inline store_ptr memory_store(DWORD flags = 0) {
  return store_ptr{CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, flags, nullptr)};
}

/// Adds a certificate whatever the store holds, and returns the store's own context of it.
inline context_ptr add(HCERTSTORE store, PCCERT_CONTEXT context, DWORD disposition = CERT_STORE_ADD_ALWAYS) {
  PCCERT_CONTEXT added = nullptr;
  CertAddCertificateContextToStore(store, context, disposition, &added);
  return context_ptr{added};
}

inline context_ptr add(HCERTSTORE store, const issued_certificate& issued) {
  return add(store, context_of(issued).get());
}

/// The encodings of a store's certificates in the order of an enumeration.
inline std::vector<bytes> encodings(HCERTSTORE store) {
  std::vector<bytes> all;
  PCCERT_CONTEXT context = nullptr;
  while ((context = CertEnumCertificatesInStore(store, context)) != nullptr)
    all.push_back({context->pbCertEncoded, context->pbCertEncoded + context->cbCertEncoded});
  return all;
}

inline bytes encoding_of(PCCERT_CONTEXT context) {
  return {context->pbCertEncoded, context->pbCertEncoded + context->cbCertEncoded};
}

/// A property in full; empty when there is none.
inline bytes property(PCCERT_CONTEXT context, DWORD number) {
  DWORD size = 0;
  if (!CertGetCertificateContextProperty(context, number, nullptr, &size)) return {};
  bytes value(size);
  CertGetCertificateContextProperty(context, number, value.data(), &size);
  return value;
}

/// The hash of that name; empty when there is none.
inline bytes hash_of(const wchar_t* algorithm, const bytes& content) {
  bytes hash(64);
  DWORD size = static_cast<DWORD>(hash.size());
  const BOOL done = CryptHashCertificate2(algorithm, 0, nullptr, content.data(),
                                          static_cast<DWORD>(content.size()), hash.data(), &size);
  hash.resize(done == TRUE ? size : 0);
  return hash;
}

inline int property_error(PCCERT_CONTEXT context, DWORD number) {
  DWORD size = 0;
  return error_of([&] { return CertGetCertificateContextProperty(context, number, nullptr, &size); });
}

inline BOOL set_blob_property(PCCERT_CONTEXT context, DWORD number, bytes value) {
  const CRYPT_DATA_BLOB blob{static_cast<DWORD>(value.size()), value.data()};
  return CertSetCertificateContextProperty(context, number, 0, &blob);
}

inline list_ptr list_of(const bytes& der) {
  return list_ptr{CertCreateCRLContext(X509_ASN_ENCODING, der.data(), static_cast<DWORD>(der.size()))};
}

inline bytes encoding_of(PCCRL_CONTEXT context) {
  return {context->pbCrlEncoded, context->pbCrlEncoded + context->cbCrlEncoded};
}

/// Adds a revocation list whatever the store holds, and returns the store's own context of it.
inline list_ptr add(HCERTSTORE store, PCCRL_CONTEXT context, DWORD disposition = CERT_STORE_ADD_ALWAYS) {
  PCCRL_CONTEXT added = nullptr;
  CertAddCRLContextToStore(store, context, disposition, &added);
  return list_ptr{added};
}

/// The encodings of a store's revocation lists in the order of an enumeration.
inline std::vector<bytes> list_encodings(HCERTSTORE store) {
  std::vector<bytes> all;
  PCCRL_CONTEXT context = nullptr;
  while ((context = CertEnumCRLsInStore(store, context)) != nullptr) all.push_back(encoding_of(context));
  return all;
}

inline CRYPT_DATA_BLOB blob_of(bytes& value) {
  return {static_cast<DWORD>(value.size()), value.data()};
}

}  // namespace schannel::test
