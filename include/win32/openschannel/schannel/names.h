// The names under which programs ask for the package. UNISP_NAME is the usual one; the last four are of old
// versions.
#pragma once

#define UNISP_NAME_A           "Microsoft Unified Security Protocol Provider"
#define UNISP_NAME_W           L"Microsoft Unified Security Protocol Provider"
#define SCHANNEL_NAME_A        "Schannel"
#define SCHANNEL_NAME_W        L"Schannel"
#define DEFAULT_TLS_SSP_NAME_A "Default TLS SSP"
#define DEFAULT_TLS_SSP_NAME_W L"Default TLS SSP"
#define TLS1SP_NAME_A          "Microsoft TLS 1.0"
#define TLS1SP_NAME_W          L"Microsoft TLS 1.0"
#define SSL3SP_NAME_A          "Microsoft SSL 3.0"
#define SSL3SP_NAME_W          L"Microsoft SSL 3.0"
#define SSL2SP_NAME_A          "Microsoft SSL 2.0"
#define SSL2SP_NAME_W          L"Microsoft SSL 2.0"
#define PCT1SP_NAME_A          "Microsoft PCT 1.0"
#define PCT1SP_NAME_W          L"Microsoft PCT 1.0"

#ifdef UNICODE
#define UNISP_NAME           UNISP_NAME_W
#define SCHANNEL_NAME        SCHANNEL_NAME_W
#define DEFAULT_TLS_SSP_NAME DEFAULT_TLS_SSP_NAME_W
#define TLS1SP_NAME          TLS1SP_NAME_W
#define SSL3SP_NAME          SSL3SP_NAME_W
#define SSL2SP_NAME          SSL2SP_NAME_W
#define PCT1SP_NAME          PCT1SP_NAME_W
#else
#define UNISP_NAME           UNISP_NAME_A
#define SCHANNEL_NAME        SCHANNEL_NAME_A
#define DEFAULT_TLS_SSP_NAME DEFAULT_TLS_SSP_NAME_A
#define TLS1SP_NAME          TLS1SP_NAME_A
#define SSL3SP_NAME          SSL3SP_NAME_A
#define SSL2SP_NAME          SSL2SP_NAME_A
#define PCT1SP_NAME          PCT1SP_NAME_A
#endif

#define UNISP_RPC_ID 14
