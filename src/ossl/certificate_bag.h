// certificate_bag: certificates and revocation lists that come in one file, as PKCS #7 or PEM has them.
#pragma once

#include <optional>
#include <vector>

#include "ossl/certificate.h"
#include "ossl/revocation_list.h"
#include "tls/bytes.h"

namespace schannel::ossl {

struct certificate_bag {
  std::vector<certificate> certificates;
  std::vector<revocation_list> revocation_lists;
};

/// The contents of a SignedData (RFC 2315 section 9) that fills `der` to its end; nothing when it is none. No
/// signature is checked.
std::optional<certificate_bag> read_signed_data(tls::const_bytes der);

/// A SignedData without signers; it throws std::bad_alloc alone.
tls::byte_vector write_signed_data(const certificate_bag& all);

/// All certificates and revocation lists of a PEM file, in their order; whatever else it holds is passed
/// over.
certificate_bag read_pem(tls::const_bytes text);

}  // namespace schannel::ossl
