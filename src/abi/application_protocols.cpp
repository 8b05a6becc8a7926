// The layout has no padding: a 32-bit size, then lists of a 32-bit extension, a 16-bit size and the
// protocols.
#include "abi/application_protocols.h"

#include <algorithm>
#include <cstring>

#include "abi/sspi.h"

namespace schannel::abi {
namespace {

using tls::const_bytes;

/// Reads a number of the machine's byte order off the front; the caller has checked that it is there.
template <typename Number>
Number take(const_bytes& from) {
  Number number{};
  std::memcpy(&number, from.data(), sizeof number);
  from = from.subspan(sizeof number);
  return number;
}

/// RFC 7301 section 3.1: protocols are not empty and end where the list ends.
bool is_protocol_list(const_bytes list) {
  while (!list.empty()) {
    const std::size_t length = list[0];
    if (length == 0 || length > list.size() - 1) return false;
    list = list.subspan(1 + length);
  }
  return true;
}

}  // namespace

tls::result<tls::byte_vector> parse_application_protocols(const_bytes option) {
  constexpr std::size_t list_header = sizeof(ULONG) + sizeof(USHORT);
  if (option.size() < sizeof(ULONG)) return tls::cause::malformed_options;
  const std::size_t announced = take<ULONG>(option);
  // Programs round the announced size up; what counts is the memory there is.
  const_bytes lists = option.first(std::min(announced, option.size()));

  tls::byte_vector protocols;
  while (!lists.empty()) {
    if (lists.size() < list_header) return tls::cause::malformed_options;
    const auto extension = take<ULONG>(lists);
    const std::size_t size = take<USHORT>(lists);
    if (size > lists.size() || !is_protocol_list(lists.first(size))) return tls::cause::malformed_options;
    if (extension == SecApplicationProtocolNegotiationExt_ALPN)
      protocols.insert(protocols.end(), lists.begin(), lists.begin() + static_cast<std::ptrdiff_t>(size));
    lists = lists.subspan(size);
  }
  if (protocols.size() > 0xFFFF) return tls::cause::malformed_options;
  return protocols;
}

}  // namespace schannel::abi
