// A store of what is trusted, made once for all connections.
#include "ossl/client_policy.h"

#include <new>

#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl {

client_policy::client_policy(const std::vector<certificate>& roots, bool trusts_only_them, bool checks_usage)
    : trusted_(X509_STORE_new(), X509_STORE_free), checks_usage_(checks_usage) {
  const error_scope errors;
  if (!trusted_) throw std::bad_alloc{};
  for (const certificate& root : roots)
    if (X509_STORE_add_cert(trusted_.get(), root.native()) != 1) throw std::bad_alloc{};
  // Roots that cannot be loaded are roots that are not trusted: the check says so when it needs them.
  if (!trusts_only_them) X509_STORE_set_default_paths(trusted_.get());
}

bool client_policy::apply(SSL* ssl) const {
  const int purpose = checks_usage_ ? X509_PURPOSE_SSL_CLIENT : X509_PURPOSE_ANY;
  return SSL_set1_verify_cert_store(ssl, trusted_.get()) == 1 &&
         X509_VERIFY_PARAM_set_purpose(SSL_get0_param(ssl), purpose) == 1;
}

}  // namespace schannel::ossl
