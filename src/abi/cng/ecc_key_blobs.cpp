// ECCPUBLICBLOB and ECCPRIVATEBLOB.
#include "abi/cng/ecc_key_blobs.h"

#include <algorithm>
#include <iterator>

#include "abi/blob_bytes.h"

namespace schannel::abi::cng {

namespace {

using ossl::secret_bytes;

struct mark {
  ULONG magic;
  ossl::curve on;
  bool is_private;
};
/// Those of ECDSA first.
constexpr mark marks[] = {{BCRYPT_ECDSA_PUBLIC_P256_MAGIC, ossl::curve::p256, false},
                          {BCRYPT_ECDSA_PRIVATE_P256_MAGIC, ossl::curve::p256, true},
                          {BCRYPT_ECDSA_PUBLIC_P384_MAGIC, ossl::curve::p384, false},
                          {BCRYPT_ECDSA_PRIVATE_P384_MAGIC, ossl::curve::p384, true},
                          {BCRYPT_ECDSA_PUBLIC_P521_MAGIC, ossl::curve::p521, false},
                          {BCRYPT_ECDSA_PRIVATE_P521_MAGIC, ossl::curve::p521, true},
                          {BCRYPT_ECDH_PUBLIC_P256_MAGIC, ossl::curve::p256, false},
                          {BCRYPT_ECDH_PRIVATE_P256_MAGIC, ossl::curve::p256, true},
                          {BCRYPT_ECDH_PUBLIC_P384_MAGIC, ossl::curve::p384, false},
                          {BCRYPT_ECDH_PRIVATE_P384_MAGIC, ossl::curve::p384, true},
                          {BCRYPT_ECDH_PUBLIC_P521_MAGIC, ossl::curve::p521, false},
                          {BCRYPT_ECDH_PRIVATE_P521_MAGIC, ossl::curve::p521, true}};

template <typename Fits>
const mark* first_that(Fits&& fits) {
  const auto* found = std::find_if(std::begin(marks), std::end(marks), fits);
  return found == std::end(marks) ? nullptr : found;
}

secret_bytes begin(const ossl::ec_public_parts& parts, bool is_private) {
  const std::size_t size = ossl::bytes_of(parts.on);
  const mark* made =
      first_that([&](const mark& one) { return one.on == parts.on && one.is_private == is_private; });
  secret_bytes blob;
  append(blob, BCRYPT_ECCKEY_BLOB{made->magic, static_cast<ULONG>(size)});
  append_number(blob, parts.x, size);
  append_number(blob, parts.y, size);
  return blob;
}

}  // namespace

read_key read_ecc(bool is_private, tls::const_bytes blob) {
  BCRYPT_ECCKEY_BLOB header{};
  if (!take(blob, header)) return NTE_BAD_DATA;
  const mark* found = first_that([&](const mark& one) { return one.magic == header.dwMagic; });
  if (found == nullptr || found->is_private != is_private || header.cbKey != ossl::bytes_of(found->on))
    return NTE_BAD_DATA;
  ossl::ec_private_parts parts{{found->on, {}, {}}, {}};
  if (!take_number(blob, header.cbKey, parts.shown.x) || !take_number(blob, header.cbKey, parts.shown.y))
    return NTE_BAD_DATA;
  if (!is_private) {
    auto key = blob.empty() ? ossl::assemble(parts.shown) : tls::cause::bad_credential;
    return key ? read_key{*std::move(key)} : NTE_BAD_DATA;
  }
  if (!take_number(blob, header.cbKey, parts.number) || !blob.empty()) return NTE_BAD_DATA;
  auto key = ossl::assemble(parts);
  return key ? read_key{*std::move(key)} : NTE_BAD_DATA;
}

std::optional<secret_bytes> write_ecc(const ossl::ec_public_parts& parts) {
  return begin(parts, false);
}

std::optional<secret_bytes> write_ecc(const ossl::ec_private_parts& parts) {
  secret_bytes blob = begin(parts.shown, true);
  append_number(blob, parts.number, ossl::bytes_of(parts.shown.on));
  return blob;
}

}  // namespace schannel::abi::cng
