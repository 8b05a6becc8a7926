// Alternative names and the extensions that are made of them.
#include "ossl/asn1/general_names.h"

#include "abi/crypt32/encoding/alternative_names.h"
#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/encoding/writing.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;
using asn1::encoded;

answer<layout> decode_names(tls::const_bytes der, DWORD) {
  auto decoded = asn1::decode_general_names(der);
  if (const auto* names = std::get_if<asn1::general_names>(&decoded); names != nullptr && !are_whole(*names))
    return refusal{CRYPT_E_ASN1_CORRUPT};
  return laid_out(std::move(decoded), [](const asn1::general_names& from, block& to) {
    auto& names = root_of<CERT_ALT_NAME_INFO>(to);
    names = entries_in(from, to);
  });
}
encoded encode_names(const void* info, DWORD) {
  return asn1::encode_general_names(names_of(as<CERT_ALT_NAME_INFO>(info)));
}

answer<layout> decode_key_identifier(tls::const_bytes der, DWORD) {
  return laid_out(
      asn1::decode_authority_key_identifier(der), [](const asn1::authority_key_identifier& from, block& to) {
        auto& identifier = root_of<CERT_AUTHORITY_KEY_ID2_INFO>(to);
        identifier = {to.blob(from.key), entries_in(from.issuer, to), to.blob(from.serial_number)};
      });
}
encoded encode_key_identifier(const void* info, DWORD) {
  const auto& from = as<CERT_AUTHORITY_KEY_ID2_INFO>(info);
  return asn1::encode_authority_key_identifier(
      {bytes_of(from.KeyId), names_of(from.AuthorityCertIssuer), bytes_of(from.AuthorityCertSerialNumber)});
}

answer<layout> decode_access(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_access_descriptions(der), [](const std::vector<asn1::access_description>& from,
                                                            block& to) {
    auto& access = root_of<CERT_AUTHORITY_INFO_ACCESS>(to);
    access = {count_of(from),
              array_in<CERT_ACCESS_DESCRIPTION>(to, from, [](const asn1::access_description& one, block& in) {
                return CERT_ACCESS_DESCRIPTION{in.text(one.method), entry_in(one.location, in)};
              })};
  });
}
encoded encode_access(const void* info, DWORD) {
  const auto& from = as<CERT_AUTHORITY_INFO_ACCESS>(info);
  std::vector<asn1::access_description> all;
  for (const CERT_ACCESS_DESCRIPTION& one : array_of(from.rgAccDescr, from.cAccDescr))
    all.push_back({text_of(one.pszAccessMethod), name_of(one.AccessLocation, all.size())});
  return asn1::encode_access_descriptions(all);
}

CRL_DIST_POINT point_in(const asn1::distribution_point& from, block& to) {
  CRL_DIST_POINT point{};
  point.DistPointName.dwDistPointNameChoice = static_cast<DWORD>(from.named_by);
  point.DistPointName.FullName = entries_in(from.full_name, to);
  point.ReasonFlags = to.bits(from.reasons);
  point.CRLIssuer = entries_in(from.issuer, to);
  return point;
}

answer<layout> decode_points(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_distribution_points(der),
                  [](const std::vector<asn1::distribution_point>& from, block& to) {
                    auto& points = root_of<CRL_DIST_POINTS_INFO>(to);
                    points = {count_of(from), array_in<CRL_DIST_POINT>(to, from, point_in)};
                  });
}
encoded encode_points(const void* info, DWORD) {
  using kind = asn1::distribution_point::kind;
  const auto& from = as<CRL_DIST_POINTS_INFO>(info);
  std::vector<asn1::distribution_point> all;
  for (const CRL_DIST_POINT& one : array_of(from.rgDistPoint, from.cDistPoint)) {
    if (one.DistPointName.dwDistPointNameChoice > CRL_DIST_POINT_ISSUER_RDN_NAME) throw unreadable{};
    asn1::distribution_point point;
    point.named_by = static_cast<kind>(one.DistPointName.dwDistPointNameChoice);
    if (point.named_by == kind::full_name) point.full_name = names_of(one.DistPointName.FullName);
    point.reasons = bits_of(one.ReasonFlags);
    point.issuer = names_of(one.CRLIssuer);
    all.push_back(std::move(point));
  }
  return asn1::encode_distribution_points(all);
}

CERT_GENERAL_SUBTREE subtree_in(const asn1::general_subtree& from, block& to) {
  return {entry_in(from.base, to), from.minimum, from.maximum ? TRUE : FALSE, from.maximum.value_or(0)};
}

std::vector<asn1::general_subtree> subtrees_of(const CERT_GENERAL_SUBTREE* first, DWORD count) {
  std::vector<asn1::general_subtree> all;
  for (const CERT_GENERAL_SUBTREE& one : array_of(first, count)) {
    asn1::general_subtree subtree{name_of(one.Base, all.size()), one.dwMinimum, {}};
    if (one.fMaximum != FALSE) subtree.maximum = one.dwMaximum;
    all.push_back(std::move(subtree));
  }
  return all;
}

answer<layout> decode_name_constraints(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_name_constraints(der), [](const asn1::name_constraints& from, block& to) {
    auto& constraints = root_of<CERT_NAME_CONSTRAINTS_INFO>(to);
    constraints = {count_of(from.permitted), array_in<CERT_GENERAL_SUBTREE>(to, from.permitted, subtree_in),
                   count_of(from.excluded), array_in<CERT_GENERAL_SUBTREE>(to, from.excluded, subtree_in)};
  });
}
encoded encode_name_constraints(const void* info, DWORD) {
  const auto& from = as<CERT_NAME_CONSTRAINTS_INFO>(info);
  return asn1::encode_name_constraints({subtrees_of(from.rgPermittedSubtree, from.cPermittedSubtree),
                                        subtrees_of(from.rgExcludedSubtree, from.cExcludedSubtree)});
}

const structure structures[] = {
    {X509_ALTERNATE_NAME, decode_names, encode_names},
    {X509_AUTHORITY_KEY_ID2, decode_key_identifier, encode_key_identifier},
    {X509_AUTHORITY_INFO_ACCESS, decode_access, encode_access},
    {X509_CRL_DIST_POINTS, decode_points, encode_points},
    {X509_NAME_CONSTRAINTS, decode_name_constraints, encode_name_constraints},
};

}  // namespace

std::span<const structure> general_name_structures() {
  return structures;
}

}  // namespace schannel::abi::crypt32
