// The names without A or W: the wide form when UNICODE is defined where sspi.h is first included, else the
// narrow one.
#pragma once

#ifdef UNICODE

typedef SEC_WCHAR SEC_TCHAR;
typedef SEC_WCHAR* SECURITY_PSTR;
typedef const SEC_WCHAR* SECURITY_PCSTR;
#define SEC_TEXT(quote) L##quote

#define EnumerateSecurityPackages    EnumerateSecurityPackagesW
#define QueryCredentialsAttributes   QueryCredentialsAttributesW
#define AcquireCredentialsHandle     AcquireCredentialsHandleW
#define InitializeSecurityContext    InitializeSecurityContextW
#define QueryContextAttributes       QueryContextAttributesW
#define QuerySecurityPackageInfo     QuerySecurityPackageInfoW
#define ImportSecurityContext        ImportSecurityContextW
#define AddCredentials               AddCredentialsW
#define SetContextAttributes         SetContextAttributesW
#define SetCredentialsAttributes     SetCredentialsAttributesW
#define ChangeAccountPassword        ChangeAccountPasswordW
#define QueryContextAttributesEx     QueryContextAttributesExW
#define QueryCredentialsAttributesEx QueryCredentialsAttributesExW
#define InitSecurityInterface        InitSecurityInterfaceW

#define ENUMERATE_SECURITY_PACKAGES_FN     ENUMERATE_SECURITY_PACKAGES_FN_W
#define QUERY_CREDENTIALS_ATTRIBUTES_FN    QUERY_CREDENTIALS_ATTRIBUTES_FN_W
#define ACQUIRE_CREDENTIALS_HANDLE_FN      ACQUIRE_CREDENTIALS_HANDLE_FN_W
#define INITIALIZE_SECURITY_CONTEXT_FN     INITIALIZE_SECURITY_CONTEXT_FN_W
#define QUERY_CONTEXT_ATTRIBUTES_FN        QUERY_CONTEXT_ATTRIBUTES_FN_W
#define QUERY_SECURITY_PACKAGE_INFO_FN     QUERY_SECURITY_PACKAGE_INFO_FN_W
#define IMPORT_SECURITY_CONTEXT_FN         IMPORT_SECURITY_CONTEXT_FN_W
#define ADD_CREDENTIALS_FN                 ADD_CREDENTIALS_FN_W
#define SET_CONTEXT_ATTRIBUTES_FN          SET_CONTEXT_ATTRIBUTES_FN_W
#define SET_CREDENTIALS_ATTRIBUTES_FN      SET_CREDENTIALS_ATTRIBUTES_FN_W
#define CHANGE_PASSWORD_FN                 CHANGE_PASSWORD_FN_W
#define QUERY_CONTEXT_ATTRIBUTES_EX_FN     QUERY_CONTEXT_ATTRIBUTES_EX_FN_W
#define QUERY_CREDENTIALS_ATTRIBUTES_EX_FN QUERY_CREDENTIALS_ATTRIBUTES_EX_FN_W
#define INIT_SECURITY_INTERFACE            INIT_SECURITY_INTERFACE_W

#define SecPkgInfo                     SecPkgInfoW
#define PSecPkgInfo                    PSecPkgInfoW
#define SEC_WINNT_AUTH_IDENTITY        SEC_WINNT_AUTH_IDENTITY_W
#define PSEC_WINNT_AUTH_IDENTITY       PSEC_WINNT_AUTH_IDENTITY_W
#define SecPkgContext_Names            SecPkgContext_NamesW
#define PSecPkgContext_Names           PSecPkgContext_NamesW
#define SecPkgContext_NativeNames      SecPkgContext_NativeNamesW
#define PSecPkgContext_NativeNames     PSecPkgContext_NativeNamesW
#define SecPkgContext_CredentialName   SecPkgContext_CredentialNameW
#define PSecPkgContext_CredentialName  PSecPkgContext_CredentialNameW
#define SecPkgContext_Authority        SecPkgContext_AuthorityW
#define PSecPkgContext_Authority       PSecPkgContext_AuthorityW
#define SecPkgContext_KeyInfo          SecPkgContext_KeyInfoW
#define PSecPkgContext_KeyInfo         PSecPkgContext_KeyInfoW
#define SecPkgContext_ProtoInfo        SecPkgContext_ProtoInfoW
#define PSecPkgContext_ProtoInfo       PSecPkgContext_ProtoInfoW
#define SecPkgContext_PackageInfo      SecPkgContext_PackageInfoW
#define PSecPkgContext_PackageInfo     PSecPkgContext_PackageInfoW
#define SecPkgContext_NegotiationInfo  SecPkgContext_NegotiationInfoW
#define PSecPkgContext_NegotiationInfo PSecPkgContext_NegotiationInfoW
#define SecPkgCredentials_Names        SecPkgCredentials_NamesW
#define PSecPkgCredentials_Names       PSecPkgCredentials_NamesW
#define SecPkgCredentials_SSIProvider  SecPkgCredentials_SSIProviderW
#define PSecPkgCredentials_SSIProvider PSecPkgCredentials_SSIProviderW
#define SecurityFunctionTable          SecurityFunctionTableW
#define PSecurityFunctionTable         PSecurityFunctionTableW

#define SECURITY_ENTRYPOINT_ANSI SECURITY_ENTRYPOINT_ANSIW

#else

typedef SEC_CHAR SEC_TCHAR;
typedef SEC_CHAR* SECURITY_PSTR;
typedef const SEC_CHAR* SECURITY_PCSTR;
#define SEC_TEXT(quote) quote

#define EnumerateSecurityPackages    EnumerateSecurityPackagesA
#define QueryCredentialsAttributes   QueryCredentialsAttributesA
#define AcquireCredentialsHandle     AcquireCredentialsHandleA
#define InitializeSecurityContext    InitializeSecurityContextA
#define QueryContextAttributes       QueryContextAttributesA
#define QuerySecurityPackageInfo     QuerySecurityPackageInfoA
#define ImportSecurityContext        ImportSecurityContextA
#define AddCredentials               AddCredentialsA
#define SetContextAttributes         SetContextAttributesA
#define SetCredentialsAttributes     SetCredentialsAttributesA
#define ChangeAccountPassword        ChangeAccountPasswordA
#define QueryContextAttributesEx     QueryContextAttributesExA
#define QueryCredentialsAttributesEx QueryCredentialsAttributesExA
#define InitSecurityInterface        InitSecurityInterfaceA

#define ENUMERATE_SECURITY_PACKAGES_FN     ENUMERATE_SECURITY_PACKAGES_FN_A
#define QUERY_CREDENTIALS_ATTRIBUTES_FN    QUERY_CREDENTIALS_ATTRIBUTES_FN_A
#define ACQUIRE_CREDENTIALS_HANDLE_FN      ACQUIRE_CREDENTIALS_HANDLE_FN_A
#define INITIALIZE_SECURITY_CONTEXT_FN     INITIALIZE_SECURITY_CONTEXT_FN_A
#define QUERY_CONTEXT_ATTRIBUTES_FN        QUERY_CONTEXT_ATTRIBUTES_FN_A
#define QUERY_SECURITY_PACKAGE_INFO_FN     QUERY_SECURITY_PACKAGE_INFO_FN_A
#define IMPORT_SECURITY_CONTEXT_FN         IMPORT_SECURITY_CONTEXT_FN_A
#define ADD_CREDENTIALS_FN                 ADD_CREDENTIALS_FN_A
#define SET_CONTEXT_ATTRIBUTES_FN          SET_CONTEXT_ATTRIBUTES_FN_A
#define SET_CREDENTIALS_ATTRIBUTES_FN      SET_CREDENTIALS_ATTRIBUTES_FN_A
#define CHANGE_PASSWORD_FN                 CHANGE_PASSWORD_FN_A
#define QUERY_CONTEXT_ATTRIBUTES_EX_FN     QUERY_CONTEXT_ATTRIBUTES_EX_FN_A
#define QUERY_CREDENTIALS_ATTRIBUTES_EX_FN QUERY_CREDENTIALS_ATTRIBUTES_EX_FN_A
#define INIT_SECURITY_INTERFACE            INIT_SECURITY_INTERFACE_A

#define SecPkgInfo                     SecPkgInfoA
#define PSecPkgInfo                    PSecPkgInfoA
#define SEC_WINNT_AUTH_IDENTITY        SEC_WINNT_AUTH_IDENTITY_A
#define PSEC_WINNT_AUTH_IDENTITY       PSEC_WINNT_AUTH_IDENTITY_A
#define SecPkgContext_Names            SecPkgContext_NamesA
#define PSecPkgContext_Names           PSecPkgContext_NamesA
#define SecPkgContext_NativeNames      SecPkgContext_NativeNamesA
#define PSecPkgContext_NativeNames     PSecPkgContext_NativeNamesA
#define SecPkgContext_CredentialName   SecPkgContext_CredentialNameA
#define PSecPkgContext_CredentialName  PSecPkgContext_CredentialNameA
#define SecPkgContext_Authority        SecPkgContext_AuthorityA
#define PSecPkgContext_Authority       PSecPkgContext_AuthorityA
#define SecPkgContext_KeyInfo          SecPkgContext_KeyInfoA
#define PSecPkgContext_KeyInfo         PSecPkgContext_KeyInfoA
#define SecPkgContext_ProtoInfo        SecPkgContext_ProtoInfoA
#define PSecPkgContext_ProtoInfo       PSecPkgContext_ProtoInfoA
#define SecPkgContext_PackageInfo      SecPkgContext_PackageInfoA
#define PSecPkgContext_PackageInfo     PSecPkgContext_PackageInfoA
#define SecPkgContext_NegotiationInfo  SecPkgContext_NegotiationInfoA
#define PSecPkgContext_NegotiationInfo PSecPkgContext_NegotiationInfoA
#define SecPkgCredentials_Names        SecPkgCredentials_NamesA
#define PSecPkgCredentials_Names       PSecPkgCredentials_NamesA
#define SecPkgCredentials_SSIProvider  SecPkgCredentials_SSIProviderA
#define PSecPkgCredentials_SSIProvider PSecPkgCredentials_SSIProviderA
#define SecurityFunctionTable          SecurityFunctionTableA
#define PSecurityFunctionTable         PSecurityFunctionTableA

#define SECURITY_ENTRYPOINT_ANSI SECURITY_ENTRYPOINT_ANSIA

#endif

#define SECURITY_ENTRYPOINTA SEC_TEXT("InitSecurityInterfaceA")
#define SECURITY_ENTRYPOINTW SEC_TEXT("InitSecurityInterfaceW")
#ifdef UNICODE
#define SECURITY_ENTRYPOINT SECURITY_ENTRYPOINTW
#else
#define SECURITY_ENTRYPOINT SECURITY_ENTRYPOINTA
#endif
