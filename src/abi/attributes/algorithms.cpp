// The algorithms of a connection: KEY_INFO, CONNECTION_INFO, CONNECTION_INFO_EX, CIPHER_INFO.
#include <algorithm>
#include <string_view>

#include "abi/algorithm_names.h"
#include "abi/attributes/attribute.h"
#include "abi/memory.h"

namespace schannel::abi {
namespace {

using ossl::cipher_facts;

/// The hash of a suite: that of its MAC, or of its key derivation where an AEAD needs no MAC.
algorithm hash_of_suite(const cipher_facts& cipher) {
  return hash_of(cipher.aead ? cipher.derivation : cipher.mac);
}

template <std::size_t Size>
void copy_text(WCHAR (&to)[Size], std::string_view text) {
  std::fill(std::begin(to), std::end(to), L'\0');
  std::copy_n(text.begin(), std::min(text.size(), Size - 1), to);
}

template <typename KeyInfo>
SECURITY_STATUS key_info(const subject& of, KeyInfo& info) {
  using character = std::remove_pointer_t<decltype(info.sEncryptAlgorithmName)>;
  const cipher_facts& cipher = of.facts().cipher;
  const algorithm encryption = cipher_of(cipher.cipher);
  const algorithm signature = signature_of(cipher.authenticates);
  auto signature_name = text_for_caller_of<character>(signature.name);
  auto encryption_name = text_for_caller_of<character>(encryption.name);
  info = {signature_name.release(), encryption_name.release(), cipher.cipher_bits, signature.id,
          encryption.id};
  return SEC_E_OK;
}

SECURITY_STATUS connection_info(const subject& of, SecPkgContext_ConnectionInfo& info) {
  const cipher_facts& cipher = of.facts().cipher;
  const algorithm hash = hash_of_suite(cipher);
  info = {protocol_bit(of.facts().version, of.facts().role),
          cipher_of(cipher.cipher).id,
          cipher.cipher_bits,
          hash.id,
          hash.bits,
          exchange_of(cipher.exchange).id,
          cipher.exchange_bits};
  return SEC_E_OK;
}

SECURITY_STATUS connection_info_ex(const subject& of, SecPkgContext_ConnectionInfoEx& info) {
  if (info.dwVersion != SECPKGCONTEXT_CONNECTION_INFO_EX_V1) return SEC_E_INVALID_PARAMETER;
  const cipher_facts& cipher = of.facts().cipher;
  const algorithm hash = hash_of_suite(cipher);
  info.dwProtocol = protocol_bit(of.facts().version, of.facts().role);
  copy_text(info.szCipher, cipher_of(cipher.cipher).name);
  info.dwCipherStrength = cipher.cipher_bits;
  copy_text(info.szHash, hash.name);
  info.dwHashStrength = hash.bits;
  copy_text(info.szExchange, exchange_of(cipher.exchange).name);
  info.dwExchStrength = cipher.exchange_bits;
  return SEC_E_OK;
}

SECURITY_STATUS cipher_info(const subject& of, SecPkgContext_CipherInfo& info) {
  if (info.dwVersion != SECPKGCONTEXT_CIPHERINFO_V1) return SEC_E_INVALID_PARAMETER;
  constexpr DWORD longest_exchange = 65536;
  const cipher_facts& cipher = of.facts().cipher;
  info.dwProtocol = static_cast<DWORD>(of.facts().version);
  info.dwCipherSuite = info.dwBaseCipherSuite = cipher.suite;
  copy_text(info.szCipherSuite, cipher.name);
  copy_text(info.szCipher, cipher_of(cipher.cipher).name);
  info.dwCipherLen = cipher.cipher_bits;
  info.dwCipherBlockLen = cipher.block_bytes;
  // An AEAD needs no hash of its own.
  const algorithm mac = hash_of(cipher.mac);
  copy_text(info.szHash, mac.name);
  info.dwHashLen = mac.bits;
  copy_text(info.szExchange, exchange_of(cipher.exchange).name);
  info.dwMinExchangeLen = 0;
  info.dwMaxExchangeLen = longest_exchange;
  copy_text(info.szCertificate, signature_of(cipher.authenticates).name);
  info.dwKeyType = cipher.exchange_group;
  return SEC_E_OK;
}

constexpr attribute table[] = {
    answered_by<key_info<SecPkgContext_KeyInfoA>, key_info<SecPkgContext_KeyInfoW>>(SECPKG_ATTR_KEY_INFO),
    answered_by<connection_info>(SECPKG_ATTR_CONNECTION_INFO),
    answered_by<connection_info_ex>(SECPKG_ATTR_CONNECTION_INFO_EX),
    answered_by<cipher_info>(SECPKG_ATTR_CIPHER_INFO),
};

}  // namespace

attribute_table algorithm_attributes() {
  return table;
}

}  // namespace schannel::abi
