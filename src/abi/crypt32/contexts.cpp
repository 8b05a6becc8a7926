// What the TLS functions need from certificate contexts, and what they hand out as such.
#include "abi/crypt32/contexts.h"

#include "abi/crypt32/credential_parts.h"
#include "abi/crypt32/new_store.h"
#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

tls::result<ossl::identity> identity_of(const CERT_CONTEXT* context, ossl::root ending) {
  const auto seen = registry::instance().look_around(context);
  if (!seen) return tls::cause::bad_credential;
  const auto key = seen->attached.private_key();
  if (!key) return key.failure();
  return ossl::identity{seen->certificate, *key, issuers_of(seen->certificate, seen->neighbours, ending),
                        attached_response(context)};
}

const CERT_CONTEXT* publish_chain(std::span<const ossl::certificate> chain) {
  const new_store store;
  for (const ossl::certificate& one : chain) store.append(one, {});
  return store.first();
}

}  // namespace schannel::abi::crypt32
