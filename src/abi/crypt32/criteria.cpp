// What CertFindCertificateInStore can look for.
#include "abi/crypt32/criteria.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "abi/crypt32/computed_properties.h"
#include "abi/crypt32/key_properties.h"
#include "abi/crypt32/registry.h"
#include "abi/crypt32/usage_criteria.h"
#include "abi/crypt32/wanted_attributes.h"
#include "ossl/certificate_fields.h"
#include "ossl/issuance.h"
#include "tls/unicode.h"

namespace schannel::abi::crypt32 {

namespace {

using core::certs::criterion;
using core::certs::entry;
using core::certs::name_of;
using search = answer<criterion>;

std::optional<tls::byte_vector> bytes_of(const CRYPT_DATA_BLOB* given) {
  if (given == nullptr || (given->pbData == nullptr && given->cbData != 0)) return std::nullopt;
  return tls::byte_vector{given->pbData, given->pbData + given->cbData};
}

std::optional<tls::byte_vector> bytes_of(const void* blob) {
  return bytes_of(static_cast<const CRYPT_DATA_BLOB*>(blob));
}

/// The property as it was set or is computed; nothing when there is none.
std::optional<tls::byte_vector> property_of(const entry& one, DWORD number) {
  const auto stored = one.attached().values.find(number);
  if (stored != one.attached().values.end()) return stored->second;
  auto computed = compute_property(one.certificate(), number);
  auto* const found = std::get_if<computed_property>(&computed);
  return found == nullptr ? std::nullopt : std::optional{std::move(found->bytes)};
}

search by_property_value(DWORD number, std::optional<tls::byte_vector> value) {
  if (!value) return refusal{E_INVALIDARG};
  return criterion{
      [number, value = std::move(*value)](const entry& one) { return property_of(one, number) == value; }};
}

search by_thumbprint(std::optional<tls::byte_vector> sha1) {
  if (!sha1) return refusal{E_INVALIDARG};
  return core::certs::having_thumbprint(std::move(*sha1));
}

search by_name(name_of which, const void* blob) {
  auto der = bytes_of(blob);
  if (!der) return refusal{E_INVALIDARG};
  return core::certs::named(which, std::move(*der));
}

search by_attributes(name_of which, const void* parameter, DWORD flags) {
  auto wanted = wanted_attributes::in(static_cast<const CERT_RDN*>(parameter), flags);
  if (const auto* refused = std::get_if<refusal>(&wanted)) return *refused;
  return criterion{[which, all = std::get<wanted_attributes>(std::move(wanted))](const entry& one) {
    const auto& shown = one.certificate();
    const auto name =
        ossl::asn1::decode_typed_name(which == name_of::subject ? subject_of(shown) : issuer_of(shown));
    const auto* const decoded = std::get_if<ossl::asn1::typed_name>(&name);
    return decoded != nullptr && all.are_in(*decoded);
  }};
}

/// No text at all is part of every name.
search by_text(name_of which, const void* part, bool is_wide) {
  if (part == nullptr) return core::certs::mentioning(which, {});
  return core::certs::mentioning(
      which, is_wide ? std::wstring{static_cast<LPCWSTR>(part)} : tls::to_wide(static_cast<LPCSTR>(part)));
}

search by_context(const void* address) {
  auto sought = registry::instance().hold(static_cast<const CERT_CONTEXT*>(address));
  if (!sought) return refusal{E_INVALIDARG};
  return criterion{[sought = std::move(sought)](const entry& one) { return one.is_same_as(*sought); }};
}

/// The issuer of a certificate that issued itself is nobody else.
search by_issued(const void* address) {
  const auto subject = registry::instance().hold(static_cast<const CERT_CONTEXT*>(address));
  if (!subject) return refusal{E_INVALIDARG};
  if (is_self_issued(subject->certificate())) return criterion{[](const entry&) { return false; }};
  return core::certs::having_issued(subject->certificate());
}

/// A certificate's issuer and serial number name it. Nothing has an empty serial number.
search by_serial_number(const CERT_NAME_BLOB& issuer, const CRYPT_INTEGER_BLOB& serial_number) {
  auto name = bytes_of(&issuer);
  auto number = bytes_of(&serial_number);
  if (!name || !number) return refusal{E_INVALIDARG};
  while (number->size() > 1 && number->back() == 0) number->pop_back();
  return criterion{[name = std::move(*name), number = std::move(*number)](const entry& one) {
    return !number.empty() && issuer_of(one.certificate()) == name &&
           fields_of(one.certificate()).serial_number == number;
  }};
}

search by_info(const void* parameter) {
  const auto* info = static_cast<const CERT_INFO*>(parameter);
  if (info == nullptr) return refusal{E_INVALIDARG};
  return by_serial_number(info->Issuer, info->SerialNumber);
}

search by_id(const void* parameter) {
  const auto* id = static_cast<const CERT_ID*>(parameter);
  switch (id == nullptr ? 0 : id->dwIdChoice) {
    case CERT_ID_ISSUER_SERIAL_NUMBER:
      return by_serial_number(id->IssuerSerialNumber.Issuer, id->IssuerSerialNumber.SerialNumber);
    case CERT_ID_KEY_IDENTIFIER:
      return by_property_value(CERT_KEY_IDENTIFIER_PROP_ID, bytes_of(&id->KeyId));
    case CERT_ID_SHA1_HASH:
      return by_thumbprint(bytes_of(&id->HashId));
    default:
      return refusal{E_INVALIDARG};
  }
}

/// A hash as hexadecimal digits, perhaps with spaces: which one, its length says.
search by_hash_text(const void* parameter) {
  if (parameter == nullptr) return refusal{E_INVALIDARG};
  tls::byte_vector hash;
  bool is_half = false;
  for (const wchar_t letter : std::wstring{static_cast<LPCWSTR>(parameter)}) {
    if (letter == L' ') continue;
    const std::size_t digit = std::wstring_view{L"0123456789abcdef0123456789ABCDEF"}.find(letter);
    if (digit == std::wstring_view::npos) return refusal{E_INVALIDARG};
    const auto half = static_cast<std::uint8_t>(digit % 16);
    if (is_half)
      hash.back() = static_cast<std::uint8_t>(hash.back() << 4 | half);
    else
      hash.push_back(half);
    is_half = !is_half;
  }
  constexpr std::size_t md5_size = 16;
  constexpr std::size_t sha256_size = 32;
  if (hash.size() == md5_size) return by_property_value(CERT_MD5_HASH_PROP_ID, std::move(hash));
  if (hash.size() == sha256_size) return by_property_value(CERT_SHA256_HASH_PROP_ID, std::move(hash));
  return by_thumbprint(std::move(hash));
}

search by_property(const void* parameter) {
  if (parameter == nullptr) return refusal{E_INVALIDARG};
  const DWORD number = *static_cast<const DWORD*>(parameter);
  return criterion{[number](const entry& one) { return property_numbers(one.attached()).contains(number); }};
}

search by_key_spec(const void* parameter) {
  if (parameter == nullptr) return refusal{E_INVALIDARG};
  const DWORD key_spec = *static_cast<const DWORD*>(parameter);
  return criterion{[key_spec](const entry& one) {
    const auto& about = one.attached();
    if (about.handle) return about.handle->key_spec == key_spec;
    return about.location && about.location->key_spec == key_spec;
  }};
}

search by_public_key(const void* parameter) {
  const auto* key = static_cast<const CERT_PUBLIC_KEY_INFO*>(parameter);
  if (key == nullptr || (key->PublicKey.pbData == nullptr && key->PublicKey.cbData != 0))
    return refusal{E_INVALIDARG};
  tls::byte_vector bits{key->PublicKey.pbData, key->PublicKey.pbData + key->PublicKey.cbData};
  return criterion{[bits = std::move(bits)](const entry& one) {
    return fields_of(one.certificate()).public_key.bytes == bits;
  }};
}

answer<std::optional<criterion>> some(search found) {
  if (const auto* refused = std::get_if<refusal>(&found)) return *refused;
  return std::optional{std::get<criterion>(std::move(found))};
}

search search_of(DWORD type, DWORD flags, const void* parameter) {
  switch (type) {
    case CERT_FIND_HAS_PRIVATE_KEY:
      return core::certs::having_private_key();
    case CERT_FIND_SHA1_HASH:
      return by_thumbprint(bytes_of(parameter));
    case CERT_FIND_MD5_HASH:
      return by_property_value(CERT_MD5_HASH_PROP_ID, bytes_of(parameter));
    case CERT_FIND_SIGNATURE_HASH:
      return by_property_value(CERT_SIGNATURE_HASH_PROP_ID, bytes_of(parameter));
    case CERT_FIND_KEY_IDENTIFIER:
      return by_property_value(CERT_KEY_IDENTIFIER_PROP_ID, bytes_of(parameter));
    case CERT_FIND_PUBKEY_MD5_HASH:
      return by_property_value(CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID, bytes_of(parameter));
    case CERT_FIND_HASH_STR:
      return by_hash_text(parameter);
    case CERT_FIND_SUBJECT_NAME:
    case CERT_FIND_ISSUER_NAME:
      return by_name(type == CERT_FIND_SUBJECT_NAME ? name_of::subject : name_of::issuer, parameter);
    case CERT_FIND_SUBJECT_ATTR:
    case CERT_FIND_ISSUER_ATTR:
      return by_attributes(type == CERT_FIND_SUBJECT_ATTR ? name_of::subject : name_of::issuer, parameter,
                           flags);
    case CERT_FIND_SUBJECT_STR_A:
    case CERT_FIND_SUBJECT_STR_W:
      return by_text(name_of::subject, parameter, type == CERT_FIND_SUBJECT_STR_W);
    case CERT_FIND_ISSUER_STR_A:
    case CERT_FIND_ISSUER_STR_W:
      return by_text(name_of::issuer, parameter, type == CERT_FIND_ISSUER_STR_W);
    case CERT_FIND_EXISTING:
      return by_context(parameter);
    case CERT_FIND_SUBJECT_CERT:
      return by_info(parameter);
    case CERT_FIND_ISSUER_OF:
      return by_issued(parameter);
    case CERT_FIND_CERT_ID:
      return by_id(parameter);
    case CERT_FIND_PROPERTY:
      return by_property(parameter);
    case CERT_FIND_KEY_SPEC:
      return by_key_spec(parameter);
    case CERT_FIND_PUBLIC_KEY:
      return by_public_key(parameter);
    case CERT_FIND_ENHKEY_USAGE:
      return by_usage(static_cast<const CTL_USAGE*>(parameter), flags);
    default:
      return refusal{E_INVALIDARG};
  }
}

}  // namespace

answer<std::optional<criterion>> criterion_for(DWORD type, DWORD flags, const void* parameter) {
  if (type == CERT_FIND_ANY) return std::optional<criterion>{};
  return some(search_of(type, flags, parameter));
}

}  // namespace schannel::abi::crypt32
