// path: what OpenSSL's verification says, sorted to the certificates it is about.
#include "ossl/path.h"

#include <array>
#include <cstddef>
#include <ctime>
#include <new>
#include <utility>

#include "ossl/certificate_list.h"
#include "ossl/error_scope.h"
#include "ossl/path_defects.h"
#include "ossl/path_policies.h"

namespace schannel::ossl {

namespace {

/// The certificates between the first and the one that ends the path. OpenSSL adds these two.
constexpr int longest_path = 100;

struct verification {
  std::array<defects, longest_path + 2> wrong{};  ///< by distance from the leaf
  bool is_out_of_memory = false;

  void add(const X509_STORE_CTX* context) {
    const int error = X509_STORE_CTX_get_error(context);
    const int depth = X509_STORE_CTX_get_error_depth(context);
    if (error == X509_V_ERR_OUT_OF_MEM) is_out_of_memory = true;
    if (depth < 0 || static_cast<std::size_t>(depth) >= wrong.size()) return;
    wrong[static_cast<std::size_t>(depth)].add(
        defects_of_verification(error, X509_STORE_CTX_get_current_cert(context)));
  }
};

/// Goes on after each finding, so that all are found.
int collect(int acceptable, X509_STORE_CTX* context) {
  if (acceptable != 1) static_cast<verification*>(X509_STORE_CTX_get_app_data(context))->add(context);
  return 1;
}

verification_ptr prepare(X509* leaf, STACK_OF(X509) * candidates, const trust_store& trusted,
                         const path_terms& terms) {
  verification_ptr context{X509_STORE_CTX_new()};
  if (!context || X509_STORE_CTX_init(context.get(), trusted.native(), leaf, candidates) != 1)
    throw std::bad_alloc{};
  X509_VERIFY_PARAM* const how = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_time(how, static_cast<std::time_t>(terms.at));
  X509_VERIFY_PARAM_set_depth(how, longest_path);
  X509_VERIFY_PARAM_set_auth_level(how, terms.security_level);
  if (trusted.ends_at_any_anchor()) X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_PARTIAL_CHAIN);
  return context;
}

std::vector<path_step> steps_of(const X509_STORE_CTX* context, const certificate& leaf,
                                const verification& made) {
  std::vector<path_step> steps{{leaf, made.wrong[0]}};
  const STACK_OF(X509)* const chain = X509_STORE_CTX_get0_chain(context);
  for (int i = 1; i < sk_X509_num(chain); ++i)
    steps.push_back(
        {certificate{share(sk_X509_value(chain, i))}, made.wrong.at(static_cast<std::size_t>(i))});
  return steps;
}

}  // namespace

trust_store::trust_store(const trust& wanted)
    : store_(X509_STORE_new(), X509_STORE_free), ends_at_any_anchor_(wanted.ends_at_any_anchor) {
  const error_scope errors;
  if (!store_) throw std::bad_alloc{};
  // Roots that cannot be loaded are roots that are not trusted: the path says so.
  if (wanted.has_system_roots) X509_STORE_set_default_paths(store_.get());
  for (const certificate& anchor : wanted.anchors)
    if (X509_STORE_add_cert(store_.get(), anchor.native()) != 1) throw std::bad_alloc{};
}

std::vector<path_step> find_path(const certificate& leaf, std::span<const certificate> candidates,
                                 const trust_store& trusted, const path_terms& terms) {
  const error_scope errors;
  const certificate_list_ptr untrusted = borrow(candidates);
  const verification_ptr context = prepare(leaf.native(), untrusted.get(), trusted, terms);
  verification made;
  if (X509_STORE_CTX_set_app_data(context.get(), &made) != 1) throw std::bad_alloc{};
  X509_STORE_CTX_set_verify_cb(context.get(), &collect);
  const bool went_through = X509_verify_cert(context.get()) > 0;
  if (!went_through && X509_STORE_CTX_get_error(context.get()) == X509_V_ERR_OUT_OF_MEM)
    made.is_out_of_memory = true;
  if (made.is_out_of_memory) throw std::bad_alloc{};
  errors.throw_if_out_of_memory();  // not every failed allocation becomes an error of the verification

  std::vector<path_step> steps = steps_of(context.get(), leaf, made);
  // What stopped OpenSSL altogether must not pass for nothing found.
  if (!went_through) steps.back().wrong.add(defect::incomplete);
  examine_policies(steps, X509_STORE_CTX_get0_chain(context.get()));
  examine(steps, terms.at);
  return steps;
}

}  // namespace schannel::ossl
