// The functions behind opaque_ptr.
#include "ossl/opaque.h"

#include "ossl/handles.h"

namespace schannel::ossl {

template <>
void opaquely_freed<bio_st>::operator()(bio_st* object) const {
  BIO_free(object);
}

template <>
void opaquely_freed<evp_cipher_ctx_st>::operator()(evp_cipher_ctx_st* object) const {
  EVP_CIPHER_CTX_free(object);
}

template <>
void opaquely_freed<evp_md_ctx_st>::operator()(evp_md_ctx_st* object) const {
  EVP_MD_CTX_free(object);
}

template <>
void opaquely_freed<ssl_st>::operator()(ssl_st* object) const {
  SSL_free(object);
}

template <>
void opaquely_freed<stack_st_X509>::operator()(stack_st_X509* object) const {
  sk_X509_pop_free(object, X509_free);
}

}  // namespace schannel::ossl
