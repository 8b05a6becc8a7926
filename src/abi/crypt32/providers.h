// provider: what CertOpenStore opens a store with.
#pragma once

#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/entry.h"

namespace schannel::abi::crypt32 {

/// The providers there are here.
enum class provider {
  memory,
  collection,
  file,
  filename_a,
  filename_w,
  pkcs7,
  pkcs12,
  serialized,
  system_a,
  system_w,
  registry_a,
  registry_w,
};

/// The provider that a CERT_STORE_PROV_* number or name means; nothing when there is none of that name.
/// Numbers go up to 0xFFFF, everything else is a name in any case.
std::optional<provider> provider_of(LPCSTR number_or_name);

/// What CertOpenStore is told besides the provider.
struct opening {
  DWORD flags = 0;
  const void* parameter = nullptr;

  bool has(DWORD flag) const { return (flags & flag) != 0; }
};

}  // namespace schannel::abi::crypt32
