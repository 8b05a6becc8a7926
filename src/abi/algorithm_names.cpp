// The tables behind CONNECTION_INFO and CIPHER_INFO.
#include "abi/algorithm_names.h"

namespace schannel::abi {

algorithm cipher_of(ossl::bulk_cipher cipher) {
  switch (cipher) {
    case ossl::bulk_cipher::aes_128:
      return {CALG_AES_128, "AES", 128};
    case ossl::bulk_cipher::aes_256:
      return {CALG_AES_256, "AES", 256};
    case ossl::bulk_cipher::chacha20:
      return {0, "CHACHA20_POLY1305", 256};  // CryptoAPI never had a number for it
    case ossl::bulk_cipher::triple_des:
      return {CALG_3DES, "3DES", 168};
    case ossl::bulk_cipher::none:
      break;
  }
  return {};
}

algorithm hash_of(ossl::hash_algorithm hash) {
  switch (hash) {
    case ossl::hash_algorithm::md5:
      return {CALG_MD5, "MD5", 128};
    case ossl::hash_algorithm::sha1:
      return {CALG_SHA1, "SHA1", 160};
    case ossl::hash_algorithm::sha256:
      return {CALG_SHA_256, "SHA256", 256};
    case ossl::hash_algorithm::sha384:
      return {CALG_SHA_384, "SHA384", 384};
    case ossl::hash_algorithm::none:
      break;
  }
  return {};
}

algorithm exchange_of(ossl::key_exchange exchange) {
  switch (exchange) {
    case ossl::key_exchange::rsa:
      return {CALG_RSA_KEYX, "RSA", 0};
    case ossl::key_exchange::dhe:
      return {CALG_DH_EPHEM, "DH", 0};
    case ossl::key_exchange::ecdhe:
      return {CALG_ECDH_EPHEM, "ECDH", 0};
    case ossl::key_exchange::psk:
      return {0, "PSK", 0};
    case ossl::key_exchange::none:
      break;
  }
  return {};
}

algorithm signature_of(ossl::authentication authenticates) {
  switch (authenticates) {
    case ossl::authentication::rsa:
      return {CALG_RSA_SIGN, "RSA", 0};
    case ossl::authentication::ecdsa:
      return {CALG_ECDSA, "ECDSA", 0};
    case ossl::authentication::psk:
      return {0, "PSK", 0};
    case ossl::authentication::none:
      break;
  }
  return {};
}

DWORD protocol_bit(tls::version version, tls::role role) {
  const bool client = role == tls::role::client;
  switch (version) {
    case tls::version::tls1_0:
      return client ? SP_PROT_TLS1_CLIENT : SP_PROT_TLS1_SERVER;
    case tls::version::tls1_1:
      return client ? SP_PROT_TLS1_1_CLIENT : SP_PROT_TLS1_1_SERVER;
    case tls::version::tls1_2:
      return client ? SP_PROT_TLS1_2_CLIENT : SP_PROT_TLS1_2_SERVER;
    case tls::version::tls1_3:
      break;
  }
  return client ? SP_PROT_TLS1_3_CLIENT : SP_PROT_TLS1_3_SERVER;
}

}  // namespace schannel::abi
