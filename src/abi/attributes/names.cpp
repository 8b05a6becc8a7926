// Who is who: NAMES, AUTHORITY, PACKAGE_INFO, TARGET_INFORMATION, CLIENT_SPECIFIED_TARGET, LOCAL_CERT_INFO.
#include "abi/attributes/attribute.h"
#include "abi/memory.h"
#include "abi/packages.h"
#include "core/certs/written_name.h"
#include "ossl/certificate_fields.h"

namespace schannel::abi {
namespace {

using certificates = std::vector<ossl::certificate>;

std::string written(tls::const_bytes name) {
  return core::certs::written_name(ossl::decode_name(name));
}

/// The user of a connection is its client: its certificate's subject.
template <typename Names>
SECURITY_STATUS names(const subject& of, Names& names) {
  using character = std::remove_pointer_t<decltype(names.sUserName)>;
  const certificates& client = of.connection().is_client() ? of.facts().local_chain : of.facts().peer_chain;
  if (client.empty()) return SEC_E_NO_CREDENTIALS;
  names.sUserName = text_for_caller_of<character>(written(ossl::subject_of(client.front()))).release();
  return SEC_E_OK;
}

/// Who vouches for the peer, or else for this side.
template <typename Authority>
SECURITY_STATUS authority(const subject& of, Authority& authority) {
  using character = std::remove_pointer_t<decltype(authority.sAuthorityName)>;
  const auto& facts = of.facts();
  const certificates& shown = facts.peer_chain.empty() ? facts.local_chain : facts.peer_chain;
  if (shown.empty()) return SEC_E_NO_CREDENTIALS;
  authority.sAuthorityName = text_for_caller_of<character>(written(ossl::issuer_of(shown.front()))).release();
  return SEC_E_OK;
}

template <typename Information, typename Package>
SECURITY_STATUS package_info(const subject&, Information& information) {
  information.PackageInfo = describe_package<Package>();
  return SEC_E_OK;
}

SECURITY_STATUS target_information(const subject& of, SecPkgContext_TargetInformation& information) {
  const std::string& target = of.facts().target;
  if (target.empty()) return SEC_E_TARGET_UNKNOWN;
  const tls::const_bytes bytes(reinterpret_cast<const std::uint8_t*>(target.data()), target.size());
  information = {static_cast<ULONG>(bytes.size()), static_cast<unsigned char*>(copy_for_caller(bytes))};
  return SEC_E_OK;
}

/// What the client asked for is news to a server only.
SECURITY_STATUS client_specified_target(const subject& of, SecPkgContext_ClientSpecifiedTarget& target) {
  if (of.connection().is_client()) return SEC_E_UNSUPPORTED_FUNCTION;
  if (of.facts().target.empty()) return SEC_E_TARGET_UNKNOWN;
  target.sTargetName = text_for_caller_of<wchar_t>(of.facts().target).release();
  return SEC_E_OK;
}

DWORD bytes_of(std::wstring_view text) {
  return static_cast<DWORD>((text.size() + 1) * sizeof(wchar_t));
}

SECURITY_STATUS local_cert_info(const subject& of, SecPkgContext_CertInfo& info) {
  if (of.facts().local_chain.empty()) return SEC_E_NO_CREDENTIALS;
  const ossl::certificate& own = of.facts().local_chain.front();
  const std::wstring subject_name = tls::to_wide(written(ossl::subject_of(own)));
  const std::wstring issuer_name = tls::to_wide(written(ossl::issuer_of(own)));
  auto subject_text = text_for_caller<wchar_t>(subject_name);
  auto issuer_text = text_for_caller<wchar_t>(issuer_name);
  info = {KERN_CONTEXT_CERT_INFO_V1, bytes_of(subject_name), subject_text.release(),
          bytes_of(issuer_name),     issuer_text.release(),  ossl::public_key_bits(own)};
  return SEC_E_OK;
}

constexpr attribute table[] = {
    answered_by<names<SecPkgContext_NamesA>, names<SecPkgContext_NamesW>>(SECPKG_ATTR_NAMES),
    answered_by<authority<SecPkgContext_AuthorityA>, authority<SecPkgContext_AuthorityW>>(
        SECPKG_ATTR_AUTHORITY),
    answered_by<package_info<SecPkgContext_PackageInfoA, SecPkgInfoA>,
                package_info<SecPkgContext_PackageInfoW, SecPkgInfoW>>(SECPKG_ATTR_PACKAGE_INFO,
                                                                       stage::always),
    answered_by<target_information>(SECPKG_ATTR_TARGET_INFORMATION),
    answered_by<client_specified_target>(SECPKG_ATTR_CLIENT_SPECIFIED_TARGET),
    answered_by<local_cert_info>(SECPKG_ATTR_LOCAL_CERT_INFO),
};

}  // namespace

attribute_table name_attributes() {
  return table;
}

}  // namespace schannel::abi
