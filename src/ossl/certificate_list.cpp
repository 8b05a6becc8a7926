// Certificates in the list that OpenSSL's verification takes them in.
#include "ossl/certificate_list.h"

#include <new>

namespace schannel::ossl {

certificate_list_ptr borrow(std::span<const certificate> listed) {
  certificate_list_ptr list{sk_X509_new_null()};
  if (!list) throw std::bad_alloc{};
  for (const certificate& one : listed)
    if (sk_X509_push(list.get(), one.native()) == 0) throw std::bad_alloc{};
  return list;
}

bool is_self_signed(const certificate& one) {
  constexpr int by_names_alone = 0;
  return X509_self_signed(one.native(), by_names_alone) == 1;
}

}  // namespace schannel::ossl
