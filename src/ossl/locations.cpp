// Where a certificate says that more about it is to be had.
#include "ossl/locations.h"

#include <openssl/pkcs7.h>

#include <limits>
#include <string_view>

#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl {

namespace {

using points_ptr = owned<CRL_DIST_POINTS, CRL_DIST_POINTS_free>;
using access_ptr = owned<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free>;
using pkcs7_ptr = owned<PKCS7, PKCS7_free>;

/// Adds the URL that `name` is, if it is one of HTTP. "http" is the only scheme that is ever followed.
void add_location(std::vector<std::string>& to, const GENERAL_NAME* name) {
  constexpr std::string_view scheme = "http://";
  if (name->type != GEN_URI) return;
  const std::string_view url{
      reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.uniformResourceIdentifier)),
      static_cast<std::size_t>(ASN1_STRING_length(name->d.uniformResourceIdentifier))};
  if (url.size() < scheme.size() || url.find('\0') != std::string_view::npos) return;
  if (OPENSSL_strncasecmp(url.data(), scheme.data(), scheme.size()) == 0) to.emplace_back(url);
}

points_ptr points_of(const certificate& shown) {
  return points_ptr{static_cast<CRL_DIST_POINTS*>(
      X509_get_ext_d2i(shown.native(), NID_crl_distribution_points, nullptr, nullptr))};
}

std::vector<std::string> access_locations(const certificate& shown, int method) {
  const error_scope errors;
  const access_ptr access{static_cast<AUTHORITY_INFO_ACCESS*>(
      X509_get_ext_d2i(shown.native(), NID_info_access, nullptr, nullptr))};
  std::vector<std::string> locations;
  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access.get()); ++i) {
    const ACCESS_DESCRIPTION* const one = sk_ACCESS_DESCRIPTION_value(access.get(), i);
    if (OBJ_obj2nid(one->method) == method) add_location(locations, one->location);
  }
  return locations;
}

}  // namespace

std::vector<std::string> list_locations(const certificate& shown) {
  const error_scope errors;
  const points_ptr points = points_of(shown);
  std::vector<std::string> locations;
  for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
    const DIST_POINT_NAME* const name = sk_DIST_POINT_value(points.get(), i)->distpoint;
    constexpr int full_name = 0;
    if (name == nullptr || name->type != full_name) continue;
    for (int j = 0; j < sk_GENERAL_NAME_num(name->name.fullname); ++j)
      add_location(locations, sk_GENERAL_NAME_value(name->name.fullname, j));
  }
  return locations;
}

std::vector<std::string> responder_locations(const certificate& shown) {
  return access_locations(shown, NID_ad_OCSP);
}

std::vector<std::string> issuer_locations(const certificate& shown) {
  return access_locations(shown, NID_ad_ca_issuers);
}

bool tells_where_revocations_are(const certificate& shown) {
  const error_scope errors;
  return sk_DIST_POINT_num(points_of(shown).get()) > 0 || !responder_locations(shown).empty();
}

std::vector<certificate> certificates_in_answer(tls::const_bytes answer) {
  if (auto one = certificate::parse(answer)) return {*std::move(one)};
  const error_scope errors;
  if (answer.size() > static_cast<std::size_t>(std::numeric_limits<long>::max())) return {};
  const unsigned char* position = answer.data();
  const pkcs7_ptr message{d2i_PKCS7(nullptr, &position, static_cast<long>(answer.size()))};
  if (!message || !PKCS7_type_is_signed(message.get())) return {};
  const STACK_OF(X509)* const list = message->d.sign == nullptr ? nullptr : message->d.sign->cert;
  std::vector<certificate> several;
  for (int i = 0; i < sk_X509_num(list); ++i) several.emplace_back(share(sk_X509_value(list, i)));
  return several;
}

}  // namespace schannel::ossl
