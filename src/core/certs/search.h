// What to look for in a store.
#pragma once

#include <functional>
#include <string>

#include "core/certs/entry.h"

namespace schannel::core::certs {

/// Whether an entry is one that is looked for.
using criterion = std::function<bool(const entry&)>;

/// Which of a certificate's two names is meant.
enum class name_of { subject, issuer };

criterion anything();
/// Everything that is not archived.
criterion anything_current();
criterion having_private_key();
criterion having_thumbprint(tls::byte_vector sha1);
/// Certificates whose name is exactly this DER.
criterion named(name_of which, tls::byte_vector der);
/// Certificates whose name contains `part` when its values are written one after the other; upper and lower
/// case are the same.
criterion mentioning(name_of which, std::wstring part);

}  // namespace schannel::core::certs
