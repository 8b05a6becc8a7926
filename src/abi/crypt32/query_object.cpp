// CryptQueryObject: what is in a file or in memory, in which format.
#include <wincrypt.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "abi/crypt32/entry.h"
#include "abi/crypt32/file_errors.h"
#include "core/files/whole_file.h"
#include "core/text/armor.h"
#include "core/text/base64.h"
#include "core/text/hexadecimal.h"
#include "ossl/asn1/signed.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

namespace text = core::text;

struct closed {
  void operator()(void* store) const { CertCloseStore(store, 0); }
};
using store_owner = std::unique_ptr<void, closed>;
using certificate_owner =
    std::unique_ptr<const CERT_CONTEXT, decltype([](PCCERT_CONTEXT c) { CertFreeCertificateContext(c); })>;
using list_owner =
    std::unique_ptr<const CRL_CONTEXT, decltype([](PCCRL_CONTEXT c) { CertFreeCRLContext(c); })>;

/// What an object turned out to be.
struct finding {
  DWORD content = 0;
  DWORD encoding = X509_ASN_ENCODING;
  store_owner store;
  std::variant<std::monostate, certificate_owner, list_owner> context;
};

store_owner open_memory_store() {
  return store_owner{CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr)};
}

CRYPT_DATA_BLOB blob_of(tls::const_bytes bytes) {
  return {static_cast<DWORD>(bytes.size()), const_cast<BYTE*>(bytes.data())};
}

std::optional<finding> find_certificate(tls::const_bytes bytes) {
  const certificate_owner parsed{
      CertCreateCertificateContext(X509_ASN_ENCODING, bytes.data(), static_cast<DWORD>(bytes.size()))};
  store_owner store = open_memory_store();
  PCCERT_CONTEXT added = nullptr;
  if (!parsed || !CertAddCertificateContextToStore(store.get(), parsed.get(), CERT_STORE_ADD_ALWAYS, &added))
    return std::nullopt;
  return finding{CERT_QUERY_CONTENT_CERT, X509_ASN_ENCODING, std::move(store), certificate_owner{added}};
}

std::optional<finding> find_list(tls::const_bytes bytes) {
  const list_owner parsed{
      CertCreateCRLContext(X509_ASN_ENCODING, bytes.data(), static_cast<DWORD>(bytes.size()))};
  store_owner store = open_memory_store();
  PCCRL_CONTEXT added = nullptr;
  if (!parsed || !CertAddCRLContextToStore(store.get(), parsed.get(), CERT_STORE_ADD_ALWAYS, &added))
    return std::nullopt;
  return finding{CERT_QUERY_CONTENT_CRL, X509_ASN_ENCODING, std::move(store), list_owner{added}};
}

/// A store that a provider makes of the bytes.
std::optional<finding> find_store(tls::const_bytes bytes, LPCSTR provider, DWORD content) {
  const CRYPT_DATA_BLOB blob = blob_of(bytes);
  store_owner store{CertOpenStore(provider, X509_ASN_ENCODING | PKCS_7_ASN_ENCODING, 0, 0, &blob)};
  if (!store) return std::nullopt;
  return finding{content, X509_ASN_ENCODING | PKCS_7_ASN_ENCODING, std::move(store), {}};
}

std::optional<finding> find_serialized(tls::const_bytes bytes) {
  return find_store(bytes, CERT_STORE_PROV_SERIALIZED, CERT_QUERY_CONTENT_SERIALIZED_STORE);
}

std::optional<finding> find_pkcs7(tls::const_bytes bytes) {
  return find_store(bytes, CERT_STORE_PROV_PKCS7, CERT_QUERY_CONTENT_PKCS7_SIGNED);
}

std::optional<finding> find_request(tls::const_bytes bytes) {
  const auto whole = ossl::asn1::decode_signed_content(bytes);
  const auto* content = std::get_if<ossl::asn1::signed_content>(&whole);
  if (content == nullptr || std::holds_alternative<ossl::asn1::fault>(
                                ossl::asn1::decode_certificate_request(content->to_be_signed)))
    return std::nullopt;
  return finding{CERT_QUERY_CONTENT_PKCS10, X509_ASN_ENCODING, open_memory_store(), {}};
}

std::optional<finding> find_pfx(tls::const_bytes bytes) {
  CRYPT_DATA_BLOB blob = blob_of(bytes);
  if (!PFXIsPFXBlob(&blob)) return std::nullopt;
  return finding{CERT_QUERY_CONTENT_PFX, X509_ASN_ENCODING | PKCS_7_ASN_ENCODING, open_memory_store(), {}};
}

/// The contents in the order in which they are tried.
struct known_content {
  DWORD flag;
  std::optional<finding> (*find)(tls::const_bytes);
};
constexpr known_content known_contents[] = {
    {CERT_QUERY_CONTENT_FLAG_CERT, find_certificate},
    {CERT_QUERY_CONTENT_FLAG_CRL, find_list},
    {CERT_QUERY_CONTENT_FLAG_SERIALIZED_STORE, find_serialized},
    {CERT_QUERY_CONTENT_FLAG_PKCS7_SIGNED, find_pkcs7},
    {CERT_QUERY_CONTENT_FLAG_PKCS10, find_request},
    {CERT_QUERY_CONTENT_FLAG_PFX, find_pfx},
};

std::optional<finding> find_content(tls::const_bytes bytes, DWORD expected) {
  if (bytes.empty()) return std::nullopt;
  for (const known_content& one : known_contents) {
    if ((expected & one.flag) == 0) continue;
    if (auto found = one.find(bytes)) return found;
  }
  return std::nullopt;
}

/// Text may be in 16 bits a character.
std::string narrowed(tls::const_bytes bytes) {
  const bool is_wide = bytes.size() >= 2 && bytes.size() % 2 == 0 && (bytes[1] == 0 || bytes[1] == 0xFE);
  if (!is_wide) return {bytes.begin(), bytes.end()};
  std::string narrow;
  for (std::size_t i = bytes[1] == 0xFE ? 2 : 0; i < bytes.size(); i += 2)
    narrow += bytes[i + 1] == 0 ? static_cast<char>(bytes[i]) : '\xFF';
  return narrow;
}

std::optional<tls::byte_vector> as_binary(tls::const_bytes bytes) {
  return tls::byte_vector{bytes.begin(), bytes.end()};
}

std::optional<tls::byte_vector> as_base64(tls::const_bytes bytes) {
  const std::string from = narrowed(bytes);
  if (auto armored = text::find_armored(from)) return std::move(armored->content);
  return text::from_base64(from);
}

std::optional<tls::byte_vector> as_hexadecimal(tls::const_bytes bytes) {
  constexpr std::string_view prefix = "{asn}";
  const std::string from = narrowed(bytes);
  if (!from.starts_with(prefix)) return std::nullopt;
  return text::from_hexadecimal(std::string_view{from}.substr(prefix.size()));
}

struct known_format {
  DWORD number;
  std::optional<tls::byte_vector> (*read)(tls::const_bytes);
};
constexpr known_format known_formats[] = {
    {CERT_QUERY_FORMAT_BINARY, as_binary},
    {CERT_QUERY_FORMAT_BASE64_ENCODED, as_base64},
    {CERT_QUERY_FORMAT_ASN_ASCII_HEX_ENCODED, as_hexadecimal},
};

std::optional<std::pair<DWORD, finding>> find(tls::const_bytes bytes, DWORD contents, DWORD formats) {
  for (const known_format& one : known_formats) {
    if ((formats & 1u << one.number) == 0) continue;
    const auto content = one.read(bytes);
    if (!content) continue;
    if (auto found = find_content(*content, contents)) return std::pair{one.number, *std::move(found)};
  }
  return std::nullopt;
}

answer<tls::byte_vector> content_of_file(LPCWSTR name) {
  constexpr std::size_t largest = std::size_t{64} << 20;
  auto file = core::files::read_whole(tls::to_utf8(name), largest);
  if (file.error) return refusal{code_of(file.error)};
  return std::move(file.content);
}

answer<tls::byte_vector> content_of(DWORD type, const void* object) {
  if (object == nullptr) return refusal{E_INVALIDARG};
  if (type == CERT_QUERY_OBJECT_FILE) return content_of_file(static_cast<LPCWSTR>(object));
  if (type != CERT_QUERY_OBJECT_BLOB) return refusal{E_INVALIDARG};
  const auto& blob = *static_cast<const CERT_BLOB*>(object);
  if (blob.pbData == nullptr && blob.cbData != 0) return refusal{E_INVALIDARG};
  return tls::byte_vector{blob.pbData, blob.pbData + blob.cbData};
}

const void* address_of(decltype(finding::context)& context) {
  if (auto* certificate = std::get_if<certificate_owner>(&context)) return certificate->release();
  if (auto* list = std::get_if<list_owner>(&context)) return list->release();
  return nullptr;
}

template <typename T>
void tell(T* where, T what) {
  if (where != nullptr) *where = what;
}

}  // namespace

BOOL WINAPI CryptQueryObject(DWORD dwObjectType, const void* pvObject, DWORD dwExpectedContentTypeFlags,
                             DWORD dwExpectedFormatTypeFlags, DWORD, DWORD* pdwMsgAndCertEncodingType,
                             DWORD* pdwContentType, DWORD* pdwFormatType, HCERTSTORE* phCertStore,
                             HCRYPTMSG* phMsg, const void** ppvContext) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    tell<HCERTSTORE>(phCertStore, nullptr);
    tell<HCRYPTMSG>(phMsg, nullptr);
    tell<const void*>(ppvContext, nullptr);
    const auto content = content_of(dwObjectType, pvObject);
    if (const auto* refused = std::get_if<refusal>(&content)) return *refused;
    auto found =
        find(std::get<tls::byte_vector>(content), dwExpectedContentTypeFlags, dwExpectedFormatTypeFlags);
    if (!found) return refusal{CRYPT_E_NO_MATCH};
    auto& [format, object] = *found;
    tell(pdwMsgAndCertEncodingType, object.encoding);
    tell(pdwContentType, object.content);
    tell(pdwFormatType, format);
    if (ppvContext != nullptr) *ppvContext = address_of(object.context);
    if (phCertStore != nullptr) *phCertStore = object.store.release();
    return TRUE;
  });
}
