// SslGetServerIdentity and SslGetExtensions on the ClientHello of a real client, whole, cut and altered.
#include "support/own_functions.h"

#include "handshakes.h"

using namespace peers;

namespace {

constexpr WORD server_name = 0;
constexpr WORD supported_versions = 43;
constexpr WORD nobody_sends_this = 0xFAFA;
constexpr std::size_t record_header = 5;

/// The first token of a client that wants to talk to `target`.
bytes hello_to(const std::wstring& target, tls version = tls::v1_3) {
  pair both = fresh_pair(version, {.target = target});
  const leg first = both.client.steps_without_input();
  REQUIRE(first.result == SEC_I_CONTINUE_NEEDED);
  return first.token;
}

/// What SslGetServerIdentity says of some bytes.
struct identity {
  PBYTE name = nullptr;
  DWORD size = 0xDEAD;
  status result;

  explicit identity(bytes& message)
      : result{get_server_identity(message.data(), static_cast<DWORD>(message.size()), &name, &size, 0)} {}
  std::string text() const { return {name, name + size}; }
};

/// What SslGetExtensions says of them.
struct extensions {
  std::vector<SCH_EXTENSION_DATA> wanted;
  DWORD missing = 0xDEAD;
  status result;

  extensions(byte_view message, std::initializer_list<WORD> numbers,
             SchGetExtensionsOptions flags = SCH_EXTENSIONS_OPTIONS_NONE) {
    for (const WORD number : numbers) wanted.push_back({number, nullptr, 0xDEAD});
    result = {get_extensions(message.data(), static_cast<DWORD>(message.size()), wanted.data(),
                             static_cast<BYTE>(wanted.size()), &missing, flags)};
  }
};

bool lies_within(const BYTE* at, std::size_t size, byte_view whole) {
  return size == 0 || (at >= whole.data() && at + size <= whole.data() + whole.size());
}

/// The same handshake message in two records, `first` bytes of it in the first one.
bytes in_two_records(const bytes& record, std::size_t first) {
  const std::size_t message = record.size() - record_header;
  bytes split(record.begin(), record.begin() + 3);
  split.push_back(static_cast<std::uint8_t>(first >> 8));
  split.push_back(static_cast<std::uint8_t>(first));
  split.insert(split.end(), record.begin() + record_header,
               record.begin() + static_cast<std::ptrdiff_t>(record_header + first));
  const std::size_t rest = message - first;
  split.insert(split.end(), record.begin(), record.begin() + 3);
  split.push_back(static_cast<std::uint8_t>(rest >> 8));
  split.push_back(static_cast<std::uint8_t>(rest));
  split.insert(split.end(), record.end() - static_cast<std::ptrdiff_t>(rest), record.end());
  return split;
}

}  // namespace

TEST_CASE("SSPI-SslGetServerIdentity-name: the name lies inside the message") {
  for_every_version([](tls version) {
    bytes hello = hello_to(L"www.example.com", version);
    const identity found(hello);
    REQUIRE(found.result == SEC_E_OK);
    CHECK(found.text() == "www.example.com");
    CHECK(lies_within(found.name, found.size, hello));
  });
}

TEST_CASE("SSPI-SslGetServerIdentity-name: what follows the record does no harm") {
  bytes hello = hello_to(L"localhost");
  hello.insert(hello.end(), 100, 0xFA);
  const identity found(hello);
  REQUIRE(found.result == SEC_E_OK);
  CHECK(found.text() == "localhost");
}

TEST_CASE("SSPI-SslGetServerIdentity-name: a client that names no host") {
  bytes hello = hello_to(L"");
  const identity found(hello);
  CHECK(found.result == SEC_E_OK);
  CHECK(found.name == nullptr);
  CHECK(found.size == 0);
}

TEST_CASE("SSPI-SslGetServerIdentity-null: each pointer, and the flags") {
  bytes hello = hello_to(L"localhost");
  const auto size = static_cast<DWORD>(hello.size());
  PBYTE name = nullptr;
  DWORD length = 0;
  CHECK(get_server_identity(nullptr, size, &name, &length, 0) == SEC_E_INVALID_PARAMETER);
  CHECK(get_server_identity(hello.data(), size, nullptr, &length, 0) == SEC_E_INVALID_PARAMETER);
  CHECK(get_server_identity(hello.data(), size, &name, nullptr, 0) == SEC_E_INVALID_PARAMETER);
  CHECK(get_server_identity(hello.data(), size, &name, &length, 1) == SEC_E_INVALID_PARAMETER);
  CHECK(name == nullptr);
}

TEST_CASE("SSPI-SslGetServerIdentity-incomplete: cut anywhere") {
  const bytes hello = hello_to(L"localhost");
  for (std::size_t length = 0; length < hello.size(); ++length) {
    bytes cut(hello.begin(), hello.begin() + static_cast<std::ptrdiff_t>(length));
    cut.reserve(1);  // so that there is memory to point at
    const identity found(cut);
    CHECK(found.result == SEC_E_INCOMPLETE_MESSAGE);
    CHECK(found.name == nullptr);
  }
}

TEST_CASE("SSPI-SslGetServerIdentity-other-bytes: another message, another record, none at all") {
  pair both = fresh_pair(tls::v1_2);
  both.client.continues();
  const leg answer = both.server.steps(both.server.inbox());
  bytes server_hello = answer.token;
  CHECK(identity(server_hello).result == SEC_E_INVALID_TOKEN);
  bytes alert = {21, 3, 3, 0, 2, 1, 0};
  CHECK(identity(alert).result == SEC_E_INVALID_TOKEN);
  bytes request = to_bytes("GET / HTTP/1.1\r\n\r\n");
  CHECK(identity(request).result == SEC_E_INVALID_TOKEN);
}

TEST_CASE("SSPI-SslGetServerIdentity-fragmented: two records for one ClientHello") {
  const bytes hello = hello_to(L"localhost");
  for (const std::size_t first : {1, 3, 4, 50}) {
    bytes split = in_two_records(hello, first);
    CHECK(identity(split).result == SEC_E_UNSUPPORTED_FUNCTION);
  }
}

TEST_CASE("SSPI-SslGetExtensions-content: those that are there, and one that is not") {
  const bytes hello = hello_to(L"localhost");
  const extensions found(hello, {supported_versions, nobody_sends_this, server_name});
  REQUIRE(found.result == SEC_E_OK);
  CHECK(found.missing == 0);
  const SCH_EXTENSION_DATA& versions = found.wanted[0];
  CHECK(bytes(versions.pExtData, versions.pExtData + versions.cbExtData) == bytes{2, 3, 4});
  CHECK(found.wanted[1].pExtData == nullptr);
  CHECK(found.wanted[1].cbExtData == 0);
  const SCH_EXTENSION_DATA& name = found.wanted[2];
  CHECK(name.cbExtData == 2 + 1 + 2 + 9);
  CHECK(lies_within(name.pExtData, name.cbExtData, hello));
}

TEST_CASE("SSPI-SslGetExtensions-without-record: the message alone") {
  const bytes hello = hello_to(L"localhost");
  const byte_view message = byte_view(hello).subspan(record_header);
  const extensions found(message, {supported_versions}, SCH_NO_RECORD_HEADER);
  REQUIRE(found.result == SEC_E_OK);
  CHECK(found.wanted[0].cbExtData == 3);
  CHECK(extensions(message, {supported_versions}).result == SEC_E_INVALID_TOKEN);
  CHECK(extensions(hello, {supported_versions}, SCH_NO_RECORD_HEADER).result == SEC_E_INVALID_TOKEN);
}

TEST_CASE("SSPI-SslGetExtensions-null: each pointer, and the flags") {
  const bytes hello = hello_to(L"localhost");
  const auto size = static_cast<DWORD>(hello.size());
  SCH_EXTENSION_DATA one{};
  DWORD missing = 0;
  constexpr auto plain = SCH_EXTENSIONS_OPTIONS_NONE;
  CHECK(get_extensions(nullptr, size, &one, 1, &missing, plain) == SEC_E_INVALID_PARAMETER);
  CHECK(get_extensions(hello.data(), size, nullptr, 1, &missing, plain) == SEC_E_INVALID_PARAMETER);
  CHECK(get_extensions(hello.data(), size, &one, 1, nullptr, plain) == SEC_E_INVALID_PARAMETER);
  CHECK(get_extensions(hello.data(), size, &one, 1, &missing, static_cast<SchGetExtensionsOptions>(2)) ==
        SEC_E_INVALID_PARAMETER);
  CHECK(get_extensions(hello.data(), size, nullptr, 0, &missing, plain) == SEC_E_OK);
}

TEST_CASE("SSPI-SslGetExtensions-incomplete: cut anywhere, it says how much is missing") {
  const bytes hello = hello_to(L"localhost");
  for (const bool has_record : {true, false}) {
    const std::size_t skipped = has_record ? 0 : record_header;
    const std::size_t header = has_record ? 5 : 4;
    const byte_view whole = byte_view(hello).subspan(skipped);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const extensions found(whole.first(length), {server_name},
                             has_record ? SCH_EXTENSIONS_OPTIONS_NONE : SCH_NO_RECORD_HEADER);
      CHECK(found.result == SEC_E_INCOMPLETE_MESSAGE);
      CHECK(found.missing == (length < header ? header : whole.size()) - length);
      CHECK(found.wanted[0].pExtData == nullptr);
    }
  }
}

TEST_CASE("SSPI-SslGetExtensions-other-bytes: every byte altered in several ways") {
  const bytes hello = hello_to(L"localhost");
  for (std::size_t at = 0; at < hello.size(); ++at) {
    for (const std::uint8_t change : {0x01, 0x80, 0xFF}) {
      bytes altered = hello;
      altered[at] ^= change;
      const extensions found(altered, {server_name, supported_versions, nobody_sends_this});
      for (const SCH_EXTENSION_DATA& one : found.wanted)
        if (found.result == SEC_E_OK) CHECK(lies_within(one.pExtData, one.cbExtData, altered));
      const identity named(altered);
      if (named.result == SEC_E_OK) CHECK(lies_within(named.name, named.size, altered));
      CHECK((failed(named.result) || named.result == SEC_E_OK));
    }
  }
}
