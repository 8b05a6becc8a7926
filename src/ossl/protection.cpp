// Record protection with OpenSSL's AEADs: AES-GCM and ChaCha20-Poly1305.
#include "ossl/protection.h"

#include <algorithm>

#include "ossl/handles.h"

namespace schannel::ossl {
namespace {

using tls::cause;
using tls::const_bytes;
using tls::mutable_bytes;

constexpr std::size_t tag_length = 16;
constexpr std::size_t explicit_nonce_length = 8;
constexpr std::uint16_t legacy_version = 0x0303;

void put_big_endian(std::uint64_t number, mutable_bytes to) {
  for (std::size_t i = to.size(); i-- > 0; number >>= 8) to[i] = static_cast<std::uint8_t>(number);
}

/// Encrypts or decrypts in place.
bool update(EVP_CIPHER_CTX* context, mutable_bytes bytes) {
  int written = 0;
  return bytes.empty() ||
         EVP_CipherUpdate(context, bytes.data(), &written, bytes.data(), static_cast<int>(bytes.size())) > 0;
}

bool finish(EVP_CIPHER_CTX* context) {
  std::array<std::uint8_t, EVP_MAX_BLOCK_LENGTH> nothing{};
  int written = 0;
  return EVP_CipherFinal_ex(context, nothing.data(), &written) > 0;
}

}  // namespace

tls::result<protection> protection::create(const EVP_CIPHER* cipher, record_format format, const secret& key,
                                           const secret& iv) {
  opaque_cipher_context context{EVP_CIPHER_CTX_new()};
  if (!context) return cause::out_of_memory;
  if (EVP_CipherInit_ex2(context.get(), cipher, key.bytes().data(), nullptr, 1, nullptr) <= 0)
    return cause::internal;
  return protection(format, std::move(context), iv);
}

overhead protection::sizes() const {
  switch (format_) {
    case record_format::tls1_3:
      return {tls::record_header_length, 1 + tag_length};
    case record_format::tls1_2_explicit:
      return {tls::record_header_length + explicit_nonce_length, tag_length};
    case record_format::tls1_2_implicit:
      break;
  }
  return {tls::record_header_length, tag_length};
}

protection::nonce protection::nonce_for(std::uint64_t sequence, const_bytes explicit_part) const {
  nonce made{};
  std::copy_n(iv_.bytes().begin(), std::min(iv_.bytes().size(), made.size()), made.begin());
  if (format_ == record_format::tls1_2_explicit) {
    std::copy(explicit_part.begin(), explicit_part.end(), made.end() - explicit_nonce_length);
    return made;
  }
  nonce counter{};
  put_big_endian(sequence, mutable_bytes(counter).last(sizeof sequence));
  for (std::size_t i = 0; i < made.size(); ++i) made[i] ^= counter[i];
  return made;
}

bool protection::start(bool sealing, const nonce& iv, tls::content_type type, std::uint64_t sequence,
                       const_bytes header, std::size_t plaintext_length) {
  if (EVP_CipherInit_ex2(context_.get(), nullptr, nullptr, iv.data(), sealing ? 1 : 0, nullptr) <= 0)
    return false;
  std::array<std::uint8_t, 13> additional{};
  const_bytes covered = header.first(tls::record_header_length);
  if (format_ != record_format::tls1_3) {
    // RFC 5246 section 6.2.3.3: the sequence number, and a header that announces the plaintext's length.
    put_big_endian(sequence, mutable_bytes(additional).first(8));
    const auto announced = tls::make_header(type, legacy_version, plaintext_length);
    std::copy(announced.begin(), announced.end(), additional.begin() + 8);
    covered = additional;
  }
  int written = 0;
  return EVP_CipherUpdate(context_.get(), nullptr, &written, covered.data(),
                          static_cast<int>(covered.size())) > 0;
}

tls::result<std::monostate> protection::seal(tls::content_type type, std::uint64_t sequence,
                                             std::uint64_t explicit_nonce, mutable_bytes header,
                                             mutable_bytes data, mutable_bytes trailer) {
  const bool hides_type = format_ == record_format::tls1_3;
  const std::size_t fragment = header.size() - tls::record_header_length + data.size() + trailer.size();
  const auto outer =
      tls::make_header(hides_type ? tls::content_type::application_data : type, legacy_version, fragment);
  std::copy(outer.begin(), outer.end(), header.begin());
  const mutable_bytes explicit_part = header.subspan(tls::record_header_length);
  put_big_endian(explicit_nonce, explicit_part);

  const mutable_bytes inner_type = trailer.first(hides_type ? 1 : 0);
  if (hides_type) inner_type[0] = static_cast<std::uint8_t>(type);
  const mutable_bytes tag = trailer.last(tag_length);
  if (!start(true, nonce_for(sequence, explicit_part), type, sequence, header, data.size()) ||
      !update(context_.get(), data) || !update(context_.get(), inner_type) || !finish(context_.get()) ||
      EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, tag_length, tag.data()) <= 0)
    return cause::internal;
  return std::monostate{};
}

tls::result<opened_record> protection::open(std::uint64_t sequence, mutable_bytes record) {
  const std::size_t explicit_length = sizes().header - tls::record_header_length;
  if (record.size() < tls::record_header_length + explicit_length + tag_length) return cause::bad_record_mac;
  const mutable_bytes header = record.first(tls::record_header_length);
  const mutable_bytes explicit_part = record.subspan(tls::record_header_length, explicit_length);
  const mutable_bytes sealed = record.subspan(tls::record_header_length + explicit_length);
  mutable_bytes content = sealed.first(sealed.size() - tag_length);
  const mutable_bytes tag = sealed.last(tag_length);

  auto type = static_cast<tls::content_type>(header[0]);
  if (!start(false, nonce_for(sequence, explicit_part), type, sequence, header, content.size()) ||
      EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, tag_length, tag.data()) <= 0 ||
      !update(context_.get(), content) || !finish(context_.get())) {
    OPENSSL_cleanse(content.data(), content.size());
    return cause::bad_record_mac;
  }
  if (format_ == record_format::tls1_3) {
    // RFC 8446 section 5.4: the last byte that is not zero is the type.
    while (!content.empty() && content.back() == 0) content = content.first(content.size() - 1);
    if (content.empty()) return cause::protocol_violation;
    type = static_cast<tls::content_type>(content.back());
    content = content.first(content.size() - 1);
  }
  return opened_record{type, content};
}

}  // namespace schannel::ossl
