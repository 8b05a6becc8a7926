// Private keys: CNG's key storage, and PFX files.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule key_storage[] = {
    {"SSPI-NCryptOpenStorageProvider",
     "The Microsoft Software Key Storage Provider is there, by its name and by default; another: "
     "NTE_NOT_FOUND.",
     basis::relied_upon, "mongo-c-driver, aws-c-io, Qt, TinyMUX, FFmpeg, TSDuck, libwebsockets"},
    {"SSPI-NCryptCreatePersistedKey-named",
     "A key with a name stays when its handle is freed, once NCryptFinalizeKey has completed it; a name that "
     "is not "
     "there is NTE_BAD_KEYSET.",
     basis::documented, "Microsoft: NCryptCreatePersistedKey"},
    {"SSPI-NCryptCreatePersistedKey-exists",
     "A name that is there: NTE_EXISTS, unless NCRYPT_OVERWRITE_KEY_FLAG is set.", basis::documented,
     "Microsoft: NCryptCreatePersistedKey"},
    {"SSPI-NCryptCreatePersistedKey-algorithms",
     "RSA, ECDSA and ECDH over P-256, P-384 and P-521; another algorithm: NTE_NOT_SUPPORTED.",
     basis::relied_upon, "TSDuck, FFmpeg, libwebsockets"},
    {"SSPI-NCryptFinalizeKey-once",
     "A key is completed once, then NTE_BAD_KEY_STATE; it cannot be exported before: NTE_BAD_KEY_STATE.",
     basis::documented, "Microsoft: NCryptExportKey"},
    {"SSPI-NCryptSetProperty-length",
     "The length is set before the key is made; NTE_INVALID_PARAMETER for one that it cannot have, "
     "NTE_BAD_KEY_STATE "
     "when it is there.",
     basis::documented, "Microsoft: Key Storage Property Identifiers"},
    {"SSPI-NCryptSetProperty-policy",
     "Export policy and usage are kept with a named key, and hold for good once it is complete.",
     basis::chosen, "a policy that anyone can lift is none"},
    {"SSPI-NCryptGetProperty-parameters",
     "An unknown property: NTE_NOT_SUPPORTED; too little room: NTE_BUFFER_TOO_SMALL, and the size; no "
     "object: "
     "NTE_INVALID_HANDLE; nowhere for the size: NTE_INVALID_PARAMETER.",
     basis::documented, "Microsoft: NCryptGetProperty"},
    {"SSPI-NCryptDeleteKey", "The key is removed and its handle freed.", basis::documented,
     "Microsoft: NCryptDeleteKey"},
    {"SSPI-NCryptOpenKey-container", "With AT_KEYEXCHANGE or AT_SIGNATURE the name may be a container's.",
     basis::documented, "Microsoft: NCryptOpenKey"},
    {"SSPI-BCryptEnumContextFunctions",
     "The cipher suites of CRYPT_LOCAL, SSL and NCRYPT_SCHANNEL_INTERFACE are listed; another context: "
     "STATUS_NOT_FOUND.",
     basis::relied_upon, "Qt, pjsip"},
    {"SSPI-BCryptGetFipsAlgorithmMode", "It is told whether only approved algorithms are used.",
     basis::relied_upon, "MongoDB"},
};

inline constexpr rule key_storage_blobs[] = {
    {"SSPI-NCryptImportKey-kinds",
     "RSAPRIVATEBLOB, RSAFULLPRIVATEBLOB, ECCPRIVATEBLOB, PRIVATEBLOB, CAPIPRIVATEBLOB, PKCS8_PRIVATEKEY and "
     "the "
     "public ones are read and written.",
     basis::documented, "Microsoft: NCryptImportKey"},
    {"SSPI-NCryptImportKey-named",
     "A key is kept by the name in NCRYPTBUFFER_PKCS_KEY_NAME; NTE_EXISTS unless it may be overwritten.",
     basis::relied_upon, "mongo-c-driver, aws-c-io, Qt, FFmpeg, libwebsockets, Azure C shared utility"},
    {"SSPI-NCryptImportKey-not-finalized",
     "With NCRYPT_DO_NOT_FINALIZE_FLAG a key takes properties before NCryptFinalizeKey keeps it.",
     basis::relied_upon, "TinyMUX, FFmpeg"},
    {"SSPI-NCryptImportKey-secret",
     "Encrypted PKCS 8 is read and written with the password in NCRYPTBUFFER_PKCS_SECRET; without it, it is "
     "NTE_BAD_DATA.",
     basis::documented, "Microsoft: NCryptImportKey"},
    {"SSPI-NCryptImportKey-whole",
     "A BLOB that is too short or too long, or whose numbers are no key: NTE_BAD_DATA; an unknown kind: "
     "NTE_NOT_SUPPORTED.",
     basis::chosen, "a key that cannot work is refused at the door"},
    {"SSPI-NCryptExportKey-policy",
     "A private key leaves in the clear only with NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG, encrypted with "
     "NCRYPT_ALLOW_EXPORT_FLAG, else NTE_NOT_SUPPORTED.",
     basis::relied_upon, "programs of .NET, which report that status"},
    {"SSPI-NCryptExportKey-type",
     "A BLOB that such a key does not have: NTE_BAD_TYPE; too little room: NTE_BUFFER_TOO_SMALL, and the "
     "size.",
     basis::documented, "Microsoft: NCryptExportKey"},
};

inline constexpr rule keys_of_cng[] = {
    {"SSPI-keys-by-ncrypt-handle",
     "A key behind CERT_NCRYPT_KEY_HANDLE_PROP_ID, named or not, proves a client and a server.",
     basis::relied_upon, "Qt, TinyMUX, FFmpeg, libwebsockets"},
    {"SSPI-keys-by-key-name", "So does one that CERT_KEY_PROV_INFO_PROP_ID names without a provider type.",
     basis::relied_upon, "FFmpeg, TinyMUX"},
    {"SSPI-CryptAcquireCertificatePrivateKey-cng",
     "A key of CNG is given only when a CRYPT_ACQUIRE flag for such keys is set, else NTE_BAD_PROV_TYPE; its "
     "key "
     "specification is CERT_NCRYPT_KEY_SPEC.",
     basis::verified, "observed on Windows"},
    {"SSPI-CryptAcquireCertificatePrivateKey-translates",
     "With CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG a container's key is given as one of CNG.", basis::documented,
     "Microsoft: CryptAcquireCertificatePrivateKey"},
};

inline constexpr rule pfx_files[] = {
    {"SSPI-PFXImportCertStore-null", "No file: ERROR_INVALID_PARAMETER.", basis::verified,
     "observed on Windows"},
    {"SSPI-PFXImportCertStore-in-memory",
     "With PKCS12_NO_PERSIST_KEY the certificate has a key context with a handle and AT_KEYEXCHANGE, and no "
     "provider "
     "information.",
     basis::verified, "observed on Windows"},
    {"SSPI-PFXImportCertStore-persisted",
     "Without it the certificate has provider information and no key context, and the key stays.",
     basis::verified, "observed on Windows"},
    {"SSPI-PFXImportCertStore-store", "The certificates' store is the one that is returned.", basis::verified,
     "observed on Windows"},
    {"SSPI-PFXImportCertStore-password", "A password that does not fit: ERROR_INVALID_PASSWORD.",
     basis::documented, "Microsoft: PFXImportCertStore"},
    {"SSPI-PFXImportCertStore-exportable", "Keys may be exported again with CRYPT_EXPORTABLE alone.",
     basis::documented, "Microsoft: PFXImportCertStore"},
    {"SSPI-PFXImportCertStore-certificates-only",
     "PKCS12_ONLY_CERTIFICATES leaves the keys in the file; PKCS12_ONLY_NOT_ENCRYPTED_CERTIFICATES leaves "
     "all there "
     "that is encrypted, and needs no password.",
     basis::documented, "Microsoft: PFXImportCertStore"},
    {"SSPI-keys-by-pfx", "A key of an imported file proves a client and a server.", basis::relied_upon,
     "curl, schannel-rs, Qt, msspi"},
    {"SSPI-PFXExportCertStore-round-trip", "What is exported, in old or new encryption, is imported again.",
     basis::documented, "Microsoft: PFXExportCertStoreEx"},
    {"SSPI-PFXExportCertStore-elliptic", "So is a key over an elliptic curve.", basis::relied_upon,
     "TinyMUX"},
    {"SSPI-PFXExportCertStore-chain",
     "All certificates of the store are exported, private keys with EXPORT_PRIVATE_KEYS alone.",
     basis::documented, "Microsoft: PFXExportCertStoreEx"},
    {"SSPI-PFXExportCertStore-friendly-name",
     "A friendly name goes along, whatever characters it has: those beyond U+FFFF are two units of UTF-16.",
     basis::documented, "RFC 2985 section 5.5.1"},
    {"SSPI-PFXExportCertStore-reports",
     "A certificate without a key is exported alone; with REPORT_NO_PRIVATE_KEY it is CRYPT_E_NOT_FOUND or "
     "NTE_NO_KEY.",
     basis::documented, "Microsoft: PFXExportCertStoreEx"},
    {"SSPI-PFXExportCertStore-wrong-key",
     "A key that is not the certificate's is left out; with REPORT_NOT_ABLE_TO_EXPORT_PRIVATE_KEY it is "
     "NTE_BAD_PUBLIC_KEY.",
     basis::chosen, "our choice: readers believe a file about which key is whose"},
    {"SSPI-PFXExportCertStore-size", "Too little room: ERROR_MORE_DATA, and the size.", basis::documented,
     "Microsoft: PFXExportCertStoreEx"},
    {"SSPI-PFXIsPFXBlob", "TRUE for a PFX file, FALSE for other bytes.", basis::documented,
     "Microsoft: PFXIsPFXBlob"},
    {"SSPI-PFXVerifyPassword", "TRUE for the password of the file, FALSE for another.", basis::documented,
     "Microsoft: PFXVerifyPassword"},
};

inline constexpr topic key_storage_topics[] = {{"Private keys", "key storage", key_storage},
                                               {"Private keys", "BLOBs of key storage", key_storage_blobs},
                                               {"Private keys", "certificates with keys of CNG", keys_of_cng},
                                               {"Private keys", "PFX files", pfx_files}};

}  // namespace schannel::rules
