// Both structures, copied out of memory that may be unaligned.
#include "abi/generic_extensions.h"

#include <cstddef>
#include <cstring>
#include <optional>

#include "abi/sspi.h"

namespace schannel::abi {
namespace {

using tls::cause;

constexpr std::uint16_t client_hello = 1;
constexpr std::uint16_t server_hello = 2;  // carries them before TLS 1.3
constexpr std::uint16_t encrypted_extensions = 8;

/// The first `size` bytes of a structure; nothing when they are not there.
template <typename Structure>
std::optional<Structure> head_of(tls::const_bytes option, std::size_t size) {
  if (option.size() < size) return std::nullopt;
  Structure head{};
  std::memcpy(&head, option.data(), size);
  return head;
}

bool carries(std::uint16_t message, bool from_client) {
  return from_client ? message == client_hello : message == server_hello || message == encrypted_extensions;
}

}  // namespace

tls::result<carried_extension> parse_sent_extension(tls::const_bytes option) {
  constexpr std::size_t content_offset = offsetof(SEND_GENERIC_TLS_EXTENSION, Buffer);
  const auto head = head_of<SEND_GENERIC_TLS_EXTENSION>(option, content_offset);
  if (!head || head->Flags != 0 || head->BufferSize > option.size() - content_offset)
    return cause::malformed_options;
  const tls::const_bytes content = option.subspan(content_offset, head->BufferSize);
  return carried_extension{{head->ExtensionType, {content.begin(), content.end()}}, head->HandshakeType};
}

tls::result<std::vector<carried_extension>> parse_awaited_extensions(tls::const_bytes option) {
  constexpr std::size_t list_offset = offsetof(SUBSCRIBE_GENERIC_TLS_EXTENSION, Subscriptions);
  const auto head = head_of<SUBSCRIBE_GENERIC_TLS_EXTENSION>(option, list_offset);
  if (!head || head->Flags != 0 || head->SubscriptionsCount > SCH_MAX_EXT_SUBSCRIPTIONS)
    return cause::malformed_options;
  std::vector<carried_extension> awaited;
  tls::const_bytes list = option.subspan(list_offset);
  for (DWORD i = 0; i < head->SubscriptionsCount; ++i) {
    const auto one = head_of<TLS_EXTENSION_SUBSCRIPTION>(list, sizeof(TLS_EXTENSION_SUBSCRIPTION));
    if (!one) return cause::malformed_options;
    awaited.push_back({{one->ExtensionType, {}}, one->HandshakeType});
    list = list.subspan(sizeof(TLS_EXTENSION_SUBSCRIPTION));
  }
  return awaited;
}

tls::result<ossl::extension_request> request_for(bool client, const std::vector<carried_extension>& sent,
                                                 const std::vector<carried_extension>& awaited) {
  ossl::extension_request wanted;
  for (const carried_extension& one : sent) {
    if (!carries(one.message, client)) return cause::unsupported;
    wanted.sent.push_back(one.extension);
  }
  for (const carried_extension& one : awaited) {
    if (!carries(one.message, !client)) return cause::unsupported;
    wanted.awaited.push_back(one.extension.number);
  }
  return wanted;
}

}  // namespace schannel::abi
