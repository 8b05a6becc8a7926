// Basic constraints and certificate policies.
#include "ossl/asn1/policies.h"

#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/encoding/writing.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;
using asn1::encoded;

answer<layout> decode_constraints(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_basic_constraints(der), [](const asn1::basic_constraints& from, block& to) {
    root_of<CERT_BASIC_CONSTRAINTS2_INFO>(to) = {
        from.is_authority ? TRUE : FALSE, from.path_length ? TRUE : FALSE, from.path_length.value_or(0)};
  });
}

encoded encode_constraints(const void* info, DWORD) {
  const auto& from = *static_cast<const CERT_BASIC_CONSTRAINTS2_INFO*>(info);
  asn1::basic_constraints to{from.fCA != FALSE, {}};
  if (from.fPathLenConstraint != FALSE) to.path_length = from.dwPathLenConstraint;
  return asn1::encode_basic_constraints(to);
}

CERT_POLICY_QUALIFIER_INFO qualifier_in(const asn1::attribute& from, block& to) {
  return {to.text(from.oid), from.values.empty() ? CRYPT_OBJID_BLOB{} : to.blob(from.values.front())};
}

CERT_POLICY_INFO policy_in(const asn1::policy& from, block& to) {
  return {to.text(from.oid), count_of(from.qualifiers),
          array_in<CERT_POLICY_QUALIFIER_INFO>(to, from.qualifiers, qualifier_in)};
}

answer<layout> decode_policies(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_policies(der), [](const std::vector<asn1::policy>& from, block& to) {
    auto& policies = root_of<CERT_POLICIES_INFO>(to);
    policies = {count_of(from), array_in<CERT_POLICY_INFO>(to, from, policy_in)};
  });
}

asn1::policy policy_of(const CERT_POLICY_INFO& from) {
  asn1::policy to{text_of(from.pszPolicyIdentifier), {}};
  for (const CERT_POLICY_QUALIFIER_INFO& one : array_of(from.rgPolicyQualifier, from.cPolicyQualifier)) {
    asn1::attribute qualifier{text_of(one.pszPolicyQualifierId), {}};
    if (one.Qualifier.cbData != 0) qualifier.values.push_back(bytes_of(one.Qualifier));
    to.qualifiers.push_back(std::move(qualifier));
  }
  return to;
}

encoded encode_policies(const void* info, DWORD) {
  const auto& from = *static_cast<const CERT_POLICIES_INFO*>(info);
  std::vector<asn1::policy> all;
  for (const CERT_POLICY_INFO& one : array_of(from.rgPolicyInfo, from.cPolicyInfo))
    all.push_back(policy_of(one));
  return asn1::encode_policies(all);
}

const structure structures[] = {
    {X509_BASIC_CONSTRAINTS2, decode_constraints, encode_constraints},
    {X509_CERT_POLICIES, decode_policies, encode_policies},
};

}  // namespace

std::span<const structure> policy_structures() {
  return structures;
}

}  // namespace schannel::abi::crypt32
