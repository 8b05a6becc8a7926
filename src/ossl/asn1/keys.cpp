// Keys as they are encoded. What OpenSSL copied of a private one is wiped before it is freed.
#include "ossl/asn1/keys.h"

#include <algorithm>

#include "ossl/asn1/items.h"
#include "ossl/oids.h"

namespace schannel::ossl::asn1 {

namespace {

void wipe(ASN1_STRING* secret) {
  if (secret != nullptr) OPENSSL_cleanse(secret->data, static_cast<std::size_t>(std::max(secret->length, 0)));
}

struct rsa_public_item {
  ASN1_INTEGER* modulus;
  ASN1_INTEGER* exponent;
};
ASN1_SEQUENCE(rsa_public_item) =
    {
        ASN1_SIMPLE(rsa_public_item, modulus, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_public_item, exponent, ASN1_INTEGER),
} static_ASN1_SEQUENCE_END(rsa_public_item)

        struct rsa_private_item {
  ASN1_INTEGER* version;
  ASN1_INTEGER* modulus;
  ASN1_INTEGER* public_exponent;
  ASN1_INTEGER* exponent;
  ASN1_INTEGER* prime1;
  ASN1_INTEGER* prime2;
  ASN1_INTEGER* exponent1;
  ASN1_INTEGER* exponent2;
  ASN1_INTEGER* coefficient;
};
int wipe_rsa(int operation, ASN1_VALUE** value, const ASN1_ITEM*, void*) {
  if (operation == ASN1_OP_FREE_PRE) {
    const auto* key = reinterpret_cast<const rsa_private_item*>(*value);
    for (ASN1_INTEGER* number :
         {key->exponent, key->prime1, key->prime2, key->exponent1, key->exponent2, key->coefficient})
      wipe(number);
  }
  return 1;
}
ASN1_SEQUENCE_cb(rsa_private_item, wipe_rsa) =
    {
        ASN1_SIMPLE(rsa_private_item, version, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_private_item, modulus, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_private_item, public_exponent, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_private_item, exponent, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_private_item, prime1, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_private_item, prime2, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_private_item, exponent1, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_private_item, exponent2, ASN1_INTEGER),
        ASN1_SIMPLE(rsa_private_item, coefficient, ASN1_INTEGER),
} static_ASN1_SEQUENCE_END_cb(rsa_private_item, rsa_private_item)

        struct private_key_item {
  ASN1_INTEGER* version;
  X509_ALGOR* algorithm;
  ASN1_OCTET_STRING* key;
  OPENSSL_STACK* attributes;
  ASN1_BIT_STRING* public_key;
};
int wipe_private_key(int operation, ASN1_VALUE** value, const ASN1_ITEM*, void*) {
  if (operation == ASN1_OP_FREE_PRE) wipe(reinterpret_cast<const private_key_item*>(*value)->key);
  return 1;
}
ASN1_SEQUENCE_cb(private_key_item, wipe_private_key) =
    {
        ASN1_SIMPLE(private_key_item, version, ASN1_INTEGER),
        ASN1_SIMPLE(private_key_item, algorithm, X509_ALGOR),
        ASN1_SIMPLE(private_key_item, key, ASN1_OCTET_STRING),
        ASN1_IMP_SET_OF_OPT(private_key_item, attributes, attribute_item, 0),
        ASN1_IMP_OPT(private_key_item, public_key, ASN1_BIT_STRING, 1),
} static_ASN1_SEQUENCE_END_cb(private_key_item, private_key_item)

        struct encrypted_key_item {
  X509_ALGOR* algorithm;
  ASN1_OCTET_STRING* key;
};
ASN1_SEQUENCE(encrypted_key_item) =
    {
        ASN1_SIMPLE(encrypted_key_item, algorithm, X509_ALGOR),
        ASN1_SIMPLE(encrypted_key_item, key, ASN1_OCTET_STRING),
} static_ASN1_SEQUENCE_END(encrypted_key_item)

        struct ec_private_item {
  ASN1_INTEGER* version;
  ASN1_OCTET_STRING* number;
  ASN1_OBJECT* curve;
  ASN1_BIT_STRING* point;
};
int wipe_ec(int operation, ASN1_VALUE** value, const ASN1_ITEM*, void*) {
  if (operation == ASN1_OP_FREE_PRE) wipe(reinterpret_cast<const ec_private_item*>(*value)->number);
  return 1;
}
ASN1_SEQUENCE_cb(ec_private_item, wipe_ec) =
    {
        ASN1_SIMPLE(ec_private_item, version, ASN1_INTEGER),
        ASN1_SIMPLE(ec_private_item, number, ASN1_OCTET_STRING),
        ASN1_EXP_OPT(ec_private_item, curve, ASN1_OBJECT, 0),
        ASN1_EXP_OPT(ec_private_item, point, ASN1_BIT_STRING, 1),
} static_ASN1_SEQUENCE_END_cb(ec_private_item, ec_private_item)

        struct signature_item {
  ASN1_INTEGER* r;
  ASN1_INTEGER* s;
};
ASN1_SEQUENCE(signature_item) =
    {
        ASN1_SIMPLE(signature_item, r, ASN1_INTEGER),
        ASN1_SIMPLE(signature_item, s, ASN1_INTEGER),
} static_ASN1_SEQUENCE_END(signature_item)

    /// OpenSSL keeps the magnitude, and the sign beside it.
    template <typename Bytes>
    Bytes magnitude_in(const ASN1_INTEGER* number) {
  const unsigned char* data = ASN1_STRING_get0_data(number);
  const unsigned char* end = data + ASN1_STRING_length(number);
  return {std::find_if(data, end, [](unsigned char byte) { return byte != 0; }), end};
}

void put_magnitude(ASN1_INTEGER& to, tls::const_bytes number) {
  constexpr std::uint8_t zero[] = {0};
  while (!number.empty() && number.front() == 0) number = number.subspan(1);
  put(to, number.empty() ? tls::const_bytes{zero} : number);
}

bool is_negative(const ASN1_INTEGER* number) {
  return (ASN1_STRING_type(number) & V_ASN1_NEG) != 0;
}

std::uint32_t version_in(const ASN1_INTEGER* version) {
  std::uint64_t number = 0;
  constexpr std::uint32_t unknown = 0xFFFF;
  const bool fits = ASN1_INTEGER_get_uint64(&number, version) == 1 && number < unknown;
  return fits ? static_cast<std::uint32_t>(number) : unknown;
}

void put_version(ASN1_INTEGER* to, std::uint32_t version) {
  if (ASN1_INTEGER_set_uint64(to, version) != 1) throw std::bad_alloc{};
}

secret_bytes secret_in(const ASN1_OCTET_STRING* octets) {
  const unsigned char* data = ASN1_STRING_get0_data(octets);
  return {data, data + ASN1_STRING_length(octets)};
}

}  // namespace

decoded<rsa_public_parts> decode_rsa_public_key(tls::const_bytes der) {
  return decode<rsa_public_item, rsa_public_parts>(
      der, ASN1_ITEM_rptr(rsa_public_item), [](const rsa_public_item& key) -> decoded<rsa_public_parts> {
        if (is_negative(key.modulus) || is_negative(key.exponent)) return fault::corrupt;
        return rsa_public_parts{magnitude_in<tls::byte_vector>(key.modulus),
                                magnitude_in<tls::byte_vector>(key.exponent)};
      });
}

encoded encode_rsa_public_key(const rsa_public_parts& key) {
  const auto item = new_item<rsa_public_item>(ASN1_ITEM_rptr(rsa_public_item));
  put_magnitude(*item->modulus, key.modulus);
  put_magnitude(*item->exponent, key.exponent);
  return written(item.get(), ASN1_ITEM_rptr(rsa_public_item));
}

decoded<rsa_private_parts> decode_rsa_private_key(tls::const_bytes der) {
  return decode<rsa_private_item, rsa_private_parts>(
      der, ASN1_ITEM_rptr(rsa_private_item), [](const rsa_private_item& key) -> decoded<rsa_private_parts> {
        for (const ASN1_INTEGER* number : {key.modulus, key.public_exponent, key.exponent, key.prime1,
                                           key.prime2, key.exponent1, key.exponent2, key.coefficient})
          if (is_negative(number)) return fault::corrupt;
        return rsa_private_parts{{magnitude_in<tls::byte_vector>(key.modulus),
                                  magnitude_in<tls::byte_vector>(key.public_exponent)},
                                 magnitude_in<secret_bytes>(key.prime1),
                                 magnitude_in<secret_bytes>(key.prime2),
                                 magnitude_in<secret_bytes>(key.exponent1),
                                 magnitude_in<secret_bytes>(key.exponent2),
                                 magnitude_in<secret_bytes>(key.coefficient),
                                 magnitude_in<secret_bytes>(key.exponent)};
      });
}

encoded encode_rsa_private_key(const rsa_private_parts& key) {
  const auto item = new_item<rsa_private_item>(ASN1_ITEM_rptr(rsa_private_item));
  put_version(item->version, 0);
  put_magnitude(*item->modulus, key.shown.modulus);
  put_magnitude(*item->public_exponent, key.shown.exponent);
  put_magnitude(*item->exponent, key.exponent);
  put_magnitude(*item->prime1, key.prime1);
  put_magnitude(*item->prime2, key.prime2);
  put_magnitude(*item->exponent1, key.exponent1);
  put_magnitude(*item->exponent2, key.exponent2);
  put_magnitude(*item->coefficient, key.coefficient);
  return written(item.get(), ASN1_ITEM_rptr(rsa_private_item));
}

decoded<private_key_info> decode_private_key_info(tls::const_bytes der) {
  return decode<private_key_item, private_key_info>(
      der, ASN1_ITEM_rptr(private_key_item), [](const private_key_item& key) {
        return private_key_info{version_in(key.version), algorithm_in(key.algorithm), secret_in(key.key),
                                converted<attribute_item>(key.attributes, [](const attribute_item* one) {
                                  return attribute_in(*one);
                                })};
      });
}

encoded encode_private_key_info(const private_key_info& key) {
  const auto item = new_item<private_key_item>(ASN1_ITEM_rptr(private_key_item));
  put_version(item->version, key.version);
  if (!put(item->algorithm, key.algorithm)) return fault::unencodable;
  put(*item->key, key.key);
  if (!key.attributes.empty()) {
    item->attributes = OPENSSL_sk_new_null();
    if (!put_all(item->attributes, key.attributes)) return fault::unencodable;
  }
  return written(item.get(), ASN1_ITEM_rptr(private_key_item));
}

decoded<encrypted_private_key_info> decode_encrypted_private_key_info(tls::const_bytes der) {
  return decode<encrypted_key_item, encrypted_private_key_info>(
      der, ASN1_ITEM_rptr(encrypted_key_item), [](const encrypted_key_item& key) {
        return encrypted_private_key_info{algorithm_in(key.algorithm), bytes_in(key.key)};
      });
}

encoded encode_encrypted_private_key_info(const encrypted_private_key_info& key) {
  const auto item = new_item<encrypted_key_item>(ASN1_ITEM_rptr(encrypted_key_item));
  if (!put(item->algorithm, key.algorithm)) return fault::unencodable;
  put(*item->key, key.key);
  return written(item.get(), ASN1_ITEM_rptr(encrypted_key_item));
}

decoded<ec_private_key> decode_ec_private_key(tls::const_bytes der) {
  return decode<ec_private_item, ec_private_key>(
      der, ASN1_ITEM_rptr(ec_private_item), [](const ec_private_item& key) {
        return ec_private_key{version_in(key.version), secret_in(key.number),
                              key.curve == nullptr ? std::string{} : dotted(key.curve), bits_in(key.point)};
      });
}

encoded encode_ec_private_key(const ec_private_key& key) {
  const auto item = new_item<ec_private_item>(ASN1_ITEM_rptr(ec_private_item));
  put_version(item->version, key.version);
  put(*item->number, key.number);
  if (!key.curve.empty() && !put(item->curve, key.curve)) return fault::unencodable;
  if (!key.point.bytes.empty()) {
    item->point = new_item<ASN1_BIT_STRING>(ASN1_ITEM_rptr(ASN1_BIT_STRING)).release();
    put_bits(*item->point, key.point);
  }
  return written(item.get(), ASN1_ITEM_rptr(ec_private_item));
}

decoded<ec_signature> decode_ec_signature(tls::const_bytes der) {
  return decode<signature_item, ec_signature>(
      der, ASN1_ITEM_rptr(signature_item), [](const signature_item& from) -> decoded<ec_signature> {
        if (is_negative(from.r) || is_negative(from.s)) return fault::corrupt;
        return ec_signature{magnitude_in<tls::byte_vector>(from.r), magnitude_in<tls::byte_vector>(from.s)};
      });
}

encoded encode_ec_signature(const ec_signature& from) {
  const auto item = new_item<signature_item>(ASN1_ITEM_rptr(signature_item));
  put_magnitude(*item->r, from.r);
  put_magnitude(*item->s, from.s);
  return written(item.get(), ASN1_ITEM_rptr(signature_item));
}

}  // namespace schannel::ossl::asn1
