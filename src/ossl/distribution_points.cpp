// What revocation lists say of the certificates they are for.
#include "ossl/distribution_points.h"

#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl {

namespace {

using issuing_point = owned<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free>;
using points = owned<CRL_DIST_POINTS, CRL_DIST_POINTS_free>;

bool share_a_name(const DIST_POINT_NAME* one, const DIST_POINT_NAME* other) {
  constexpr int full_name = 0;
  if (one == nullptr || other == nullptr || one->type != full_name || other->type != full_name) return false;
  for (int i = 0; i < sk_GENERAL_NAME_num(one->name.fullname); ++i)
    for (int j = 0; j < sk_GENERAL_NAME_num(other->name.fullname); ++j)
      if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(one->name.fullname, i),
                           sk_GENERAL_NAME_value(other->name.fullname, j)) == 0)
        return true;
  return false;
}

bool refers_to(X509* shown, const DIST_POINT_NAME* issued_at) {
  const points named{
      static_cast<CRL_DIST_POINTS*>(X509_get_ext_d2i(shown, NID_crl_distribution_points, nullptr, nullptr))};
  for (int i = 0; i < sk_DIST_POINT_num(named.get()); ++i)
    if (share_a_name(sk_DIST_POINT_value(named.get(), i)->distpoint, issued_at)) return true;
  return false;
}

bool is_set(int flag) {
  return flag > 0;
}

}  // namespace

bool covers(const revocation_list& list, const certificate& one) {
  const error_scope errors;
  int found = 0;
  const issuing_point point{static_cast<ISSUING_DIST_POINT*>(
      X509_CRL_get_ext_d2i(list.native(), NID_issuing_distribution_point, &found, nullptr))};
  constexpr int absent = -1;
  if (!point) return found == absent;
  const bool is_authority = X509_check_ca(one.native()) > 0;
  if (is_set(point->onlyattr) || (is_set(point->onlyuser) && is_authority) ||
      (is_set(point->onlyCA) && !is_authority))
    return false;
  return point->distpoint == nullptr || refers_to(one.native(), point->distpoint);
}

std::uint32_t reason_in(std::span<const revocation_list> lists, const certificate& one) {
  const error_scope errors;
  for (const revocation_list& list : lists) {
    X509_REVOKED* entry = nullptr;
    if (X509_CRL_get0_by_cert(list.native(), &entry, one.native()) != 1) continue;
    const owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason{
        static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr))};
    const long number = reason ? ASN1_ENUMERATED_get(reason.get()) : 0;
    return number > 0 ? static_cast<std::uint32_t>(number) : 0;
  }
  return 0;
}

}  // namespace schannel::ossl
