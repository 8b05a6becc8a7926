// OpenSSL builds the path; trust is no question here, so nothing is trusted and every complaint is overruled.
#include "ossl/issuers.h"

#include <algorithm>
#include <new>

#include "ossl/certificate_list.h"
#include "ossl/error_scope.h"

namespace schannel::ossl {

std::vector<certificate> issuers_of(const certificate& leaf, std::span<const certificate> candidates,
                                    root ending) {
  const error_scope errors;
  const certificate_store_ptr nothing_trusted{X509_STORE_new()};
  const certificate_list_ptr untrusted = borrow(candidates);
  const verification_ptr builder{X509_STORE_CTX_new()};
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
