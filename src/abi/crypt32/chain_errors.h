// The statuses of the objections that a policy has to a chain, and of what a check of revocation came to.
#pragma once

#include <wincrypt.h>

#include "core/certs/chain_policy.h"

namespace schannel::abi::crypt32 {

inline HRESULT chain_error(core::certs::objection what) {
  using core::certs::objection;
  switch (what) {
    case objection::bad_signature:
      return TRUST_E_CERT_SIGNATURE;
    case objection::distrusted:
      return TRUST_E_EXPLICIT_DISTRUST;
    case objection::untrusted_root:
      return CERT_E_UNTRUSTEDROOT;
    case objection::broken_chain:
      return CERT_E_CHAINING;
    case objection::outside_validity:
      return CERT_E_EXPIRED;
    case objection::wrong_usage:
      return CERT_E_WRONG_USAGE;
    case objection::critical_extension:
      return CERT_E_CRITICAL;
    case objection::basic_constraints:
      return TRUST_E_BASIC_CONSTRAINTS;
    case objection::names_not_allowed:
      return CERT_E_INVALID_NAME;
    case objection::bad_policy:
      return CERT_E_INVALID_POLICY;
    case objection::revoked:
      return CRYPT_E_REVOKED;
    case objection::revocation_unknown:
      return CRYPT_E_NO_REVOCATION_CHECK;
    case objection::revocation_offline:
      return CRYPT_E_REVOCATION_OFFLINE;
    case objection::wrong_host:
      return CERT_E_CN_NO_MATCH;
  }
  return TRUST_E_FAIL;
}

inline HRESULT revocation_error(core::certs::revocation_outcome outcome) {
  using core::certs::revocation_outcome;
  switch (outcome) {
    case revocation_outcome::good:
      return ERROR_SUCCESS;
    case revocation_outcome::revoked:
      return CRYPT_E_REVOKED;
    case revocation_outcome::unknown:
      return CRYPT_E_NO_REVOCATION_CHECK;
    case revocation_outcome::offline:
      return CRYPT_E_REVOCATION_OFFLINE;
  }
  return CRYPT_E_NO_REVOCATION_CHECK;
}

}  // namespace schannel::abi::crypt32
