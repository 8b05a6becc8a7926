// What is wrong on a path.
#include "ossl/path_defects.h"

#include <algorithm>

#include "ossl/certificate_list.h"
#include "ossl/name_constraints.h"

namespace schannel::ossl {

namespace {

/// Windows takes shorter RSA keys for broken.
constexpr int shortest_rsa_key_bits = 1023;

bool has_broken_digest(X509* shown) {
  int digest = NID_undef;
  if (X509_get_signature_info(shown, &digest, nullptr, nullptr, nullptr) != 1) return false;
  return digest == NID_md2 || digest == NID_md4 || digest == NID_md5;
}

bool has_short_rsa_key(X509* shown) {
  const EVP_PKEY* const key = X509_get0_pubkey(shown);
  return key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) < shortest_rsa_key_bits;
}

issuer_match match_of(const path_step& step, X509* issuer) {
  X509* const subject = step.shown.native();
  const GENERAL_NAMES* const names = X509_get0_authority_issuer(subject);
  const ASN1_INTEGER* const serial = X509_get0_authority_serial(subject);
  if (names != nullptr && serial != nullptr) return issuer_match::exact;  // or OpenSSL had refused the issuer
  return X509_get0_authority_key_id(subject) != nullptr && X509_get0_subject_key_id(issuer) != nullptr
             ? issuer_match::key
             : issuer_match::name;
}

/// A root that nothing below it needs to vouch for has no signature that counts.
defects own_defects(const path_step& step, std::int64_t at) {
  defects wrong;
  X509* const shown = step.shown.native();
  if (at < step.shown.not_before() || at > step.shown.not_after()) wrong.add(defect::outside_validity);
  if ((X509_get_extension_flags(shown) & EXFLAG_INVALID) != 0) wrong.add(defect::bad_extension);
  if ((!step.is_self_signed && has_broken_digest(shown)) || has_short_rsa_key(shown))
    wrong.add(defect::weak_signature);
  return wrong;
}

/// OpenSSL finds no CA in one whose basic constraints are in order but whose key must not sign certificates.
bool is_authority_without_key_usage(X509* shown) {
  constexpr std::uint32_t authority = EXFLAG_BCONS | EXFLAG_CA;
  return shown != nullptr && (X509_get_extension_flags(shown) & authority) == authority &&
         (X509_get_key_usage(shown) & KU_KEY_CERT_SIGN) == 0;
}

bool goes_in_a_circle(const std::vector<path_step>& path) {
  for (std::size_t i = 0; i + 1 < path.size(); ++i)
    if (X509_check_issued(path[i].shown.native(), path.back().shown.native()) == X509_V_OK) return true;
  return false;
}

}  // namespace

defects defects_of_verification(int error, X509* found_at) {
  switch (error) {
    case X509_V_OK:
    case X509_V_ERR_CERT_NOT_YET_VALID:  // examine() compares the times of every certificate, OpenSSL of most
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD:
    case X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD:
    case X509_V_ERR_PERMITTED_VIOLATION:  // examine() finds out whose constraint is violated
    case X509_V_ERR_EXCLUDED_VIOLATION:
    case X509_V_ERR_SUBTREE_MINMAX:
    case X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE:
    case X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX:
    case X509_V_ERR_UNSUPPORTED_NAME_SYNTAX:
      return {};
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_CHAIN_TOO_LONG:
      return defect::incomplete;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
    case X509_V_ERR_CERT_REJECTED:
      return defect::untrusted_root;
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    case X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE:
    case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
    case X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH:
    case X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM:
      return defect::bad_signature;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return defect::weak_signature;
    case X509_V_ERR_INVALID_CA:
      return is_authority_without_key_usage(found_at) ? defect::may_not_issue : defect::bad_basic_constraints;
    case X509_V_ERR_INVALID_NON_CA:
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
      return defect::bad_basic_constraints;
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
      return defect::may_not_issue;
    case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION: {
      defects wrong{defect::unsupported_critical_extension};
      wrong.add(defect::bad_extension);
      return wrong;
    }
    default:
      return defect::bad_extension;
  }
}

void examine(std::vector<path_step>& path, std::int64_t at) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    path_step& step = path[i];
    step.is_self_signed = ossl::is_self_signed(step.shown);
    step.wrong.add(own_defects(step, at));
    if (i + 1 < path.size() || step.is_self_signed)
      step.issuer = match_of(step, path[std::min(i + 1, path.size() - 1)].shown.native());
  }
  if (path.back().wrong.has(defect::incomplete) && goes_in_a_circle(path))
    path.back().wrong.add(defect::cyclic);
  examine_name_constraints(path);
}

}  // namespace schannel::ossl
