// OpenSSL builds the path; trust is no question here, so nothing is trusted and every complaint is overruled.
#include "ossl/issuers.h"

#include <algorithm>
#include <new>

#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl {

namespace {

using store_ptr = owned<X509_STORE, X509_STORE_free>;
using store_context_ptr = owned<X509_STORE_CTX, X509_STORE_CTX_free>;
using stack_ptr = owned<STACK_OF(X509), [](STACK_OF(X509) * borrowed) { sk_X509_free(borrowed); }>;

bool is_self_signed(const certificate& one) {
  constexpr int by_names_alone = 0;
  return X509_self_signed(one.native(), by_names_alone) == 1;
}

stack_ptr borrow(std::span<const certificate> candidates) {
  stack_ptr stack{sk_X509_new_null()};
  if (!stack) throw std::bad_alloc{};
  for (const certificate& candidate : candidates)
    if (sk_X509_push(stack.get(), candidate.native()) == 0) throw std::bad_alloc{};
  return stack;
}

}  // namespace

std::vector<certificate> issuers_of(const certificate& leaf, std::span<const certificate> candidates,
                                    root ending) {
  const error_scope errors;
  const store_ptr nothing_trusted{X509_STORE_new()};
  const stack_ptr untrusted = borrow(candidates);
  const store_context_ptr builder{X509_STORE_CTX_new()};
  if (!nothing_trusted || !builder) throw std::bad_alloc{};
  if (X509_STORE_CTX_init(builder.get(), nothing_trusted.get(), leaf.native(), untrusted.get()) != 1)
    throw std::bad_alloc{};
  X509_STORE_CTX_set_verify_cb(builder.get(), [](int, X509_STORE_CTX*) { return 1; });
  X509_verify_cert(builder.get());

  std::vector<certificate> issuers;
  const STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(builder.get());
  for (int i = 1; i < sk_X509_num(chain); ++i) {
    const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const certificate& candidate) {
      return candidate.native() == sk_X509_value(chain, i);
    });
    if (found == candidates.end()) break;
    if (ending == root::left_out && is_self_signed(*found)) break;
    issuers.push_back(*found);
  }
  return issuers;
}

}  // namespace schannel::ossl
