// What the system and its user trust, distrust and know of: the stores ROOT, Disallowed and CA.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/certs/chain.h"
#include "core/certs/system_stores.h"

namespace schannel::core::certs {

/// An engine that changes with the stores behind it. Safe to call from any thread.
using engine_source = std::function<std::shared_ptr<const chain_engine>()>;

/// The user's engine as it is, or was a moment ago: many handshakes share one look at the disk.
engine_source user_engine();

/// As the stores are now; they are read again only when a folder has changed, and once a minute for those who
/// change a file where it is. The user's has the machine's, too. When nobody can tell whom to distrust,
/// nobody is trusted.
std::shared_ptr<const chain_engine> system_engine(location where);

/// As user_engine(), with more roots; instead of all others when `alone`.
engine_source user_engine_with(std::vector<ossl::certificate> roots, bool alone);

}  // namespace schannel::core::certs
