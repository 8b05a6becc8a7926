// Keys: RSA as blobs, PKCS #8, EC, and the signatures that EC keys make.
#include "ossl/asn1/keys.h"

#include <algorithm>
#include <utility>

#include "abi/capi/rsa_blobs.h"
#include "abi/cng/rsa_key_blobs.h"
#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/encoding/writing.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;
using asn1::encoded;
using ossl::secret_bytes;

secret_bytes secret_of(const CRYPT_INTEGER_BLOB& blob) {
  const auto bytes = array_of(blob.pbData, blob.cbData);
  return {bytes.begin(), bytes.end()};
}

answer<layout> lay_out_bytes(std::optional<secret_bytes> blob) {
  if (!blob) return refusal{CRYPT_E_ASN1_LARGE};
  return layout{[bytes = *std::move(blob)](block& to) { to.bytes(bytes); }};
}

/// A key as the blob that `make` makes of it.
template <typename Key, typename Make>
answer<layout> as_blob(const asn1::decoded<Key>& decoded, Make make) {
  if (const auto* what = std::get_if<asn1::fault>(&decoded)) return refusal{code_of(*what)};
  return lay_out_bytes(make(std::get<Key>(decoded)));
}

/// The caller's blob, which is as long as it says itself.
ossl::rsa_private_parts blob_at(const void* info, bool is_private) {
  auto read = capi::read_rsa_blob({static_cast<const std::uint8_t*>(info), capi::size_of_rsa_blob(info)});
  auto* blob = std::get_if<capi::rsa_blob>(&read);
  if (blob == nullptr || blob->is_private != is_private) throw unreadable{};
  return std::move(blob->parts);
}

answer<layout> decode_public(tls::const_bytes der, DWORD) {
  return as_blob(asn1::decode_rsa_public_key(der), [](const ossl::rsa_public_parts& key) {
    return capi::write_public_blob(key, CALG_RSA_KEYX);
  });
}
encoded encode_public(const void* info, DWORD) {
  return asn1::encode_rsa_public_key(blob_at(info, false).shown);
}
answer<layout> decode_cng_public(tls::const_bytes der, DWORD) {
  return as_blob(asn1::decode_rsa_public_key(der),
                 [](const ossl::rsa_public_parts& key) { return cng::write_rsa(key); });
}

answer<layout> decode_private(tls::const_bytes der, DWORD) {
  return as_blob(asn1::decode_rsa_private_key(der), [](const ossl::rsa_private_parts& key) {
    return capi::write_private_blob(key, CALG_RSA_KEYX);
  });
}
encoded encode_private(const void* info, DWORD) {
  return asn1::encode_rsa_private_key(blob_at(info, true));
}
answer<layout> decode_cng_private(tls::const_bytes der, DWORD) {
  return as_blob(asn1::decode_rsa_private_key(der), [](const ossl::rsa_private_parts& key) {
    return cng::write_rsa(cng::rsa_form::primes, key);
  });
}

PCRYPT_ATTRIBUTES attributes_in(const std::vector<asn1::attribute>& from, block& to) {
  if (from.empty()) return nullptr;
  const auto attributes = to.array<CRYPT_ATTRIBUTES>(1);
  *attributes.here = {count_of(from), array_in<CRYPT_ATTRIBUTE>(to, from, attribute_in)};
  return attributes.there;
}

answer<layout> decode_pkcs8(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_private_key_info(der), [](const asn1::private_key_info& from, block& to) {
    auto& info = root_of<CRYPT_PRIVATE_KEY_INFO>(to);
    info = {from.version, to.algorithm(from.algorithm), to.blob(from.key),
            attributes_in(from.attributes, to)};
  });
}
encoded encode_pkcs8(const void* info, DWORD) {
  const auto& from = as<CRYPT_PRIVATE_KEY_INFO>(info);
  asn1::private_key_info to{from.Version, algorithm_of(from.Algorithm), secret_of(from.PrivateKey), {}};
  if (from.pAttributes != nullptr)
    to.attributes = attributes_of(from.pAttributes->rgAttr, from.pAttributes->cAttr);
  return asn1::encode_private_key_info(to);
}

answer<layout> decode_encrypted(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_encrypted_private_key_info(der),
                  [](const asn1::encrypted_private_key_info& from, block& to) {
                    auto& info = root_of<CRYPT_ENCRYPTED_PRIVATE_KEY_INFO>(to);
                    info = {to.algorithm(from.algorithm), to.blob(from.key)};
                  });
}
encoded encode_encrypted(const void* info, DWORD) {
  const auto& from = as<CRYPT_ENCRYPTED_PRIVATE_KEY_INFO>(info);
  return asn1::encode_encrypted_private_key_info(
      {algorithm_of(from.EncryptionAlgorithm), bytes_of(from.EncryptedPrivateKey)});
}

answer<layout> decode_ec(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_ec_private_key(der), [](const asn1::ec_private_key& from, block& to) {
    auto& info = root_of<CRYPT_ECC_PRIVATE_KEY_INFO>(to);
    info = {from.version, to.blob(from.number), from.curve.empty() ? nullptr : to.text(from.curve),
            to.bits(from.point)};
  });
}
encoded encode_ec(const void* info, DWORD) {
  const auto& from = as<CRYPT_ECC_PRIVATE_KEY_INFO>(info);
  return asn1::encode_ec_private_key({from.dwVersion, secret_of(from.PrivateKey),
                                      from.szCurveOid == nullptr ? std::string{} : from.szCurveOid,
                                      bits_of(from.PublicKey)});
}

/// The numbers of a signature are little-endian here.
tls::byte_vector turned_around(tls::byte_vector number) {
  std::ranges::reverse(number);
  return number;
}

answer<layout> decode_signature(tls::const_bytes der, DWORD) {
  return laid_out(asn1::decode_ec_signature(der), [](const asn1::ec_signature& from, block& to) {
    auto& signature = root_of<CERT_ECC_SIGNATURE>(to);
    signature = {to.blob(turned_around(from.r)), to.blob(turned_around(from.s))};
  });
}
encoded encode_signature(const void* info, DWORD) {
  const auto& from = as<CERT_ECC_SIGNATURE>(info);
  return asn1::encode_ec_signature({turned_around(bytes_of(from.r)), turned_around(bytes_of(from.s))});
}

const structure structures[] = {
    {RSA_CSP_PUBLICKEYBLOB, decode_public, encode_public},
    {CNG_RSA_PUBLIC_KEY_BLOB, decode_cng_public, nullptr},
    {PKCS_RSA_PRIVATE_KEY, decode_private, encode_private},
    {CNG_RSA_PRIVATE_KEY_BLOB, decode_cng_private, nullptr},
    {PKCS_PRIVATE_KEY_INFO, decode_pkcs8, encode_pkcs8},
    {PKCS_ENCRYPTED_PRIVATE_KEY_INFO, decode_encrypted, encode_encrypted},
    {X509_ECC_PRIVATE_KEY, decode_ec, encode_ec},
    {X509_ECC_SIGNATURE, decode_signature, encode_signature},
};

}  // namespace

std::span<const structure> key_structures() {
  return structures;
}

}  // namespace schannel::abi::crypt32
