// CertFindExtension, CertFindAttribute, CertFindRDNAttr: by object identifier.
#include <wincrypt.h>

#include <cstring>

namespace {

/// The first of `count` structures with that identifier; null without one.
template <typename T>
T* find_by_identifier(LPCSTR identifier, DWORD count, T* all) {
  if (identifier == nullptr || all == nullptr) return nullptr;
  for (T* one = all; one != all + count; ++one)
    if (one->pszObjId != nullptr && std::strcmp(one->pszObjId, identifier) == 0) return one;
  return nullptr;
}

}  // namespace

PCERT_EXTENSION WINAPI CertFindExtension(LPCSTR pszObjId, DWORD cExtensions, CERT_EXTENSION* rgExtensions) {
  return find_by_identifier(pszObjId, cExtensions, rgExtensions);
}

PCRYPT_ATTRIBUTE WINAPI CertFindAttribute(LPCSTR pszObjId, DWORD cAttr, CRYPT_ATTRIBUTE* rgAttr) {
  return find_by_identifier(pszObjId, cAttr, rgAttr);
}

PCERT_RDN_ATTR WINAPI CertFindRDNAttr(LPCSTR pszObjId, PCERT_NAME_INFO pName) {
  if (pName == nullptr || pName->rgRDN == nullptr) return nullptr;
  for (const CERT_RDN* relative = pName->rgRDN; relative != pName->rgRDN + pName->cRDN; ++relative)
    if (CERT_RDN_ATTR* found = find_by_identifier(pszObjId, relative->cRDNAttr, relative->rgRDNAttr))
      return found;
  return nullptr;
}
