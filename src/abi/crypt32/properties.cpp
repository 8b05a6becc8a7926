// CertGetCertificateContextProperty, CertSetCertificateContextProperty, CertEnumCertificateContextProperties,
// and the same for revocation lists.
#include <wincrypt.h>

#include <set>

#include "abi/crypt32/computed_properties.h"
#include "abi/crypt32/delivery.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/key_properties.h"
#include "abi/crypt32/registry.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

constexpr DWORD largest_property = 0xFFFF;

bool is_property(DWORD number) {
  return number != 0 && number <= largest_property;
}

/// The property as bytes; what points into itself is made for `destination`.
template <typename Visible>
answer<tls::byte_vector> read(context<Visible>& from, DWORD number, void* destination) {
  auto& values = from.attached().values;
  if (const auto stored = values.find(number); stored != values.end()) return stored->second;
  if (is_key_property(number)) return read_key_property(from.attached(), number, destination);
  auto computed = compute_property(kind<Visible>::of(from), number);
  if (const auto* refused = std::get_if<refusal>(&computed)) return *refused;
  auto& [bytes, is_kept] = std::get<computed_property>(computed);
  if (is_kept) values.insert_or_assign(number, bytes);
  return std::move(bytes);
}

answer<BOOL> write(core::certs::properties& to, DWORD number, const void* data, DWORD flags) {
  if (is_key_property(number)) return write_key_property(to, number, data, flags);
  if (number == CERT_ACCESS_STATE_PROP_ID) return refusal{E_INVALIDARG};
  if (data == nullptr) {
    to.values.erase(number);
    return TRUE;
  }
  if (number == CERT_DATE_STAMP_PROP_ID) {
    const auto* stamp = static_cast<const BYTE*>(data);
    to.values.insert_or_assign(number, tls::byte_vector{stamp, stamp + sizeof(FILETIME)});
    return TRUE;
  }
  const auto* blob = static_cast<const CRYPT_DATA_BLOB*>(data);
  if (blob->pbData == nullptr && blob->cbData != 0) return refusal{E_INVALIDARG};
  to.values.insert_or_assign(number, tls::byte_vector{blob->pbData, blob->pbData + blob->cbData});
  return TRUE;
}

template <typename Visible>
BOOL get(const Visible* address, DWORD number, void* buffer, DWORD* size) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (!is_property(number) || size == nullptr) return refusal{E_INVALIDARG};
    return registry::instance().with<BOOL>(address, [&](context<Visible>& from) -> answer<BOOL> {
      const auto bytes = read(from, number, buffer);
      if (const auto* refused = std::get_if<refusal>(&bytes)) return *refused;
      return deliver(std::get<tls::byte_vector>(bytes), buffer, *size);
    });
  });
}

template <typename Visible>
BOOL set(const Visible* address, DWORD number, const void* data, DWORD flags) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (!is_property(number)) return refusal{E_INVALIDARG};
    return registry::instance().change(
        address, [&](core::certs::properties& to) { return write(to, number, data, flags); });
  });
}

/// The property after `number`; 0 after the last.
template <typename Visible>
DWORD next(const Visible* address, DWORD number) {
  return guarded<DWORD>([&]() -> answer<DWORD> {
    return registry::instance().with<DWORD>(address, [&](context<Visible>& of) -> answer<DWORD> {
      const std::set<DWORD> all = property_numbers(of.attached());
      const auto found = all.upper_bound(number);
      return found == all.end() ? DWORD{0} : *found;
    });
  });
}

}  // namespace

BOOL WINAPI CertGetCertificateContextProperty(PCCERT_CONTEXT pCertContext, DWORD dwPropId, void* pvData,
                                              DWORD* pcbData) {
  return get(pCertContext, dwPropId, pvData, pcbData);
}

BOOL WINAPI CertSetCertificateContextProperty(PCCERT_CONTEXT pCertContext, DWORD dwPropId, DWORD dwFlags,
                                              const void* pvData) {
  return set(pCertContext, dwPropId, pvData, dwFlags);
}

DWORD WINAPI CertEnumCertificateContextProperties(PCCERT_CONTEXT pCertContext, DWORD dwPropId) {
  return next(pCertContext, dwPropId);
}

BOOL WINAPI CertGetCRLContextProperty(PCCRL_CONTEXT pCrlContext, DWORD dwPropId, void* pvData,
                                      DWORD* pcbData) {
  return get(pCrlContext, dwPropId, pvData, pcbData);
}

BOOL WINAPI CertSetCRLContextProperty(PCCRL_CONTEXT pCrlContext, DWORD dwPropId, DWORD dwFlags,
                                      const void* pvData) {
  return set(pCrlContext, dwPropId, pvData, dwFlags);
}

DWORD WINAPI CertEnumCRLContextProperties(PCCRL_CONTEXT pCrlContext, DWORD dwPropId) {
  return next(pCrlContext, dwPropId);
}
