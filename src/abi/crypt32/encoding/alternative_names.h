// Alternative names between the structures of programs and plain values.
#pragma once

#include <wincrypt.h>

#include "abi/crypt32/encoding/block.h"
#include "ossl/asn1/general_names.h"

namespace schannel::abi::crypt32 {

CERT_ALT_NAME_ENTRY entry_in(const ossl::asn1::general_name& from, block& to);
CERT_ALT_NAME_INFO entries_in(const ossl::asn1::general_names& from, block& to);

/// Throws unreadable; `index` is the entry's among its neighbours.
ossl::asn1::general_name name_of(const CERT_ALT_NAME_ENTRY& from, std::size_t index = 0);
ossl::asn1::general_names names_of(const CERT_ALT_NAME_INFO& from);

/// Whether no text in it has a terminator in its middle, where programs would take it for the end.
bool are_whole(const ossl::asn1::general_names& names);

}  // namespace schannel::abi::crypt32
