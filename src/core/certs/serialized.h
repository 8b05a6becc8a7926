// The serialized form of a store, the format of .sst files ([MS-OSHARED] section 2.3.9.1): certificates and
// revocation lists, each behind its properties. Keys are not in it.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/certs/properties.h"
#include "core/certs/store.h"
#include "ossl/certificate.h"
#include "ossl/revocation_list.h"
#include "tls/bytes.h"

namespace schannel::core::certs {

/// One certificate or list with what is attached to it.
struct serialized_element {
  std::variant<ossl::certificate, ossl::revocation_list> content;
  properties attached;
};

/// Whether `file` begins like a serialized store.
bool looks_serialized(tls::const_bytes file);

/// The elements of a whole serialized store; nothing when it is none, or is cut short. Kinds of element that
/// are not known are passed over.
std::optional<std::vector<serialized_element>> read_serialized(tls::const_bytes file);

/// The elements of a part of a serialized store, which has neither header nor end.
std::optional<std::vector<serialized_element>> read_serialized_elements(tls::const_bytes part);

/// A whole serialized store.
tls::byte_vector write_serialized(const store& all);

/// An element of one, for one certificate or list alone.
tls::byte_vector write_serialized_element(const entry& one);
tls::byte_vector write_serialized_element(const revocation_entry& one);

/// A whole serialized store of one certificate or list.
template <typename Entry>
tls::byte_vector write_serialized_alone(const Entry& one);
extern template tls::byte_vector write_serialized_alone(const entry&);
extern template tls::byte_vector write_serialized_alone(const revocation_entry&);

}  // namespace schannel::core::certs
