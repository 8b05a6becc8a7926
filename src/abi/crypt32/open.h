// How each provider opens a store. Whatever is wrong with what a program passes, nothing stays open.
#pragma once

#include <wincrypt.h>

#include <vector>

#include "abi/crypt32/new_store.h"
#include "abi/crypt32/providers.h"
#include "core/certs/serialized.h"

namespace schannel::abi::crypt32 {

answer<HCERTSTORE> open_memory(const opening& how);
/// pvPara is a file descriptor in the place of a handle.
answer<HCERTSTORE> open_file(const opening& how);
/// pvPara is the name of a file; it may be NULL.
answer<HCERTSTORE> open_named_file(const opening& how, bool is_wide);
// pvPara is a CRYPT_DATA_BLOB.
answer<HCERTSTORE> open_pkcs7(const opening& how);
answer<HCERTSTORE> open_pkcs12(const opening& how);
answer<HCERTSTORE> open_serialized(const opening& how);

/// Which parts of a system store: all, as a collection, or the folder of its location alone.
enum class system_parts { all, own };

/// pvPara is the store's name. ERROR_FILE_NOT_FOUND for a location or store that is not there,
/// ERROR_FILE_EXISTS for one that must not be. With CERT_STORE_DELETE_FLAG the refusal is ERROR_SUCCESS when
/// the store was deleted.
answer<HCERTSTORE> open_system(const opening& how, bool is_wide, system_parts which);

/// Puts all elements into a store that is not kept anywhere yet.
void fill(const new_store& store, std::vector<core::certs::serialized_element> elements);

}  // namespace schannel::abi::crypt32
