// RSAPUBLICBLOB, RSAPRIVATEBLOB, RSAFULLPRIVATEBLOB.
#include "abi/cng/rsa_key_blobs.h"

#include <bit>

#include "abi/blob_bytes.h"

namespace schannel::abi::cng {

namespace {

using ossl::secret_bytes;

ULONG magic_of(rsa_form form) {
  switch (form) {
    case rsa_form::primes:
      return BCRYPT_RSAPRIVATE_MAGIC;
    case rsa_form::full:
      return BCRYPT_RSAFULLPRIVATE_MAGIC;
    case rsa_form::open:
      break;
  }
  return BCRYPT_RSAPUBLIC_MAGIC;
}

/// Whether both say the same length. Some writers count the leading zero bits of the modulus, some do not.
bool agrees_on_length(const BCRYPT_RSAKEY_BLOB& header) {
  return header.BitLength / 8 + (header.BitLength % 8 != 0 ? 1 : 0) == header.cbModulus;
}

bool take_all(rsa_form form, tls::const_bytes& blob, ossl::rsa_private_parts& parts) {
  BCRYPT_RSAKEY_BLOB header{};
  if (!take(blob, header) || header.Magic != magic_of(form) || !agrees_on_length(header) ||
      !take_number(blob, header.cbPublicExp, parts.shown.exponent) ||
      !take_number(blob, header.cbModulus, parts.shown.modulus))
    return false;
  if (form == rsa_form::open) return blob.empty();
  if (!take_number(blob, header.cbPrime1, parts.prime1) || !take_number(blob, header.cbPrime2, parts.prime2))
    return false;
  if (form == rsa_form::primes) return blob.empty();
  return take_number(blob, header.cbPrime1, parts.exponent1) &&
         take_number(blob, header.cbPrime2, parts.exponent2) &&
         take_number(blob, header.cbPrime1, parts.coefficient) &&
         take_number(blob, header.cbModulus, parts.exponent) && blob.empty();
}

BCRYPT_RSAKEY_BLOB header_of(rsa_form form, const ossl::rsa_public_parts& parts) {
  BCRYPT_RSAKEY_BLOB header{};
  header.Magic = magic_of(form);
  header.BitLength = static_cast<ULONG>(parts.modulus.size() * 8 - std::countl_zero(parts.modulus.front()));
  header.cbPublicExp = static_cast<ULONG>(parts.exponent.size());
  header.cbModulus = static_cast<ULONG>(parts.modulus.size());
  return header;
}

void append_public(secret_bytes& to, const BCRYPT_RSAKEY_BLOB& header, const ossl::rsa_public_parts& parts) {
  append(to, header);
  append_number(to, parts.exponent, header.cbPublicExp);
  append_number(to, parts.modulus, header.cbModulus);
}

}  // namespace

read_key read_rsa(rsa_form form, tls::const_bytes blob) {
  ossl::rsa_private_parts parts;
  if (!take_all(form, blob, parts)) return NTE_BAD_DATA;
  if (form == rsa_form::open) {
    auto key = ossl::assemble(parts.shown);
    return key ? read_key{*std::move(key)} : NTE_BAD_DATA;
  }
  auto key = ossl::assemble(parts);
  return key ? read_key{*std::move(key)} : NTE_BAD_DATA;
}

std::optional<secret_bytes> write_rsa(const ossl::rsa_public_parts& parts) {
  if (parts.modulus.empty()) return std::nullopt;
  secret_bytes blob;
  append_public(blob, header_of(rsa_form::open, parts), parts);
  return blob;
}

std::optional<secret_bytes> write_rsa(rsa_form form, const ossl::rsa_private_parts& parts) {
  if (parts.shown.modulus.empty()) return std::nullopt;
  BCRYPT_RSAKEY_BLOB header = header_of(form, parts.shown);
  header.cbPrime1 = static_cast<ULONG>(parts.prime1.size());
  header.cbPrime2 = static_cast<ULONG>(parts.prime2.size());
  secret_bytes blob;
  append_public(blob, header, parts.shown);
  append_number(blob, parts.prime1, header.cbPrime1);
  append_number(blob, parts.prime2, header.cbPrime2);
  if (form == rsa_form::primes) return blob;
  append_number(blob, parts.exponent1, header.cbPrime1);
  append_number(blob, parts.exponent2, header.cbPrime2);
  append_number(blob, parts.coefficient, header.cbPrime1);
  append_number(blob, parts.exponent, header.cbModulus);
  return blob;
}

}  // namespace schannel::abi::cng
