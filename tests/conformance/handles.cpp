// Handles: which are valid, what they name, and how long.
#include "support/ends.h"

using namespace peers;

namespace {

struct answer {
  const char* function;
  status result;
};

call handshake_call(function through, PCredHandle credential, PCtxtHandle context) {
  call made;
  made.through = through;
  made.credential = credential;
  made.context = context;
  return made;
}

/// What every function says to a context's handle; `credential` is a good one.
std::vector<answer> answers_about_context(PCtxtHandle handle, PCredHandle credential) {
  bytes record{23, 3, 3, 0, 1, 0}, header(32), trailer(64);
  const bytes before = record;
  DWORD shutdown = SCHANNEL_SHUTDOWN;
  buffers input{token(record), empty()}, output{token()};
  buffers control{buffer(SECBUFFER_TOKEN, &shutdown, sizeof shutdown)};
  buffers to_open{data(record), empty(), empty(), empty()};
  buffers to_seal{buffer(SECBUFFER_STREAM_HEADER, header), data(record),
                  buffer(SECBUFFER_STREAM_TRAILER, trailer), empty()};
  SecPkgContext_StreamSizes sizes{};
  CtxtHandle elsewhere;
  SecInvalidateHandle(&elsewhere);
  std::vector<answer> answers;
  for (const function through : {function::initialize, function::accept}) {
    call made = handshake_call(through, credential, handle);
    made.requirements = ISC_REQ_ALLOCATE_MEMORY;
    made.input = input;
    made.output = output;
    made.new_context = &elsewhere;
    answers.push_back(
        {through == function::accept ? "AcceptSecurityContext" : "InitializeSecurityContext", made.make()});
    take(output[0]);
  }
  CHECK_FALSE(SecIsValidHandle(&elsewhere));
  answers.push_back({"ApplyControlToken", {ApplyControlToken(handle, control)}});
  answers.push_back({"EncryptMessage", {EncryptMessage(handle, 0, to_seal, 0)}});
  answers.push_back({"DecryptMessage", {DecryptMessage(handle, to_open, 0, nullptr)}});
  answers.push_back(
      {"QueryContextAttributesW", {QueryContextAttributesW(handle, SECPKG_ATTR_STREAM_SIZES, &sizes)}});
  answers.push_back(
      {"QueryContextAttributesA", {QueryContextAttributesA(handle, SECPKG_ATTR_STREAM_SIZES, &sizes)}});
  answers.push_back({"QueryContextAttributesExW",
                     {QueryContextAttributesExW(handle, SECPKG_ATTR_STREAM_SIZES, &sizes, sizeof sizes)}});
  answers.push_back({"QueryContextAttributesExA",
                     {QueryContextAttributesExA(handle, SECPKG_ATTR_STREAM_SIZES, &sizes, sizeof sizes)}});
  SecPkgContext_UiInfo hint{};
  answers.push_back(
      {"SetContextAttributesW", {SetContextAttributesW(handle, SECPKG_ATTR_UI_INFO, &hint, sizeof hint)}});
  answers.push_back(
      {"SetContextAttributesA", {SetContextAttributesA(handle, SECPKG_ATTR_UI_INFO, &hint, sizeof hint)}});
  answers.push_back({"DeleteSecurityContext", {DeleteSecurityContext(handle)}});
  CHECK(record == before);
  return answers;
}

/// What every function says to a credential's handle.
std::vector<answer> answers_about_credential(PCredHandle handle) {
  pair both = mid_handshake_pair(tls::v1_3, role::client);
  buffers input{token(both.server.inbox()), empty()}, output{token()};
  CtxtHandle made_context;
  SecInvalidateHandle(&made_context);
  std::vector<answer> answers;
  for (const function through : {function::initialize, function::accept}) {
    call made = handshake_call(through, handle, nullptr);
    made.requirements = ISC_REQ_ALLOCATE_MEMORY;
    if (through == function::accept) made.input = input;
    made.output = output;
    made.new_context = &made_context;
    answers.push_back(
        {through == function::accept ? "AcceptSecurityContext" : "InitializeSecurityContext", made.make()});
    take(output[0]);
  }
  CHECK_FALSE(SecIsValidHandle(&made_context));
  SecPkgCred_SupportedProtocols protocols{};
  answers.push_back({"QueryCredentialsAttributesW",
                     {QueryCredentialsAttributesW(handle, SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols)}});
  answers.push_back({"QueryCredentialsAttributesA",
                     {QueryCredentialsAttributesA(handle, SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols)}});
  answers.push_back({"QueryCredentialsAttributesExW",
                     {QueryCredentialsAttributesExW(handle, SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols,
                                                    sizeof protocols)}});
  SecPkgCred_ClientCertPolicy policy{};
  answers.push_back(
      {"SetCredentialsAttributesW",
       {SetCredentialsAttributesW(handle, SECPKG_ATTR_CLIENT_CERT_POLICY, &policy, sizeof policy)}});
  answers.push_back({"FreeCredentialsHandle", {FreeCredentialsHandle(handle)}});
  return answers;
}

void check_all_refuse(const std::vector<answer>& answers) {
  for (const answer& one : answers) {
    INFO(one.function);
    CHECK(one.result == SEC_E_INVALID_HANDLE);
  }
}

/// No function takes `bad` for a context or for a credential.
void check_names_nothing(SecHandle bad) {
  credential good = credential::of(role::client, tls::v1_3);
  check_all_refuse(answers_about_context(&bad, good.handle()));
  check_all_refuse(answers_about_credential(&bad));
}

bool same(const SecHandle& left, const SecHandle& right) {
  return left.dwLower == right.dwLower && left.dwUpper == right.dwUpper;
}

}  // namespace

TEST_CASE("SSPI-handles-never-look-invalid: a thousand of them") {
  for (int time = 0; time < 250; ++time) {
    pair both = mid_handshake_pair(tls::v1_3, role::server);
    for (const SecHandle* handle : {both.client.context(), both.server.context(),
                                    both.client.credential().handle(), both.server.credential().handle()}) {
      CHECK_FALSE((handle->dwLower == 0 && handle->dwUpper == 0));
      CHECK_FALSE((handle->dwLower == ~ULONG_PTR{0} && handle->dwUpper == ~ULONG_PTR{0}));
    }
  }
}

TEST_CASE("SSPI-handles-zero: nothing is there") {
  check_names_nothing({0, 0});
}

TEST_CASE("SSPI-handles-all-ones: nothing is there") {
  check_names_nothing({~ULONG_PTR{0}, ~ULONG_PTR{0}});
}

TEST_CASE("SSPI-handles-invented: neither small nor large numbers nor a neighbour") {
  for (const SecHandle& invented :
       {SecHandle{1, 0}, SecHandle{0, 1}, SecHandle{1, 1}, SecHandle{0x1000, 0x7F00},
        SecHandle{0xDEADBEEF, 0xDEADBEEF}, SecHandle{~ULONG_PTR{0} >> 1, 3}})
    check_names_nothing(invented);
  pair both = mid_handshake_pair(tls::v1_3, role::server);
  const CtxtHandle real = *both.client.context();
  for (int bit = 0; bit < 64; ++bit) {
    CAPTURE(bit);
    for (CtxtHandle neighbour : {CtxtHandle{real.dwLower ^ ULONG_PTR{1} << bit, real.dwUpper},
                                 CtxtHandle{real.dwLower, real.dwUpper ^ ULONG_PTR{1} << bit}}) {
      if (same(neighbour, *both.server.context())) continue;
      SecPkgContext_StreamSizes sizes{};
      CHECK(status{QueryContextAttributesW(&neighbour, SECPKG_ATTR_STREAM_SIZES, &sizes)} ==
            SEC_E_INVALID_HANDLE);
      CHECK(status{DeleteSecurityContext(&neighbour)} == SEC_E_INVALID_HANDLE);
    }
  }
}

TEST_CASE("SSPI-handles-stale: what was freed stays freed while others come and go") {
  CtxtHandle old_context;
  CredHandle old_credential;
  {
    pair gone = established_pair(tls::v1_3);
    old_context = *gone.client.context();
    old_credential = *gone.client.credential().handle();
  }
  check_names_nothing(old_context);
  check_names_nothing(old_credential);
  for (int time = 0; time < 300; ++time) {
    const pair others = mid_handshake_pair(tls::v1_3, role::server);
    SecPkgContext_StreamSizes sizes{};
    CHECK(status{QueryContextAttributesW(&old_context, SECPKG_ATTR_STREAM_SIZES, &sizes)} ==
          SEC_E_INVALID_HANDLE);
  }
  check_names_nothing(old_context);
  check_names_nothing(old_credential);
}

TEST_CASE("SSPI-handles-of-the-wrong-kind: nothing happens to the object") {
  auto [client, server] = established_pair(tls::v1_3);
  check_all_refuse(answers_about_context(client.credential().handle(), server.credential().handle()));
  check_all_refuse(answers_about_credential(client.context()));
  CHECK(client.says("still here") == SEC_E_OK);
  CHECK(server.reads() == "still here");
  pair next = pair_of(std::move(client.credential()), std::move(server.credential()));
  CHECK(shake_hands(next).both_established());
}

TEST_CASE("SSPI-handles-null: no handle is no context") {
  DWORD shutdown = SCHANNEL_SHUTDOWN;
  buffers control{buffer(SECBUFFER_TOKEN, &shutdown, sizeof shutdown)};
  bytes record(64);
  buffers to_open{data(record), empty(), empty(), empty()};
  SecPkgContext_StreamSizes sizes{};
  CHECK(status{ApplyControlToken(nullptr, control)} == SEC_E_INVALID_HANDLE);
  CHECK(status{DecryptMessage(nullptr, to_open, 0, nullptr)} == SEC_E_INVALID_HANDLE);
  CHECK(status{EncryptMessage(nullptr, 0, to_open, 0)} == SEC_E_INVALID_HANDLE);
  CHECK(status{QueryContextAttributesW(nullptr, SECPKG_ATTR_STREAM_SIZES, &sizes)} == SEC_E_INVALID_HANDLE);
  CHECK(status{DeleteSecurityContext(nullptr)} == SEC_E_INVALID_HANDLE);
  CHECK(status{FreeCredentialsHandle(nullptr)} == SEC_E_INVALID_HANDLE);
  buffers output{token()};
  CtxtHandle made_context;
  SecInvalidateHandle(&made_context);
  call without_anything = handshake_call(function::initialize, nullptr, nullptr);
  without_anything.requirements = ISC_REQ_ALLOCATE_MEMORY;
  without_anything.output = output;
  without_anything.new_context = &made_context;
  CHECK(without_anything.make() == SEC_E_INVALID_HANDLE);
  buffers input{token(record), empty()};
  without_anything.through = function::accept;
  without_anything.input = input;
  CHECK(without_anything.make() == SEC_E_INVALID_HANDLE);
  CHECK(take(output[0]).empty());
  CHECK_FALSE(SecIsValidHandle(&made_context));
}

TEST_CASE("SSPI-handles-copies: one object by any of its copies") {
  for_every_end([](peer& one, peer& other) {
    CtxtHandle copy = *one.context();
    SecPkgContext_StreamSizes sizes{};
    CHECK(status{QueryContextAttributesW(&copy, SECPKG_ATTR_STREAM_SIZES, &sizes)} == SEC_E_OK);
    bytes record = other.seals("hello").record;
    buffers message{data(record), empty(), empty(), empty()};
    CHECK(status{DecryptMessage(&copy, message, 0, nullptr)} == SEC_E_OK);
    CHECK(status{DeleteSecurityContext(&copy)} == SEC_E_OK);
    CHECK(status{QueryContextAttributesW(one.context(), SECPKG_ATTR_STREAM_SIZES, &sizes)} ==
          SEC_E_INVALID_HANDLE);
  });
}

TEST_CASE("SSPI-handles-keep-their-value: from the first call to the last") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    const CtxtHandle of_client = *both.client.context(), of_server = *both.server.context();
    REQUIRE(shake_hands(both).both_established());
    CHECK(same(of_client, *both.client.context()));
    CHECK(same(of_server, *both.server.context()));
    both.client.shuts_down();
    CHECK(same(of_client, *both.client.context()));
  });
}

TEST_CASE("SSPI-handles-untouched-by-failure: what the caller had is still there") {
  const SecHandle mark{0x1234, 0x5678};
  pair both = mid_handshake_pair(tls::v1_3, role::server);
  bytes garbage(100, 0xFA);
  buffers input{token(garbage), empty()}, output{token()};
  CtxtHandle new_context = mark;
  call next = both.client.usual_call();
  next.input = input;
  next.output = output;
  next.new_context = &new_context;
  CHECK(next.make() == SEC_E_INVALID_TOKEN);
  CHECK(same(new_context, mark));

  CredHandle credential = mark;
  wchar_t package[] = L"no such package";
  CHECK(status{AcquireCredentialsHandleW(nullptr, package, SECPKG_CRED_OUTBOUND, nullptr, nullptr, nullptr,
                                         nullptr, &credential, nullptr)} == SEC_E_SECPKG_NOT_FOUND);
  CHECK(same(credential, mark));
}

TEST_CASE("SSPI-DeleteSecurityContext-twice: the second time there is nothing") {
  for_every_end([](peer& one, peer&) {
    CtxtHandle first = *one.context(), second = first;
    CHECK(status{DeleteSecurityContext(&first)} == SEC_E_OK);
    CHECK(status{DeleteSecurityContext(&second)} == SEC_E_INVALID_HANDLE);
  });
}

TEST_CASE("SSPI-FreeCredentialsHandle-twice: the second time there is nothing") {
  credential made = credential::of(role::client, tls::v1_3);
  CredHandle copy = *made.handle();
  CHECK(made.free() == SEC_E_OK);
  CHECK(status{FreeCredentialsHandle(&copy)} == SEC_E_INVALID_HANDLE);
}

TEST_CASE("SSPI-FreeCredentialsHandle-before-its-contexts: they do not notice") {
  for_every_role_and_version([](tls version, role who) {
    pair both = mid_handshake_pair(version, who);
    CHECK(both[who].credential().free() == SEC_E_OK);
    REQUIRE(shake_hands(both)[who] == SEC_E_OK);
    CHECK(both[other(who)].credential().free() == SEC_E_OK);
    CHECK(both.client.says("hello") == SEC_E_OK);
    CHECK(both.server.reads() == "hello");
    CHECK(both[who].shuts_down().result == SEC_E_OK);
    CHECK(both[other(who)].reads() == goodbye);
  });
}

TEST_CASE("SSPI-FreeContextBuffer-null: there is nothing to free") {
  CHECK(status{FreeContextBuffer(nullptr)} == SEC_E_OK);
}

TEST_CASE("SSPI-expiry-may-be-null: nobody has to know") {
  credential_data data(role::client, tls::v1_3);
  wchar_t package[] = UNISP_NAME_W;
  CredHandle acquired;
  REQUIRE(status{AcquireCredentialsHandleW(nullptr, package, SECPKG_CRED_OUTBOUND, nullptr, &data.credentials,
                                           nullptr, nullptr, &acquired, nullptr)} == SEC_E_OK);
  buffers output{token()};
  ULONG attributes = 0;
  CtxtHandle context;
  CHECK(status{InitializeSecurityContextW(&acquired, nullptr, nullptr, ISC_REQ_ALLOCATE_MEMORY, 0, 0, nullptr,
                                          0, &context, output, &attributes, nullptr)} ==
        SEC_I_CONTINUE_NEEDED);
  bytes hello = take(output[0]);
  credential server = credential::of(role::server, tls::v1_3);
  buffers input{token(hello), empty()};
  CtxtHandle accepted;
  CHECK(status{AcceptSecurityContext(server.handle(), nullptr, input, ASC_REQ_ALLOCATE_MEMORY, 0, &accepted,
                                     output, &attributes, nullptr)} == SEC_I_CONTINUE_NEEDED);
  take(output[0]);
  DeleteSecurityContext(&context);
  DeleteSecurityContext(&accepted);
  FreeCredentialsHandle(&acquired);
}

TEST_CASE("SSPI-functions-without-a-meaning: they say that they have none") {
  for_every_end([](peer& one, peer&) {
    bytes memory(64);
    buffers message{data(memory), token(memory)};
    CHECK(status{CompleteAuthToken(one.context(), message)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{MakeSignature(one.context(), 0, message, 0)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{VerifySignature(one.context(), message, 0, nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    SecBuffer packed = empty();
    CHECK(status{ExportSecurityContext(one.context(), 0, &packed, nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    wchar_t package[] = UNISP_NAME_W;
    CtxtHandle imported;
    CHECK(status{ImportSecurityContextW(package, &packed, nullptr, &imported)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{AddCredentialsW(one.credential().handle(), nullptr, package, SECPKG_CRED_OUTBOUND, nullptr,
                                 nullptr, nullptr, nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(one.says("none the worse") == SEC_E_OK);
  });
}

TEST_CASE("SSPI-functions-without-a-meaning: there are no accounts here") {
  for_every_end([](peer& one, peer&) {
    HANDLE account = nullptr;
    CHECK(status{ImpersonateSecurityContext(one.context())} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{RevertSecurityContext(one.context())} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{QuerySecurityContextToken(one.context(), &account)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(account == nullptr);
    CHECK(one.says("none the worse") == SEC_E_OK);
  });
}

TEST_CASE("SSPI-functions-without-a-meaning: nor are there passwords to change, by either name") {
  wchar_t wide[] = L"Schannel";
  char narrow[] = "Schannel";
  bytes memory(64, 0xEE);
  const bytes before = memory;
  buffers answer{token(memory)};
  CHECK(status{ChangeAccountPasswordW(wide, wide, wide, wide, wide, FALSE, 0, answer)} ==
        SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(status{ChangeAccountPasswordA(narrow, narrow, narrow, narrow, narrow, FALSE, 0, answer)} ==
        SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(status{ChangeAccountPasswordW(nullptr, nullptr, nullptr, nullptr, nullptr, TRUE, 0, nullptr)} ==
        SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(status{ChangeAccountPasswordA(nullptr, nullptr, nullptr, nullptr, nullptr, TRUE, 0, nullptr)} ==
        SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(memory == before);
  CHECK(answer[0].cbBuffer == memory.size());
}
