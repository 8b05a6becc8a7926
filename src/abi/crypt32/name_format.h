// How CERT_*_NAME_STR and its flags want a name written.
#pragma once

#include <wincrypt.h>

#include "core/certs/name_writing.h"

namespace schannel::abi::crypt32 {

/// The type is a number in the low word; none is CERT_SIMPLE_NAME_STR.
inline core::certs::name_format name_format_of(DWORD string_type) {
  using core::certs::name_format;
  const auto has = [=](DWORD flag) { return (string_type & flag) != 0; };
  name_format format;
  if ((string_type & 0xFFFF) == CERT_OID_NAME_STR) format.shown = name_format::keys::identifiers;
  if ((string_type & 0xFFFF) == CERT_X500_NAME_STR) format.shown = name_format::keys::words;
  if (has(CERT_NAME_STR_SEMICOLON_FLAG)) format.separator = L"; ";
  if (has(CERT_NAME_STR_CRLF_FLAG)) format.separator = L"\r\n";
  if (has(CERT_NAME_STR_NO_PLUS_FLAG)) format.plus = L" ";
  format.has_quotes = !has(CERT_NAME_STR_NO_QUOTING_FLAG);
  format.is_reversed = has(CERT_NAME_STR_REVERSE_FLAG);
  if (has(CERT_NAME_STR_DISABLE_IE4_UTF8_FLAG)) format.t61 = core::certs::t61_reading::latin1;
  return format;
}

}  // namespace schannel::abi::crypt32
