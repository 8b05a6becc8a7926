// Certificates in the list that OpenSSL's verification takes them in.
#pragma once

#include <span>

#include "ossl/certificate.h"
#include "ossl/handles.h"

namespace schannel::ossl {

inline void free_borrowing_list(STACK_OF(X509) * list) {
  sk_X509_free(list);
}

/// A list that owns none of its certificates.
using certificate_list_ptr = owned<STACK_OF(X509), free_borrowing_list>;

certificate_list_ptr borrow(std::span<const certificate> listed);

/// Whether a certificate names itself as its issuer and nothing in it says otherwise; its signature is not
/// looked at.
bool is_self_signed(const certificate& one);

}  // namespace schannel::ossl
