// OpenSSL is not asked by X509_V_FLAG_POLICY_CHECK: version 3.0 leaks the constraints of a certificate that
// has no policies, and any peer could send some.
#include "ossl/path_policies.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <new>
#include <span>

#include "ossl/handles.h"

namespace schannel::ossl {
namespace {

using constraints_ptr = owned<POLICY_CONSTRAINTS, POLICY_CONSTRAINTS_free>;
using policy_tree_ptr = owned<X509_POLICY_TREE, X509_policy_tree_free>;

bool has(const path_step& step, int extension) {
  return X509_get_ext_by_NID(step.shown.native(), extension, -1) >= 0;
}

bool constrains_without_policies(const path_step& step) {
  return has(step, NID_policy_constraints) && !has(step, NID_certificate_policies);
}

/// Whether a policy must hold below; constraints that cannot be read want everything.
bool requires_policy(const path_step& step) {
  if (!has(step, NID_policy_constraints)) return false;
  const constraints_ptr found{static_cast<POLICY_CONSTRAINTS*>(
      X509_get_ext_d2i(step.shown.native(), NID_policy_constraints, nullptr, nullptr))};
  return !found || found->requireExplicitPolicy != nullptr;
}

/// The verdict on a path with a certificate that OpenSSL is not to see: no policy holds below that one, so
/// none may be required anywhere.
void examine_without_openssl(std::span<path_step> below_the_anchor) {
  for (path_step& step : below_the_anchor)
    if (requires_policy(step)) step.wrong.add(defect::bad_policy);
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
  if (std::ranges::any_of(below_the_anchor, constrains_without_policies))
    examine_without_openssl(below_the_anchor);
  else
    examine_with_openssl(path, chain);
}

}  // namespace schannel::ossl
