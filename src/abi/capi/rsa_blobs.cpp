// RSA keys as PUBLICKEYBLOB and PRIVATEKEYBLOB. The formats are Microsoft's "Base Provider Key BLOBs".
#include "abi/capi/rsa_blobs.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "abi/blob_bytes.h"

namespace schannel::abi::capi {

namespace {

using crypt32::answer;
using crypt32::refusal;
using ossl::secret_bytes;

constexpr DWORD public_magic = 0x31415352;   // "RSA1"
constexpr DWORD private_magic = 0x32415352;  // "RSA2"
constexpr DWORD longest_modulus = 16384;     // bits

/// A little-endian number of `size` bytes, turned around and without its leading zeros.
template <typename Bytes>
bool take_turned(tls::const_bytes& from, std::size_t size, Bytes& number) {
  if (from.size() < size) return false;
  const tls::const_bytes taken = from.first(size);
  number.assign(taken.rbegin(), taken.rend());
  number.erase(number.begin(),
               std::find_if(number.begin(), number.end(), [](auto byte) { return byte != 0; }));
  from = from.subspan(size);
  return true;
}

bool take_private_numbers(tls::const_bytes& from, std::size_t size, ossl::rsa_private_parts& parts) {
  const std::size_t half = (size + 1) / 2;
  return take_turned(from, half, parts.prime1) && take_turned(from, half, parts.prime2) &&
         take_turned(from, half, parts.exponent1) && take_turned(from, half, parts.exponent2) &&
         take_turned(from, half, parts.coefficient) && take_turned(from, size, parts.exponent);
}

void put_exponent(DWORD exponent, tls::byte_vector& number) {
  for (int shift = 24; shift >= 0; shift -= 8)
    if (const auto byte = static_cast<std::uint8_t>(exponent >> shift); byte != 0 || !number.empty())
      number.push_back(byte);
}

template <typename Bytes>
bool append_turned(secret_bytes& to, const Bytes& number, std::size_t size) {
  if (number.size() > size) return false;
  to.insert(to.end(), number.rbegin(), number.rend());
  to.resize(to.size() + size - number.size());
  return true;
}

std::size_t bytes_of_modulus(const RSAPUBKEY& rsa) {
  return (std::size_t{rsa.bitlen} + 7) / 8;
}

std::optional<secret_bytes> begin(const ossl::rsa_public_parts& parts, ALG_ID algorithm, bool is_private) {
  if (parts.modulus.empty() || parts.exponent.size() > sizeof(DWORD)) return std::nullopt;
  BLOBHEADER header{};
  header.bType = is_private ? PRIVATEKEYBLOB : PUBLICKEYBLOB;
  header.bVersion = CUR_BLOB_VERSION;
  header.aiKeyAlg = algorithm;
  RSAPUBKEY rsa{};
  rsa.magic = is_private ? private_magic : public_magic;
  rsa.bitlen = static_cast<DWORD>(parts.modulus.size() * 8 - std::countl_zero(parts.modulus.front()));
  for (const std::uint8_t byte : parts.exponent) rsa.pubexp = rsa.pubexp << 8 | byte;

  secret_bytes blob;
  append(blob, header);
  append(blob, rsa);
  append_turned(blob, parts.modulus, parts.modulus.size());
  return blob;
}

}  // namespace

answer<rsa_blob> read_rsa_blob(tls::const_bytes blob) {
  BLOBHEADER header{};
  RSAPUBKEY rsa{};
  if (!take(blob, header)) return refusal{NTE_BAD_DATA};
  if (header.bType != PUBLICKEYBLOB && header.bType != PRIVATEKEYBLOB) return refusal{NTE_BAD_TYPE};
  if (header.bVersion != CUR_BLOB_VERSION) return refusal{NTE_BAD_VER};
  if (header.aiKeyAlg != CALG_RSA_KEYX && header.aiKeyAlg != CALG_RSA_SIGN) return refusal{NTE_BAD_ALGID};
  const bool is_private = header.bType == PRIVATEKEYBLOB;
  if (!take(blob, rsa) || rsa.magic != (is_private ? private_magic : public_magic) || rsa.bitlen == 0 ||
      rsa.bitlen > longest_modulus)
    return refusal{NTE_BAD_DATA};

  rsa_blob read{header.aiKeyAlg, {}, is_private};
  const std::size_t size = bytes_of_modulus(rsa);
  put_exponent(rsa.pubexp, read.parts.shown.exponent);
  if (!take_turned(blob, size, read.parts.shown.modulus)) return refusal{NTE_BAD_DATA};
  if (is_private && !take_private_numbers(blob, size, read.parts)) return refusal{NTE_BAD_DATA};
  return read;
}

std::size_t size_of_rsa_blob(const void* blob) {
  BLOBHEADER header;
  RSAPUBKEY rsa;
  std::memcpy(&header, blob, sizeof header);
  std::memcpy(&rsa, static_cast<const BYTE*>(blob) + sizeof header, sizeof rsa);
  const std::size_t size = bytes_of_modulus(rsa);
  const std::size_t secrets = header.bType == PRIVATEKEYBLOB ? 5 * ((size + 1) / 2) + size : 0;
  return sizeof header + sizeof rsa + size + secrets;
}

std::optional<secret_bytes> write_public_blob(const ossl::rsa_public_parts& parts, ALG_ID algorithm) {
  return begin(parts, algorithm, false);
}

std::optional<secret_bytes> write_private_blob(const ossl::rsa_private_parts& parts, ALG_ID algorithm) {
  auto blob = begin(parts.shown, algorithm, true);
  if (!blob) return std::nullopt;
  const std::size_t size = parts.shown.modulus.size();
  const std::size_t half = (size + 1) / 2;
  for (const secret_bytes* number :
       {&parts.prime1, &parts.prime2, &parts.exponent1, &parts.exponent2, &parts.coefficient})
    if (!append_turned(*blob, *number, half)) return std::nullopt;
  if (!append_turned(*blob, parts.exponent, size)) return std::nullopt;
  return blob;
}

}  // namespace schannel::abi::capi
