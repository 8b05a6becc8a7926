// Which structures there are, and which extensions are encoded as one of them.
#include "abi/crypt32/encoding/structure.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace schannel::abi::crypt32 {

namespace {

struct extension_structure {
  std::string_view oid;
  LPCSTR number;
};

const extension_structure extension_structures[] = {
    {szOID_SUBJECT_ALT_NAME, X509_ALTERNATE_NAME},
    {szOID_SUBJECT_ALT_NAME2, X509_ALTERNATE_NAME},
    {szOID_ISSUER_ALT_NAME, X509_ALTERNATE_NAME},
    {szOID_ISSUER_ALT_NAME2, X509_ALTERNATE_NAME},
    {szOID_AUTHORITY_KEY_IDENTIFIER2, X509_AUTHORITY_KEY_ID2},
    {szOID_SUBJECT_KEY_IDENTIFIER, X509_OCTET_STRING},
    {szOID_BASIC_CONSTRAINTS2, X509_BASIC_CONSTRAINTS2},
    {szOID_KEY_USAGE, X509_KEY_USAGE},
    {szOID_ENHANCED_KEY_USAGE, X509_ENHANCED_KEY_USAGE},
    {szOID_CERT_POLICIES, X509_CERT_POLICIES},
    {szOID_APPLICATION_CERT_POLICIES, X509_CERT_POLICIES},
    {szOID_CRL_DIST_POINTS, X509_CRL_DIST_POINTS},
    {szOID_FRESHEST_CRL, X509_CRL_DIST_POINTS},
    {szOID_AUTHORITY_INFO_ACCESS, X509_AUTHORITY_INFO_ACCESS},
    {szOID_SUBJECT_INFO_ACCESS, X509_AUTHORITY_INFO_ACCESS},
    {szOID_NAME_CONSTRAINTS, X509_NAME_CONSTRAINTS},
    {szOID_CRL_NUMBER, X509_INTEGER},
    {szOID_DELTA_CRL_INDICATOR, X509_INTEGER},
    {szOID_CRL_REASON_CODE, X509_ENUMERATED},
    {szOID_RSA_certExtensions, X509_EXTENSIONS},
    {szOID_CERT_EXTENSIONS, X509_EXTENSIONS},
};

LPCSTR number_of(LPCSTR type) {
  constexpr std::uintptr_t largest_number = 0xFFFF;
  if (reinterpret_cast<std::uintptr_t>(type) <= largest_number) return type;
  const auto found =
      std::ranges::find(extension_structures, std::string_view{type}, &extension_structure::oid);
  return found == std::end(extension_structures) ? nullptr : found->number;
}

}  // namespace

const structure* find_structure(LPCSTR type) {
  const LPCSTR number = number_of(type);
  for (const auto& group :
       {primitive_structures(), composite_structures(), signed_structures(), name_structures(),
        general_name_structures(), policy_structures(), key_structures(), revocation_structures()}) {
    const auto found = std::ranges::find(group, number, &structure::number);
    if (found != group.end()) return &*found;
  }
  return nullptr;
}

int code_of(ossl::asn1::fault what) {
  switch (what) {
    case ossl::asn1::fault::cut_short:
      return CRYPT_E_ASN1_EOD;
    case ossl::asn1::fault::wrong_tag:
      return CRYPT_E_ASN1_BADTAG;
    case ossl::asn1::fault::unencodable:
      return CRYPT_E_ASN1_ERROR;
    case ossl::asn1::fault::corrupt:
      break;
  }
  return CRYPT_E_ASN1_CORRUPT;
}

}  // namespace schannel::abi::crypt32
