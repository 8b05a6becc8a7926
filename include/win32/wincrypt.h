// The certificate part of CryptoAPI that Schannel programs need: certificates, their keys, stores and names.
// What a function does is what Microsoft's page on it says; where that leaves a choice, docs/compatibility.md
// has ours.
#ifndef __WINCRYPT_H__
#define __WINCRYPT_H__

#include "openschannel/base.h"
#include "openschannel/wincrypt/algorithms.h"
#include "openschannel/wincrypt/encoding.h"
#include "openschannel/wincrypt/text.h"
#include "openschannel/wincrypt/blobs.h"
#include "openschannel/wincrypt/object_ids.h"
#include "openschannel/wincrypt/keys.h"
#include "openschannel/wincrypt/key_blobs.h"
#include "openschannel/wincrypt/providers.h"
#include "openschannel/wincrypt/names.h"
#include "openschannel/wincrypt/certificates.h"
#include "openschannel/wincrypt/revocation_lists.h"
#include "openschannel/wincrypt/chains.h"
#include "openschannel/wincrypt/chain_search.h"
#include "openschannel/wincrypt/chain_policies.h"
#include "openschannel/wincrypt/revocation_checks.h"
#include "openschannel/wincrypt/private_keys.h"
#include "openschannel/wincrypt/properties.h"
#include "openschannel/wincrypt/stores.h"
#include "openschannel/wincrypt/find.h"
#include "openschannel/wincrypt/pkcs12.h"
#include "openschannel/wincrypt/structures.h"
#include "openschannel/wincrypt/coding.h"
#include "openschannel/wincrypt/comparing.h"
#include "openschannel/wincrypt/query.h"

#ifdef UNICODE
#define CertGetNameString   CertGetNameStringW
#define CertNameToStr       CertNameToStrW
#define CertOpenSystemStore CertOpenSystemStoreW
#define CertRDNValueToStr   CertRDNValueToStrW
#define CertStrToName       CertStrToNameW
#define CryptBinaryToString CryptBinaryToStringW
#define CryptStringToBinary CryptStringToBinaryW
#else
#define CertGetNameString   CertGetNameStringA
#define CertNameToStr       CertNameToStrA
#define CertOpenSystemStore CertOpenSystemStoreA
#define CertRDNValueToStr   CertRDNValueToStrA
#define CertStrToName       CertStrToNameA
#define CryptBinaryToString CryptBinaryToStringA
#define CryptStringToBinary CryptStringToBinaryA
#endif

#endif
