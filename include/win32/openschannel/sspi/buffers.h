// SecBuffer, the kinds of buffer and what some of them contain.
#pragma once

#include "types.h"

/// One buffer. Functions write its size and type back.
typedef struct _SecBuffer {
  ULONG cbBuffer;    ///< Bytes.
  ULONG BufferType;  ///< SECBUFFER_*, with attributes in the top four bits.
  void* pvBuffer;
} SecBuffer, *PSecBuffer;

typedef struct _SecBufferDesc {
  ULONG ulVersion;  ///< SECBUFFER_VERSION
  ULONG cBuffers;
  PSecBuffer pBuffers;
} SecBufferDesc, *PSecBufferDesc;

#define SECBUFFER_VERSION 0

#define SECBUFFER_EMPTY                           0  // a slot for the function to use
#define SECBUFFER_DATA                            1
#define SECBUFFER_TOKEN                           2
#define SECBUFFER_PKG_PARAMS                      3
#define SECBUFFER_MISSING                         4  // cbBuffer says how many bytes more are needed
#define SECBUFFER_EXTRA                           5  // cbBuffer bytes at the end of the input were not used
#define SECBUFFER_STREAM_TRAILER                  6
#define SECBUFFER_STREAM_HEADER                   7
#define SECBUFFER_NEGOTIATION_INFO                8
#define SECBUFFER_PADDING                         9
#define SECBUFFER_STREAM                          10
#define SECBUFFER_MECHLIST                        11
#define SECBUFFER_MECHLIST_SIGNATURE              12
#define SECBUFFER_TARGET                          13
#define SECBUFFER_CHANNEL_BINDINGS                14
#define SECBUFFER_CHANGE_PASS_RESPONSE            15
#define SECBUFFER_TARGET_HOST                     16
#define SECBUFFER_ALERT                           17
#define SECBUFFER_APPLICATION_PROTOCOLS           18  // SEC_APPLICATION_PROTOCOLS
#define SECBUFFER_SRTP_PROTECTION_PROFILES        19  // SEC_SRTP_PROTECTION_PROFILES
#define SECBUFFER_SRTP_MASTER_KEY_IDENTIFIER      20  // SEC_SRTP_MASTER_KEY_IDENTIFIER
#define SECBUFFER_TOKEN_BINDING                   21  // SEC_TOKEN_BINDING
#define SECBUFFER_PRESHARED_KEY                   22  // SEC_PRESHAREDKEY
#define SECBUFFER_PRESHARED_KEY_IDENTITY          23  // SEC_PRESHAREDKEY_IDENTITY
#define SECBUFFER_DTLS_MTU                        24  // SEC_DTLS_MTU
#define SECBUFFER_SEND_GENERIC_TLS_EXTENSION      25  // SEND_GENERIC_TLS_EXTENSION
#define SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION 26  // SUBSCRIBE_GENERIC_TLS_EXTENSION
#define SECBUFFER_FLAGS                           27  // SEC_FLAGS
#define SECBUFFER_TRAFFIC_SECRETS                 28  // SEC_TRAFFIC_SECRETS

// Attributes of a buffer, to be masked off before its type is compared.
#define SECBUFFER_ATTRMASK               0xF0000000
#define SECBUFFER_READONLY               0x80000000
#define SECBUFFER_READONLY_WITH_CHECKSUM 0x10000000
#define SECBUFFER_RESERVED               0x60000000

typedef struct _SEC_NEGOTIATION_INFO {
  ULONG Size;
  ULONG NameLength;
  SEC_WCHAR* Name;
  void* Reserved;
} SEC_NEGOTIATION_INFO, *PSEC_NEGOTIATION_INFO;

/// Channel bindings. The data they locate follows the structure; offsets count from its start.
typedef struct _SEC_CHANNEL_BINDINGS {
  ULONG dwInitiatorAddrType;
  ULONG cbInitiatorLength;
  ULONG dwInitiatorOffset;
  ULONG dwAcceptorAddrType;
  ULONG cbAcceptorLength;
  ULONG dwAcceptorOffset;
  ULONG cbApplicationDataLength;
  ULONG dwApplicationDataOffset;
} SEC_CHANNEL_BINDINGS, *PSEC_CHANNEL_BINDINGS;

typedef enum _SEC_APPLICATION_PROTOCOL_NEGOTIATION_EXT {
  SecApplicationProtocolNegotiationExt_None,
  SecApplicationProtocolNegotiationExt_NPN,
  SecApplicationProtocolNegotiationExt_ALPN
} SEC_APPLICATION_PROTOCOL_NEGOTIATION_EXT,
    *PSEC_APPLICATION_PROTOCOL_NEGOTIATION_EXT;

/// The protocols that one extension offers.
typedef struct _SEC_APPLICATION_PROTOCOL_LIST {
  SEC_APPLICATION_PROTOCOL_NEGOTIATION_EXT ProtoNegoExt;
  USHORT ProtocolListSize;                    ///< Bytes of ProtocolList.
  unsigned char ProtocolList[ANYSIZE_ARRAY];  ///< Each protocol as one byte of length and its id.
} SEC_APPLICATION_PROTOCOL_LIST, *PSEC_APPLICATION_PROTOCOL_LIST;

/// The lists follow each other without padding.
typedef struct _SEC_APPLICATION_PROTOCOLS {
  ULONG ProtocolListsSize;  ///< Bytes of all lists together.
  SEC_APPLICATION_PROTOCOL_LIST ProtocolLists[ANYSIZE_ARRAY];
} SEC_APPLICATION_PROTOCOLS, *PSEC_APPLICATION_PROTOCOLS;

typedef struct _SEC_SRTP_PROTECTION_PROFILES {
  USHORT ProfilesSize;  ///< Bytes of ProfilesList.
  USHORT ProfilesList[ANYSIZE_ARRAY];
} SEC_SRTP_PROTECTION_PROFILES, *PSEC_SRTP_PROTECTION_PROFILES;

typedef struct _SEC_SRTP_MASTER_KEY_IDENTIFIER {
  unsigned char MasterKeyIdentifierSize;
  unsigned char MasterKeyIdentifier[ANYSIZE_ARRAY];
} SEC_SRTP_MASTER_KEY_IDENTIFIER, *PSEC_SRTP_MASTER_KEY_IDENTIFIER;

typedef struct _SEC_TOKEN_BINDING {
  unsigned char MajorVersion;
  unsigned char MinorVersion;
  USHORT KeyParametersSize;
  unsigned char KeyParameters[ANYSIZE_ARRAY];
} SEC_TOKEN_BINDING, *PSEC_TOKEN_BINDING;

typedef struct _SEC_PRESHAREDKEY {
  USHORT KeySize;
  unsigned char Key[ANYSIZE_ARRAY];
} SEC_PRESHAREDKEY, *PSEC_PRESHAREDKEY;

typedef struct _SEC_PRESHAREDKEY_IDENTITY {
  USHORT KeyIdentitySize;
  unsigned char KeyIdentity[ANYSIZE_ARRAY];
} SEC_PRESHAREDKEY_IDENTITY, *PSEC_PRESHAREDKEY_IDENTITY;

typedef struct _SEC_DTLS_MTU {
  USHORT PathMTU;
} SEC_DTLS_MTU, *PSEC_DTLS_MTU;

/// Context requirements beyond the 32 bits of fContextReq.
typedef struct _SEC_FLAGS {
  unsigned long long Flags;
} SEC_FLAGS, *PSEC_FLAGS;

typedef enum _SEC_TRAFFIC_SECRET_TYPE {
  SecTrafficSecret_None,
  SecTrafficSecret_Client,
  SecTrafficSecret_Server
} SEC_TRAFFIC_SECRET_TYPE,
    *PSEC_TRAFFIC_SECRET_TYPE;

#define SZ_ALG_MAX_SIZE 64

/// The secret of one direction in messages mode.
typedef struct _SEC_TRAFFIC_SECRETS {
  wchar_t SymmetricAlgId[SZ_ALG_MAX_SIZE];
  wchar_t ChainingMode[SZ_ALG_MAX_SIZE];
  wchar_t HashAlgId[SZ_ALG_MAX_SIZE];
  USHORT KeySize;
  USHORT IvSize;
  USHORT MsgSequenceStart;
  USHORT MsgSequenceEnd;
  SEC_TRAFFIC_SECRET_TYPE TrafficSecretType;
  USHORT TrafficSecretSize;
  unsigned char TrafficSecret[ANYSIZE_ARRAY];
} SEC_TRAFFIC_SECRETS, *PSEC_TRAFFIC_SECRETS;
