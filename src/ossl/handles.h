// Owning pointers for OpenSSL's objects: one alias each, freed by OpenSSL's own function.
#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <memory>

namespace schannel::ossl {

template <auto Free>
struct freed_by {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};

template <typename T, auto Free>
using owned = std::unique_ptr<T, freed_by<Free>>;

using bio_ptr = owned<BIO, BIO_free>;
using bio_method_ptr = owned<BIO_METHOD, BIO_meth_free>;
using cipher_ptr = owned<EVP_CIPHER, EVP_CIPHER_free>;
using kdf_ptr = owned<EVP_KDF, EVP_KDF_free>;
using kdf_context_ptr = owned<EVP_KDF_CTX, EVP_KDF_CTX_free>;
using key_ptr = owned<EVP_PKEY, EVP_PKEY_free>;
using key_context_ptr = owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using name_ptr = owned<X509_NAME, X509_NAME_free>;
using pkcs12_ptr = owned<PKCS12, PKCS12_free>;
using ssl_context_ptr = owned<SSL_CTX, SSL_CTX_free>;
using certificate_store_ptr = owned<X509_STORE, X509_STORE_free>;
using verification_ptr = owned<X509_STORE_CTX, X509_STORE_CTX_free>;
using x509_ptr = owned<X509, X509_free>;

/// What OpenSSL found among its providers, kept as long as the process lives. A search that finds nothing is
/// made again: what OpenSSL may use can change. Safe to call from any thread.
template <typename Owner>
class found_once {
 public:
  using object = typename Owner::element_type;

  /// `search` returns an Owner; nullptr where it finds nothing.
  template <typename Search>
  object* get(Search search) {
    if (object* const kept = kept_.load(std::memory_order_acquire)) return kept;
    Owner found{search()};
    object* first = nullptr;
    if (!kept_.compare_exchange_strong(first, found.get(), std::memory_order_acq_rel)) return first;
    return found.release();
  }

 private:
  std::atomic<object*> kept_{nullptr};
};

/// Another reference to a certificate that OpenSSL only lent.
inline std::shared_ptr<X509> share(X509* borrowed) {
  X509_up_ref(borrowed);
  return {borrowed, X509_free};
}

}  // namespace schannel::ossl
