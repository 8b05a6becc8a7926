// OpenSSL's ASN.1 items and the parts that most structures are made of.
#include "ossl/asn1/items.h"

#include <algorithm>

#include "ossl/oids.h"

namespace schannel::ossl::asn1 {

ASN1_SEQUENCE(attribute_item) =
    {
        ASN1_SIMPLE(attribute_item, type, ASN1_OBJECT),
        ASN1_SET_OF(attribute_item, values, ASN1_ANY),
} ASN1_SEQUENCE_END(attribute_item)

        ASN1_SEQUENCE(public_key_item) =
            {
                ASN1_SIMPLE(public_key_item, algorithm, X509_ALGOR),
                ASN1_SIMPLE(public_key_item, key, ASN1_BIT_STRING),
} ASN1_SEQUENCE_END(public_key_item)

                namespace {
  void require(bool succeeded) {
    if (!succeeded) throw std::bad_alloc{};
  }

  /// The content of a DER value, without tag and length.
  tls::const_bytes content_of(const tls::byte_vector& der) {
    const unsigned char* content = der.data();
    long size = 0;
    int tag = 0;
    int tag_class = 0;
    ASN1_get_object(&content, &size, &tag, &tag_class, static_cast<long>(der.size()));
    return {content, static_cast<std::size_t>(size)};
  }

  /// Big-endian and as short as DER wants it.
  tls::byte_vector as_der_content(tls::const_bytes little_endian) {
    tls::byte_vector number{little_endian.rbegin(), little_endian.rend()};
    const auto is_needless = [&](std::size_t i) {
      return (number[i] == 0x00 && number[i + 1] < 0x80) || (number[i] == 0xFF && number[i + 1] >= 0x80);
    };
    std::size_t start = 0;
    while (start + 1 < number.size() && is_needless(start)) ++start;
    number.erase(number.begin(), number.begin() + static_cast<std::ptrdiff_t>(start));
    if (number.empty()) number.push_back(0);
    return number;
  }

}  // namespace

fault fault_of(const error_scope&) {
  fault found = fault::corrupt;
  bool is_first = true, ran_out = false;
  take_each_error([&](unsigned long error) {
    const int reason = ERR_GET_REASON(error);
    ran_out |= reason == ERR_R_MALLOC_FAILURE;
    if (!is_first || ERR_GET_LIB(error) != ERR_LIB_ASN1) return;
    is_first = false;
    if (reason == ASN1_R_TOO_LONG || reason == ASN1_R_HEADER_TOO_LONG || reason == ASN1_R_NOT_ENOUGH_DATA)
      found = fault::cut_short;
    if (reason == ASN1_R_WRONG_TAG || reason == ASN1_R_NO_MATCHING_CHOICE_TYPE) found = fault::wrong_tag;
  });
  if (ran_out) throw std::bad_alloc{};
  return found;
}

tls::byte_vector bytes_in(const ASN1_STRING* text) {
  if (text == nullptr || ASN1_STRING_length(text) <= 0) return {};
  const unsigned char* data = ASN1_STRING_get0_data(text);
  return {data, data + ASN1_STRING_length(text)};
}

tls::byte_vector number_in(const ASN1_STRING* number) {
  if (number == nullptr) return {};
  const bool is_enumerated = (ASN1_STRING_type(number) & ~V_ASN1_NEG) == V_ASN1_ENUMERATED;
  const tls::byte_vector der =
      written(number, is_enumerated ? ASN1_ITEM_rptr(ASN1_ENUMERATED) : ASN1_ITEM_rptr(ASN1_INTEGER));
  const tls::const_bytes content = content_of(der);
  return {content.rbegin(), content.rend()};
}

bit_string bits_in(const ASN1_BIT_STRING* bits) {
  if (bits == nullptr) return {};
  constexpr long unused_bits_mask = 0x07;
  return {bytes_in(bits), static_cast<std::uint32_t>(bits->flags & unused_bits_mask)};
}

algorithm_identifier algorithm_in(const X509_ALGOR* algorithm) {
  if (algorithm == nullptr) return {};
  return {dotted(algorithm->algorithm), der_in(algorithm->parameter)};
}

tls::byte_vector der_in(const ASN1_TYPE* anything) {
  return anything == nullptr ? tls::byte_vector{} : written(anything, ASN1_ITEM_rptr(ASN1_ANY));
}

public_key_info key_in(const public_key_item& key) {
  return {algorithm_in(key.algorithm), bits_in(key.key)};
}

certificate_extension extension_in(X509_EXTENSION* extension) {
  return {dotted(X509_EXTENSION_get_object(extension)), X509_EXTENSION_get_critical(extension) != 0,
          bytes_in(X509_EXTENSION_get_data(extension))};
}

attribute attribute_in(const attribute_item& from) {
  attribute to{dotted(from.type), {}};
  to.values = converted<ASN1_TYPE>(from.values, der_in);
  return to;
}

void put(ASN1_STRING& to, tls::const_bytes bytes) {
  // OpenSSL takes the length of a null value from strlen.
  static constexpr unsigned char nothing = 0;
  require(bytes.size() <= std::numeric_limits<int>::max() &&
          ASN1_STRING_set(&to, bytes.empty() ? &nothing : bytes.data(), static_cast<int>(bytes.size())) == 1);
}

void put(ASN1_INTEGER*& to, tls::const_bytes number) {
  auto read = parse<ASN1_INTEGER>(number_as_der(V_ASN1_INTEGER, number), ASN1_ITEM_rptr(ASN1_INTEGER));
  require(std::holds_alternative<item_ptr<ASN1_INTEGER>>(read));
  ASN1_INTEGER_free(to);
  to = std::get<item_ptr<ASN1_INTEGER>>(read).release();
}

void put_bits(ASN1_BIT_STRING& to, const bit_string& bits) {
  put(to, bits.bytes);
  constexpr long unused_bits_mask = 0x07;
  to.flags &= ~(ASN1_STRING_FLAG_BITS_LEFT | unused_bits_mask);
  to.flags |= ASN1_STRING_FLAG_BITS_LEFT | (bits.bytes.empty() ? 0 : bits.unused_bits & unused_bits_mask);
}

bool put(ASN1_OBJECT*& to, const std::string& oid) {
  const error_scope errors;
  oid_ptr made = oid_of(oid);
  if (!made) return false;
  ASN1_OBJECT_free(to);
  to = made.release();
  return true;
}

bool put(X509_ALGOR*& to, const algorithm_identifier& algorithm) {
  auto made = new_item<X509_ALGOR>(ASN1_ITEM_rptr(X509_ALGOR));
  if (!put(made->algorithm, algorithm.oid)) return false;
  if (!algorithm.parameters.empty() && !put(made->parameter, algorithm.parameters)) return false;
  X509_ALGOR_free(to);
  to = made.release();
  return true;
}

bool put(public_key_item& to, const public_key_info& key) {
  put_bits(*to.key, key.key);
  return put(to.algorithm, key.algorithm);
}

bool put(ASN1_TYPE*& to, tls::const_bytes der) {
  const error_scope errors;
  const unsigned char* position = der.data();
  ASN1_TYPE* read = der.empty() ? nullptr : d2i_ASN1_TYPE(nullptr, &position, static_cast<long>(der.size()));
  // OpenSSL reads 20 00, an empty value in parts that is tagged as end-of-contents, and writes it as the
  // end-of-contents octets 00 00, which are no value (X.690 section 8.1.5).
  const bool is_value = read != nullptr && ASN1_TYPE_get(read) != V_ASN1_EOC;
  if (!is_value || position != der.data() + der.size()) {
    ASN1_TYPE_free(read);
    errors.throw_if_out_of_memory();
    return false;
  }
  ASN1_TYPE_free(to);
  to = read;
  return true;
}

item_ptr<X509_EXTENSION> made(const certificate_extension& from) {
  const error_scope errors;
  auto to = new_item<X509_EXTENSION>(ASN1_ITEM_rptr(X509_EXTENSION));
  const oid_ptr oid = oid_of(from.oid);
  if (!oid) return {};
  const owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> value{ASN1_OCTET_STRING_new()};
  require(value != nullptr);
  put(*value, from.value);
  require(X509_EXTENSION_set_object(to.get(), oid.get()) == 1 &&
          X509_EXTENSION_set_critical(to.get(), from.critical ? 1 : 0) == 1 &&
          X509_EXTENSION_set_data(to.get(), value.get()) == 1);
  return to;
}

item_ptr<attribute_item> made(const attribute& from) {
  auto to = new_item<attribute_item>(ASN1_ITEM_rptr(attribute_item));
  if (!put(to->type, from.oid)) return {};
  for (const tls::byte_vector& value : from.values) {
    ASN1_TYPE* parsed = nullptr;
    if (!put(parsed, value)) return {};
    owned<ASN1_TYPE, ASN1_TYPE_free> owner{parsed};
    append(to->values, owner);
  }
  return to;
}

tls::byte_vector number_as_der(int tag, tls::const_bytes number) {
  const tls::byte_vector content = as_der_content(number);
  const int size = ASN1_object_size(0, static_cast<int>(content.size()), tag);
  require(content.size() <= std::numeric_limits<int>::max() && size > 0);
  tls::byte_vector der(static_cast<std::size_t>(size));
  unsigned char* position = der.data();
  ASN1_put_object(&position, 0, static_cast<int>(content.size()), tag, V_ASN1_UNIVERSAL);
  std::copy(content.begin(), content.end(), position);
  return der;
}

}  // namespace schannel::ossl::asn1
