// The TBSCertList of a revocation list (RFC 5280 section 5.1.2) alone.
#pragma once

#include "ossl/asn1/values.h"
#include "ossl/revocation_list.h"

namespace schannel::ossl::asn1 {

decoded<revocation_list_fields> decode_revocation_list_fields(tls::const_bytes der);
encoded encode_revocation_list_fields(const revocation_list_fields& fields);

}  // namespace schannel::ossl::asn1
