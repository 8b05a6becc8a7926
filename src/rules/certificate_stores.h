// Certificate contexts, revocation lists, and the stores that hold them.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule certificate_links[] = {
    {"SSPI-CertAddEncodedCertificateToStore-without-store",
     "No store and CERT_STORE_ADD_ALWAYS: TRUE, and a context that belongs to none.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertAddEncodedCertificateToStore-statuses",
     "E_INVALIDARG for no disposition and no encoding, CRYPT_E_ASN1_EOD for nothing, CRYPT_E_ASN1_CORRUPT "
     "for "
     "what is no certificate, CRYPT_E_EXISTS for CERT_STORE_ADD_NEW when it is there.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertAddCertificateLinkToStore-shares",
     "A link is a new context with the encoding, the CERT_INFO and the properties of the original.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertEnumCertificateContextProperties-computed",
     "A fresh context has none; a hash counts once it was asked for.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertGetIssuerCertificateFromStore-finds",
     "The issuer by name and key identifier; the flags of the checks that failed stay set.",
     basis::documented, "Microsoft: CertGetIssuerCertificateFromStore"},
    {"SSPI-CertGetIssuerCertificateFromStore-ends",
     "CRYPT_E_SELF_SIGNED for a root; CRYPT_E_NOT_FOUND, and CERT_STORE_NO_ISSUER_FLAG, for an issuer that "
     "is "
     "not there; E_INVALIDARG for other flags.",
     basis::documented, "Microsoft: CertGetIssuerCertificateFromStore"},
};

inline constexpr rule revocation_lists[] = {
    {"SSPI-CertCreateCRLContext-shows", "The context shows the encoding and all that it says.",
     basis::documented, "Microsoft: CRL_CONTEXT"},
    {"SSPI-CertCreateCRLContext-refuses",
     "E_INVALIDARG for another encoding, CRYPT_E_ASN1_EOD for nothing, CRYPT_E_ASN1_CORRUPT for what is no "
     "list; "
     "a list is no certificate and a certificate no list.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertDuplicateCRLContext-same-pointer",
     "A duplicate is the same pointer; NULL stays NULL and may be freed; a copy of the structure is no "
     "context.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertCreateCRLContext-dummy-store",
     "A list of no store belongs to the one that certificates of none belong to, which enumerates empty.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertAddCRLContextToStore-new-object", "The store gets a context of its own.", basis::documented,
     "Microsoft: CertAddCRLContextToStore"},
    {"SSPI-CertAddCRLContextToStore-same-list",
     "Lists are the same when issuer, key, distribution point and kind are; the newer has the later "
     "ThisUpdate.",
     basis::documented, "Microsoft: CertAddCRLContextToStore, CertFindCRLInStore"},
    {"SSPI-CertAddEncodedCRLToStore-without-store", "No store: a context that belongs to none.",
     basis::chosen, "our choice: as with certificates"},
    {"SSPI-CertDeleteCRLFromStore-takes-out", "The list leaves its store; a held context stays valid.",
     basis::documented, "Microsoft: CertDeleteCRLFromStore"},
    {"SSPI-CertGetCRLContextProperty-hash", "The hash is computed, other properties are as they were set.",
     basis::documented, "Microsoft: CertGetCRLContextProperty"},
    {"SSPI-CertFindCRLInStore-issued-by",
     "CRL_FIND_ISSUED_BY matches the issuer's name, and by flag its key, its signature and the kind of list.",
     basis::documented, "Microsoft: CertFindCRLInStore"},
    {"SSPI-CertFindCRLInStore-others",
     "CRL_FIND_ANY, EXISTING and ISSUED_FOR; E_INVALIDARG for another type or a parameter that is missing.",
     basis::documented, "Microsoft: CertFindCRLInStore"},
    {"SSPI-CertGetCRLFromStore-checks", "The flags of the checks that failed stay set.", basis::documented,
     "Microsoft: CertGetCRLFromStore"},
    {"SSPI-CertFindCertificateInCRL-entry", "The entry of a revoked certificate; NULL for any other.",
     basis::documented, "Microsoft: CertFindCertificateInCRL"},
};

inline constexpr topic certificate_store_topics[] = {
    {"Certificate stores", "Additions, links, issuers", certificate_links},
    {"Certificate stores", "Revocation lists", revocation_lists},
};

}  // namespace schannel::rules
