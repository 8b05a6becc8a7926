// RSA keys as the blobs of CryptImportKey and NCryptImportKey.
#include "abi/crypt32/encoding/rsa_blobs.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace schannel::abi::crypt32 {

namespace {

using ossl::secret_bytes;
using ossl::asn1::rsa_private_key;
using ossl::asn1::rsa_public_key;

constexpr BYTE public_key_type = 6;
constexpr BYTE private_key_type = 7;
constexpr BYTE blob_version = 2;
constexpr DWORD public_magic = 0x31415352;   // "RSA1"
constexpr DWORD private_magic = 0x32415352;  // "RSA2"
constexpr DWORD most_bits = 16384;

/// The beginning of both blobs, BLOBHEADER and RSAPUBKEY.
struct blob_header {
  BYTE type;
  BYTE version;
  WORD reserved;
  DWORD algorithm;
  DWORD magic;
  DWORD bits;
  DWORD exponent;
};

/// BCRYPT_RSAKEY_BLOB
struct cng_header {
  DWORD magic;
  DWORD bits;
  DWORD exponent_size;
  DWORD modulus_size;
  DWORD prime1_size;
  DWORD prime2_size;
};

DWORD bits_of(const tls::byte_vector& number) {
  return number.empty() ? 0 : static_cast<DWORD>(number.size() * 8) - std::countl_zero(number.back());
}

template <typename Header>
secret_bytes begun_with(const Header& header) {
  const auto* bytes = reinterpret_cast<const BYTE*>(&header);
  return {bytes, bytes + sizeof header};
}

/// Appends a number in exactly `size` bytes; false when it has no room.
bool append(secret_bytes& to, tls::const_bytes number, std::size_t size) {
  if (number.size() > size) return false;
  to.insert(to.end(), number.begin(), number.end());
  to.resize(to.size() + size - number.size());
  return true;
}

std::optional<secret_bytes> begun(const rsa_public_key& key, BYTE type, DWORD magic) {
  blob_header header{type, blob_version, 0, CALG_RSA_KEYX, magic, bits_of(key.modulus), 0};
  if (header.bits == 0 || key.exponent.size() > sizeof header.exponent) return std::nullopt;
  for (std::size_t i = 0; i < key.exponent.size(); ++i) header.exponent |= DWORD{key.exponent[i]} << 8 * i;
  secret_bytes blob = begun_with(header);
  append(blob, key.modulus, key.modulus.size());
  return blob;
}

void append_big_endian(secret_bytes& to, tls::const_bytes number) {
  to.insert(to.end(), number.rbegin(), number.rend());
}

secret_bytes cng_begun(const rsa_public_key& key, DWORD magic, std::size_t prime1, std::size_t prime2) {
  secret_bytes blob = begun_with(cng_header{
      magic, bits_of(key.modulus), static_cast<DWORD>(key.exponent.size()),
      static_cast<DWORD>(key.modulus.size()), static_cast<DWORD>(prime1), static_cast<DWORD>(prime2)});
  append_big_endian(blob, key.exponent);
  append_big_endian(blob, key.modulus);
  return blob;
}

/// Takes numbers off a blob whose header was believed.
class blob_reader {
 public:
  explicit blob_reader(const void* blob) : position_(static_cast<const BYTE*>(blob)) {
    std::memcpy(&header_, position_, sizeof header_);
    position_ += sizeof header_;
  }

  bool is(BYTE type, DWORD magic) const {
    return header_.type == type && header_.magic == magic && header_.bits != 0 && header_.bits <= most_bits;
  }
  rsa_public_key shown() {
    tls::byte_vector exponent;
    for (DWORD rest = header_.exponent; rest != 0; rest >>= 8)
      exponent.push_back(static_cast<std::uint8_t>(rest));
    return {number<tls::byte_vector>(whole()), exponent};
  }
  template <typename Bytes>
  Bytes number(std::size_t size) {
    Bytes bytes(position_, position_ + size);
    position_ += size;
    return bytes;
  }
  std::size_t whole() const { return (header_.bits + 7) / 8; }
  std::size_t half() const { return (header_.bits + 15) / 16; }

 private:
  const BYTE* position_;
  blob_header header_{};
};

}  // namespace

std::optional<secret_bytes> public_key_blob(const rsa_public_key& key) {
  return begun(key, public_key_type, public_magic);
}

std::optional<secret_bytes> private_key_blob(const rsa_private_key& key) {
  auto blob = begun(key.shown, private_key_type, private_magic);
  const std::size_t whole = key.shown.modulus.size();
  const std::size_t half = (bits_of(key.shown.modulus) + 15) / 16;
  const bool has_room = blob && append(*blob, key.prime1, half) && append(*blob, key.prime2, half) &&
                        append(*blob, key.exponent1, half) && append(*blob, key.exponent2, half) &&
                        append(*blob, key.coefficient, half) && append(*blob, key.exponent, whole);
  return has_room ? blob : std::nullopt;
}

secret_bytes cng_public_blob(const rsa_public_key& key) {
  return cng_begun(key, public_magic, 0, 0);
}

secret_bytes cng_private_blob(const rsa_private_key& key) {
  secret_bytes blob = cng_begun(key.shown, private_magic, key.prime1.size(), key.prime2.size());
  append_big_endian(blob, key.prime1);
  append_big_endian(blob, key.prime2);
  return blob;
}

std::optional<rsa_public_key> public_key_of(const void* blob) {
  blob_reader reader{blob};
  if (!reader.is(public_key_type, public_magic)) return std::nullopt;
  return reader.shown();
}

std::optional<rsa_private_key> private_key_of(const void* blob) {
  blob_reader reader{blob};
  if (!reader.is(private_key_type, private_magic)) return std::nullopt;
  rsa_private_key key;
  key.shown = reader.shown();
  for (secret_bytes* number : {&key.prime1, &key.prime2, &key.exponent1, &key.exponent2, &key.coefficient})
    *number = reader.number<secret_bytes>(reader.half());
  key.exponent = reader.number<secret_bytes>(reader.whole());
  return key;
}

}  // namespace schannel::abi::crypt32
