// Where a certificate says that more about it is to be had: http URLs alone.
#pragma once

#include <string>
#include <vector>

#include "ossl/certificate.h"

namespace schannel::ossl {

/// The revocation lists of its issuer (RFC 5280 section 4.2.1.13).
std::vector<std::string> list_locations(const certificate& shown);

/// The responders for OCSP (RFC 5280 section 4.2.2.1).
std::vector<std::string> responder_locations(const certificate& shown);

/// The certificates of its issuer (likewise).
std::vector<std::string> issuer_locations(const certificate& shown);

/// Whether it names any place, of whatever kind, where its revocation is told.
bool tells_where_revocations_are(const certificate& shown);

/// The certificates in what such a place answered: one in DER, or a PKCS #7 message of several.
std::vector<certificate> certificates_in_answer(tls::const_bytes answer);

}  // namespace schannel::ossl
