// wanted_attributes: what a program's CERT_RDN looks for in names.
#pragma once

#include <wincrypt.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "abi/crypt32/entry.h"
#include "ossl/asn1/names.h"

namespace schannel::abi::crypt32 {

class wanted_attributes {
 public:
  /// A copy of what is `given`; `flags` are CERT_*_IS_RDN_ATTRS_FLAG. E_INVALIDARG without one, or when one
  /// of its arrays is missing.
  static answer<wanted_attributes> in(const CERT_RDN* given, DWORD flags);

  /// Whether `name` has each of them, wherever it has them.
  bool are_in(const ossl::asn1::typed_name& name) const;

 private:
  /// What is not said may be anything.
  struct wanted {
    std::optional<std::string> oid;
    DWORD type = CERT_RDN_ANY_TYPE;
    std::optional<tls::byte_vector> value;  ///< as X509_NAME or X509_UNICODE_NAME shows it
  };

  explicit wanted_attributes(DWORD flags) : flags_(flags) {}
  bool is_equal(const tls::byte_vector& value, const ossl::asn1::name_value& shown) const;
  bool is_met(const wanted& one, const ossl::asn1::typed_attribute& by) const;

  DWORD flags_;
  std::vector<wanted> all_;
};

}  // namespace schannel::abi::crypt32
