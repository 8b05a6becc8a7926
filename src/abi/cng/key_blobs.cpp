// Keys as BLOBs of CNG, by the names of their kinds.
#include "abi/cng/key_blobs.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "abi/capi/rsa_blobs.h"
#include "abi/cng/ecc_key_blobs.h"
#include "abi/cng/rsa_key_blobs.h"

namespace schannel::abi::cng {

namespace {

using ossl::secret_bytes;

struct blob_kind {
  std::wstring_view name;
  bool is_private;
};
constexpr blob_kind kinds[] = {
    {BCRYPT_PUBLIC_KEY_BLOB, false},    {BCRYPT_RSAPUBLIC_BLOB, false},  {BCRYPT_ECCPUBLIC_BLOB, false},
    {LEGACY_RSAPUBLIC_BLOB, false},     {BCRYPT_PRIVATE_KEY_BLOB, true}, {BCRYPT_RSAPRIVATE_BLOB, true},
    {BCRYPT_RSAFULLPRIVATE_BLOB, true}, {BCRYPT_ECCPRIVATE_BLOB, true},  {LEGACY_RSAPRIVATE_BLOB, true}};

const blob_kind* find_kind(std::wstring_view name) {
  const auto* found = std::find_if(std::begin(kinds), std::end(kinds),
                                   [&](const blob_kind& one) { return one.name == name; });
  return found == std::end(kinds) ? nullptr : found;
}

read_key read_legacy(bool is_private, tls::const_bytes blob) {
  const auto read = capi::read_rsa_blob(blob);
  const auto* rsa = std::get_if<capi::rsa_blob>(&read);
  if (rsa == nullptr || rsa->is_private != is_private) return NTE_BAD_DATA;
  if (is_private) {
    auto key = ossl::assemble(rsa->parts);
    return key ? read_key{*std::move(key)} : NTE_BAD_DATA;
  }
  auto key = ossl::assemble(rsa->parts.shown);
  return key ? read_key{*std::move(key)} : NTE_BAD_DATA;
}

/// The kind of a BLOB that only its mark tells.
read_key read_generic(bool is_private, tls::const_bytes blob) {
  ULONG magic = 0;
  if (blob.size() < sizeof magic) return NTE_BAD_DATA;
  std::memcpy(&magic, blob.data(), sizeof magic);
  if (magic == BCRYPT_RSAPUBLIC_MAGIC && !is_private) return read_rsa(rsa_form::open, blob);
  if (magic == BCRYPT_RSAPRIVATE_MAGIC && is_private) return read_rsa(rsa_form::primes, blob);
  if (magic == BCRYPT_RSAFULLPRIVATE_MAGIC && is_private) return read_rsa(rsa_form::full, blob);
  return read_ecc(is_private, blob);
}

std::optional<secret_bytes> write_rsa_as(std::wstring_view kind, const ossl::rsa_private_parts& parts) {
  if (kind == BCRYPT_RSAPRIVATE_BLOB || kind == BCRYPT_PRIVATE_KEY_BLOB)
    return write_rsa(rsa_form::primes, parts);
  if (kind == BCRYPT_RSAFULLPRIVATE_BLOB) return write_rsa(rsa_form::full, parts);
  if (kind == LEGACY_RSAPRIVATE_BLOB) return capi::write_private_blob(parts, CALG_RSA_KEYX);
  return std::nullopt;
}

std::optional<secret_bytes> write_rsa_as(std::wstring_view kind, const ossl::rsa_public_parts& parts) {
  if (kind == BCRYPT_RSAPUBLIC_BLOB || kind == BCRYPT_PUBLIC_KEY_BLOB) return write_rsa(parts);
  if (kind == LEGACY_RSAPUBLIC_BLOB) return capi::write_public_blob(parts, CALG_RSA_KEYX);
  return std::nullopt;
}

}  // namespace

bool is_key_blob(std::wstring_view kind) {
  return find_kind(kind) != nullptr;
}

bool is_private_blob(std::wstring_view kind) {
  const blob_kind* found = find_kind(kind);
  return found != nullptr && found->is_private;
}

read_key read_key_blob(std::wstring_view kind, tls::const_bytes blob) {
  if (kind == BCRYPT_PUBLIC_KEY_BLOB || kind == BCRYPT_PRIVATE_KEY_BLOB)
    return read_generic(is_private_blob(kind), blob);
  if (kind == BCRYPT_RSAPUBLIC_BLOB) return read_rsa(rsa_form::open, blob);
  if (kind == BCRYPT_RSAPRIVATE_BLOB) return read_rsa(rsa_form::primes, blob);
  if (kind == BCRYPT_RSAFULLPRIVATE_BLOB) return read_rsa(rsa_form::full, blob);
  if (kind == BCRYPT_ECCPUBLIC_BLOB || kind == BCRYPT_ECCPRIVATE_BLOB)
    return read_ecc(is_private_blob(kind), blob);
  return read_legacy(is_private_blob(kind), blob);
}

std::optional<secret_bytes> write_key_blob(std::wstring_view kind, const ossl::public_key& key) {
  const auto parts = parts_of(key);
  if (const auto* rsa = std::get_if<ossl::rsa_public_parts>(&parts)) return write_rsa_as(kind, *rsa);
  const auto* ec = std::get_if<ossl::ec_public_parts>(&parts);
  const bool fits = kind == BCRYPT_ECCPUBLIC_BLOB || kind == BCRYPT_PUBLIC_KEY_BLOB;
  return ec != nullptr && fits ? write_ecc(*ec) : std::nullopt;
}

std::optional<secret_bytes> write_key_blob(std::wstring_view kind, const ossl::private_key& key) {
  const auto parts = parts_of(key);
  if (const auto* rsa = std::get_if<ossl::rsa_private_parts>(&parts)) return write_rsa_as(kind, *rsa);
  const auto* ec = std::get_if<ossl::ec_private_parts>(&parts);
  const bool fits = kind == BCRYPT_ECCPRIVATE_BLOB || kind == BCRYPT_PRIVATE_KEY_BLOB;
  return ec != nullptr && fits ? write_ecc(*ec) : std::nullopt;
}

}  // namespace schannel::abi::cng
