// From what is wrong with a name that is to be encoded to the code that says so.
#pragma once

#include <wincrypt.h>

#include "core/certs/name_text.h"

namespace schannel::abi::crypt32 {

inline int code_of(core::certs::name_mistake::kind what) {
  using kind = core::certs::name_mistake::kind;
  switch (what) {
    case kind::not_numeric:
      return CRYPT_E_INVALID_NUMERIC_STRING;
    case kind::not_printable:
      return CRYPT_E_INVALID_PRINTABLE_STRING;
    case kind::not_ia5:
      return CRYPT_E_INVALID_IA5_STRING;
    case kind::syntax:
      break;
  }
  return CRYPT_E_INVALID_X500_STRING;
}

}  // namespace schannel::abi::crypt32
