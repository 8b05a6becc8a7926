// Which revocation lists to look for in a store.
#include "core/certs/revocation_search.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ossl/certificate_fields.h"

namespace schannel::core::certs {

namespace {

/// Lists of one of `names` that satisfy `wishes` about `issuer`.
revocation_criterion of_names(std::vector<tls::byte_vector> names, ossl::certificate issuer,
                              revocation_wishes wishes) {
  return [names = std::move(names), issuer = std::move(issuer), wishes](const revocation_entry& one) {
    const ossl::revocation_list& list = one.list();
    if (std::find(names.begin(), names.end(), issuer_of(list)) == names.end()) return false;
    if (wishes.delta && *wishes.delta != list.is_delta()) return false;
    if (wishes.of_that_key && !key_identifiers_agree(list, issuer)) return false;
    return !wishes.well_signed || list.is_signed_by(issuer);
  };
}

}  // namespace

revocation_criterion any_list() {
  return [](const revocation_entry&) { return true; };
}

revocation_criterion issued_by(ossl::certificate issuer, revocation_wishes wishes) {
  std::vector<tls::byte_vector> names{subject_of(issuer)};
  return of_names(std::move(names), std::move(issuer), wishes);
}

revocation_criterion issued_for(const ossl::certificate& subject, ossl::certificate issuer,
                                revocation_wishes wishes) {
  std::vector<tls::byte_vector> names{issuer_of(subject), subject_of(issuer)};
  return of_names(std::move(names), std::move(issuer), wishes);
}

}  // namespace schannel::core::certs
