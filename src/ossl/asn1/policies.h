// Basic constraints and certificate policies (RFC 5280 sections 4.2.1.4 and 4.2.1.9).
#pragma once

#include <optional>

#include "ossl/asn1/values.h"

namespace schannel::ossl::asn1 {

struct basic_constraints {
  bool is_authority = false;
  std::optional<std::uint32_t> path_length;
};

/// A path length that no number of Windows holds is corrupt.
decoded<basic_constraints> decode_basic_constraints(tls::const_bytes der);
encoded encode_basic_constraints(const basic_constraints& constraints);

/// A policy with its qualifiers, each with one value or none.
struct policy {
  std::string oid;
  std::vector<attribute> qualifiers;
};

decoded<std::vector<policy>> decode_policies(tls::const_bytes der);
encoded encode_policies(const std::vector<policy>& all);

}  // namespace schannel::ossl::asn1
