// Key BLOBs of CNG, and the buffers of parameters. Numbers are big-endian and have the sizes that the header
// says:
//   RSAPUBLICBLOB       header, public exponent, modulus
//   RSAPRIVATEBLOB      the same, both primes
//   RSAFULLPRIVATEBLOB  the same, both exponents (cbPrime1, cbPrime2), coefficient (cbPrime1), private
//   exponent
//                       (cbModulus)
//   ECCPUBLICBLOB       header, X, Y
//   ECCPRIVATEBLOB      the same, the private number
#pragma once

#include "../types.h"

#define BCRYPT_PUBLIC_KEY_BLOB     L"PUBLICBLOB"
#define BCRYPT_PRIVATE_KEY_BLOB    L"PRIVATEBLOB"
#define BCRYPT_RSAPUBLIC_BLOB      L"RSAPUBLICBLOB"
#define BCRYPT_RSAPRIVATE_BLOB     L"RSAPRIVATEBLOB"
#define BCRYPT_RSAFULLPRIVATE_BLOB L"RSAFULLPRIVATEBLOB"
#define LEGACY_RSAPUBLIC_BLOB      L"CAPIPUBLICBLOB"
#define LEGACY_RSAPRIVATE_BLOB     L"CAPIPRIVATEBLOB"
#define BCRYPT_ECCPUBLIC_BLOB      L"ECCPUBLICBLOB"
#define BCRYPT_ECCPRIVATE_BLOB     L"ECCPRIVATEBLOB"

#define BCRYPT_RSAPUBLIC_MAGIC      0x31415352
#define BCRYPT_RSAPRIVATE_MAGIC     0x32415352
#define BCRYPT_RSAFULLPRIVATE_MAGIC 0x33415352

#define BCRYPT_ECDH_PUBLIC_P256_MAGIC   0x314b4345
#define BCRYPT_ECDH_PRIVATE_P256_MAGIC  0x324b4345
#define BCRYPT_ECDH_PUBLIC_P384_MAGIC   0x334b4345
#define BCRYPT_ECDH_PRIVATE_P384_MAGIC  0x344b4345
#define BCRYPT_ECDH_PUBLIC_P521_MAGIC   0x354b4345
#define BCRYPT_ECDH_PRIVATE_P521_MAGIC  0x364b4345
#define BCRYPT_ECDSA_PUBLIC_P256_MAGIC  0x31534345
#define BCRYPT_ECDSA_PRIVATE_P256_MAGIC 0x32534345
#define BCRYPT_ECDSA_PUBLIC_P384_MAGIC  0x33534345
#define BCRYPT_ECDSA_PRIVATE_P384_MAGIC 0x34534345
#define BCRYPT_ECDSA_PUBLIC_P521_MAGIC  0x35534345
#define BCRYPT_ECDSA_PRIVATE_P521_MAGIC 0x36534345

typedef struct _BCRYPT_KEY_BLOB {
  ULONG Magic;
} BCRYPT_KEY_BLOB;

typedef struct _BCRYPT_RSAKEY_BLOB {
  ULONG Magic;
  ULONG BitLength;
  ULONG cbPublicExp;
  ULONG cbModulus;
  ULONG cbPrime1;
  ULONG cbPrime2;
} BCRYPT_RSAKEY_BLOB;

typedef struct _BCRYPT_ECCKEY_BLOB {
  ULONG dwMagic;
  ULONG cbKey;  ///< Of each number.
} BCRYPT_ECCKEY_BLOB, *PBCRYPT_ECCKEY_BLOB;

#define BCRYPTBUFFER_VERSION 0

/// One parameter.
typedef struct _BCryptBuffer {
  ULONG cbBuffer;
  ULONG BufferType;  ///< NCRYPTBUFFER_*
  PVOID pvBuffer;
} BCryptBuffer, *PBCryptBuffer;

typedef struct _BCryptBufferDesc {
  ULONG ulVersion;  ///< BCRYPTBUFFER_VERSION
  ULONG cBuffers;
  PBCryptBuffer pBuffers;
} BCryptBufferDesc, *PBCryptBufferDesc;

#define BCRYPT_NO_KEY_VALIDATION 0x8
