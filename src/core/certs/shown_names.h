// The names of a certificate's subject or issuer, as CertGetNameString chooses among them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/certs/name_writing.h"
#include "ossl/asn1/general_names.h"
#include "ossl/asn1/names.h"

namespace schannel::core::certs {

/// A distinguished name and the alternatives to it.
class shown_names {
 public:
  /// The DER of the name, and of the alternative name extension; empty for none. What cannot be read is not
  /// there.
  shown_names(tls::const_bytes name, tls::const_bytes alternatives, t61_reading t61);

  /// The whole name; without one the first alternative that is a directory name.
  std::wstring whole(const name_format& format) const;
  /// The first value of an attribute of the name or of such an alternative; nothing without one.
  std::optional<std::wstring> attribute(const std::string& oid) const;
  /// The first alternative of that choice: its characters.
  std::optional<std::wstring> alternative(ossl::asn1::name_choice choice) const;
  std::vector<std::wstring> alternatives(ossl::asn1::name_choice choice) const;
  /// The user principal name among the alternatives.
  std::optional<std::wstring> principal() const;
  /// What people know it by: the common name, or the first of what else could stand for it.
  std::wstring simple() const;

 private:
  ossl::asn1::typed_name name_;
  ossl::asn1::general_names alternatives_;
  t61_reading t61_;
};

}  // namespace schannel::core::certs
