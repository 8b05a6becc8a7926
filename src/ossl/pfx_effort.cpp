// How much work a password-based algorithm of a PFX file demands before a single byte is decrypted.
#include "ossl/pfx_effort.h"

#include <openssl/evp.h>
#include <openssl/objects.h>

#include "ossl/handles.h"

namespace schannel::ossl {

namespace {

using pbe_ptr = owned<PBEPARAM, PBEPARAM_free>;
using pbes2_ptr = owned<PBE2PARAM, PBE2PARAM_free>;
using pbkdf2_ptr = owned<PBKDF2PARAM, PBKDF2PARAM_free>;

template <typename T>
T* parameters_as(const ASN1_ITEM* item, const X509_ALGOR* algorithm) {
  return static_cast<T*>(ASN1_TYPE_unpack_sequence(item, algorithm->parameter));
}

}  // namespace

std::optional<std::uint64_t> value_of(const ASN1_INTEGER* number) {
  std::uint64_t value = 0;
  if (ASN1_INTEGER_get_uint64(&value, number) != 1) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> iterations_of(const X509_ALGOR* algorithm) {
  if (algorithm == nullptr || algorithm->parameter == nullptr) return std::nullopt;
  if (OBJ_obj2nid(algorithm->algorithm) != NID_pbes2) {
    const pbe_ptr parameters{parameters_as<PBEPARAM>(ASN1_ITEM_rptr(PBEPARAM), algorithm)};
    return parameters ? value_of(parameters->iter) : std::nullopt;
  }
  const pbes2_ptr parameters{parameters_as<PBE2PARAM>(ASN1_ITEM_rptr(PBE2PARAM), algorithm)};
  if (!parameters || OBJ_obj2nid(parameters->keyfunc->algorithm) != NID_id_pbkdf2) return std::nullopt;
  const pbkdf2_ptr stretching{parameters_as<PBKDF2PARAM>(ASN1_ITEM_rptr(PBKDF2PARAM), parameters->keyfunc)};
  return stretching ? value_of(stretching->iter) : std::nullopt;
}

}  // namespace schannel::ossl
