// The user's store MY, and what tests put into it and take away again.
#pragma once

#include <vector>

#include "support/crypt32.h"

namespace schannel::test {

inline HCERTSTORE open_personal() {
  return CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0, CERT_SYSTEM_STORE_CURRENT_USER, L"MY");
}

inline std::vector<bytes> make_encodings(int count) {
  std::vector<bytes> all;
  for (int i = 0; i < count; ++i) all.push_back(make_certificate().der());
  return all;
}

inline bool add_encoded(HCERTSTORE store, const bytes& der) {
  return CertAddEncodedCertificateToStore(store, X509_ASN_ENCODING, der.data(),
                                          static_cast<DWORD>(der.size()), CERT_STORE_ADD_REPLACE_EXISTING,
                                          nullptr) == TRUE;
}

inline bool remove_encoded(HCERTSTORE store, const bytes& der) {
  const context_ptr sought{create_context(der)};
  const PCCERT_CONTEXT found =
      CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, CERT_FIND_EXISTING, sought.get(), nullptr);
  return found != nullptr && CertDeleteCertificateFromStore(found) == TRUE;
}

}  // namespace schannel::test
