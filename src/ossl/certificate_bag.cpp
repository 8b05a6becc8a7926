// certificate_bag: certificates and revocation lists that come in one file.
#include "ossl/certificate_bag.h"

#include <openssl/pem.h>
#include <openssl/pkcs7.h>

#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <utility>

#include "ossl/error_scope.h"
#include "ossl/fields.h"

namespace schannel::ossl {

namespace {

using pkcs7_ptr = owned<PKCS7, PKCS7_free>;

void require(int worked) {
  if (worked != 1) throw std::bad_alloc{};
}

/// The DER of one object of a bag, parsed on its own: what was tolerated inside may not be worth a context.
template <typename T, typename Native>
void take(std::vector<T>& to, const Native* from, int (*to_der)(const Native*, unsigned char**)) {
  auto parsed = T::parse(encode(from, to_der));
  if (parsed) to.push_back(*std::move(parsed));
}

struct pem_block {
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;

  pem_block() = default;
  pem_block(const pem_block&) = delete;
  pem_block& operator=(const pem_block&) = delete;
  ~pem_block() {
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(size));
  }

  bool is(const char* kind) const { return std::strcmp(name, kind) == 0; }
  tls::const_bytes bytes() const { return {data, static_cast<std::size_t>(size)}; }
};

}  // namespace

std::optional<certificate_bag> read_signed_data(tls::const_bytes der) {
  const error_scope errors;
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<long>::max())) return std::nullopt;
  const unsigned char* position = der.data();
  const pkcs7_ptr parsed{d2i_PKCS7(nullptr, &position, static_cast<long>(der.size()))};
  if (!parsed) errors.throw_if_out_of_memory();
  if (!parsed || position != der.data() + der.size() || !PKCS7_type_is_signed(parsed.get()))
    return std::nullopt;
  const PKCS7_SIGNED* content = parsed->d.sign;
  if (content == nullptr) return std::nullopt;
  certificate_bag all;
  for (int i = 0; i < sk_X509_num(content->cert); ++i)
    take(all.certificates, sk_X509_value(content->cert, i), i2d_X509);
  for (int i = 0; i < sk_X509_CRL_num(content->crl); ++i)
    take(all.revocation_lists, sk_X509_CRL_value(content->crl, i), i2d_X509_CRL);
  return all;
}

tls::byte_vector write_signed_data(const certificate_bag& all) {
  const error_scope errors;
  const pkcs7_ptr made{PKCS7_new()};
  if (!made) throw std::bad_alloc{};
  require(PKCS7_set_type(made.get(), NID_pkcs7_signed));
  require(PKCS7_content_new(made.get(), NID_pkcs7_data));
  PKCS7_set_detached(made.get(), 1);
  for (const certificate& one : all.certificates) require(PKCS7_add_certificate(made.get(), one.native()));
  for (const revocation_list& one : all.revocation_lists) require(PKCS7_add_crl(made.get(), one.native()));
  return encode(made.get(), i2d_PKCS7);
}

certificate_bag read_pem(tls::const_bytes text) {
  const error_scope errors;
  certificate_bag all;
  if (text.empty() || text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return all;
  const bio_ptr source{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
  if (!source) throw std::bad_alloc{};
  for (;;) {
    pem_block block;
    if (PEM_read_bio(source.get(), &block.name, &block.header, &block.data, &block.size) != 1) return all;
    if (block.is(PEM_STRING_X509) || block.is(PEM_STRING_X509_OLD)) {
      if (auto parsed = certificate::parse(block.bytes())) all.certificates.push_back(*std::move(parsed));
    } else if (block.is(PEM_STRING_X509_CRL)) {
      if (auto parsed = revocation_list::parse(block.bytes()))
        all.revocation_lists.push_back(*std::move(parsed));
    }
  }
}

}  // namespace schannel::ossl
