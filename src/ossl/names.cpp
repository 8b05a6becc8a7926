// Distinguished names: OpenSSL's X509_NAME does the encoding and the decoding.
#include "ossl/names.h"

#include <openssl/objects.h>

#include <limits>
#include <memory>
#include <new>

#include "ossl/error_scope.h"
#include "ossl/handles.h"
#include "ossl/oids.h"

namespace schannel::ossl {

namespace {

using name_entry_ptr = owned<X509_NAME_ENTRY, X509_NAME_ENTRY_free>;

int tag_of(string_type type) {
  switch (type) {
    case string_type::printable:
      return V_ASN1_PRINTABLESTRING;
    case string_type::ia5:
      return V_ASN1_IA5STRING;
    case string_type::t61:
      return V_ASN1_T61STRING;
    case string_type::bmp:
      return V_ASN1_BMPSTRING;
    case string_type::utf8:
      return V_ASN1_UTF8STRING;
  }
  return V_ASN1_UTF8STRING;
}

name_entry_ptr entry_of(const name_attribute& attribute) {
  const oid_ptr oid = oid_of(attribute.oid);
  if (!oid || attribute.value.size() > std::numeric_limits<int>::max()) return nullptr;
  // OpenSSL takes the length of a null value from strlen.
  static constexpr unsigned char nothing = 0;
  const unsigned char* bytes = attribute.value.empty() ? &nothing : attribute.value.data();
  return name_entry_ptr{X509_NAME_ENTRY_create_by_OBJ(nullptr, oid.get(), tag_of(attribute.type), bytes,
                                                      static_cast<int>(attribute.value.size()))};
}

name_ptr parse(tls::const_bytes der) {
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<long>::max())) return nullptr;
  const unsigned char* position = der.data();
  name_ptr name{d2i_X509_NAME(nullptr, &position, static_cast<long>(der.size()))};
  if (name && position != der.data() + der.size()) return nullptr;
  return name;
}

std::string hexadecimal(const ASN1_STRING* value) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string text = "#";
  for (const unsigned char byte :
       tls::const_bytes{ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value))}) {
    text += digits[byte >> 4];
    text += digits[byte & 0x0f];
  }
  return text;
}

std::string text_of(const ASN1_STRING* value) {
  unsigned char* utf8 = nullptr;
  const int length = ASN1_STRING_to_UTF8(&utf8, value);
  if (length < 0) return hexadecimal(value);
  const std::unique_ptr<unsigned char, decltype([](unsigned char* text) { OPENSSL_free(text); })> owner{utf8};
  return {utf8, utf8 + length};
}

}  // namespace

tls::result<tls::byte_vector> encode_name(const std::vector<relative_name>& names) {
  const error_scope errors;
  const name_ptr name{X509_NAME_new()};
  if (!name) throw std::bad_alloc{};
  constexpr int at_the_end = -1;
  constexpr int starts_new_set = 0;
  constexpr int joins_previous_set = -1;
  for (const relative_name& relative : names) {
    if (relative.empty()) return tls::cause::bad_credential;
    int placement = starts_new_set;
    for (const name_attribute& attribute : relative) {
      const name_entry_ptr entry = entry_of(attribute);
      if (!entry || X509_NAME_add_entry(name.get(), entry.get(), at_the_end, placement) != 1) {
        errors.throw_if_out_of_memory();
        return tls::cause::bad_credential;
      }
      placement = joins_previous_set;
    }
  }
  const unsigned char* der = nullptr;
  std::size_t size = 0;
  if (X509_NAME_get0_der(name.get(), &der, &size) != 1) {
    errors.throw_if_out_of_memory();
    return tls::cause::bad_credential;
  }
  return tls::byte_vector{der, der + size};
}

std::vector<attribute_text> decode_name(tls::const_bytes der) {
  const error_scope errors;
  const name_ptr name = parse(der);
  if (!name) {
    errors.throw_if_out_of_memory();
    return {};
  }
  std::vector<attribute_text> texts;
  int previous_set = -1;
  for (int i = 0; i < X509_NAME_entry_count(name.get()); ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name.get(), i);
    const int set = X509_NAME_ENTRY_set(entry);
    texts.push_back({dotted(X509_NAME_ENTRY_get_object(entry)), text_of(X509_NAME_ENTRY_get_data(entry)),
                     set == previous_set});
    previous_set = set;
  }
  return texts;
}

bool is_name(tls::const_bytes der) {
  const error_scope errors;
  const bool parsed = parse(der) != nullptr;
  errors.throw_if_out_of_memory();
  return parsed;
}

bool is_oid(const std::string& text) {
  const error_scope errors;
  const bool parsed = oid_of(text) != nullptr;
  errors.throw_if_out_of_memory();
  return parsed;
}

}  // namespace schannel::ossl
