// Structures of a few parts: algorithms, public keys, attributes, extensions, sequences.
#include "ossl/asn1/composites.h"

#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/encoding/writing.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;
using asn1::encoded;

answer<layout> decode_algorithm(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_algorithm(der), [](const ossl::algorithm_identifier& from, block& to) {
    auto& algorithm = root_of<CRYPT_ALGORITHM_IDENTIFIER>(to);
    algorithm = to.algorithm(from);
  });
}
encoded encode_algorithm(const void* info, DWORD) {
  return asn1::encode_algorithm(algorithm_of(as<CRYPT_ALGORITHM_IDENTIFIER>(info)));
}

answer<layout> decode_public_key(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_public_key_info(der), [](const asn1::public_key_info& from, block& to) {
    auto& key = root_of<CERT_PUBLIC_KEY_INFO>(to);
    key = key_in(from, to);
  });
}
encoded encode_public_key(const void* info, DWORD) {
  return asn1::encode_public_key_info(key_of(as<CERT_PUBLIC_KEY_INFO>(info)));
}

answer<layout> decode_sequence(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_sequence(der), [](const std::vector<tls::byte_vector>& from, block& to) {
    auto& sequence = root_of<CRYPT_SEQUENCE_OF_ANY>(to);
    sequence = {count_of(from), array_in<CRYPT_DER_BLOB>(to, from, blob_in)};
  });
}
encoded encode_sequence(const void* info, DWORD) {
  const auto& sequence = as<CRYPT_SEQUENCE_OF_ANY>(info);
  std::vector<tls::byte_vector> elements;
  for (const CRYPT_DER_BLOB& one : array_of(sequence.rgValue, sequence.cValue))
    elements.push_back(bytes_of(one));
  return asn1::encode_sequence(elements);
}

answer<layout> decode_content(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_content(der), [](const asn1::attribute& from, block& to) {
    auto& content = root_of<CRYPT_CONTENT_INFO>(to);
    content.pszObjId = to.text(from.oid);
    if (!from.values.empty()) content.Content = to.blob(from.values.front());
  });
}
encoded encode_content(const void* info, DWORD) {
  const auto& content = as<CRYPT_CONTENT_INFO>(info);
  asn1::attribute to{text_of(content.pszObjId), {}};
  if (content.Content.cbData != 0) to.values.push_back(bytes_of(content.Content));
  return asn1::encode_content(to);
}

answer<layout> decode_attribute(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_attribute(der), [](const asn1::attribute& from, block& to) {
    auto& attribute = root_of<CRYPT_ATTRIBUTE>(to);
    attribute = attribute_in(from, to);
  });
}
encoded encode_attribute(const void* info, DWORD) {
  return asn1::encode_attribute(attribute_of(as<CRYPT_ATTRIBUTE>(info)));
}

answer<layout> decode_attributes(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_attributes(der), [](const std::vector<asn1::attribute>& from, block& to) {
    auto& attributes = root_of<CRYPT_ATTRIBUTES>(to);
    attributes = {count_of(from), array_in<CRYPT_ATTRIBUTE>(to, from, attribute_in)};
  });
}
encoded encode_attributes(const void* info, DWORD) {
  const auto& attributes = as<CRYPT_ATTRIBUTES>(info);
  return asn1::encode_attributes(attributes_of(attributes.rgAttr, attributes.cAttr));
}

answer<layout> decode_extensions(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_extensions(der),
                  [](const std::vector<ossl::certificate_extension>& from, block& to) {
                    auto& extensions = root_of<CERT_EXTENSIONS>(to);
                    extensions = {count_of(from), array_in<CERT_EXTENSION>(to, from, extension_in)};
                  });
}
encoded encode_extensions(const void* info, DWORD) {
  const auto& extensions = as<CERT_EXTENSIONS>(info);
  return asn1::encode_extensions(extensions_of(extensions.rgExtension, extensions.cExtension));
}

answer<layout> decode_usages(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_object_identifiers(der), [](const std::vector<std::string>& from, block& to) {
    auto& usages = root_of<CERT_ENHKEY_USAGE>(to);
    usages = {count_of(from),
              array_in<LPSTR>(to, from, [](const std::string& oid, block& in) { return in.text(oid); })};
  });
}
encoded encode_usages(const void* info, DWORD) {
  const auto& usages = as<CERT_ENHKEY_USAGE>(info);
  std::vector<std::string> oids;
  for (const LPSTR oid : array_of(usages.rgpszUsageIdentifier, usages.cUsageIdentifier))
    oids.push_back(text_of(oid));
  return asn1::encode_object_identifiers(oids);
}

const structure structures[] = {
    {X509_ALGORITHM_IDENTIFIER, decode_algorithm, encode_algorithm},
    {X509_PUBLIC_KEY_INFO, decode_public_key, encode_public_key},
    {X509_SEQUENCE_OF_ANY, decode_sequence, encode_sequence},
    {PKCS_CONTENT_INFO, decode_content, encode_content},
    {PKCS_ATTRIBUTE, decode_attribute, encode_attribute},
    {PKCS_ATTRIBUTES, decode_attributes, encode_attributes},
    {X509_EXTENSIONS, decode_extensions, encode_extensions},
    {X509_ENHANCED_KEY_USAGE, decode_usages, encode_usages},
};

}  // namespace

std::span<const structure> composite_structures() {
  return structures;
}

}  // namespace schannel::abi::crypt32
