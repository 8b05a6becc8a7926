// Certificate stores: where they are, how they are opened, changed and closed.
#pragma once

#include "certificates.h"

// Providers, by number.
#define CERT_STORE_PROV_MSG               ((LPCSTR)1)
#define CERT_STORE_PROV_MEMORY            ((LPCSTR)2)
#define CERT_STORE_PROV_FILE              ((LPCSTR)3)
#define CERT_STORE_PROV_REG               ((LPCSTR)4)
#define CERT_STORE_PROV_PKCS7             ((LPCSTR)5)
#define CERT_STORE_PROV_SERIALIZED        ((LPCSTR)6)
#define CERT_STORE_PROV_FILENAME_A        ((LPCSTR)7)
#define CERT_STORE_PROV_FILENAME_W        ((LPCSTR)8)
#define CERT_STORE_PROV_FILENAME          CERT_STORE_PROV_FILENAME_W
#define CERT_STORE_PROV_SYSTEM_A          ((LPCSTR)9)
#define CERT_STORE_PROV_SYSTEM_W          ((LPCSTR)10)
#define CERT_STORE_PROV_SYSTEM            CERT_STORE_PROV_SYSTEM_W
#define CERT_STORE_PROV_COLLECTION        ((LPCSTR)11)
#define CERT_STORE_PROV_SYSTEM_REGISTRY_A ((LPCSTR)12)
#define CERT_STORE_PROV_SYSTEM_REGISTRY_W ((LPCSTR)13)
#define CERT_STORE_PROV_SYSTEM_REGISTRY   CERT_STORE_PROV_SYSTEM_REGISTRY_W
#define CERT_STORE_PROV_PHYSICAL_W        ((LPCSTR)14)
#define CERT_STORE_PROV_PHYSICAL          CERT_STORE_PROV_PHYSICAL_W
#define CERT_STORE_PROV_SMART_CARD_W      ((LPCSTR)15)
#define CERT_STORE_PROV_SMART_CARD        CERT_STORE_PROV_SMART_CARD_W
#define CERT_STORE_PROV_LDAP_W            ((LPCSTR)16)
#define CERT_STORE_PROV_LDAP              CERT_STORE_PROV_LDAP_W
#define CERT_STORE_PROV_PKCS12            ((LPCSTR)17)

// Providers, by name.
#define sz_CERT_STORE_PROV_MEMORY            "Memory"
#define sz_CERT_STORE_PROV_FILENAME_W        "File"
#define sz_CERT_STORE_PROV_FILENAME          sz_CERT_STORE_PROV_FILENAME_W
#define sz_CERT_STORE_PROV_SYSTEM_W          "System"
#define sz_CERT_STORE_PROV_SYSTEM            sz_CERT_STORE_PROV_SYSTEM_W
#define sz_CERT_STORE_PROV_PKCS7             "PKCS7"
#define sz_CERT_STORE_PROV_PKCS12            "PKCS12"
#define sz_CERT_STORE_PROV_SERIALIZED        "Serialized"
#define sz_CERT_STORE_PROV_COLLECTION        "Collection"
#define sz_CERT_STORE_PROV_SYSTEM_REGISTRY_W "SystemRegistry"
#define sz_CERT_STORE_PROV_SYSTEM_REGISTRY   sz_CERT_STORE_PROV_SYSTEM_REGISTRY_W
#define sz_CERT_STORE_PROV_PHYSICAL_W        "Physical"
#define sz_CERT_STORE_PROV_PHYSICAL          sz_CERT_STORE_PROV_PHYSICAL_W
#define sz_CERT_STORE_PROV_SMART_CARD_W      "SmartCard"
#define sz_CERT_STORE_PROV_SMART_CARD        sz_CERT_STORE_PROV_SMART_CARD_W
#define sz_CERT_STORE_PROV_LDAP_W            "Ldap"
#define sz_CERT_STORE_PROV_LDAP              sz_CERT_STORE_PROV_LDAP_W

// Flags of CertOpenStore.
#define CERT_STORE_NO_CRYPT_RELEASE_FLAG            0x1
#define CERT_STORE_SET_LOCALIZED_NAME_FLAG          0x2
#define CERT_STORE_DEFER_CLOSE_UNTIL_LAST_FREE_FLAG 0x4
#define CERT_STORE_DELETE_FLAG                      0x10
#define CERT_STORE_UNSAFE_PHYSICAL_FLAG             0x20
#define CERT_STORE_SHARE_STORE_FLAG                 0x40
#define CERT_STORE_SHARE_CONTEXT_FLAG               0x80
#define CERT_STORE_MANIFOLD_FLAG                    0x100
#define CERT_STORE_ENUM_ARCHIVED_FLAG               0x200
#define CERT_STORE_UPDATE_KEYID_FLAG                0x400
#define CERT_STORE_BACKUP_RESTORE_FLAG              0x800
#define CERT_STORE_MAXIMUM_ALLOWED_FLAG             0x1000
#define CERT_STORE_CREATE_NEW_FLAG                  0x2000
#define CERT_STORE_OPEN_EXISTING_FLAG               0x4000
#define CERT_STORE_READONLY_FLAG                    0x8000

// A flag of CertOpenStore for stores that are files: what changes is written when the store is closed.
#define CERT_FILE_STORE_COMMIT_ENABLE_FLAG 0x10000

// What a store does in a collection, and in a system store, which is one.
#define CERT_PHYSICAL_STORE_ADD_ENABLE_FLAG                  0x1
#define CERT_PHYSICAL_STORE_OPEN_DISABLE_FLAG                0x2
#define CERT_PHYSICAL_STORE_REMOTE_OPEN_DISABLE_FLAG         0x4
#define CERT_PHYSICAL_STORE_INSERT_COMPUTER_NAME_ENABLE_FLAG 0x8

// What CertControlStore does, and its flags.
#define CERT_STORE_CTRL_RESYNC                        1
#define CERT_STORE_CTRL_NOTIFY_CHANGE                 2
#define CERT_STORE_CTRL_COMMIT                        3
#define CERT_STORE_CTRL_AUTO_RESYNC                   4
#define CERT_STORE_CTRL_CANCEL_NOTIFY                 5
#define CERT_STORE_CTRL_INHIBIT_DUPLICATE_HANDLE_FLAG 0x1
#define CERT_STORE_CTRL_COMMIT_FORCE_FLAG             0x1
#define CERT_STORE_CTRL_COMMIT_CLEAR_FLAG             0x2

// The location of a system store, in the high word of the flags.
#define CERT_SYSTEM_STORE_MASK                          0xffff0000
#define CERT_SYSTEM_STORE_RELOCATE_FLAG                 0x80000000
#define CERT_SYSTEM_STORE_DEFER_READ_FLAG               0x20000000
#define CERT_SYSTEM_STORE_UNPROTECTED_FLAG              0x40000000
#define CERT_SYSTEM_STORE_LOCATION_MASK                 0x00ff0000
#define CERT_SYSTEM_STORE_LOCATION_SHIFT                16
#define CERT_SYSTEM_STORE_CURRENT_USER_ID               1
#define CERT_SYSTEM_STORE_LOCAL_MACHINE_ID              2
#define CERT_SYSTEM_STORE_CURRENT_SERVICE_ID            4
#define CERT_SYSTEM_STORE_SERVICES_ID                   5
#define CERT_SYSTEM_STORE_USERS_ID                      6
#define CERT_SYSTEM_STORE_CURRENT_USER_GROUP_POLICY_ID  7
#define CERT_SYSTEM_STORE_LOCAL_MACHINE_GROUP_POLICY_ID 8
#define CERT_SYSTEM_STORE_LOCAL_MACHINE_ENTERPRISE_ID   9
#define CERT_SYSTEM_STORE_LOCAL_MACHINE_WCOS_ID         10

#define CERT_SYSTEM_STORE_CURRENT_USER               0x00010000
#define CERT_SYSTEM_STORE_LOCAL_MACHINE              0x00020000
#define CERT_SYSTEM_STORE_CURRENT_SERVICE            0x00040000
#define CERT_SYSTEM_STORE_SERVICES                   0x00050000
#define CERT_SYSTEM_STORE_USERS                      0x00060000
#define CERT_SYSTEM_STORE_CURRENT_USER_GROUP_POLICY  0x00070000
#define CERT_SYSTEM_STORE_LOCAL_MACHINE_GROUP_POLICY 0x00080000
#define CERT_SYSTEM_STORE_LOCAL_MACHINE_ENTERPRISE   0x00090000
#define CERT_SYSTEM_STORE_LOCAL_MACHINE_WCOS         0x000a0000

// What to do when the store has the certificate already.
#define CERT_STORE_ADD_NEW                                 1
#define CERT_STORE_ADD_USE_EXISTING                        2
#define CERT_STORE_ADD_REPLACE_EXISTING                    3
#define CERT_STORE_ADD_ALWAYS                              4
#define CERT_STORE_ADD_REPLACE_EXISTING_INHERIT_PROPERTIES 5
#define CERT_STORE_ADD_NEWER                               6
#define CERT_STORE_ADD_NEWER_INHERIT_PROPERTIES            7

// Flags of CertCloseStore.
#define CERT_CLOSE_STORE_FORCE_FLAG 0x1
#define CERT_CLOSE_STORE_CHECK_FLAG 0x2

// Checks of a context against its issuer.
#define CERT_STORE_SIGNATURE_FLAG     0x1
#define CERT_STORE_TIME_VALIDITY_FLAG 0x2
#define CERT_STORE_REVOCATION_FLAG    0x4
#define CERT_STORE_NO_CRL_FLAG        0x10000
#define CERT_STORE_NO_ISSUER_FLAG     0x20000
#define CERT_STORE_BASE_CRL_FLAG      0x100
#define CERT_STORE_DELTA_CRL_FLAG     0x200

// Kinds of context, and what a store is saved as.
#define CERT_STORE_CERTIFICATE_CONTEXT      1
#define CERT_STORE_CRL_CONTEXT              2
#define CERT_STORE_CTL_CONTEXT              3
#define CERT_STORE_CERTIFICATE_CONTEXT_FLAG (1 << CERT_STORE_CERTIFICATE_CONTEXT)
#define CERT_STORE_CRL_CONTEXT_FLAG         (1 << CERT_STORE_CRL_CONTEXT)
#define CERT_STORE_CTL_CONTEXT_FLAG         (1 << CERT_STORE_CTL_CONTEXT)
#define CERT_STORE_ALL_CONTEXT_FLAG         (~0U)
#define CERT_STORE_SAVE_AS_STORE            1
#define CERT_STORE_SAVE_AS_PKCS7            2
#define CERT_STORE_SAVE_AS_PKCS12           3
#define CERT_STORE_SAVE_TO_FILE             1
#define CERT_STORE_SAVE_TO_MEMORY           2
#define CERT_STORE_SAVE_TO_FILENAME_A       3
#define CERT_STORE_SAVE_TO_FILENAME_W       4
#define CERT_STORE_SAVE_TO_FILENAME         CERT_STORE_SAVE_TO_FILENAME_W

/// What CertEnumSystemStore tells of a store besides its name: nothing yet.
typedef struct _CERT_SYSTEM_STORE_INFO {
  DWORD cbSize;
} CERT_SYSTEM_STORE_INFO, *PCERT_SYSTEM_STORE_INFO;

/// Is called with the name of each store (wide), its location and pvArg; FALSE ends the enumeration.
typedef BOOL(WINAPI* PFN_CERT_ENUM_SYSTEM_STORE)(const void* pvSystemStore, DWORD dwFlags,
                                                 PCERT_SYSTEM_STORE_INFO pStoreInfo, void* pvReserved,
                                                 void* pvArg);

OPENSCHANNEL_BEGIN_C

/// Opens a store. lpszStoreProvider is a CERT_STORE_PROV_* number or name, pvPara what that provider wants: a
/// name of the provider's character width, a CRYPT_DATA_BLOB, NULL, or for CERT_STORE_PROV_FILE a file
/// descriptor in the place of a handle, which stays the caller's and open until the store is closed. Returns
/// NULL with ERROR_FILE_NOT_FOUND for a provider or store that does not exist, ERROR_FILE_EXISTS for one that
/// must not, CRYPT_E_FILE_ERROR or CRYPT_E_ASN1_CORRUPT for content that is no store, ERROR_INVALID_PASSWORD
/// for a PFX file with a password, E_INVALIDARG for what does not go together, a descriptor that only appends
/// with CERT_FILE_STORE_COMMIT_ENABLE_FLAG among it, or what the operating system has against a file.
/// CertCloseStore closes it.
OPENSCHANNEL_API HCERTSTORE WINAPI CertOpenStore(LPCSTR lpszStoreProvider, DWORD dwEncodingType,
                                                 HCRYPTPROV_LEGACY hCryptProv, DWORD dwFlags,
                                                 const void* pvPara);

/// Opens a store of the current user: MY, CA, ROOT, Disallowed or another one, which is made when it is not
/// there. The names are the same in any case. hProv is not used. Returns NULL with E_INVALIDARG for no name,
/// or in the way of CertOpenStore.
OPENSCHANNEL_API HCERTSTORE WINAPI CertOpenSystemStoreA(HCRYPTPROV_LEGACY hProv, LPCSTR szSubsystemProtocol);
OPENSCHANNEL_API HCERTSTORE WINAPI CertOpenSystemStoreW(HCRYPTPROV_LEGACY hProv, LPCWSTR szSubsystemProtocol);

/// Calls pfnEnum with the name of each store of the location in dwFlags, until it returns FALSE. The name is
/// gone after the call. pvSystemStoreLocationPara is not used. Returns FALSE with ERROR_FILE_NOT_FOUND for
/// another location, E_INVALIDARG without pfnEnum, or with the last error of pfnEnum.
OPENSCHANNEL_API BOOL WINAPI CertEnumSystemStore(DWORD dwFlags, void* pvSystemStoreLocationPara, void* pvArg,
                                                 PFN_CERT_ENUM_SYSTEM_STORE pfnEnum);

/// Adds a reference, which CertCloseStore gives up, and returns the same handle. NULL stays NULL; what is no
/// store is NULL with ERROR_INVALID_HANDLE.
OPENSCHANNEL_API HCERTSTORE WINAPI CertDuplicateStore(HCERTSTORE hCertStore);

/// Gives up a reference; the last one writes what a store in a file has not written yet. Contexts that are
/// still held stay valid, unless CERT_CLOSE_STORE_FORCE_FLAG frees them; with CERT_CLOSE_STORE_CHECK_FLAG
/// they, and other references, make it return FALSE with CRYPT_E_PENDING_CLOSE. NULL is nothing to close:
/// TRUE. Returns FALSE with ERROR_INVALID_HANDLE for what is no store, E_UNEXPECTED for the one that contexts
/// of no store are in, or what the operating system has against the file; closed it is in every other case.
OPENSCHANNEL_API BOOL WINAPI CertCloseStore(HCERTSTORE hCertStore, DWORD dwFlags);

/// Makes a store a member of a collection, which holds it open. dwUpdateFlags is 0, or
/// CERT_PHYSICAL_STORE_ADD_ENABLE_FLAG for a member that takes what is added to the collection. Members of a
/// higher dwPriority come first. Returns FALSE with E_INVALIDARG for what is no collection, or would contain
/// itself.
OPENSCHANNEL_API BOOL WINAPI CertAddStoreToCollection(HCERTSTORE hCollectionStore, HCERTSTORE hSiblingStore,
                                                      DWORD dwUpdateFlags, DWORD dwPriority);

/// Ends a membership, if there is one.
OPENSCHANNEL_API void WINAPI CertRemoveStoreFromCollection(HCERTSTORE hCollectionStore,
                                                           HCERTSTORE hSiblingStore);

/// Writes a store now that is written when it is closed (CERT_STORE_CTRL_COMMIT, with flags that force it or
/// give up what has changed), or takes over what other processes have changed in it (CERT_STORE_CTRL_RESYNC).
/// pvCtrlPara is not used. Returns FALSE with ERROR_CALL_NOT_IMPLEMENTED for a store that knows no such
/// thing, ERROR_NOT_SUPPORTED for other kinds of control, ERROR_INVALID_HANDLE for what is no store, or what
/// the operating system has against its file or folder.
OPENSCHANNEL_API BOOL WINAPI CertControlStore(HCERTSTORE hCertStore, DWORD dwFlags, DWORD dwCtrlType,
                                              const void* pvCtrlPara);

/// Writes a copy of a store, CERT_STORE_SAVE_AS_STORE or CERT_STORE_SAVE_AS_PKCS7, to a file descriptor in
/// the place of a handle, a CERT_BLOB (cbData is its buffer's size before, the copy's after and when pbData
/// is NULL) or a file by name. An open file is written from its beginning and stands behind the copy then.
/// dwFlags is 0. Returns FALSE with ERROR_INVALID_HANDLE for what is no store, E_INVALIDARG for another
/// format or place, a descriptor that only appends among them, ERROR_MORE_DATA for a small buffer,
/// ERROR_DISK_FULL, ERROR_WRITE_PROTECT, ERROR_ACCESS_DENIED and the like: what the file had before is
/// written back if the disk takes it, unless the descriptor only writes or only the last flush failed.
OPENSCHANNEL_API BOOL WINAPI CertSaveStore(HCERTSTORE hCertStore, DWORD dwEncodingType, DWORD dwSaveAs,
                                           DWORD dwSaveTo, void* pvSaveToPara, DWORD dwFlags);

/// Adds a copy of a context, with its properties except key handles; with hCertStore NULL it belongs to no
/// store. *ppStoreContext, unless NULL, receives the new context, which the caller frees. Returns FALSE with
/// CRYPT_E_EXISTS for a certificate that dwAddDisposition does not take beside the one that is there,
/// E_INVALIDARG for what is no disposition or no context, ERROR_INVALID_HANDLE for what is no store,
/// E_ACCESSDENIED for one that takes no additions, or ERROR_DISK_FULL, ERROR_WRITE_PROTECT and the like.
OPENSCHANNEL_API BOOL WINAPI CertAddCertificateContextToStore(HCERTSTORE hCertStore,
                                                              PCCERT_CONTEXT pCertContext,
                                                              DWORD dwAddDisposition,
                                                              PCCERT_CONTEXT* ppStoreContext);

/// Adds a certificate from its DER. With hCertStore NULL it makes a context that belongs to no store. Returns
/// FALSE in the way of CertCreateCertificateContext and CertAddCertificateContextToStore.
OPENSCHANNEL_API BOOL WINAPI CertAddEncodedCertificateToStore(HCERTSTORE hCertStore, DWORD dwCertEncodingType,
                                                              const BYTE* pbCertEncoded, DWORD cbCertEncoded,
                                                              DWORD dwAddDisposition,
                                                              PCCERT_CONTEXT* ppCertContext);

/// Adds a link in the way of CertAddCertificateContextToStore: another context of the same certificate, whose
/// encoding and properties it shares, in memory alone. hCertStore is no collection: E_INVALIDARG.
OPENSCHANNEL_API BOOL WINAPI CertAddCertificateLinkToStore(HCERTSTORE hCertStore, PCCERT_CONTEXT pCertContext,
                                                           DWORD dwAddDisposition,
                                                           PCCERT_CONTEXT* ppStoreContext);

/// Takes a certificate out of its store and gives up the caller's reference, on failure too. TRUE for NULL
/// and for one that is in no store. Returns FALSE with E_ACCESSDENIED for a store that cannot be changed,
/// E_INVALIDARG for what is no context, or what the operating system has against its file.
OPENSCHANNEL_API BOOL WINAPI CertDeleteCertificateFromStore(PCCERT_CONTEXT pCertContext);

/// Returns the certificate after pPrevCertContext, which it frees, or the first one after NULL. Ends with
/// NULL and CRYPT_E_NOT_FOUND; NULL with E_INVALIDARG for a context of another store, which is freed too, and
/// with ERROR_INVALID_HANDLE for what is no store. A context that is kept must be duplicated or freed by the
/// caller.
OPENSCHANNEL_API PCCERT_CONTEXT WINAPI CertEnumCertificatesInStore(HCERTSTORE hCertStore,
                                                                   PCCERT_CONTEXT pPrevCertContext);

/// Returns the next certificate that matches, in the way of CertEnumCertificatesInStore. dwFindType is one of
/// CERT_FIND_*, pvFindPara what it is compared with. An unknown type, or pvFindPara that is missing, gets
/// E_INVALIDARG.
OPENSCHANNEL_API PCCERT_CONTEXT WINAPI CertFindCertificateInStore(HCERTSTORE hCertStore,
                                                                  DWORD dwCertEncodingType, DWORD dwFindFlags,
                                                                  DWORD dwFindType, const void* pvFindPara,
                                                                  PCCERT_CONTEXT pPrevCertContext);

/// Returns the next certificate that may have issued pSubjectContext, in the way of
/// CertEnumCertificatesInStore. *pdwFlags says what to check (CERT_STORE_SIGNATURE_FLAG,
/// CERT_STORE_TIME_VALIDITY_FLAG, CERT_STORE_REVOCATION_FLAG) and keeps the bits of the checks that failed.
/// Returns NULL with CRYPT_E_SELF_SIGNED for a certificate that issued itself, CRYPT_E_NOT_FOUND after the
/// last.
OPENSCHANNEL_API PCCERT_CONTEXT WINAPI CertGetIssuerCertificateFromStore(HCERTSTORE hCertStore,
                                                                         PCCERT_CONTEXT pSubjectContext,
                                                                         PCCERT_CONTEXT pPrevIssuerContext,
                                                                         DWORD* pdwFlags);

/// Writes a certificate with its properties, as an element of a serialized store, to *pcbElement bytes at
/// pbElement; NULL asks for the size alone. Returns FALSE with ERROR_MORE_DATA for a small buffer,
/// E_INVALIDARG for what is no context.
OPENSCHANNEL_API BOOL WINAPI CertSerializeCertificateStoreElement(PCCERT_CONTEXT pCertContext, DWORD dwFlags,
                                                                  BYTE* pbElement, DWORD* pcbElement);

OPENSCHANNEL_END_C
