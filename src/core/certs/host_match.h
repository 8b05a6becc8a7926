// Whether a certificate is for a host (RFC 6125 section 6).
#pragma once

#include <string>

#include "ossl/certificate.h"

namespace schannel::core::certs {

/// `host` is a name in UTF-8 or an IP address. Alternative names of the kind that is asked for count alone; a
/// common name counts where there is no dNSName. A wildcard stands for one whole label, the first, with at
/// least two behind it. Labels outside ASCII are compared as A-labels.
bool is_for_host(const ossl::certificate& shown, const std::string& host);

}  // namespace schannel::core::certs
