// Owning pointers to OpenSSL's objects for headers that the layers above include: OpenSSL's own headers,
// whose names collide with those of Windows, stay out.
#pragma once

#include <memory>

struct bio_st;
struct evp_cipher_ctx_st;
struct evp_cipher_st;
struct evp_md_ctx_st;
struct evp_md_st;
struct ssl_st;
struct stack_st_X509;

namespace schannel::ossl {

/// Frees with OpenSSL's function for the type; defined for the types below.
template <typename T>
struct opaquely_freed {
  void operator()(T* object) const;
};

template <typename T>
using opaque_ptr = std::unique_ptr<T, opaquely_freed<T>>;

using opaque_bio = opaque_ptr<bio_st>;
using opaque_cipher_context = opaque_ptr<evp_cipher_ctx_st>;
using opaque_certificate_list = opaque_ptr<stack_st_X509>;
using opaque_digest_context = opaque_ptr<evp_md_ctx_st>;
using opaque_ssl = opaque_ptr<ssl_st>;

}  // namespace schannel::ossl
