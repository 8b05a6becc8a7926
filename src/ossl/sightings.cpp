// From OpenSSL's list to certificates.
#include "ossl/sightings.h"

#include "ossl/handles.h"

namespace schannel::ossl {

std::vector<certificate> sightings::peer_chain() const {
  std::vector<certificate> chain;
  const STACK_OF(X509)* list = peer_list.get();
  for (int i = 0; i < sk_X509_num(list); ++i) chain.emplace_back(share(sk_X509_value(list, i)));
  return chain;
}

}  // namespace schannel::ossl
