// CertGetCertificateContextProperty, CertSetCertificateContextProperty.
#include <wincrypt.h>

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
answer<tls::byte_vector> read(context& from, DWORD number, void* destination) {
  auto& values = from.attached.values;
  if (const auto stored = values.find(number); stored != values.end()) return stored->second;
  if (is_key_property(number)) return read_key_property(from.attached, number, destination);
  auto computed = compute_property(from.certificate(), number);
  if (!computed) return refusal{CRYPT_E_NOT_FOUND};
  if (computed->is_kept) values.insert_or_assign(number, computed->bytes);
  return std::move(computed->bytes);
}

answer<BOOL> write(core::certs::properties& to, DWORD number, const void* data) {
  if (is_key_property(number)) return write_key_property(to, number, data);
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

}  // namespace

BOOL WINAPI CertGetCertificateContextProperty(PCCERT_CONTEXT pCertContext, DWORD dwPropId, void* pvData,
                                              DWORD* pcbData) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (!is_property(dwPropId) || pcbData == nullptr) return refusal{E_INVALIDARG};
    return registry::instance().with<BOOL>(pCertContext, [&](context& from) -> answer<BOOL> {
      const auto bytes = read(from, dwPropId, pvData);
      if (const auto* refused = std::get_if<refusal>(&bytes)) return *refused;
      return deliver(std::get<tls::byte_vector>(bytes), pvData, *pcbData);
    });
  });
}

BOOL WINAPI CertSetCertificateContextProperty(PCCERT_CONTEXT pCertContext, DWORD dwPropId, DWORD,
                                              const void* pvData) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (!is_property(dwPropId)) return refusal{E_INVALIDARG};
    return registry::instance().with<BOOL>(pCertContext,
                                           [&](context& to) { return write(to.attached, dwPropId, pvData); });
  });
}
