// Object identifiers between OpenSSL's objects and dotted text.
#pragma once

#include <string>

#include "ossl/handles.h"

namespace schannel::ossl {

using oid_ptr = owned<ASN1_OBJECT, ASN1_OBJECT_free>;

/// The dotted form, whatever names OpenSSL may have for it.
std::string dotted(const ASN1_OBJECT* oid);

/// Null unless `text` is in dotted form.
oid_ptr oid_of(const std::string& text);

}  // namespace schannel::ossl
