// The record formats of TLS 1.2 and 1.3 around an AEAD.
#include "ossl/protection.h"

#include <endian.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <cstring>

#include "ossl/error_scope.h"

namespace schannel::ossl {
namespace {

using tls::cause;
using tls::const_bytes;
using tls::mutable_bytes;

void put_big_endian(std::uint64_t number, std::uint8_t* to) {
  number = htobe64(number);
  std::memcpy(to, &number, sizeof number);
}

/// What a record's tag covers beside its text.
class additional_data {
 public:
  additional_data(record_format format, tls::content_type type, std::uint64_t sequence, const_bytes header,
                  std::size_t plaintext_length) {
    if (format == record_format::tls1_3) {
      // RFC 8446 section 5.2: the header as it is on the wire.
      std::copy_n(header.begin(), length_, bytes_.begin());
      return;
    }
    // RFC 5246 section 6.2.3.3: the sequence number, and a header that announces the plaintext's length.
    const auto announced = tls::make_header(type, tls::record_version, plaintext_length);
    put_big_endian(sequence, bytes_.data());
    std::copy(announced.begin(), announced.end(), bytes_.begin() + sizeof sequence);
    length_ = bytes_.size();
  }

  const_bytes bytes() const { return const_bytes(bytes_).first(length_); }

 private:
  std::array<std::uint8_t, sizeof(std::uint64_t) + tls::record_header_length> bytes_;
  std::size_t length_ = tls::record_header_length;
};

}  // namespace

tls::result<protection> protection::create(aead_algorithm algorithm, record_format format, const secret& key,
                                           const secret& iv, const aead_engine* engine) {
  auto keyed = create_aead(algorithm, key.bytes(), engine);
  if (!keyed) return keyed.failure();
  protection made(format, *std::move(keyed));
  std::ranges::copy(iv.bytes().first(std::min(iv.bytes().size(), aead_nonce_length)),
                    made.iv_.bytes().begin());
  return made;
}

aead_nonce protection::nonce_for(std::uint64_t sequence, const_bytes explicit_part) const {
  aead_nonce made;
  std::copy_n(iv_.bytes().begin(), made.size(), made.begin());
  std::uint8_t* const counted = made.data() + made.size() - sizeof sequence;
  if (format_ == record_format::tls1_2_explicit) {
    std::memcpy(counted, explicit_part.data(), explicit_nonce_length);
    return made;
  }
  // RFC 8446 section 5.3, RFC 7905 section 2.
  std::uint64_t number = 0;
  std::memcpy(&number, counted, sizeof number);
  number ^= htobe64(sequence);
  std::memcpy(counted, &number, sizeof number);
  return made;
}

tls::result<std::monostate> protection::seal(tls::content_type type, std::uint64_t sequence,
                                             std::uint64_t explicit_nonce, const record_parts& of) {
  const bool hides_type = format_ == record_format::tls1_3;
  const std::size_t fragment =
      of.header.size() - tls::record_header_length + of.data.size() + of.trailer.size();
  const auto outer = tls::make_header(hides_type ? tls::content_type::application_data : type,
                                      tls::record_version, fragment);
  std::copy(outer.begin(), outer.end(), of.header.begin());
  const mutable_bytes explicit_part = of.header.subspan(tls::record_header_length);
  if (!explicit_part.empty()) put_big_endian(explicit_nonce, explicit_part.data());

  const mutable_bytes inner_type = of.trailer.first(hides_type ? 1 : 0);
  if (hides_type) inner_type[0] = static_cast<std::uint8_t>(type);
  const additional_data covered(format_, type, sequence, of.header, of.data.size());
  if (!aead_->seal(nonce_for(sequence, explicit_part), covered.bytes(), of.data, inner_type,
                   of.trailer.last<aead_tag_length>())) {
    forget_errors();
    return cause::internal;
  }
  return std::monostate{};
}

tls::result<tls::byte_vector> protection::seal_copy(tls::content_type type, std::uint64_t sequence,
                                                    std::uint64_t explicit_nonce, const_bytes content) {
  const overhead around = sizes();
  tls::byte_vector record(around.header + content.size() + around.trailer);
  const auto of = record_parts::of(record, around);
  std::ranges::copy(content, of.data.begin());
  if (const auto sealed = seal(type, sequence, explicit_nonce, of); !sealed) return sealed.failure();
  return record;
}

/// A record taken apart; one shorter than its tag has no parts.
struct protection::parts {
  mutable_bytes header;
  mutable_bytes explicit_nonce;
  mutable_bytes text;
  std::span<std::uint8_t, aead_tag_length> tag;

  tls::content_type outer_type() const { return static_cast<tls::content_type>(header[0]); }
};

protection::parts protection::parts_of(mutable_bytes record) const {
  const std::size_t before = sizes().header;
  const mutable_bytes sealed = record.subspan(before);
  return {record.first(tls::record_header_length), record.first(before).subspan(tls::record_header_length),
          sealed.first(sealed.size() - aead_tag_length), sealed.last<aead_tag_length>()};
}

tls::result<opened_record> protection::open(std::uint64_t sequence, mutable_bytes record) {
  if (record.size() < sizes().header + aead_tag_length) return cause::bad_record_mac;
  const parts of = parts_of(record);
  auto type = of.outer_type();
  mutable_bytes content = of.text;
  const additional_data covered(format_, type, sequence, of.header, content.size());
  if (!aead_->open(nonce_for(sequence, of.explicit_nonce), covered.bytes(), content, of.tag)) {
    OPENSSL_cleanse(content.data(), content.size());
    forget_errors();
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

tls::result<std::monostate> protection::close(std::uint64_t sequence, mutable_bytes record) {
  const parts of = parts_of(record);
  const additional_data covered(format_, of.outer_type(), sequence, of.header, of.text.size());
  // The same text under the same nonce gives the same bytes: nothing is revealed that was not on the wire.
  if (!aead_->seal(nonce_for(sequence, of.explicit_nonce), covered.bytes(), of.text, {}, of.tag)) {
    forget_errors();
    return cause::internal;
  }
  return std::monostate{};
}

}  // namespace schannel::ossl
