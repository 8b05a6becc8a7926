// Digests of bytes, and the length of encoded public keys.
#include "ossl/message_digest.h"

#include <array>

#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl {

tls::byte_vector digest_of(tls::const_bytes bytes, const std::string& name) {
  const error_scope errors;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  std::size_t size = 0;
  if (EVP_Q_digest(nullptr, name.c_str(), nullptr, bytes.data(), bytes.size(), digest.data(), &size) != 1) {
    errors.throw_if_out_of_memory();
    return {};
  }
  return {digest.begin(), digest.begin() + static_cast<std::ptrdiff_t>(size)};
}

std::uint32_t key_bits_of(tls::const_bytes public_key_info) {
  const error_scope errors;
  const unsigned char* position = public_key_info.data();
  const key_ptr key{d2i_PUBKEY(nullptr, &position, static_cast<long>(public_key_info.size()))};
  errors.throw_if_out_of_memory();
  return key ? static_cast<std::uint32_t>(EVP_PKEY_get_bits(key.get())) : 0;
}

}  // namespace schannel::ossl
