// CERT_TRUST_*, from what is wrong and back.
#include "abi/crypt32/trust_bits.h"

namespace schannel::abi::crypt32 {

namespace {

using ossl::defect;

struct meaning {
  defect what;
  DWORD bit;
};

constexpr meaning meanings[] = {
    {defect::outside_validity, CERT_TRUST_IS_NOT_TIME_VALID},
    {defect::bad_signature, CERT_TRUST_IS_NOT_SIGNATURE_VALID},
    {defect::weak_signature, CERT_TRUST_HAS_WEAK_SIGNATURE},
    {defect::untrusted_root, CERT_TRUST_IS_UNTRUSTED_ROOT},
    {defect::incomplete, CERT_TRUST_IS_PARTIAL_CHAIN},
    {defect::cyclic, CERT_TRUST_IS_CYCLIC},
    {defect::bad_basic_constraints, CERT_TRUST_INVALID_BASIC_CONSTRAINTS},
    {defect::may_not_issue, CERT_TRUST_IS_NOT_VALID_FOR_USAGE},
    {defect::wrong_usage, CERT_TRUST_IS_NOT_VALID_FOR_USAGE},
    {defect::name_not_permitted, CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT},
    {defect::name_excluded, CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT},
    {defect::unsupported_name_constraints, CERT_TRUST_HAS_NOT_SUPPORTED_NAME_CONSTRAINT},
    {defect::bad_name_constraints, CERT_TRUST_INVALID_NAME_CONSTRAINTS},
    {defect::bad_policy, CERT_TRUST_INVALID_POLICY_CONSTRAINTS},
    {defect::bad_extension, CERT_TRUST_INVALID_EXTENSION},
    {defect::unsupported_critical_extension, CERT_TRUST_HAS_NOT_SUPPORTED_CRITICAL_EXT},
    {defect::distrusted, CERT_TRUST_IS_EXPLICIT_DISTRUST},
    {defect::revoked, CERT_TRUST_IS_REVOKED},
    {defect::revocation_unknown, CERT_TRUST_REVOCATION_STATUS_UNKNOWN},
    {defect::revocation_offline, CERT_TRUST_IS_OFFLINE_REVOCATION},
};

DWORD information_of(ossl::issuer_match how) {
  switch (how) {
    case ossl::issuer_match::none:
      return 0;
    case ossl::issuer_match::name:
      return CERT_TRUST_HAS_NAME_MATCH_ISSUER;
    case ossl::issuer_match::key:
      return CERT_TRUST_HAS_KEY_MATCH_ISSUER;
    case ossl::issuer_match::exact:
      return CERT_TRUST_HAS_EXACT_MATCH_ISSUER;
  }
  return 0;
}

bool has_bad_constraints(ossl::defects wrong) {
  return wrong.has(defect::name_not_permitted) || wrong.has(defect::name_excluded) ||
         wrong.has(defect::unsupported_name_constraints) || wrong.has(defect::bad_name_constraints);
}

}  // namespace

DWORD element_errors(ossl::defects wrong) {
  wrong.remove(defect::incomplete);
  return chain_errors(wrong);
}

DWORD chain_errors(ossl::defects wrong) {
  DWORD bits = 0;
  for (const auto& [what, bit] : meanings)
    if (wrong.has(what)) bits |= bit;
  if (wrong.has(defect::revocation_offline)) bits |= CERT_TRUST_REVOCATION_STATUS_UNKNOWN;
  return bits;
}

ossl::defects defects_of(DWORD errors) {
  ossl::defects wrong;
  for (const auto& [what, bit] : meanings)
    if ((errors & bit) != 0) wrong.add(what);
  if (wrong.has(defect::revocation_offline)) wrong.remove(defect::revocation_unknown);
  return wrong;
}

DWORD element_information(const core::certs::chain_link& link) {
  DWORD bits = information_of(link.issuer);
  if (link.is_self_signed) bits |= CERT_TRUST_IS_SELF_SIGNED;
  if (link.issuer != ossl::issuer_match::none) bits |= CERT_TRUST_HAS_PREFERRED_ISSUER;
  if (link.constrains_names && !has_bad_constraints(link.wrong))
    bits |= CERT_TRUST_HAS_VALID_NAME_CONSTRAINTS;
  return bits;
}

DWORD chain_information(ossl::defects wrong) {
  return wrong.has(defect::incomplete) ? 0 : CERT_TRUST_HAS_PREFERRED_ISSUER;
}

}  // namespace schannel::abi::crypt32
