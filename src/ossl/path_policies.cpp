// OpenSSL is not asked by X509_V_FLAG_POLICY_CHECK: version 3.0 leaks the constraints of a certificate that
// has no policies, and any peer could send some.
#include "ossl/path_policies.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <cstdint>
#include <new>
#include <span>

#include "ossl/handles.h"

namespace schannel::ossl {
namespace {

using constraints_ptr = owned<POLICY_CONSTRAINTS, POLICY_CONSTRAINTS_free>;
using policies_ptr = owned<CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free>;
using policy_tree_ptr = owned<X509_POLICY_TREE, X509_policy_tree_free>;

bool has(const path_step& step, int extension) {
  return X509_get_ext_by_NID(step.shown.native(), extension, -1) >= 0;
}

bool are_well_formed(const CERTIFICATEPOLICIES* policies) {
  if (policies == nullptr || sk_POLICYINFO_num(policies) == 0) return false;
  std::vector<const ASN1_OBJECT*> ids;
  for (int i = 0; i < sk_POLICYINFO_num(policies); ++i)
    ids.push_back(sk_POLICYINFO_value(policies, i)->policyid);
  std::ranges::sort(ids, [](auto* one, auto* other) { return OBJ_cmp(one, other) < 0; });
  return std::ranges::adjacent_find(ids, [](auto* one, auto* other) { return OBJ_cmp(one, other) == 0; }) ==
         ids.end();
}

/// Whether OpenSSL would leak what this certificate says.
bool leaks(const path_step& step) {
  if (!has(step, NID_policy_constraints)) return false;
  const policies_ptr found{static_cast<CERTIFICATEPOLICIES*>(
      X509_get_ext_d2i(step.shown.native(), NID_certificate_policies, nullptr, nullptr))};
  return !are_well_formed(found.get());
}

/// How many certificates may follow before each must have a policy; constraints that cannot be read want one
/// now.
std::uint64_t follow_without_policy(const path_step& step) {
  constexpr std::uint64_t any_number = ~std::uint64_t{0};
  if (!has(step, NID_policy_constraints)) return any_number;
  const constraints_ptr found{static_cast<POLICY_CONSTRAINTS*>(
      X509_get_ext_d2i(step.shown.native(), NID_policy_constraints, nullptr, nullptr))};
  if (!found) return 0;
  if (found->requireExplicitPolicy == nullptr) return any_number;
  std::uint64_t number = 0;
  return ASN1_INTEGER_get_uint64(&number, found->requireExplicitPolicy) == 1 ? number : 0;
}

bool is_self_issued(const path_step& step) {
  const X509* const one = step.shown.native();
  return X509_NAME_cmp(X509_get_subject_name(one), X509_get_issuer_name(one)) == 0;
}

/// The verdict on a path with a certificate that OpenSSL is not to see, from the anchor down to the leaf. No
/// policy holds below that one, so that none may be required when the leaf is reached.
void examine_without_openssl(std::span<path_step> below_the_anchor) {
  std::uint64_t left = below_the_anchor.size() + 1;
  for (std::size_t i = below_the_anchor.size(); i-- > 0;) {
    path_step& step = below_the_anchor[i];
    if (left != 0 && (i == 0 || !is_self_issued(step))) --left;
    const std::uint64_t allowed = follow_without_policy(step);
    if (i != 0 || allowed == 0) left = std::min(left, allowed);
    if (leaks(step) && has(step, NID_certificate_policies)) step.wrong.add(defect::bad_policy);
  }
  if (left == 0) below_the_anchor.front().wrong.add(defect::bad_policy);
}

void examine_with_openssl(std::vector<path_step>& path, STACK_OF(X509) * chain) {
  X509_POLICY_TREE* tree = nullptr;
  int is_explicit = 0;
  const int verdict = X509_policy_check(&tree, &is_explicit, chain, nullptr, 0);
  const policy_tree_ptr held(tree);
  if (verdict == X509_PCY_TREE_INTERNAL) throw std::bad_alloc{};
  if (verdict == X509_PCY_TREE_FAILURE) path.front().wrong.add(defect::bad_policy);
  if (verdict != X509_PCY_TREE_INVALID) return;
  for (path_step& step : path)
    if ((X509_get_extension_flags(step.shown.native()) & EXFLAG_INVALID_POLICY) != 0)
      step.wrong.add(defect::bad_policy);
}

}  // namespace

void examine_policies(std::vector<path_step>& path, STACK_OF(X509) * chain) {
  // What an anchor says about policies holds for nobody.
  const auto below_the_anchor = std::span(path).first(path.size() - 1);
  if (std::ranges::any_of(below_the_anchor, leaks))
    examine_without_openssl(below_the_anchor);
  else
    examine_with_openssl(path, chain);
}

}  // namespace schannel::ossl
