// CertAddStoreToCollection, CertRemoveStoreFromCollection.
#include <wincrypt.h>

#include "abi/crypt32/registry.h"

using namespace schannel::abi::crypt32;

BOOL WINAPI CertAddStoreToCollection(HCERTSTORE hCollectionStore, HCERTSTORE hSiblingStore,
                                     DWORD dwUpdateFlag, DWORD dwPriority) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (hSiblingStore == nullptr) return TRUE;
    const bool takes_additions = (dwUpdateFlag & CERT_PHYSICAL_STORE_ADD_ENABLE_FLAG) != 0;
    return registry::instance().join(hCollectionStore, hSiblingStore, dwPriority, takes_additions);
  });
}

void WINAPI CertRemoveStoreFromCollection(HCERTSTORE hCollectionStore, HCERTSTORE hSiblingStore) {
  guarded<BOOL>([&] { return registry::instance().leave(hCollectionStore, hSiblingStore); });
}
