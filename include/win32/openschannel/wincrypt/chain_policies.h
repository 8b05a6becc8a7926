// Policies: whether a certificate chain is good enough for a purpose.
#pragma once

#include "chains.h"

// Policies, by number.
#define CERT_CHAIN_POLICY_BASE              ((LPCSTR)1)
#define CERT_CHAIN_POLICY_AUTHENTICODE      ((LPCSTR)2)
#define CERT_CHAIN_POLICY_AUTHENTICODE_TS   ((LPCSTR)3)
#define CERT_CHAIN_POLICY_SSL               ((LPCSTR)4)
#define CERT_CHAIN_POLICY_BASIC_CONSTRAINTS ((LPCSTR)5)
#define CERT_CHAIN_POLICY_NT_AUTH           ((LPCSTR)6)
#define CERT_CHAIN_POLICY_MICROSOFT_ROOT    ((LPCSTR)7)
#define CERT_CHAIN_POLICY_EV                ((LPCSTR)8)
#define CERT_CHAIN_POLICY_SSL_F12           ((LPCSTR)9)
#define CERT_CHAIN_POLICY_SSL_HPKP_HEADER   ((LPCSTR)10)
#define CERT_CHAIN_POLICY_THIRD_PARTY_ROOT  ((LPCSTR)11)
#define CERT_CHAIN_POLICY_SSL_KEY_PIN       ((LPCSTR)12)

typedef struct _CERT_CHAIN_POLICY_PARA {
  DWORD cbSize;
  DWORD dwFlags;            ///< CERT_CHAIN_POLICY_IGNORE_*, CERT_CHAIN_POLICY_ALLOW_*
  void* pvExtraPolicyPara;  ///< for CERT_CHAIN_POLICY_SSL: SSL_EXTRA_CERT_CHAIN_POLICY_PARA, or NULL
} CERT_CHAIN_POLICY_PARA, *PCERT_CHAIN_POLICY_PARA;

/// A policy's verdict and the first certificate to blame: -1 is the whole chain, or all of them.
typedef struct _CERT_CHAIN_POLICY_STATUS {
  DWORD cbSize;
  DWORD dwError;  ///< 0 for a good chain
  LONG lChainIndex;
  LONG lElementIndex;
  void* pvExtraPolicyStatus;
} CERT_CHAIN_POLICY_STATUS, *PCERT_CHAIN_POLICY_STATUS;

// What a policy is to overlook.
#define CERT_CHAIN_POLICY_IGNORE_NOT_TIME_VALID_FLAG             0x1
#define CERT_CHAIN_POLICY_IGNORE_CTL_NOT_TIME_VALID_FLAG         0x2
#define CERT_CHAIN_POLICY_IGNORE_NOT_TIME_NESTED_FLAG            0x4
#define CERT_CHAIN_POLICY_IGNORE_INVALID_BASIC_CONSTRAINTS_FLAG  0x8
#define CERT_CHAIN_POLICY_IGNORE_ALL_NOT_TIME_VALID_FLAGS        0x7
#define CERT_CHAIN_POLICY_ALLOW_UNKNOWN_CA_FLAG                  0x10
#define CERT_CHAIN_POLICY_IGNORE_WRONG_USAGE_FLAG                0x20
#define CERT_CHAIN_POLICY_IGNORE_INVALID_NAME_FLAG               0x40
#define CERT_CHAIN_POLICY_IGNORE_INVALID_POLICY_FLAG             0x80
#define CERT_CHAIN_POLICY_IGNORE_END_REV_UNKNOWN_FLAG            0x100
#define CERT_CHAIN_POLICY_IGNORE_CTL_SIGNER_REV_UNKNOWN_FLAG     0x200
#define CERT_CHAIN_POLICY_IGNORE_CA_REV_UNKNOWN_FLAG             0x400
#define CERT_CHAIN_POLICY_IGNORE_ROOT_REV_UNKNOWN_FLAG           0x800
#define CERT_CHAIN_POLICY_IGNORE_ALL_REV_UNKNOWN_FLAGS           0xf00
#define CERT_CHAIN_POLICY_IGNORE_PEER_TRUST_FLAG                 0x1000
#define CERT_CHAIN_POLICY_IGNORE_NOT_SUPPORTED_CRITICAL_EXT_FLAG 0x2000
#define CERT_CHAIN_POLICY_TRUST_TESTROOT_FLAG                    0x4000
#define CERT_CHAIN_POLICY_ALLOW_TESTROOT_FLAG                    0x8000

#define AUTHTYPE_CLIENT 1
#define AUTHTYPE_SERVER 2

/// What the SSL policy is to know: whose certificate it is, what to overlook (SECURITY_FLAG_IGNORE_* of
/// wininet.h), and the name that a server's certificate must be for; NULL: any.
typedef struct _HTTPSPolicyCallbackData {
  __extension__ union {
    DWORD cbStruct;
    DWORD cbSize;
  };
  DWORD dwAuthType;
  DWORD fdwChecks;
  WCHAR* pwszServerName;
} HTTPSPolicyCallbackData, *PHTTPSPolicyCallbackData, SSL_EXTRA_CERT_CHAIN_POLICY_PARA,
    *PSSL_EXTRA_CERT_CHAIN_POLICY_PARA;

// What CERT_CHAIN_POLICY_BASIC_CONSTRAINTS wants the first certificate to be.
#define BASIC_CONSTRAINTS_CERT_CHAIN_POLICY_CA_FLAG         0x80000000
#define BASIC_CONSTRAINTS_CERT_CHAIN_POLICY_END_ENTITY_FLAG 0x40000000

OPENSCHANNEL_BEGIN_C

/// Judges a chain by a policy. TRUE means that the policy could be applied: the verdict is in *pPolicyStatus.
/// Reads the chain's public members alone, so that a program may pass a changed copy. pPolicyPara may be
/// NULL. Returns FALSE with ERROR_FILE_NOT_FOUND for a policy that is not there, E_INVALIDARG without a chain
/// or a status.
OPENSCHANNEL_API BOOL WINAPI CertVerifyCertificateChainPolicy(LPCSTR pszPolicyOID,
                                                              PCCERT_CHAIN_CONTEXT pChainContext,
                                                              PCERT_CHAIN_POLICY_PARA pPolicyPara,
                                                              PCERT_CHAIN_POLICY_STATUS pPolicyStatus);

OPENSCHANNEL_END_C
