// General names (RFC 5280 section 4.2.1.6) and the extensions that are made of them.
#pragma once

#include <optional>

#include "ossl/asn1/values.h"

namespace schannel::ossl::asn1 {

/// The choices of a GeneralName, by the numbers of their tags.
enum class name_choice {
  other_name,
  rfc822,
  dns,
  x400_address,
  directory_name,
  edi_party_name,
  uri,
  ip_address,
  registered_id,
};

/// One name. X.400 addresses and EDI party names are told by their choice alone, and cannot be written.
struct general_name {
  name_choice choice = name_choice::dns;
  std::string text;  ///< rfc822, dns, uri: the bytes of the IA5String; registered_id and other_name: an oid
  tls::byte_vector bytes;  ///< ip_address: the address; directory_name and other_name: DER
};
using general_names = std::vector<general_name>;

decoded<general_names> decode_general_names(tls::const_bytes der);
encoded encode_general_names(const general_names& names);

/// AuthorityKeyIdentifier; parts that are not there are empty.
struct authority_key_identifier {
  tls::byte_vector key;
  general_names issuer;
  tls::byte_vector serial_number;  ///< as in certificate_fields
};

decoded<authority_key_identifier> decode_authority_key_identifier(tls::const_bytes der);
encoded encode_authority_key_identifier(const authority_key_identifier& identifier);

struct access_description {
  std::string method;
  general_name location;
};

decoded<std::vector<access_description>> decode_access_descriptions(tls::const_bytes der);
encoded encode_access_descriptions(const std::vector<access_description>& all);

/// DistributionPoint. Its name is not there, a list of names, or relative to the issuer's, as DER.
struct distribution_point {
  enum class kind { no_name, full_name, relative_name };

  kind named_by = kind::no_name;
  general_names full_name;
  tls::byte_vector relative_name;
  bit_string reasons;
  general_names issuer;
};

decoded<std::vector<distribution_point>> decode_distribution_points(tls::const_bytes der);
encoded encode_distribution_points(const std::vector<distribution_point>& all);

/// GeneralSubtree; numbers that do not fit are as large as they can be.
struct general_subtree {
  general_name base;
  std::uint32_t minimum = 0;
  std::optional<std::uint32_t> maximum;
};

struct name_constraints {
  std::vector<general_subtree> permitted;
  std::vector<general_subtree> excluded;
};

decoded<name_constraints> decode_name_constraints(tls::const_bytes der);
encoded encode_name_constraints(const name_constraints& constraints);

}  // namespace schannel::ossl::asn1
