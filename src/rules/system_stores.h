// The stores of the user and of the machine, and further searches.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule system_stores[] = {
    {"SSPI-CertOpenStore-system-location", "No location, or several at once: ERROR_FILE_NOT_FOUND.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertOpenStore-system-narrow-name",
     "A narrow name for CERT_STORE_PROV_SYSTEM_W: ERROR_FILE_NOT_FOUND.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertOpenStore-system-existing",
     "CERT_STORE_CREATE_NEW_FLAG for what exists: ERROR_FILE_EXISTS; CERT_STORE_OPEN_EXISTING_FLAG for what "
     "does not: ERROR_FILE_NOT_FOUND; without either the store is made. Upper and lower case are the same.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertOpenStore-system-delete",
     "CERT_STORE_DELETE_FLAG gives NULL, with the last error 0 when the store was deleted.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertOpenStore-system-collection",
     "A system store is a collection; one of CERT_STORE_PROV_SYSTEM_REGISTRY is none.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertOpenSystemStore-names",
     "The current user's store of that name in any case, made when it is not there; no name: E_INVALIDARG.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertOpenStore-system-hostile-names",
     "No name leads out of the folder of stores; ERROR_FILE_NOT_FOUND for one that is empty, too long or has "
     "a backslash.",
     basis::chosen, "our choice"},
    {"SSPI-CertOpenStore-system-persists",
     "What is added, changed or deleted is so for all that open the store later.", basis::documented,
     "Microsoft: CertOpenStore"},
    {"SSPI-CertSetEnhancedKeyUsage-persists",
     "So do the usages that CertSetEnhancedKeyUsage and its kin give a certificate.", basis::documented,
     "Microsoft: CertOpenStore"},
    {"SSPI-CertOpenStore-system-read-only", "With CERT_STORE_READONLY_FLAG every change gets E_ACCESSDENIED.",
     basis::documented, "Microsoft: CertOpenStore"},
    {"SSPI-CertOpenStore-system-root",
     "ROOT has what the distribution trusts, which cannot be deleted, and what was added.", basis::chosen,
     "our choice: the place of what Windows ships"},
    {"SSPI-CertOpenStore-system-unreadable", "A folder that cannot be looked into: ERROR_ACCESS_DENIED.",
     basis::chosen, "our choice"},
    {"SSPI-CertControlStore-resync", "CERT_STORE_CTRL_RESYNC takes over what other processes have changed.",
     basis::documented, "Microsoft: CertControlStore"},
    {"SSPI-CertControlStore-resync-unreadable",
     "ERROR_ACCESS_DENIED when the folder cannot be looked into any more, and the store is as it was.",
     basis::chosen, "our choice: as when it is opened"},
    {"SSPI-CertEnumSystemStore-names",
     "The stores that are always there, then those that were made; FALSE from the callback ends it.",
     basis::documented, "Microsoft: CertEnumSystemStore"},
    {"SSPI-CertAddCertificateContextToStore-disk-full", "ERROR_DISK_FULL, and what was there is still there.",
     basis::chosen, "our choice: what Windows calls a full disk"},
    {"SSPI-CertAddCertificateContextToStore-folder-read-only",
     "ERROR_ACCESS_DENIED, and what was there is still there.", basis::chosen,
     "our choice: what Windows calls a folder that may not be written"},
    {"SSPI-CertAddCertificateContextToStore-disk-read-only",
     "ERROR_WRITE_PROTECT on a disk that cannot be written to, and what was there is still there.",
     basis::documented, "Microsoft: System Error Codes"},
};

inline constexpr rule further_searches[] = {
    {"SSPI-CertFindCertificateInStore-subject-cert",
     "CERT_FIND_SUBJECT_CERT compares issuer and serial number, not the subject; an empty serial number fits "
     "nothing.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertFindCertificateInStore-issuer-of",
     "CERT_FIND_ISSUER_OF finds the issuer by name and key; a root has none.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertFindCertificateInStore-key", "By key identifier, public key and key specification.",
     basis::documented, "Microsoft: CertFindCertificateInStore"},
    {"SSPI-CertFindCertificateInStore-attributes",
     "CERT_FIND_SUBJECT_ATTR and ISSUER_ATTR find names that have all attributes of a CERT_RDN, with the "
     "flags of "
     "CertIsRDNAttrsInCertificateName.",
     basis::documented, "Microsoft: CertFindCertificateInStore"},
    {"SSPI-CertFindCertificateInStore-property", "CERT_FIND_PROPERTY finds what has the property.",
     basis::documented, "Microsoft: CertFindCertificateInStore"},
    {"SSPI-CertFindCertificateInStore-certificate-id",
     "CERT_FIND_CERT_ID takes issuer and serial number, a key identifier or a hash.", basis::documented,
     "Microsoft: CertFindCertificateInStore"},
    {"SSPI-CertFindCertificateInStore-hashes",
     "By MD5, and by the text of a hash whose length says which one it is.", basis::documented,
     "Microsoft: CertFindCertificateInStore"},
    {"SSPI-CertFindCertificateInStore-usage",
     "CERT_FIND_ENHKEY_USAGE wants all usages, or with a flag one of them; further flags allow or want "
     "certificates that name none.",
     basis::documented, "Microsoft: CertFindCertificateInStore"},
};

inline constexpr rule own_certificates[] = {
    {"SSPI-InitializeSecurityContext-own-certificate",
     "A client that was given no certificate shows one of the user's store MY to a server that asks.",
     basis::documented, "Microsoft: Performing Authentication Using Schannel"},
    {"SSPI-InitializeSecurityContext-no-own-certificate",
     "SEC_I_INCOMPLETE_CREDENTIALS with SCH_CRED_NO_DEFAULT_CREDS, or when none fits.", basis::documented,
     "Microsoft: SCHANNEL_CRED"},
    {"SSPI-InitializeSecurityContext-own-certificate-fits",
     "One that is valid, may be a client's, has a key, and comes from an issuer that the server names.",
     basis::chosen, "our choice"},
};

inline constexpr topic system_store_topics[] = {
    {"Certificate stores", "System stores", system_stores},
    {"Certificate stores", "Further searches", further_searches},
    {"Certificate stores", "Clients without a certificate", own_certificates},
};

}  // namespace schannel::rules
