// protection: the AEAD of one direction in one epoch. Seals records where they lie, and opens them again.
#pragma once

#include <cstdint>
#include <memory>

#include "ossl/aead/aead.h"
#include "ossl/secret.h"
#include "tls/record.h"
#include "tls/result.h"

namespace schannel::ossl {

/// Which record format an epoch uses.
enum class record_format {
  tls1_3,           ///< inner content type, nonce from the sequence number (RFC 8446 section 5.2)
  tls1_2_explicit,  ///< eight bytes of the nonce travel in the record (RFC 5288 section 3)
  tls1_2_implicit,  ///< nonce from the sequence number (RFC 7905 section 2)
};

/// Bytes of the nonce that record_format::tls1_2_explicit sends along.
inline constexpr std::size_t explicit_nonce_length = 8;

/// Bytes in front of and behind the plaintext of every record of an epoch.
struct overhead {
  std::size_t header = 0;
  std::size_t trailer = 0;
};

/// The overhead of a record format.
constexpr overhead overhead_of(record_format format) {
  return {tls::record_header_length + (format == record_format::tls1_2_explicit ? explicit_nonce_length : 0),
          aead_tag_length + (format == record_format::tls1_3 ? 1 : 0)};
}

/// The memory of a record that is to be sealed: its plaintext, and what an overhead asks for around it. The
/// three need not be contiguous.
struct record_parts {
  tls::mutable_bytes header;
  tls::mutable_bytes data;
  tls::mutable_bytes trailer;

  /// The parts of a record that lies in one piece.
  static record_parts of(tls::mutable_bytes whole, const overhead& around) {
    const std::size_t length = whole.size() - around.header - around.trailer;
    return {whole.first(around.header), whole.subspan(around.header, length), whole.last(around.trailer)};
  }
};

/// What a record carried; `content` lies inside the record that was opened.
struct opened_record {
  tls::content_type type{};
  tls::mutable_bytes content;
};

class protection {
 public:
  /// Takes the keys as TLS derives them: `key` as long as `algorithm` wants, `iv` of 12 bytes, or 4 for
  /// record_format::tls1_2_explicit. `engine` as in engine_for().
  static tls::result<protection> create(aead_algorithm algorithm, record_format format, const secret& key,
                                        const secret& iv, const aead_engine* engine = nullptr);

  overhead sizes() const { return overhead_of(format_); }

  /// Seals the data where it lies and writes the header and the trailer, which have exactly the sizes of
  /// sizes(). `explicit_nonce` counts records of the epoch; only record_format::tls1_2_explicit puts it on
  /// the wire.
  tls::result<std::monostate> seal(tls::content_type type, std::uint64_t sequence,
                                   std::uint64_t explicit_nonce, const record_parts& of);
  /// The same with a copy of `content`, as a record of its own.
  tls::result<tls::byte_vector> seal_copy(tls::content_type type, std::uint64_t sequence,
                                          std::uint64_t explicit_nonce, tls::const_bytes content);

  /// Opens `record` in place. On cause::bad_record_mac its fragment has been wiped.
  tls::result<opened_record> open(std::uint64_t sequence, tls::mutable_bytes record);
  /// Undoes open(): the record, whose opened bytes are untouched, is again what it was.
  tls::result<std::monostate> close(std::uint64_t sequence, tls::mutable_bytes record);

 private:
  protection(record_format format, std::unique_ptr<aead> keyed) : format_(format), aead_(std::move(keyed)) {}

  struct parts;

  parts parts_of(tls::mutable_bytes record) const;
  aead_nonce nonce_for(std::uint64_t sequence, tls::const_bytes explicit_part) const;

  record_format format_;
  std::unique_ptr<aead> aead_;
  fixed_secret<aead_nonce_length> iv_{aead_nonce_length};  // in record_format::tls1_2_explicit four bytes
};

}  // namespace schannel::ossl
