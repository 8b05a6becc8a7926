// SslGetServerIdentity and SslGetExtensions: a ClientHello looked at before there is a context for it.
#include <cstring>
#include <span>

#include "abi/entry.h"
#include "abi/sspi.h"
#include "tls/client_hello.h"

namespace schannel::abi {
namespace {

SECURITY_STATUS status_of(const tls::read_hello& read) {
  if (std::holds_alternative<tls::client_hello>(read)) return SEC_E_OK;
  if (std::holds_alternative<tls::incomplete>(read)) return SEC_E_INCOMPLETE_MESSAGE;
  return std::holds_alternative<tls::fragmented>(read) ? SEC_E_UNSUPPORTED_FUNCTION : SEC_E_INVALID_TOKEN;
}

SECURITY_STATUS find_host_name(tls::const_bytes message, PBYTE& name, DWORD& size) {
  const auto read = tls::read_client_hello_record(message);
  const auto* hello = std::get_if<tls::client_hello>(&read);
  if (hello == nullptr) return status_of(read);
  const auto found = hello->host_name();
  // It is the caller's own memory that is pointed into.
  name = found ? const_cast<PBYTE>(found->data()) : nullptr;
  size = found ? static_cast<DWORD>(found->size()) : 0;
  return SEC_E_OK;
}

SECURITY_STATUS find_extensions(const tls::read_hello& read, std::span<SCH_EXTENSION_DATA> wanted,
                                DWORD& missing) {
  const auto* partial = std::get_if<tls::incomplete>(&read);
  missing = partial == nullptr ? 0 : static_cast<DWORD>(partial->missing);
  const auto* hello = std::get_if<tls::client_hello>(&read);
  if (hello == nullptr) return status_of(read);
  for (SCH_EXTENSION_DATA& one : wanted) {
    const auto content = hello->extension(one.ExtensionType);
    one.pExtData = content ? content->data() : nullptr;
    one.cbExtData = content ? static_cast<DWORD>(content->size()) : 0;
  }
  return SEC_E_OK;
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel;

SECURITY_STATUS SslGetServerIdentity(PBYTE ClientHello, DWORD ClientHelloSize, PBYTE* ServerIdentity,
                                     PDWORD ServerIdentitySize, DWORD Flags) {
  return abi::guarded([&]() -> SECURITY_STATUS {
    if (ClientHello == nullptr || ServerIdentity == nullptr || ServerIdentitySize == nullptr || Flags != 0)
      return SEC_E_INVALID_PARAMETER;
    return abi::find_host_name({ClientHello, ClientHelloSize}, *ServerIdentity, *ServerIdentitySize);
  });
}

SECURITY_STATUS SslGetExtensions(const BYTE* clientHello, DWORD clientHelloByteSize,
                                 SCH_EXTENSION_DATA* genericExtensions, BYTE genericExtensionsCount,
                                 DWORD* bytesToRead, SchGetExtensionsOptions flags) {
  return abi::guarded([&]() -> SECURITY_STATUS {
    // A C program may pass any number, which C++ does not let be looked at as one of the options.
    DWORD options = 0;
    static_assert(sizeof options == sizeof flags);
    std::memcpy(&options, &flags, sizeof options);
    const bool known_flags = options == SCH_EXTENSIONS_OPTIONS_NONE || options == SCH_NO_RECORD_HEADER;
    const bool has_list = genericExtensions != nullptr || genericExtensionsCount == 0;
    if (clientHello == nullptr || bytesToRead == nullptr || !has_list || !known_flags)
      return SEC_E_INVALID_PARAMETER;
    const tls::const_bytes message(clientHello, clientHelloByteSize);
    const auto read = options == SCH_NO_RECORD_HEADER ? tls::read_client_hello_message(message)
                                                      : tls::read_client_hello_record(message);
    return abi::find_extensions(read, {genericExtensions, genericExtensionsCount}, *bytesToRead);
  });
}
