// What CertFindCertificateInStore can look for.
#pragma once

#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/entry.h"
#include "core/certs/search.h"

namespace schannel::abi::crypt32 {

/// What `type` (CERT_FIND_*) looks for with its flags and parameter; an ordinary walk through the store is no
/// criterion. E_INVALIDARG for an unknown type, or a parameter that says nothing.
answer<std::optional<core::certs::criterion>> criterion_for(DWORD type, DWORD flags, const void* parameter);

}  // namespace schannel::abi::crypt32
