// revocation_list: a certificate revocation list (RFC 5280 section 5), immutable, cheap to copy, safe to use
// from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ossl/certificate.h"
#include "ossl/certificate_fields.h"
#include "tls/bytes.h"
#include "tls/result.h"

struct X509_crl_st;

namespace schannel::ossl {

class revocation_list {
 public:
  /// Parses one DER list that fills `der` to its end; cause::bad_credential when it is not one.
  static tls::result<revocation_list> parse(tls::const_bytes der);

  /// The list's DER; lives as long as any copy of this list.
  tls::const_bytes der() const { return *der_; }
  X509_crl_st* native() const { return parsed_.get(); }

  /// ThisUpdate, in seconds since 1970 (UTC).
  std::int64_t this_update() const;
  /// NextUpdate, likewise; nothing when the list does not say.
  std::optional<std::int64_t> next_update() const;
  /// Whether it only tells what changed since another list.
  bool is_delta() const;
  /// Which of its revocations, counted from 0 as they are encoded, is that of `one`; nothing when there is
  /// none.
  std::optional<std::size_t> find(const certificate& one) const;
  /// Whether the public key of `issuer` verifies its signature.
  bool is_signed_by(const certificate& issuer) const;

  friend bool operator==(const revocation_list& a, const revocation_list& b) { return *a.der_ == *b.der_; }

 private:
  revocation_list(std::shared_ptr<X509_crl_st> parsed, std::shared_ptr<const tls::byte_vector> der);

  std::shared_ptr<X509_crl_st> parsed_;
  std::shared_ptr<const tls::byte_vector> der_;
};

/// A certificate that was revoked.
struct revocation {
  tls::byte_vector serial_number;  ///< as in certificate_fields
  std::int64_t date = 0;           ///< seconds since 1970 (UTC)
  std::vector<certificate_extension> extensions;
};

/// The fields of a TBSCertList (RFC 5280 section 5.1.2) in their order.
struct revocation_list_fields {
  std::uint32_t version = 0;  ///< as encoded: 0 is v1, 1 is v2
  algorithm_identifier signature_algorithm;
  tls::byte_vector issuer;       ///< the name's DER
  std::int64_t this_update = 0;  ///< seconds since 1970 (UTC)
  std::optional<std::int64_t> next_update;
  std::vector<revocation> revocations;
  std::vector<certificate_extension> extensions;
};

/// Takes `whole` apart. Every list that could be parsed can be taken apart.
revocation_list_fields fields_of(const revocation_list& whole);

/// The issuer's name alone, as DER.
tls::byte_vector issuer_of(const revocation_list& whole);

/// The value of the extension of that dotted identifier; nothing when there is none.
std::optional<tls::byte_vector> extension_of(const revocation_list& whole, const char* oid);

/// Whether the list's authority key identifier, if it has one, is that of `issuer`.
bool key_identifiers_agree(const revocation_list& whole, const certificate& issuer);

/// The digest of the whole encoding.
tls::byte_vector fingerprint(const revocation_list& whole, digest algorithm);

}  // namespace schannel::ossl
