// Who issued what, as far as two certificates alone can tell.
#include "ossl/issuance.h"

#include "ossl/error_scope.h"
#include "ossl/fields.h"

namespace schannel::ossl {

namespace {

using key_identifier_ptr = owned<AUTHORITY_KEYID, AUTHORITY_KEYID_free>;

}  // namespace

bool is_issued_by(const certificate& subject, const certificate& issuer) {
  const error_scope errors;
  if (X509_NAME_cmp(X509_get_issuer_name(subject.native()), X509_get_subject_name(issuer.native())) != 0)
    return false;
  const key_identifier_ptr named{static_cast<AUTHORITY_KEYID*>(
      X509_get_ext_d2i(subject.native(), NID_authority_key_identifier, nullptr, nullptr))};
  return agrees(named.get(), issuer.native());
}

bool is_self_issued(const certificate& one) {
  return is_issued_by(one, one);
}

bool is_signed_by(const certificate& subject, const certificate& issuer) {
  const error_scope errors;
  EVP_PKEY* key = X509_get0_pubkey(issuer.native());
  return key != nullptr && X509_verify(subject.native(), key) == 1;
}

}  // namespace schannel::ossl
