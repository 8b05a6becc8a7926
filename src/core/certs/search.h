// What to look for in a store.
#pragma once

#include <string>

#include "core/certs/entry.h"
#include "core/certs/revocation_entry.h"
#include "core/certs/sequence.h"

namespace schannel::core::certs {

/// Whether a certificate is one that is looked for.
using criterion = criterion_for<entry>;

/// Which of a certificate's two names is meant.
enum class name_of { subject, issuer };

criterion anything();
/// Everything that is not archived.
criterion anything_current();
criterion having_private_key();
/// Certificates that may have issued `subject`, to judge by its names and key identifiers.
criterion having_issued(ossl::certificate subject);
criterion having_thumbprint(tls::byte_vector sha1);
/// Certificates whose name is exactly this DER.
criterion named(name_of which, tls::byte_vector der);
/// Certificates whose name contains `part` when its values are written one after the other; upper and lower
/// case are the same.
criterion mentioning(name_of which, std::wstring part);

}  // namespace schannel::core::certs
