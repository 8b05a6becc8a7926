// Both structures are a 16-bit size of the machine's byte order and that many bytes.
#include "abi/preshared_keys.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "abi/sspi.h"

namespace schannel::abi {
namespace {

using tls::cause;

std::optional<tls::const_bytes> content_of(tls::const_bytes option) {
  constexpr std::size_t longest = 256;
  USHORT size = 0;
  if (option.size() < sizeof size) return std::nullopt;
  std::memcpy(&size, option.data(), sizeof size);
  if (size > longest || size > option.size() - sizeof size) return std::nullopt;
  return option.subspan(sizeof size, size);
}

}  // namespace

tls::result<ossl::long_secret> parse_preshared_key(tls::const_bytes option) {
  const auto key = content_of(option);
  if (!key || key->empty()) return cause::malformed_options;
  ossl::long_secret copy(key->size());
  std::ranges::copy(*key, copy.bytes().begin());
  return copy;
}

tls::result<std::string> parse_preshared_key_identity(tls::const_bytes option) {
  const auto name = content_of(option);
  if (!name || std::ranges::find(*name, 0) != name->end()) return cause::malformed_options;
  return std::string(name->begin(), name->end());
}

}  // namespace schannel::abi
