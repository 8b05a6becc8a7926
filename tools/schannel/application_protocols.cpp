// ALPN: each name with its length in front (RFC 7301 section 3.1).
#include "application_protocols.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstring>
#include <limits>

#include "failure.h"
#include "windows_headers.h"

namespace schannel::tool {
namespace {

constexpr std::size_t longest_name = MAX_PROTOCOL_ID_SIZE;
constexpr std::size_t longest_list = std::numeric_limits<USHORT>::max();

std::string checked_name(std::string_view name) {
  if (name.empty()) throw failure("--alpn: a protocol's name is missing: write them as in h2,http/1.1");
  if (name.size() > longest_name) {
    throw failure(fmt::format("--alpn: a name of {} bytes is longer than {}", name.size(), longest_name));
  }
  return std::string(name);
}

}  // namespace

std::vector<std::string> parse_protocols(std::string_view text) {
  if (text.size() >= longest_list) throw failure("--alpn: the list is too long");
  std::vector<std::string> names;
  for (;;) {
    const std::size_t comma = text.find(',');
    names.push_back(checked_name(text.substr(0, comma)));
    if (comma == std::string_view::npos) return names;
    text.remove_prefix(comma + 1);
  }
}

byte_vector encode_protocols(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  byte_vector list;
  for (const std::string& name : names) {
    list.push_back(static_cast<std::uint8_t>(name.size()));
    list.insert(list.end(), name.begin(), name.end());
  }

  constexpr std::size_t list_at = offsetof(SEC_APPLICATION_PROTOCOLS, ProtocolLists);
  constexpr std::size_t names_at = list_at + offsetof(SEC_APPLICATION_PROTOCOL_LIST, ProtocolList);
  const auto extension = SecApplicationProtocolNegotiationExt_ALPN;
  const auto list_size = static_cast<USHORT>(list.size());
  const auto lists_size = static_cast<ULONG>(names_at - list_at + list.size());

  byte_vector encoded(names_at);
  std::memcpy(encoded.data(), &lists_size, sizeof lists_size);
  std::memcpy(encoded.data() + list_at, &extension, sizeof extension);
  std::memcpy(encoded.data() + list_at + offsetof(SEC_APPLICATION_PROTOCOL_LIST, ProtocolListSize),
              &list_size, sizeof list_size);
  encoded.insert(encoded.end(), list.begin(), list.end());
  return encoded;
}

}  // namespace schannel::tool
