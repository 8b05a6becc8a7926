// Groups are checked in OpenSSL's security callback, which is asked about each of a handshake.
#include "ossl/key_lengths.h"

#include <memory>

#include "ossl/failures.h"
#include "ossl/handles.h"

namespace schannel::ossl {
namespace {

using security_callback = int (*)(const SSL*, const SSL_CTX*, int, int, int, void*, void*);

struct demand {
  key_length_range bounds;
  security_callback usual;
};

void free_demand(void*, void* data, CRYPTO_EX_DATA*, int, long, void*) {
  delete static_cast<demand*>(data);
}

int demand_index() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, free_demand);
  return index;
}

bool within(const key_length_range& bounds, const EVP_PKEY* key) {
  const auto bits = static_cast<unsigned>(EVP_PKEY_get_bits(key));
  return bits >= bounds.minimum && (bounds.maximum == 0 || bits <= bounds.maximum);
}

bool is_acceptable(const key_length_range& bounds, int operation, const void* subject) {
  if (operation != SSL_SECOP_TMP_DH || subject == nullptr) return true;
  const auto* key = static_cast<const EVP_PKEY*>(subject);
  return EVP_PKEY_is_a(key, "DH") != 1 || within(bounds, key);
}

int check(const SSL* ssl, const SSL_CTX* context, int operation, int bits, int nid, void* subject,
          void* ours) {
  const demand& made = *static_cast<const demand*>(ours);
  if (!is_acceptable(made.bounds, operation, subject)) return 0;
  return made.usual(ssl, context, operation, bits, nid, subject, nullptr);
}

struct finite_field_group {
  unsigned bits;
  const char* name;
};
// RFC 7919.
constexpr finite_field_group finite_field_groups[] = {
    {2048, "ffdhe2048"}, {3072, "ffdhe3072"}, {4096, "ffdhe4096"}, {6144, "ffdhe6144"}, {8192, "ffdhe8192"}};

key_ptr parameters_of(const char* group) {
  EVP_PKEY* made = nullptr;
  const key_context_ptr maker{EVP_PKEY_CTX_new_from_name(nullptr, "DH", nullptr)};
  if (!maker) return nullptr;
  // OpenSSL has these groups, but does not always say that it is memory which it lacks.
  if (EVP_PKEY_paramgen_init(maker.get()) != 1 || EVP_PKEY_CTX_set_group_name(maker.get(), group) != 1 ||
      EVP_PKEY_paramgen(maker.get(), &made) != 1)
    throw_what_is_missing();
  return key_ptr{made};
}

}  // namespace

bool demand_group_length(SSL_CTX* context, const key_length_range& bounds) {
  auto made = std::make_unique<demand>(demand{bounds, SSL_CTX_get_security_callback(context)});
  if (SSL_CTX_set_ex_data(context, demand_index(), made.get()) != 1) return false;
  SSL_CTX_set0_security_ex_data(context, made.release());  // free_demand() has it now
  SSL_CTX_set_security_callback(context, check);
  return true;
}

bool has_rsa_key_out_of(const key_length_range& bounds, X509* shown) {
  const EVP_PKEY* key = X509_get0_pubkey(shown);
  return key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1 && !within(bounds, key);
}

bool provide_diffie_hellman_group(SSL_CTX* context, unsigned minimum_bits) {
  for (const finite_field_group& group : finite_field_groups) {
    if (group.bits < minimum_bits) continue;
    key_ptr parameters = parameters_of(group.name);
    if (!parameters || SSL_CTX_set0_tmp_dh_pkey(context, parameters.get()) != 1) return false;
    (void)parameters.release();
    return true;
  }
  return true;
}

}  // namespace schannel::ossl
