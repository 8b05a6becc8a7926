// What can be asked of Schannel's contexts and credentials beside the attributes of any package, and the
// structures that answer. FreeContextBuffer frees the blocks inside an answer, CertFreeCertificateContext a
// certificate.
#pragma once

#include "../wincrypt/certificates.h"

// Attributes of a context; those with SecPkgCred_* are of a credential.
#define SECPKG_ATTR_ISSUER_LIST                           0x50  // SecPkgContext_IssuerListInfo
#define SECPKG_ATTR_REMOTE_CRED                           0x51  // SecPkgContext_RemoteCredentialInfo
#define SECPKG_ATTR_LOCAL_CRED                            0x52  // SecPkgContext_LocalCredentialInfo
#define SECPKG_ATTR_REMOTE_CERT_CONTEXT                   0x53  // PCCERT_CONTEXT
#define SECPKG_ATTR_LOCAL_CERT_CONTEXT                    0x54  // PCCERT_CONTEXT
#define SECPKG_ATTR_ROOT_STORE                            0x55  // HCERTSTORE
#define SECPKG_ATTR_SUPPORTED_ALGS                        0x56  // SecPkgCred_SupportedAlgs
#define SECPKG_ATTR_CIPHER_STRENGTHS                      0x57  // SecPkgCred_CipherStrengths
#define SECPKG_ATTR_SUPPORTED_PROTOCOLS                   0x58  // SecPkgCred_SupportedProtocols
#define SECPKG_ATTR_ISSUER_LIST_EX                        0x59  // SecPkgContext_IssuerListInfoEx
#define SECPKG_ATTR_CONNECTION_INFO                       0x5a  // SecPkgContext_ConnectionInfo
#define SECPKG_ATTR_EAP_KEY_BLOCK                         0x5b  // SecPkgContext_EapKeyBlock
#define SECPKG_ATTR_MAPPED_CRED_ATTR                      0x5c  // SecPkgContext_MappedCredAttr
#define SECPKG_ATTR_SESSION_INFO                          0x5d  // SecPkgContext_SessionInfo
#define SECPKG_ATTR_APP_DATA                              0x5e  // SecPkgContext_SessionAppData
#define SECPKG_ATTR_REMOTE_CERTIFICATES                   0x5f  // SecPkgContext_Certificates
#define SECPKG_ATTR_CLIENT_CERT_POLICY                    0x60  // SecPkgCred_ClientCertPolicy
#define SECPKG_ATTR_CC_POLICY_RESULT                      0x61  // SecPkgContext_ClientCertPolicyResult
#define SECPKG_ATTR_USE_NCRYPT                            0x62
#define SECPKG_ATTR_LOCAL_CERT_INFO                       0x63  // SecPkgContext_CertInfo
#define SECPKG_ATTR_CIPHER_INFO                           0x64  // SecPkgContext_CipherInfo
#define SECPKG_ATTR_EAP_PRF_INFO                          0x65  // SecPkgContext_EapPrfInfo
#define SECPKG_ATTR_SUPPORTED_SIGNATURES                  0x66  // SecPkgContext_SupportedSignatures
#define SECPKG_ATTR_REMOTE_CERT_CHAIN                     0x67  // PCCERT_CONTEXT
#define SECPKG_ATTR_UI_INFO                               0x68  // SecPkgContext_UiInfo
#define SECPKG_ATTR_EARLY_START                           0x69  // SecPkgContext_EarlyStart
#define SECPKG_ATTR_KEYING_MATERIAL_INFO                  0x6a  // SecPkgContext_KeyingMaterialInfo
#define SECPKG_ATTR_KEYING_MATERIAL                       0x6b  // SecPkgContext_KeyingMaterial
#define SECPKG_ATTR_SRTP_PARAMETERS                       0x6c  // SecPkgContext_SrtpParameters
#define SECPKG_ATTR_TOKEN_BINDING                         0x6d  // SecPkgContext_TokenBinding
#define SECPKG_ATTR_CONNECTION_INFO_EX                    0x6e  // SecPkgContext_ConnectionInfoEx
#define SECPKG_ATTR_KEYING_MATERIAL_TOKEN_BINDING         0x6f
#define SECPKG_ATTR_KEYING_MATERIAL_INPROC                0x70  // SecPkgContext_KeyingMaterial_Inproc
#define SECPKG_ATTR_CERT_CHECK_RESULT                     0x71  // SecPkgContext_CertificateValidationResult
#define SECPKG_ATTR_CERT_CHECK_RESULT_INPROC              0x72  // SecPkgContext_CertificateValidationResult
#define SECPKG_ATTR_SESSION_TICKET_KEYS                   0x73  // SecPkgCred_SessionTicketKeys
#define SECPKG_ATTR_SERIALIZED_REMOTE_CERT_CONTEXT_INPROC 0x74  // CERT_BLOB
#define SECPKG_ATTR_SERIALIZED_REMOTE_CERT_CONTEXT        0x75  // CERT_BLOB

#define SZ_ALG_MAX_SIZE 64

// The connection.

/// The protocol and algorithms in use.
typedef struct _SecPkgContext_ConnectionInfo {
  DWORD dwProtocol;  ///< The SP_PROT_* bit of the side that is asked.
  ALG_ID aiCipher;
  DWORD dwCipherStrength;  ///< Bits, as the other strengths.
  ALG_ID aiHash;
  DWORD dwHashStrength;
  ALG_ID aiExch;
  DWORD dwExchStrength;
} SecPkgContext_ConnectionInfo, *PSecPkgContext_ConnectionInfo;

#define SECPKGCONTEXT_CONNECTION_INFO_EX_V1 1

typedef struct _SecPkgContext_ConnectionInfoEx {
  DWORD dwVersion;  ///< In: SECPKGCONTEXT_CONNECTION_INFO_EX_V1.
  DWORD dwProtocol;
  WCHAR szCipher[SZ_ALG_MAX_SIZE];
  DWORD dwCipherStrength;  ///< Bits, as the other strengths.
  WCHAR szHash[SZ_ALG_MAX_SIZE];
  DWORD dwHashStrength;
  WCHAR szExchange[SZ_ALG_MAX_SIZE];
  DWORD dwExchStrength;
} SecPkgContext_ConnectionInfoEx, *PSecPkgContext_ConnectionInfoEx;

#define SECPKGCONTEXT_CIPHERINFO_V1 1

/// The cipher suite in use.
typedef struct _SecPkgContext_CipherInfo {
  DWORD dwVersion;   ///< In: SECPKGCONTEXT_CIPHERINFO_V1.
  DWORD dwProtocol;  ///< The version as on the wire, 0x0304 for example.
  DWORD dwCipherSuite;
  DWORD dwBaseCipherSuite;
  WCHAR szCipherSuite[SZ_ALG_MAX_SIZE];
  WCHAR szCipher[SZ_ALG_MAX_SIZE];
  DWORD dwCipherLen;       ///< Bits, as all lengths but the next.
  DWORD dwCipherBlockLen;  ///< Bytes.
  WCHAR szHash[SZ_ALG_MAX_SIZE];
  DWORD dwHashLen;
  WCHAR szExchange[SZ_ALG_MAX_SIZE];
  DWORD dwMinExchangeLen;
  DWORD dwMaxExchangeLen;
  WCHAR szCertificate[SZ_ALG_MAX_SIZE];
  DWORD dwKeyType;
} SecPkgContext_CipherInfo, *PSecPkgContext_CipherInfo;

#define SSL_SESSION_RECONNECT 1

typedef struct _SecPkgContext_SessionInfo {
  DWORD dwFlags;  ///< SSL_SESSION_RECONNECT for a resumed session.
  DWORD cbSessionId;
  BYTE rgbSessionId[32];
} SecPkgContext_SessionInfo, *PSecPkgContext_SessionInfo;

/// Data that a program keeps with a session.
typedef struct _SecPkgContext_SessionAppData {
  DWORD dwFlags;
  DWORD cbAppData;
  PBYTE pbAppData;
} SecPkgContext_SessionAppData, *PSecPkgContext_SessionAppData;

typedef struct _SecPkgContext_SrtpParameters {
  WORD ProtectionProfile;
  BYTE MasterKeyIdentifierSize;
  PBYTE MasterKeyIdentifier;
} SecPkgContext_SrtpParameters, *PSecPkgContext_SrtpParameters;

typedef struct _SecPkgContext_TokenBinding {
  BYTE MajorVersion;
  BYTE MinorVersion;
  WORD KeyParametersSize;
  PBYTE KeyParameters;
} SecPkgContext_TokenBinding, *PSecPkgContext_TokenBinding;

#define ENABLE_TLS_CLIENT_EARLY_START 0x00000001

typedef struct _SecPkgContext_EarlyStart {
  DWORD dwEarlyStartFlags;
} SecPkgContext_EarlyStart, *PSecPkgContext_EarlyStart;

typedef struct _SecPkgContext_UiInfo {
  HWND hParentWindow;
} SecPkgContext_UiInfo, *PSecPkgContext_UiInfo;

// Keying material.

/// Says what to export: set it, then ask for SECPKG_ATTR_KEYING_MATERIAL.
typedef struct _SecPkgContext_KeyingMaterialInfo {
  WORD cbLabel;  ///< Bytes, with the terminator.
  LPSTR pszLabel;
  WORD cbContextValue;
  PBYTE pbContextValue;
  DWORD cbKeyingMaterial;
} SecPkgContext_KeyingMaterialInfo, *PSecPkgContext_KeyingMaterialInfo;

typedef struct _SecPkgContext_KeyingMaterial {
  DWORD cbKeyingMaterial;
  PBYTE pbKeyingMaterial;
} SecPkgContext_KeyingMaterial, *PSecPkgContext_KeyingMaterial;

typedef struct _SecPkgContext_KeyingMaterial_Inproc {
  WORD cbLabel;
  LPSTR pszLabel;
  WORD cbContextValue;
  PBYTE pbContextValue;
  DWORD cbKeyingMaterial;
  PBYTE pbKeyingMaterial;
} SecPkgContext_KeyingMaterial_Inproc, *PSecPkgContext_KeyingMaterial_Inproc;

typedef struct _SecPkgContext_EapKeyBlock {
  BYTE rgbKeys[128];
  BYTE rgbIVs[64];
} SecPkgContext_EapKeyBlock, *PSecPkgContext_EapKeyBlock;

typedef struct _SecPkgContext_EapPrfInfo {
  DWORD dwVersion;
  DWORD cbPrfData;
  PBYTE pbPrfData;
} SecPkgContext_EapPrfInfo, *PSecPkgContext_EapPrfInfo;

// Certificates.

/// The issuers that the server accepts, as encoded names in one allocation.
typedef struct _SecPkgContext_IssuerListInfoEx {
  PCERT_NAME_BLOB aIssuers;
  DWORD cIssuers;
} SecPkgContext_IssuerListInfoEx, *PSecPkgContext_IssuerListInfoEx;

typedef struct _SecPkgContext_IssuerListInfo {
  DWORD cbIssuerList;
  PBYTE pIssuerList;
} SecPkgContext_IssuerListInfo, *PSecPkgContext_IssuerListInfo;

typedef struct _SecPkgContext_RemoteCredentialInfo {
  DWORD cbCertificateChain;
  PBYTE pbCertificateChain;
  DWORD cCertificates;
  DWORD fFlags;
  DWORD dwBits;
} SecPkgContext_RemoteCredentialInfo, *PSecPkgContext_RemoteCredentialInfo;

typedef struct _SecPkgContext_LocalCredentialInfo {
  DWORD cbCertificateChain;
  PBYTE pbCertificateChain;
  DWORD cCertificates;
  DWORD fFlags;
  DWORD dwBits;
} SecPkgContext_LocalCredentialInfo, *PSecPkgContext_LocalCredentialInfo;

// Windows misspells these two names, and so do its programs.
typedef SecPkgContext_RemoteCredentialInfo SecPkgContext_RemoteCredenitalInfo,
    *PSecPkgContext_RemoteCredenitalInfo;
typedef SecPkgContext_LocalCredentialInfo SecPkgContext_LocalCredenitalInfo,
    *PSecPkgContext_LocalCredenitalInfo;

#define RCRED_STATUS_NOCRED         0x00000000
#define RCRED_CRED_EXISTS           0x00000001
#define RCRED_STATUS_UNKNOWN_ISSUER 0x00000002
#define LCRED_STATUS_NOCRED         0x00000000
#define LCRED_CRED_EXISTS           0x00000001
#define LCRED_STATUS_UNKNOWN_ISSUER 0x00000002

/// The peer's certificates, each with its length before it.
typedef struct _SecPkgContext_Certificates {
  DWORD cCertificates;
  DWORD cbCertificateChain;
  PBYTE pbCertificateChain;
} SecPkgContext_Certificates, *PSecPkgContext_Certificates;

#define KERN_CONTEXT_CERT_INFO_V1 0x00000000

typedef struct _SecPkgContext_CertInfo {
  DWORD dwVersion;
  DWORD cbSubjectName;
  LPWSTR pwszSubjectName;
  DWORD cbIssuerName;
  LPWSTR pwszIssuerName;
  DWORD dwKeySize;
} SecPkgContext_CertInfo, *PSecPkgContext_CertInfo;

/// The result of a check that SCH_CRED_DEFERRED_CRED_VALIDATION put off.
typedef struct _SecPkgContext_CertificateValidationResult {
  DWORD dwChainErrorStatus;
  HRESULT hrVerifyChainStatus;
} SecPkgContext_CertificateValidationResult, *PSecPkgContext_CertificateValidationResult;

/// The signature algorithms of the peer, each with eTlsSignatureAlgorithm in its high byte, eTlsHashAlgorithm
/// in its low one.
typedef struct _SecPkgContext_SupportedSignatures {
  WORD cSignatureAndHashAlgorithms;
  WORD* pSignatureAndHashAlgorithms;
} SecPkgContext_SupportedSignatures, *PSecPkgContext_SupportedSignatures;

typedef enum _eTlsSignatureAlgorithm {
  TlsSignatureAlgorithm_Anonymous = 0,
  TlsSignatureAlgorithm_Rsa = 1,
  TlsSignatureAlgorithm_Dsa = 2,
  TlsSignatureAlgorithm_Ecdsa = 3
} eTlsSignatureAlgorithm;

typedef enum _eTlsHashAlgorithm {
  TlsHashAlgorithm_None = 0,
  TlsHashAlgorithm_Md5 = 1,
  TlsHashAlgorithm_Sha1 = 2,
  TlsHashAlgorithm_Sha224 = 3,
  TlsHashAlgorithm_Sha256 = 4,
  TlsHashAlgorithm_Sha384 = 5,
  TlsHashAlgorithm_Sha512 = 6
} eTlsHashAlgorithm;

// Client certificates, on servers.

/// How client certificates are checked.
typedef struct _SecPkgCred_ClientCertPolicy {
  DWORD dwFlags;
  GUID guidPolicyId;
  DWORD dwCertFlags;
  DWORD dwUrlRetrievalTimeout;  ///< Milliseconds.
  BOOL fCheckRevocationFreshnessTime;
  DWORD dwRevocationFreshnessTime;  ///< As in CERT_CHAIN_PARA, seconds.
  BOOL fOmitUsageCheck;
  LPWSTR pwszSslCtlStoreName;
  LPWSTR pwszSslCtlIdentifier;
} SecPkgCred_ClientCertPolicy, *PSecPkgCred_ClientCertPolicy;

typedef struct _SecPkgContext_ClientCertPolicyResult {
  HRESULT dwPolicyResult;
  GUID guidPolicyId;
} SecPkgContext_ClientCertPolicyResult, *PSecPkgContext_ClientCertPolicyResult;

typedef struct _SecPkgContext_MappedCredAttr {
  DWORD dwAttribute;
  PVOID pvBuffer;
} SecPkgContext_MappedCredAttr, *PSecPkgContext_MappedCredAttr;

// Credentials.

typedef struct _SecPkgCred_SupportedAlgs {
  DWORD cSupportedAlgs;
  ALG_ID* palgSupportedAlgs;
} SecPkgCred_SupportedAlgs, *PSecPkgCred_SupportedAlgs;

typedef struct _SecPkgCred_CipherStrengths {
  DWORD dwMinimumCipherStrength;  ///< Bits.
  DWORD dwMaximumCipherStrength;
} SecPkgCred_CipherStrengths, *PSecPkgCred_CipherStrengths;

typedef struct _SecPkgCred_SupportedProtocols {
  DWORD grbitProtocol;  ///< SP_PROT_*
} SecPkgCred_SupportedProtocols, *PSecPkgCred_SupportedProtocols;

/// The keys of a server's session tickets, at most 16.
typedef struct _SecPkgCred_SessionTicketKey {
  DWORD TicketInfoVersion;  ///< SESSION_TICKET_INFO_VERSION
  BYTE KeyId[16];
  BYTE KeyingMaterial[64];
  BYTE KeyingMaterialSize;  ///< Bytes, 32 to 64.
} SecPkgCred_SessionTicketKey, *PSecPkgCred_SessionTicketKey;

typedef struct _SecPkgCred_SessionTicketKeys {
  DWORD cSessionTicketKeys;
  PSecPkgCred_SessionTicketKey pSessionTicketKeys;
} SecPkgCred_SessionTicketKeys, *PSecPkgCred_SessionTicketKeys;

#define SESSION_TICKET_INFO_V0      0
#define SESSION_TICKET_INFO_VERSION SESSION_TICKET_INFO_V0
