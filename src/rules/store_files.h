// Collections, and stores that are files.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule store_collections[] = {
    {"SSPI-CertOpenStore-collection", "An empty collection takes no additions: E_ACCESSDENIED.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertEnumCertificatesInStore-collection",
     "The members' certificates in the order of the members; each reports the collection as its store.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertAddStoreToCollection-priority", "Members of a higher priority come first.", basis::documented,
     "Microsoft: CertAddStoreToCollection"},
    {"SSPI-CertAddStoreToCollection-not-a-collection", "Another kind of store, or none: E_INVALIDARG.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertAddStoreToCollection-cycle", "A collection that would contain itself: E_INVALIDARG.",
     basis::chosen, "our choice: nobody could walk through it"},
    {"SSPI-CertAddStoreToCollection-closed-member", "The caller may close a member.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertAddCertificateContextToStore-collection",
     "Into the first member with CERT_PHYSICAL_STORE_ADD_ENABLE_FLAG; E_ACCESSDENIED without one.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertAddCertificateContextToStore-collection-existing",
     "What a member has already is replaced or used there, additions or not.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertOpenStore-collection-nested", "Collections nest; contexts report the outermost.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertRemoveStoreFromCollection-ends",
     "What the member holds is seen no longer; removing what is no member does nothing.", basis::documented,
     "Microsoft: CertRemoveStoreFromCollection"},
    {"SSPI-CertDeleteCertificateFromStore-collection", "What a collection shows is deleted in its member.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertSetCertificateContextProperty-collection",
     "A property set through a collection is the member's.", basis::chosen,
     "our choice: a context of a collection is a link"},
    {"SSPI-CertFindCertificateInStore-collection", "Searches go through all members.", basis::verified,
     "observed on Windows"},
};

inline constexpr rule store_files[] = {
    {"SSPI-CertOpenStore-file-handle",
     "No handle: ERROR_INVALID_HANDLE; CERT_STORE_DELETE_FLAG, or COMMIT_ENABLE with READONLY: E_INVALIDARG.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertOpenStore-file-in-memory",
     "Without CERT_FILE_STORE_COMMIT_ENABLE_FLAG additions stay in memory, and CERT_STORE_CTRL_COMMIT gets "
     "ERROR_CALL_NOT_IMPLEMENTED.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertOpenStore-file-committed",
     "With it the store is written when it is committed, and when it is closed.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertControlStore-commit-flags",
     "CLEAR counts what has changed as written; FORCE writes in any case.", basis::documented,
     "Microsoft: CertControlStore"},
    {"SSPI-CertControlStore-others",
     "ERROR_CALL_NOT_IMPLEMENTED for a store that is kept nowhere, ERROR_NOT_SUPPORTED for notifications.",
     basis::chosen, "our choice"},
    {"SSPI-CertOpenStore-filename",
     "No name: ERROR_PATH_NOT_FOUND; ERROR_FILE_NOT_FOUND and ERROR_FILE_EXISTS for what has to exist or "
     "must not.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertOpenStore-filename-formats",
     "A serialized store, PKCS #7 and a single certificate, the latter as DER, base64 and UTF-16 too; "
     "CRYPT_E_FILE_ERROR for anything else.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertOpenStore-filename-committed",
     "With CERT_FILE_STORE_COMMIT_ENABLE_FLAG the file is written when the store is closed.",
     basis::documented, "Microsoft: CertOpenStore"},
    {"SSPI-CertOpenStore-file-disk-full",
     "The same for a file that is open: what it grows by is written first, and cut off again when there is "
     "no room.",
     basis::chosen, "our choice: nothing else is safe where the file cannot be replaced"},
    {"SSPI-CertOpenStore-filename-disk-full",
     "A file that cannot grow: ERROR_DISK_FULL when it is committed or closed, and it is as it was.",
     basis::chosen, "our choice: what Windows calls a full disk"},
    {"SSPI-CertOpenStore-filename-read-only",
     "One that may not be written: ERROR_ACCESS_DENIED then, and it is as it was.", basis::chosen,
     "our choice: what Windows calls it"},
    {"SSPI-CertOpenStore-filename-unreadable", "One that may not be read: ERROR_ACCESS_DENIED.",
     basis::documented, "Microsoft: CertOpenStore"},
    {"SSPI-CertSaveStore-to-memory", "The size without a buffer, ERROR_MORE_DATA for a small one.",
     basis::documented, "Microsoft: CertSaveStore"},
    {"SSPI-CertSaveStore-to-file", "By handle and by name; what a longer file had before is cut off.",
     basis::documented, "Microsoft: CertSaveStore"},
    {"SSPI-CertSaveStore-refuses", "Another format or place: E_INVALIDARG.", basis::documented,
     "Microsoft: CertSaveStore"},
    {"SSPI-CertOpenStore-pkcs7",
     "The certificates and lists of a signed message; CRYPT_E_ASN1_CORRUPT for what is none.",
     basis::documented, "Microsoft: CertOpenStore"},
    {"SSPI-CertOpenStore-pkcs12",
     "A file without a password; ERROR_INVALID_PASSWORD for one with a password.", basis::documented,
     "Microsoft: CertOpenStore"},
    {"SSPI-CertSaveStore-serialized",
     "Elements {id, 1, length, value}: properties, then 0x20 for a certificate or 0x21 for a list; before "
     "them 0 and CERT, behind them twelve zero bytes.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertOpenStore-serialized",
     "What was saved comes back with its properties; handles of keys do not.", basis::documented,
     "Microsoft: CertOpenStore"},
    {"SSPI-CertSerializeCertificateStoreElement-element",
     "The properties and the certificate, without header and end.", basis::documented,
     "Microsoft: CertSerializeCertificateStoreElement"},
    {"SSPI-CertOpenStore-serialized-malformed", "CRYPT_E_FILE_ERROR.", basis::chosen, "our choice"},
};

inline constexpr topic store_file_topics[] = {
    {"Certificate stores", "Collections", store_collections},
    {"Certificate stores", "Files", store_files},
};

}  // namespace schannel::rules
