// Key BLOBs of CryptoAPI: a header, then what its type says. Everything is little-endian. A PUBLICKEYBLOB of
// an RSA key goes on with RSAPUBKEY and the modulus; a PRIVATEKEYBLOB with these two, both primes, both
// exponents, the coefficient and the private exponent.
#pragma once

#include "algorithms.h"

typedef struct _PUBLICKEYSTRUC {
  BYTE bType;     ///< PUBLICKEYBLOB or PRIVATEKEYBLOB
  BYTE bVersion;  ///< CUR_BLOB_VERSION
  WORD reserved;
  ALG_ID aiKeyAlg;  ///< CALG_RSA_KEYX or CALG_RSA_SIGN
} BLOBHEADER, PUBLICKEYSTRUC;

typedef struct _RSAPUBKEY {
  DWORD magic;   ///< "RSA1" before a public key, "RSA2" before a private one.
  DWORD bitlen;  ///< Of the modulus.
  DWORD pubexp;
} RSAPUBKEY;

#define SIMPLEBLOB           0x1
#define PUBLICKEYBLOB        0x6
#define PRIVATEKEYBLOB       0x7
#define PLAINTEXTKEYBLOB     0x8
#define OPAQUEKEYBLOB        0x9
#define PUBLICKEYBLOBEX      0xa
#define SYMMETRICWRAPKEYBLOB 0xb
#define KEYSTATEBLOB         0xc

#define CUR_BLOB_VERSION 2
