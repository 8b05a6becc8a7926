// General names between OpenSSL's objects and plain values.
#pragma once

#include "ossl/asn1/general_names.h"
#include "ossl/asn1/items.h"

namespace schannel::ossl::asn1 {

general_name general_name_in(const GENERAL_NAME* name);
general_names general_names_in(const GENERAL_NAMES* names);

/// Replaces what `to` holds; false for a name that cannot be written.
bool put(GENERAL_NAME& to, const general_name& name);
/// No list at all when there are no names.
bool put(GENERAL_NAMES*& to, const general_names& names);

}  // namespace schannel::ossl::asn1
