// Private keys: CryptoAPI's containers and BLOBs, and how certificates come to theirs.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule containers[] = {
    {"SSPI-CryptAcquireContext-new-keyset",
     "CRYPT_NEWKEYSET makes a container, or fails with NTE_EXISTS; without it a container that is not there "
     "is "
     "NTE_BAD_KEYSET.",
     basis::documented, "Microsoft: CryptAcquireContext"},
    {"SSPI-CryptAcquireContext-delete-keyset",
     "CRYPT_DELETEKEYSET removes a container with its keys, and gives no handle; NTE_BAD_KEYSET when there "
     "is none.",
     basis::documented, "Microsoft: CryptAcquireContext"},
    {"SSPI-CryptAcquireContext-persists",
     "A container and its keys stay when its handles are released, and every RSA provider sees them.",
     basis::documented, "Microsoft: CryptAcquireContext"},
    {"SSPI-CryptAcquireContext-names",
     "Any text is a name, in either width; none leads out of the folder of containers.", basis::chosen,
     "names of files are made of them here"},
    {"SSPI-CryptAcquireContext-provider-type",
     "A type of 0 or above 999: NTE_BAD_PROV_TYPE; one without a provider: NTE_PROV_TYPE_NOT_DEF; an unknown "
     "name: "
     "NTE_KEYSET_NOT_DEF; a name of another type: NTE_PROV_TYPE_NO_MATCH; an empty name: "
     "ERROR_INVALID_PARAMETER.",
     basis::documented, "Microsoft: CryptAcquireContext"},
    {"SSPI-CryptAcquireContext-providers",
     "The base, enhanced and strong RSA providers, the one with AES and the one for Schannel are there; each "
     "of their "
     "types has a default.",
     basis::relied_upon, "boost-wintls, curl, schannel-rs, mongo-c-driver, MariaDB, ZeroC Ice"},
    {"SSPI-CryptAcquireContext-flags",
     "CRYPT_VERIFYCONTEXT with a name or with CRYPT_NEWKEYSET, and unknown flags: NTE_BAD_FLAGS.",
     basis::documented, "Microsoft: CryptAcquireContext"},
    {"SSPI-CryptAcquireContext-null-handle", "Nowhere to put the handle: ERROR_INVALID_PARAMETER.",
     basis::documented, "Microsoft: CryptAcquireContext"},
    {"SSPI-CryptReleaseContext-handle",
     "A handle is released once, then ERROR_INVALID_HANDLE; flags are NTE_BAD_FLAGS, and it is released all "
     "the same.",
     basis::documented, "Microsoft: CryptReleaseContext"},
    {"SSPI-CryptReleaseContext-takes-its-keys",
     "Keys and digests of a released provider: ERROR_INVALID_HANDLE.", basis::documented,
     "Microsoft: CryptReleaseContext"},
    {"SSPI-CryptGenKey-purposes",
     "A container has at most a key for AT_KEYEXCHANGE and one for AT_SIGNATURE; a new one takes the place "
     "of the "
     "old. CryptGetUserKey opens them: NTE_NO_KEY when there is none, NTE_BAD_KEY for another number.",
     basis::documented, "Microsoft: CryptGenKey, CryptGetUserKey"},
    {"SSPI-CryptGenKey-length",
     "The upper half of the flags is the length in bits; ERROR_INVALID_PARAMETER when it is too short or too "
     "long.",
     basis::documented, "Microsoft: CryptGenKey"},
    {"SSPI-CryptGenKey-algorithm", "An algorithm that makes no key pairs: NTE_BAD_ALGID.", basis::documented,
     "Microsoft: CryptGenKey"},
    {"SSPI-CryptGenKey-silent",
     "A protected key with a silent provider, or one under high protection with a silent or passing one: "
     "NTE_SILENT_CONTEXT.",
     basis::documented, "Microsoft: CryptGenKey"},
};

inline constexpr rule key_blobs[] = {
    {"SSPI-CryptExportKey-blobs",
     "PUBLICKEYBLOB and PRIVATEKEYBLOB: header, RSAPUBKEY, then the numbers, all little-endian and of fixed "
     "sizes.",
     basis::documented, "Microsoft: Base Provider Key BLOBs"},
    {"SSPI-CryptExportKey-small-buffer", "Too little room: ERROR_MORE_DATA, and the size.", basis::documented,
     "Microsoft: CryptExportKey"},
    {"SSPI-CryptExportKey-exportable",
     "A private key that is not CRYPT_EXPORTABLE, also after it was kept: NTE_BAD_KEY_STATE.",
     basis::documented, "Microsoft: CryptExportKey"},
    {"SSPI-CryptExportKey-type",
     "Another kind of BLOB: NTE_BAD_TYPE; the private half of a public key: NTE_NO_KEY; flags: "
     "NTE_BAD_FLAGS; a key to "
     "encrypt with: NTE_BAD_KEY.",
     basis::documented, "Microsoft: CryptExportKey"},
    {"SSPI-CryptImportKey-purpose", "A PRIVATEKEYBLOB goes where its CALG_RSA_KEYX or CALG_RSA_SIGN says.",
     basis::documented, "Microsoft: CryptImportKey"},
    {"SSPI-CryptImportKey-public", "A PUBLICKEYBLOB comes as it went, and leaves the container alone.",
     basis::documented, "Microsoft: CryptImportKey"},
    {"SSPI-CryptImportKey-header",
     "An unknown type: NTE_BAD_TYPE; another version: NTE_BAD_VER; another algorithm: NTE_BAD_ALGID; another "
     "mark: "
     "NTE_BAD_DATA.",
     basis::documented, "Microsoft: CryptImportKey"},
    {"SSPI-CryptImportKey-whole", "A BLOB that is too short, or whose numbers are no key: NTE_BAD_DATA.",
     basis::chosen, "a key that cannot work is refused at the door"},
    {"SSPI-CryptImportKey-parameters",
     "No data or nowhere to put the handle: ERROR_INVALID_PARAMETER; no provider: ERROR_INVALID_HANDLE.",
     basis::documented, "Microsoft: CryptImportKey"},
};

inline constexpr rule digests[] = {
    {"SSPI-CryptCreateHash-algorithms", "MD5, SHA-1, SHA-256, SHA-384 and SHA-512, over data in pieces.",
     basis::relied_upon, "curl, msspi"},
    {"SSPI-CryptCreateHash-older-providers",
     "Providers of another type than PROV_RSA_AES have MD5 and SHA-1 alone: NTE_BAD_ALGID.",
     basis::documented, "Microsoft: Microsoft AES Cryptographic Provider"},
    {"SSPI-CryptGetHashParam-ends",
     "Reading the digest ends it: more data is NTE_BAD_HASH_STATE, and it can be read again. Asking for its "
     "size "
     "does not.",
     basis::documented, "Microsoft: CryptGetHashParam"},
    {"SSPI-CryptGetHashParam-parameters",
     "HP_ALGID and HP_HASHSIZE are told at any time; another number is NTE_BAD_TYPE, too little room "
     "ERROR_MORE_DATA.",
     basis::documented, "Microsoft: CryptGetHashParam"},
    {"SSPI-CryptGenRandom", "The whole buffer is filled with random bytes.", basis::documented,
     "Microsoft: CryptGenRandom"},
};

inline constexpr rule certificate_keys[] = {
    {"SSPI-CryptAcquireCertificatePrivateKey-no-key",
     "A certificate without a key: CRYPT_E_NO_KEY_PROPERTY, or NTE_BAD_PROV_TYPE on newer Windows.",
     basis::verified, "observed on Windows"},
    {"SSPI-CryptAcquireCertificatePrivateKey-no-container",
     "A key whose container is missing: NTE_BAD_KEYSET.", basis::verified, "observed on Windows"},
    {"SSPI-CryptAcquireCertificatePrivateKey-caller-frees",
     "Without caching each call gives a handle of its own, which the caller frees.", basis::verified,
     "observed on Windows"},
    {"SSPI-CryptAcquireCertificatePrivateKey-caches",
     "With CRYPT_ACQUIRE_CACHE_FLAG, or with CRYPT_ACQUIRE_USE_PROV_INFO_FLAG when the key's information "
     "says "
     "CERT_SET_KEY_CONTEXT_PROP_ID, the handle stays with the certificate and comes again.",
     basis::verified, "observed on Windows"},
    {"SSPI-CryptAcquireCertificatePrivateKey-compares",
     "With CRYPT_ACQUIRE_COMPARE_KEY_FLAG the key of another certificate is NTE_BAD_PUBLIC_KEY.",
     basis::verified, "observed on Windows"},
    {"SSPI-CryptAcquireCertificatePrivateKey-compares-no-cached",
     "With it a handle that the certificate has already is given without a comparison.", basis::documented,
     "Microsoft: CryptAcquireCertificatePrivateKey"},
    {"SSPI-CertSetCertificateContextProperty-key-handle",
     "A key context makes its provider handle readable; clearing the handle leaves a key context without "
     "one; a wrong "
     "size is E_INVALIDARG.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertSetCertificateContextProperty-releases",
     "A handle that was set is released with the certificate, unless CERT_STORE_NO_CRYPT_RELEASE_FLAG was "
     "set.",
     basis::documented, "Microsoft: CertSetCertificateContextProperty"},
    {"SSPI-keys-by-provider-info", "A key named by CERT_KEY_PROV_INFO_PROP_ID proves a client and a server.",
     basis::relied_upon, "boost-wintls, schannel-rs, MariaDB, mongo-c-driver, aws-c-io, ZeroC Ice"},
    {"SSPI-keys-by-key-context", "So does one in CERT_KEY_CONTEXT_PROP_ID.", basis::relied_upon,
     "StreamSSL, libwebsockets, msspi"},
    {"SSPI-keys-by-provider-handle",
     "So does one behind CERT_KEY_PROV_HANDLE_PROP_ID or CERT_HCRYPTPROV_OR_NCRYPT_KEY_HANDLE_PROP_ID, be "
     "its provider "
     "a passing one.",
     basis::relied_upon, "aws-c-io, MongoDB, Azure C shared utility"},
    {"SSPI-keys-by-self-signed",
     "So does the key that CertCreateSelfSignCertificate makes, in a container that its certificate names.",
     basis::relied_upon, "TSDuck, StreamSSL, msspi"},
    {"SSPI-keys-by-store",
     "A certificate of a system store leads another process to its key, if a provider keeps that.",
     basis::relied_upon, "curl, schannel-rs, MongoDB, .NET"},
    {"SSPI-keys-wrong-file",
     "A file with another key in the place of the certificate's: NTE_BAD_PUBLIC_KEY with "
     "CRYPT_ACQUIRE_COMPARE_KEY_FLAG, SEC_E_UNKNOWN_CREDENTIALS for a credential, and a client that looks "
     "for "
     "its certificate in MY passes it over. A new import keeps its key elsewhere.",
     basis::chosen, "our choice: a certificate is never shown with a key that is not its own"},
    {"SSPI-keys-outlive-handles",
     "A credential keeps its key when certificates, handles and containers are gone.", basis::relied_upon,
     "curl, MariaDB, libwebsockets, FFmpeg, s-chat"},
};

inline constexpr rule self_signed_certificates[] = {
    {"SSPI-CertCreateSelfSignCertificate-no-sign",
     "With CERT_CREATE_SELFSIGN_NO_SIGN there is nothing in the place of the signature.", basis::documented,
     "Microsoft: CertCreateSelfSignCertificate"},
    {"SSPI-CertCreateSelfSignCertificate-no-key-info",
     "With CERT_CREATE_SELFSIGN_NO_KEY_INFO the certificate does not say where its key is.",
     basis::documented, "Microsoft: CertCreateSelfSignCertificate"},
};

inline constexpr rule key_folders[] = {
    {"SSPI-keys-disk-full",
     "A key for which there is no room: NTE_TOKEN_KEYSET_STORAGE_FULL, and what was there is still there.",
     basis::chosen, "our choice: what a token says that is full"},
    {"SSPI-keys-folder-read-only",
     "A key that may not be written: NTE_PERM, and what was there is still there.", basis::chosen,
     "our choice: what Windows calls a denied access to keys"},
    {"SSPI-keys-folder-unreadable",
     "A container in a folder that cannot be looked into is not there: NTE_BAD_KEYSET. None is made there: "
     "NTE_PERM.",
     basis::documented, "Microsoft: CryptAcquireContext"},
    {"SSPI-keys-machine-folder",
     "The folders of the machine's keys are for their owner alone; those above, where its certificates are "
     "too, are for everybody to pass through.",
     basis::chosen, "our choice: nobody could tell whom the machine distrusts otherwise"},
    {"SSPI-keys-disk-read-only",
     "A key on a disk that cannot be written to: NTE_PERM, and what was there is still there.", basis::chosen,
     "our choice: as for a folder that may not be written"},
    {"SSPI-keys-leftovers",
     "What a process that was killed left of a key or a container goes when keys are opened, kept or deleted "
     "an hour later.",
     basis::chosen, "our choice: no copy of a key outlives it"},
    {"SSPI-keys-folder-missing", "The folder of keys is made with the first key, not before.", basis::chosen,
     "our choice: who only looks leaves nothing behind"},
};

inline constexpr topic key_topics[] = {{"Private keys", "containers", containers},
                                       {"Private keys", "BLOBs", key_blobs},
                                       {"Private keys", "digests", digests},
                                       {"Private keys", "certificates", certificate_keys},
                                       {"Private keys", "self-signed certificates", self_signed_certificates},
                                       {"Private keys", "when they cannot be kept", key_folders}};

}  // namespace schannel::rules
