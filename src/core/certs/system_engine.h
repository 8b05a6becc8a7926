// What the system and its user trust, distrust and know of: the stores ROOT, Disallowed and CA.
#pragma once

#include "core/certs/chain.h"
#include "core/certs/system_stores.h"

namespace schannel::core::certs {

/// As the stores are now. The user's has the machine's, too. When nobody can tell whom to distrust, nobody is
/// trusted.
chain_engine system_engine(location where);

}  // namespace schannel::core::certs
