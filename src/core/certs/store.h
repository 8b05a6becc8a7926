// store: certificates and revocation lists, each in the order in which they were added.
#pragma once

#include "core/certs/entry.h"
#include "core/certs/revocation_entry.h"
#include "core/certs/sequence.h"

namespace schannel::core::certs {

struct store {
  sequence<entry> certificates;
  sequence<revocation_entry> revocation_lists;
};

}  // namespace schannel::core::certs
