// Keys as BLOBs of CNG: BCRYPT_RSAKEY_BLOB and BCRYPT_ECCKEY_BLOB with the numbers behind them.
#pragma once

#include <ncrypt.h>

#include <optional>
#include <string_view>
#include <variant>

#include "ossl/key_parts.h"
#include "ossl/secret_bytes.h"
#include "tls/bytes.h"

namespace schannel::abi::cng {

/// A key, or the status that says why there is none.
using read_key = std::variant<SECURITY_STATUS, ossl::private_key, ossl::public_key>;

/// Whether BLOBs of that kind are read and written here.
bool is_key_blob(std::wstring_view kind);
bool is_private_blob(std::wstring_view kind);

/// Refuses with NTE_BAD_DATA what is not exactly a key of that kind.
read_key read_key_blob(std::wstring_view kind, tls::const_bytes blob);

/// Nothing for a kind of BLOB that such a key does not have.
std::optional<ossl::secret_bytes> write_key_blob(std::wstring_view kind, const ossl::public_key& key);
std::optional<ossl::secret_bytes> write_key_blob(std::wstring_view kind, const ossl::private_key& key);

}  // namespace schannel::abi::cng
