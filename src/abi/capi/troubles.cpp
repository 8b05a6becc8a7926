// From what became of a stored key to the code that says so.
#include "abi/capi/troubles.h"

namespace schannel::abi::capi {

int code_of(core::keys::trouble why, int not_there) {
  using core::keys::trouble;
  switch (why) {
    case trouble::no_container:
      return not_there;
    case trouble::no_key:
      return NTE_NO_KEY;
    case trouble::exists:
      return NTE_EXISTS;
    case trouble::forbidden:
      return NTE_PERM;
    case trouble::damaged:
      return NTE_KEYSET_ENTRY_BAD;
    case trouble::full:
      return NTE_TOKEN_KEYSET_STORAGE_FULL;
    case trouble::no_folder:
      return ERROR_FILE_NOT_FOUND;
    case trouble::failed:
      break;
  }
  return NTE_FAIL;
}

}  // namespace schannel::abi::capi
