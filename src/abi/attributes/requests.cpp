// What the peer asks of a certificate: ISSUER_LIST, ISSUER_LIST_EX, SUPPORTED_SIGNATURES.
#include "abi/attributes/attribute.h"
#include "abi/memory.h"
#include "abi/status.h"

namespace schannel::abi {
namespace {

using names = std::vector<tls::byte_vector>;

/// cause::no_certificate where nobody has asked for one, if that is known already.
tls::result<names> issuers_of(const subject& of) {
  if (!of.connection().is_client()) return tls::cause::unsupported;
  const ossl::engine* engine = of.connection().engine();
  if (engine == nullptr) return tls::cause::already_closed;
  auto issuers = engine->requested_issuers();
  if (issuers) return *std::move(issuers);
  return of.connection().facts() ? tls::cause::no_certificate : tls::cause::not_established;
}

/// The names as CertificateRequest has them: each behind its length, big-endian (RFC 5246 section 7.4.4).
SECURITY_STATUS issuer_list(const subject& of, SecPkgContext_IssuerListInfo& info) {
  const auto issuers = issuers_of(of);
  if (!issuers) return to_status(issuers.failure());
  tls::byte_vector list;
  for (const tls::byte_vector& issuer : *issuers) {
    list.push_back(static_cast<std::uint8_t>(issuer.size() >> 8));
    list.push_back(static_cast<std::uint8_t>(issuer.size() & 0xFF));
    list.insert(list.end(), issuer.begin(), issuer.end());
  }
  info = {static_cast<DWORD>(list.size()), static_cast<PBYTE>(copy_for_caller(list))};
  return SEC_E_OK;
}

/// One block: the array, then what it points to.
SECURITY_STATUS issuer_list_ex(const subject& of, SecPkgContext_IssuerListInfoEx& info) {
  const auto issuers = issuers_of(of);
  if (!issuers) return to_status(issuers.failure());
  if (issuers->empty()) {
    info = {};
    return SEC_E_OK;
  }
  std::size_t length = 0;
  for (const tls::byte_vector& issuer : *issuers) length += issuer.size();
  auto* blobs =
      static_cast<PCERT_NAME_BLOB>(allocate_for_caller(issuers->size() * sizeof(CERT_NAME_BLOB) + length));
  auto* bytes = reinterpret_cast<BYTE*>(blobs + issuers->size());
  info = {blobs, static_cast<DWORD>(issuers->size())};
  for (const tls::byte_vector& issuer : *issuers) {
    *blobs++ = {static_cast<DWORD>(issuer.size()), bytes};
    bytes = std::copy(issuer.begin(), issuer.end(), bytes);
  }
  return SEC_E_OK;
}

/// On the wire the hash comes first, in the structure's numbers the signature.
SECURITY_STATUS supported_signatures(const subject& of, SecPkgContext_SupportedSignatures& signatures) {
  const ossl::engine* engine = of.connection().engine();
  if (engine == nullptr) return to_status(tls::cause::already_closed);
  std::vector<std::uint16_t> numbers = engine->peer_signatures();
  const bool is_known = of.connection().facts() || engine->requested_issuers();
  if (numbers.empty() && !is_known) return to_status(tls::cause::not_established);
  for (std::uint16_t& number : numbers) number = static_cast<std::uint16_t>(number << 8 | number >> 8);
  const tls::const_bytes bytes(reinterpret_cast<const std::uint8_t*>(numbers.data()),
                               numbers.size() * sizeof(WORD));
  signatures = {static_cast<WORD>(numbers.size()), static_cast<WORD*>(copy_for_caller(bytes))};
  return SEC_E_OK;
}

constexpr attribute table[] = {
    answered_by<issuer_list>(SECPKG_ATTR_ISSUER_LIST, stage::always),
    answered_by<issuer_list_ex>(SECPKG_ATTR_ISSUER_LIST_EX, stage::always),
    answered_by<supported_signatures>(SECPKG_ATTR_SUPPORTED_SIGNATURES, stage::always),
};

}  // namespace

attribute_table request_attributes() {
  return table;
}

}  // namespace schannel::abi
