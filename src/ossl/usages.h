// What a certificate says its key may be used for (RFC 5280 section 4.2.1.12).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ossl/certificate.h"
#include "tls/bytes.h"

namespace schannel::ossl {

/// The dotted object identifiers of the extended key usage extension; nothing without one. An extension that
/// cannot be read allows nothing.
std::optional<std::vector<std::string>> extended_usages_of(const certificate& shown);

/// Those in the extension's DER; none when it cannot be read.
std::vector<std::string> extended_usages_in(tls::const_bytes der);

/// Whether a certificate says that it is a CA's; nothing when it has no basic constraints.
std::optional<bool> is_authority(const certificate& shown);

}  // namespace schannel::ossl
