// X509_CERT_CRL_TO_BE_SIGNED: revocation lists.
#include "ossl/asn1/revocation.h"

#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/encoding/to_be_signed.h"
#include "abi/crypt32/encoding/writing.h"
#include "abi/crypt32/times.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;
using asn1::encoded;

CRL_ENTRY entry_in(const ossl::revocation& from, block& to) {
  return {to.blob(from.serial_number), file_time(from.date), count_of(from.extensions),
          array_in<CERT_EXTENSION>(to, from.extensions, extension_in)};
}

answer<layout> decode_list(tls::const_bytes der, DWORD flags) {
  return laid_out(decode_to_be_signed(der, flags, asn1::decode_revocation_list_fields),
                  [](const ossl::revocation_list_fields& from, block& to) {
                    auto& info = root_of<CRL_INFO>(to);
                    info.dwVersion = from.version;
                    info.SignatureAlgorithm = to.algorithm(from.signature_algorithm);
                    info.Issuer = to.blob(from.issuer);
                    info.ThisUpdate = file_time(from.this_update);
                    if (from.next_update) info.NextUpdate = file_time(*from.next_update);
                    info.cCRLEntry = count_of(from.revocations);
                    info.rgCRLEntry = array_in<CRL_ENTRY>(to, from.revocations, entry_in);
                    info.cExtension = count_of(from.extensions);
                    info.rgExtension = array_in<CERT_EXTENSION>(to, from.extensions, extension_in);
                  });
}

encoded encode_list(const void* info, DWORD) {
  const auto& from = *static_cast<const CRL_INFO*>(info);
  ossl::revocation_list_fields to;
  to.version = from.dwVersion;
  to.signature_algorithm = algorithm_of(from.SignatureAlgorithm);
  to.issuer = bytes_of(from.Issuer);
  to.this_update = seconds_of(from.ThisUpdate);
  if (from.NextUpdate.dwLowDateTime != 0 || from.NextUpdate.dwHighDateTime != 0)
    to.next_update = seconds_of(from.NextUpdate);
  for (const CRL_ENTRY& one : array_of(from.rgCRLEntry, from.cCRLEntry))
    to.revocations.push_back({bytes_of(one.SerialNumber), seconds_of(one.RevocationDate),
                              extensions_of(one.rgExtension, one.cExtension)});
  to.extensions = extensions_of(from.rgExtension, from.cExtension);
  return asn1::encode_revocation_list_fields(to);
}

const structure structures[] = {{X509_CERT_CRL_TO_BE_SIGNED, decode_list, encode_list}};

}  // namespace

std::span<const structure> revocation_structures() {
  return structures;
}

}  // namespace schannel::abi::crypt32
