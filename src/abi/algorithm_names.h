// Algorithms as Windows calls them: ALG_IDs, names and strengths.
#pragma once

#include <string_view>

#include "abi/sspi.h"
#include "ossl/facts.h"

namespace schannel::abi {

struct algorithm {
  ALG_ID id = 0;
  std::string_view name{};
  DWORD bits = 0;
};

algorithm cipher_of(ossl::bulk_cipher cipher);
algorithm hash_of(ossl::hash_algorithm hash);
algorithm exchange_of(ossl::key_exchange exchange);
algorithm signature_of(ossl::authentication authenticates);

/// The SP_PROT_... bit of one side of a connection.
DWORD protocol_bit(tls::version version, tls::role role);

}  // namespace schannel::abi
