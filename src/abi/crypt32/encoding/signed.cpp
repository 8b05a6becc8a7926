// Signed structures, certificates and requests.
#include "ossl/asn1/signed.h"

#include <algorithm>

#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/encoding/to_be_signed.h"
#include "abi/crypt32/encoding/writing.h"
#include "abi/crypt32/times.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;
using asn1::encoded;

answer<layout> decode_signed(tls::const_bytes der, DWORD flags) {
  const bool is_reversed = (flags & CRYPT_DECODE_NO_SIGNATURE_BYTE_REVERSAL_FLAG) == 0;
  return laid_out(asn1::decode_signed_content(der), [=](const asn1::signed_content& from, block& to) {
    ossl::bit_string signature = from.signature;
    if (is_reversed) std::ranges::reverse(signature.bytes);
    auto& content = root_of<CERT_SIGNED_CONTENT_INFO>(to);
    content = {to.blob(from.to_be_signed), to.algorithm(from.algorithm), to.bits(signature)};
  });
}

encoded encode_signed(const void* info, DWORD flags) {
  const auto& from = as<CERT_SIGNED_CONTENT_INFO>(info);
  asn1::signed_content whole{bytes_of(from.ToBeSigned), algorithm_of(from.SignatureAlgorithm),
                             bits_of(from.Signature)};
  if ((flags & CRYPT_ENCODE_NO_SIGNATURE_BYTE_REVERSAL_FLAG) == 0)
    std::ranges::reverse(whole.signature.bytes);
  return asn1::encode_signed_content(whole);
}

void put_certificate(const ossl::certificate_fields& from, block& to) {
  auto& info = root_of<CERT_INFO>(to);
  info.dwVersion = from.version;
  info.SerialNumber = to.blob(from.serial_number);
  info.SignatureAlgorithm = to.algorithm(from.signature_algorithm);
  info.Issuer = to.blob(from.issuer);
  info.NotBefore = file_time(from.not_before);
  info.NotAfter = file_time(from.not_after);
  info.Subject = to.blob(from.subject);
  info.SubjectPublicKeyInfo = {to.algorithm(from.public_key_algorithm), to.bits(from.public_key)};
  info.IssuerUniqueId = to.bits(from.issuer_unique_id);
  info.SubjectUniqueId = to.bits(from.subject_unique_id);
  info.cExtension = count_of(from.extensions);
  info.rgExtension = array_in<CERT_EXTENSION>(to, from.extensions, extension_in);
}

answer<layout> decode_certificate(tls::const_bytes der, DWORD flags) {
  return laid_out(decode_to_be_signed(der, flags, asn1::decode_certificate_fields), put_certificate);
}

encoded encode_certificate(const void* info, DWORD) {
  const auto& from = as<CERT_INFO>(info);
  ossl::certificate_fields to;
  to.version = from.dwVersion;
  to.serial_number = bytes_of(from.SerialNumber);
  to.signature_algorithm = algorithm_of(from.SignatureAlgorithm);
  to.issuer = bytes_of(from.Issuer);
  to.not_before = seconds_of(from.NotBefore);
  to.not_after = seconds_of(from.NotAfter);
  to.subject = bytes_of(from.Subject);
  to.public_key_algorithm = algorithm_of(from.SubjectPublicKeyInfo.Algorithm);
  to.public_key = bits_of(from.SubjectPublicKeyInfo.PublicKey);
  to.issuer_unique_id = bits_of(from.IssuerUniqueId);
  to.subject_unique_id = bits_of(from.SubjectUniqueId);
  to.extensions = extensions_of(from.rgExtension, from.cExtension);
  return asn1::encode_certificate_fields(to);
}

answer<layout> decode_request(tls::const_bytes der, DWORD flags) {
  return laid_out(decode_to_be_signed(der, flags, asn1::decode_certificate_request),
                  [](const asn1::certificate_request& from, block& to) {
                    auto& info = root_of<CERT_REQUEST_INFO>(to);
                    info = {from.version, to.blob(from.subject), key_in(from.key, to),
                            count_of(from.attributes),
                            array_in<CRYPT_ATTRIBUTE>(to, from.attributes, attribute_in)};
                  });
}

encoded encode_request(const void* info, DWORD) {
  const auto& from = as<CERT_REQUEST_INFO>(info);
  return asn1::encode_certificate_request({from.dwVersion, bytes_of(from.Subject),
                                           key_of(from.SubjectPublicKeyInfo),
                                           attributes_of(from.rgAttribute, from.cAttribute)});
}

const structure structures[] = {
    {X509_CERT, decode_signed, encode_signed},
    {X509_CERT_TO_BE_SIGNED, decode_certificate, encode_certificate},
    {X509_CERT_REQUEST_TO_BE_SIGNED, decode_request, encode_request},
};

}  // namespace

std::span<const structure> signed_structures() {
  return structures;
}

}  // namespace schannel::abi::crypt32
