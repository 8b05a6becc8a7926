// The certificates with keys that the user has for clients.
#include "abi/crypt32/personal_identities.h"

#include <algorithm>
#include <ctime>
#include <memory>
#include <new>

#include "abi/crypt32/contexts.h"
#include "abi/crypt32/open.h"
#include "ossl/certificate_fields.h"
#include "ossl/usages.h"

namespace schannel::abi::crypt32 {

namespace {

using certificate_owner =
    std::unique_ptr<const CERT_CONTEXT, decltype([](PCCERT_CONTEXT c) { CertFreeCertificateContext(c); })>;

void throw_if_starved(bool is_starved) {
  if (is_starved) throw std::bad_alloc{};
}

certificate_owner next_with_key(HCERTSTORE store, certificate_owner before) {
  certificate_owner next{CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, CERT_FIND_HAS_PRIVATE_KEY,
                                                    nullptr, before.release())};
  throw_if_starved(!next && GetLastError() == static_cast<DWORD>(E_OUTOFMEMORY));
  return next;
}

bool is_valid_now(const ossl::certificate& one) {
  const std::time_t now = std::time(nullptr);
  return one.not_before() <= now && now <= one.not_after();
}

bool may_be_a_clients(const ossl::certificate& one) {
  const auto usages = ossl::extended_usages_of(one);
  return !usages || std::find(usages->begin(), usages->end(), szOID_PKIX_KP_CLIENT_AUTH) != usages->end();
}

bool comes_from(const ossl::identity& one, std::span<const tls::byte_vector> issuers) {
  const auto is_named = [&](const ossl::certificate& by) {
    return std::find(issuers.begin(), issuers.end(), issuer_of(by)) != issuers.end();
  };
  return issuers.empty() || is_named(one.leaf) ||
         std::any_of(one.intermediates.begin(), one.intermediates.end(), is_named);
}

}  // namespace

std::vector<ossl::identity> personal_identities(std::span<const tls::byte_vector> issuers) {
  std::vector<ossl::identity> fitting;
  const auto opened = open_system({CERT_SYSTEM_STORE_CURRENT_USER | CERT_STORE_READONLY_FLAG, L"MY"}, true,
                                  system_parts::all);
  const auto* const handle = std::get_if<HCERTSTORE>(&opened);
  throw_if_starved(handle == nullptr && std::get<refusal>(opened).code == E_OUTOFMEMORY);
  if (handle == nullptr) return fitting;
  const new_store store{*handle};
  for (auto at = next_with_key(*handle, {}); at; at = next_with_key(*handle, std::move(at))) {
    auto identity = identity_of(at.get());
    throw_if_starved(!identity && identity.failure().why == tls::cause::out_of_memory);
    if (identity && identity->leaf.matches(identity->key) && is_valid_now(identity->leaf) &&
        may_be_a_clients(identity->leaf) && comes_from(*identity, issuers))
      fitting.push_back(*std::move(identity));
  }
  return fitting;
}

}  // namespace schannel::abi::crypt32
