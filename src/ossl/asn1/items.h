// OpenSSL's ASN.1 items: reading a structure, writing one, and the parts that most structures are made of.
#pragma once

#include <openssl/asn1t.h>

#include <limits>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <vector>

#include "ossl/asn1/values.h"
#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl::asn1 {

template <typename T>
struct freed_as_item {
  const ASN1_ITEM* item = nullptr;
  void operator()(T* object) const { ASN1_item_free(reinterpret_cast<ASN1_VALUE*>(object), item); }
};

template <typename T>
using item_ptr = std::unique_ptr<T, freed_as_item<T>>;

/// What OpenSSL reported since the scope began; throws std::bad_alloc when it was that.
fault fault_of(const error_scope& errors);

/// A structure with everything in it that is not optional. Throws std::bad_alloc.
template <typename T>
item_ptr<T> new_item(const ASN1_ITEM* item) {
  auto* made = reinterpret_cast<T*>(ASN1_item_new(item));
  if (made == nullptr) throw std::bad_alloc{};
  return item_ptr<T>{made, {item}};
}

/// Reads the structure that `der` begins with.
template <typename T>
std::variant<item_ptr<T>, fault> parse(tls::const_bytes der, const ASN1_ITEM* item) {
  const error_scope errors;
  if (der.empty()) return fault::cut_short;
  if (der.size() > std::numeric_limits<long>::max()) return fault::corrupt;
  const unsigned char* position = der.data();
  auto* read = reinterpret_cast<T*>(ASN1_item_d2i(nullptr, &position, static_cast<long>(der.size()), item));
  if (read == nullptr) return fault_of(errors);
  return item_ptr<T>{read, {item}};
}

/// Reads a structure and converts it; `convert` answers with a value or with a decoded one.
template <typename T, typename Value, typename Convert>
decoded<Value> decode(tls::const_bytes der, const ASN1_ITEM* item, Convert convert) {
  auto read = parse<T>(der, item);
  if (const auto* wrong = std::get_if<fault>(&read)) return *wrong;
  return convert(*std::get<item_ptr<T>>(read));
}

/// Throws std::bad_alloc; what was made with new_item and filled can always be written.
template <typename T>
tls::byte_vector written(const T* object, const ASN1_ITEM* item) {
  const auto* value = reinterpret_cast<const ASN1_VALUE*>(object);
  const int size = ASN1_item_i2d(value, nullptr, item);
  if (size <= 0) throw std::bad_alloc{};
  tls::byte_vector der(static_cast<std::size_t>(size));
  unsigned char* out = der.data();
  ASN1_item_i2d(value, &out, item);
  return der;
}

/// An attribute whose values are left as they are.
struct attribute_item {
  ASN1_OBJECT* type;
  OPENSSL_STACK* values;
};
DECLARE_ASN1_ITEM(attribute_item)

struct public_key_item {
  X509_ALGOR* algorithm;
  ASN1_BIT_STRING* key;
};
DECLARE_ASN1_ITEM(public_key_item)

/// Appends to one of OpenSSL's lists, which owns what is in it.
template <typename T, typename Owner>
void append(OPENSSL_STACK* list, std::unique_ptr<T, Owner>& element) {
  if (list == nullptr || OPENSSL_sk_push(list, element.get()) == 0) throw std::bad_alloc{};
  static_cast<void>(element.release());
}

/// Runs `visit` with each element of a list of T; a list that is not there has none.
template <typename T, typename Visit>
void for_each(const OPENSSL_STACK* list, Visit visit) {
  for (int i = 0; i < OPENSSL_sk_num(list); ++i) visit(static_cast<T*>(OPENSSL_sk_value(list, i)));
}

/// The list behind one of OpenSSL's typed ones, which differ in name alone.
template <typename List>
auto list_of(List* typed) {
  using list = std::conditional_t<std::is_const_v<List>, const OPENSSL_STACK, OPENSSL_STACK>;
  return reinterpret_cast<list*>(typed);
}

/// The elements of a list of T, converted.
template <typename T, typename Convert>
auto converted(const OPENSSL_STACK* list, Convert convert) {
  std::vector<decltype(convert(static_cast<T*>(nullptr)))> all;
  for_each<T>(list, [&](T* element) { all.push_back(convert(element)); });
  return all;
}

// Parts, from OpenSSL's objects. A null object is an empty value.
tls::byte_vector bytes_in(const ASN1_STRING* text);
/// An INTEGER or ENUMERATED in two's complement, least significant byte first, without needless bytes.
tls::byte_vector number_in(const ASN1_STRING* number);
bit_string bits_in(const ASN1_BIT_STRING* bits);
algorithm_identifier algorithm_in(const X509_ALGOR* algorithm);
/// The DER of what stands there.
tls::byte_vector der_in(const ASN1_TYPE* anything);
public_key_info key_in(const public_key_item& key);
certificate_extension extension_in(X509_EXTENSION* extension);
attribute attribute_in(const attribute_item& attribute);

// Parts, into OpenSSL's objects, in place of what is there. They throw std::bad_alloc, and return false for
// what cannot be written.
void put(ASN1_STRING& to, tls::const_bytes bytes);
void put(ASN1_INTEGER*& to, tls::const_bytes number);
void put_bits(ASN1_BIT_STRING& to, const bit_string& bits);
bool put(ASN1_OBJECT*& to, const std::string& oid);
bool put(X509_ALGOR*& to, const algorithm_identifier& algorithm);
bool put(public_key_item& to, const public_key_info& key);
/// `der` is one value and nothing else.
bool put(ASN1_TYPE*& to, tls::const_bytes der);

// The same for what stands in lists; null for what cannot be written.
item_ptr<X509_EXTENSION> made(const certificate_extension& from);
item_ptr<attribute_item> made(const attribute& from);

/// Fills the list `to` with what `from` is made into; false when one of them cannot be.
template <typename Value>
bool put_all(OPENSSL_STACK* to, const std::vector<Value>& from) {
  for (const Value& one : from) {
    auto element = made(one);
    if (!element) return false;
    append(to, element);
  }
  return true;
}

/// The number `from` as DER: V_ASN1_INTEGER or V_ASN1_ENUMERATED.
tls::byte_vector number_as_der(int tag, tls::const_bytes number);

}  // namespace schannel::ossl::asn1
