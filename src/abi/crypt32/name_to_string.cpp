// CertNameToStrA, CertNameToStrW, CertRDNValueToStrA, CertRDNValueToStrW.
#include <wincrypt.h>

#include <string>
#include <variant>

#include "abi/crypt32/encoding/name_values.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/name_format.h"
#include "abi/crypt32/text_delivery.h"
#include "core/certs/name_writing.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

/// The text of a name; without one the empty text, and the last error tells why.
std::wstring text_of(DWORD encoding, const CERT_NAME_BLOB* name, DWORD string_type) {
  return guarded<std::wstring>([&]() -> answer<std::wstring> {
    if (GET_CERT_ENCODING_TYPE(encoding) != X509_ASN_ENCODING) return refusal{ERROR_FILE_NOT_FOUND};
    if (name == nullptr || (name->pbData == nullptr && name->cbData != 0)) return refusal{E_INVALIDARG};
    const auto decoded = ossl::asn1::decode_typed_name({name->pbData, name->cbData});
    if (const auto* what = std::get_if<ossl::asn1::fault>(&decoded)) return refusal{code_of(*what)};
    return core::certs::write_name(std::get<ossl::asn1::typed_name>(decoded), name_format_of(string_type));
  });
}

std::wstring text_of(DWORD type, const CERT_RDN_VALUE_BLOB* value) {
  return guarded<std::wstring>([&]() -> answer<std::wstring> {
    if (value == nullptr) return refusal{E_INVALIDARG};
    try {
      return characters_of(type & CERT_RDN_TYPE_MASK, *value);
    } catch (const unreadable& reason) {
      return refusal{reason.code};
    }
  });
}

template <typename Character>
DWORD deliver(const std::wstring& text, Character* buffer, DWORD room) {
  constexpr DWORD only_the_terminator = 1;
  const DWORD size = guarded<DWORD>([&]() -> answer<DWORD> { return deliver_name(text, buffer, room); });
  return size == 0 ? only_the_terminator : size;
}

}  // namespace

DWORD WINAPI CertNameToStrA(DWORD dwCertEncodingType, PCERT_NAME_BLOB pName, DWORD dwStrType, LPSTR psz,
                            DWORD csz) {
  return deliver(text_of(dwCertEncodingType, pName, dwStrType), psz, csz);
}

DWORD WINAPI CertNameToStrW(DWORD dwCertEncodingType, PCERT_NAME_BLOB pName, DWORD dwStrType, LPWSTR psz,
                            DWORD csz) {
  return deliver(text_of(dwCertEncodingType, pName, dwStrType), psz, csz);
}

DWORD WINAPI CertRDNValueToStrA(DWORD dwValueType, PCERT_RDN_VALUE_BLOB pValue, LPSTR psz, DWORD csz) {
  return deliver(text_of(dwValueType, pValue), psz, csz);
}

DWORD WINAPI CertRDNValueToStrW(DWORD dwValueType, PCERT_RDN_VALUE_BLOB pValue, LPWSTR psz, DWORD csz) {
  return deliver(text_of(dwValueType, pValue), psz, csz);
}
