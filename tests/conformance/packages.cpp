// The package as it describes itself, and the tables of its functions.
#include <set>
#include <string>

#include "support/ends.h"

using namespace peers;

namespace {

constexpr ULONG capabilities_of_a_stream =
    SECPKG_FLAG_INTEGRITY | SECPKG_FLAG_PRIVACY | SECPKG_FLAG_CONNECTION | SECPKG_FLAG_MULTI_REQUIRED |
    SECPKG_FLAG_EXTENDED_ERROR | SECPKG_FLAG_IMPERSONATION | SECPKG_FLAG_ACCEPT_WIN32_NAME |
    SECPKG_FLAG_STREAM | SECPKG_FLAG_MUTUAL_AUTH;

template <typename Info>
void check_describes_schannel(const Info& info) {
  CHECK(info.fCapabilities == 0x004107B3);
  CHECK((info.fCapabilities & capabilities_of_a_stream) == capabilities_of_a_stream);
  CHECK(info.wVersion == 1);
  CHECK(info.wRPCID == UNISP_RPC_ID);
  CHECK(info.cbMaxToken == 24576);
  CHECK(info.Comment[0] != 0);
}

status describes(std::wstring name) {
  PSecPkgInfoW info = nullptr;
  const status found{QuerySecurityPackageInfoW(name.data(), &info)};
  if (!failed(found)) check_describes_schannel(*info);
  FreeContextBuffer(info);
  return found;
}

}  // namespace

TEST_CASE("SSPI-EnumerateSecurityPackages: by both names") {
  ULONG count = 0;
  PSecPkgInfoW wide = nullptr;
  REQUIRE(status{EnumerateSecurityPackagesW(&count, &wide)} == SEC_E_OK);
  std::multiset<std::wstring> names;
  for (ULONG index = 0; index < count; ++index) {
    names.insert(wide[index].Name);
    if (wide[index].wRPCID == UNISP_RPC_ID) check_describes_schannel(wide[index]);
  }
  CHECK(names.count(L"Schannel") == 1);
  CHECK(names.count(L"Microsoft Unified Security Protocol Provider") == 1);
  CHECK(status{FreeContextBuffer(wide)} == SEC_E_OK);

  const ULONG wide_count = count;
  PSecPkgInfoA narrow = nullptr;
  REQUIRE(status{EnumerateSecurityPackagesA(&count, &narrow)} == SEC_E_OK);
  CHECK(count == wide_count);
  std::multiset<std::string> narrow_names;
  for (ULONG index = 0; index < count; ++index) {
    narrow_names.insert(narrow[index].Name);
    if (narrow[index].wRPCID == UNISP_RPC_ID) check_describes_schannel(narrow[index]);
  }
  CHECK(narrow_names.count("Schannel") == 1);
  CHECK(narrow_names.count("Microsoft Unified Security Protocol Provider") == 1);
  CHECK(status{FreeContextBuffer(narrow)} == SEC_E_OK);
}

TEST_CASE("SSPI-QuerySecurityPackageInfo: the numbers that programs use") {
  PSecPkgInfoW wide = nullptr;
  wchar_t name[] = UNISP_NAME_W;
  REQUIRE(status{QuerySecurityPackageInfoW(name, &wide)} == SEC_E_OK);
  check_describes_schannel(*wide);
  CHECK(std::wstring(wide->Name) == UNISP_NAME_W);
  CHECK(status{FreeContextBuffer(wide)} == SEC_E_OK);

  PSecPkgInfoA narrow = nullptr;
  char narrow_name[] = UNISP_NAME_A;
  REQUIRE(status{QuerySecurityPackageInfoA(narrow_name, &narrow)} == SEC_E_OK);
  check_describes_schannel(*narrow);
  CHECK(std::string(narrow->Name) == UNISP_NAME_A);
  CHECK(status{FreeContextBuffer(narrow)} == SEC_E_OK);
}

TEST_CASE("SSPI-QuerySecurityPackageInfo-any-case: large and small letters") {
  for (const wchar_t* name :
       {L"Schannel", L"schannel", L"SCHANNEL", L"microsoft unified security protocol provider"})
    CHECK(describes(name) == SEC_E_OK);
}

TEST_CASE("SSPI-QuerySecurityPackageInfo-unknown: the pointer stays as it was") {
  auto* const mark = reinterpret_cast<PSecPkgInfoW>(std::uintptr_t{0xDEADBEEF});
  PSecPkgInfoW info = mark;
  wchar_t name[] = L"no such package";
  CHECK(status{QuerySecurityPackageInfoW(name, &info)} == SEC_E_SECPKG_NOT_FOUND);
  CHECK(info == mark);
  auto* const narrow_mark = reinterpret_cast<PSecPkgInfoA>(std::uintptr_t{0xDEADBEEF});
  PSecPkgInfoA narrow_info = narrow_mark;
  char narrow_name[] = "no such package";
  CHECK(status{QuerySecurityPackageInfoA(narrow_name, &narrow_info)} == SEC_E_SECPKG_NOT_FOUND);
  CHECK(narrow_info == narrow_mark);
}

TEST_CASE("SSPI-InitSecurityInterface: every function in its place") {
  const PSecurityFunctionTableW table = InitSecurityInterfaceW();
  REQUIRE(table != nullptr);
  CHECK(InitSecurityInterfaceW() == table);
  CHECK(table->dwVersion >= SECURITY_SUPPORT_PROVIDER_INTERFACE_VERSION);
  CHECK((table->EnumerateSecurityPackagesW != nullptr));
  CHECK((table->QueryCredentialsAttributesW != nullptr));
  CHECK((table->AcquireCredentialsHandleW != nullptr));
  CHECK((table->InitializeSecurityContextW != nullptr));
  CHECK((table->AcceptSecurityContext != nullptr));
  CHECK((table->CompleteAuthToken != nullptr));
  CHECK((table->ApplyControlToken != nullptr));
  CHECK((table->QueryContextAttributesW != nullptr));
  CHECK((table->MakeSignature != nullptr));
  CHECK((table->VerifySignature != nullptr));
  CHECK((table->QuerySecurityPackageInfoW != nullptr));
  CHECK(table->Reserved3 == reinterpret_cast<void*>(table->EncryptMessage));
  CHECK(table->Reserved4 == reinterpret_cast<void*>(table->DecryptMessage));
  const PSecurityFunctionTableA narrow = InitSecurityInterfaceA();
  REQUIRE(narrow != nullptr);
  CHECK(InitSecurityInterfaceA() == narrow);
  CHECK((narrow->EncryptMessage != nullptr));
  CHECK((narrow->DecryptMessage != nullptr));
  CHECK((narrow->FreeContextBuffer != nullptr));
}

#ifndef _WIN32  // there a program's own address of a function may be that of a jump to it
#define CHECK_IN_PLACE(table, function) CHECK((table.function == function))

TEST_CASE("SSPI-InitSecurityInterface: the very functions that can be called by name") {
  const auto check_without_texts = [](const auto& table) {
    CHECK(table.dwVersion == SECURITY_SUPPORT_PROVIDER_INTERFACE_VERSION_5);
    CHECK_IN_PLACE(table, FreeCredentialsHandle);
    CHECK_IN_PLACE(table, AcceptSecurityContext);
    CHECK_IN_PLACE(table, CompleteAuthToken);
    CHECK_IN_PLACE(table, DeleteSecurityContext);
    CHECK_IN_PLACE(table, ApplyControlToken);
    CHECK_IN_PLACE(table, ImpersonateSecurityContext);
    CHECK_IN_PLACE(table, RevertSecurityContext);
    CHECK_IN_PLACE(table, MakeSignature);
    CHECK_IN_PLACE(table, VerifySignature);
    CHECK_IN_PLACE(table, FreeContextBuffer);
    CHECK_IN_PLACE(table, ExportSecurityContext);
    CHECK_IN_PLACE(table, QuerySecurityContextToken);
    CHECK_IN_PLACE(table, EncryptMessage);
    CHECK_IN_PLACE(table, DecryptMessage);
    CHECK(table.Reserved3 == reinterpret_cast<void*>(&EncryptMessage));
    CHECK(table.Reserved4 == reinterpret_cast<void*>(&DecryptMessage));
  };
  const SecurityFunctionTableW& wide = *InitSecurityInterfaceW();
  check_without_texts(wide);
  CHECK_IN_PLACE(wide, EnumerateSecurityPackagesW);
  CHECK_IN_PLACE(wide, QueryCredentialsAttributesW);
  CHECK_IN_PLACE(wide, AcquireCredentialsHandleW);
  CHECK_IN_PLACE(wide, InitializeSecurityContextW);
  CHECK_IN_PLACE(wide, QueryContextAttributesW);
  CHECK_IN_PLACE(wide, QuerySecurityPackageInfoW);
  CHECK_IN_PLACE(wide, ImportSecurityContextW);
  CHECK_IN_PLACE(wide, AddCredentialsW);
  CHECK_IN_PLACE(wide, SetContextAttributesW);
  CHECK_IN_PLACE(wide, SetCredentialsAttributesW);
  CHECK_IN_PLACE(wide, ChangeAccountPasswordW);
  CHECK_IN_PLACE(wide, QueryContextAttributesExW);
  CHECK_IN_PLACE(wide, QueryCredentialsAttributesExW);
  const SecurityFunctionTableA& narrow = *InitSecurityInterfaceA();
  check_without_texts(narrow);
  CHECK_IN_PLACE(narrow, EnumerateSecurityPackagesA);
  CHECK_IN_PLACE(narrow, QueryCredentialsAttributesA);
  CHECK_IN_PLACE(narrow, AcquireCredentialsHandleA);
  CHECK_IN_PLACE(narrow, InitializeSecurityContextA);
  CHECK_IN_PLACE(narrow, QueryContextAttributesA);
  CHECK_IN_PLACE(narrow, QuerySecurityPackageInfoA);
  CHECK_IN_PLACE(narrow, ImportSecurityContextA);
  CHECK_IN_PLACE(narrow, AddCredentialsA);
  CHECK_IN_PLACE(narrow, SetContextAttributesA);
  CHECK_IN_PLACE(narrow, SetCredentialsAttributesA);
  CHECK_IN_PLACE(narrow, ChangeAccountPasswordA);
  CHECK_IN_PLACE(narrow, QueryContextAttributesExA);
  CHECK_IN_PLACE(narrow, QueryCredentialsAttributesExA);
}
#undef CHECK_IN_PLACE
#endif

TEST_CASE("SSPI-InitSecurityInterface-works: from acquiring to freeing") {
  const PSecurityFunctionTableW sspi = InitSecurityInterfaceW();
  credential_data data(role::client, tls::v1_3);
  wchar_t package[] = UNISP_NAME_W;
  CredHandle acquired;
  REQUIRE(status{sspi->AcquireCredentialsHandleW(nullptr, package, SECPKG_CRED_OUTBOUND, nullptr,
                                                 &data.credentials, nullptr, nullptr, &acquired, nullptr)} ==
          SEC_E_OK);
  pair both = pair_of(credential(), credential::of(role::server, tls::v1_3));
  CtxtHandle context;
  PCtxtHandle known = nullptr;
  ULONG attributes = 0;
  status last{SEC_I_CONTINUE_NEEDED};
  for (int round = 0; round < 3 && last == SEC_I_CONTINUE_NEEDED; ++round) {
    buffers input{token(both.client.inbox()), empty()}, output{token()};
    last = {sspi->InitializeSecurityContextW(&acquired, known, nullptr, usual_requirements(role::client), 0,
                                             0, known == nullptr ? nullptr : PSecBufferDesc{input}, 0,
                                             &context, output, &attributes, nullptr)};
    known = &context;
    both.client.inbox().clear();
    both.client.sends(content(output[0]));
    CHECK(status{sspi->FreeContextBuffer(output[0].pvBuffer)} == SEC_E_OK);
    REQUIRE_FALSE(failed(both.server.continues().result));
  }
  REQUIRE(last == SEC_E_OK);
  DWORD shutdown = SCHANNEL_SHUTDOWN;
  buffers control{buffer(SECBUFFER_TOKEN, &shutdown, sizeof shutdown)}, output{token()};
  CHECK(status{sspi->ApplyControlToken(&context, control)} == SEC_E_OK);
  CHECK(status{sspi->InitializeSecurityContextW(&acquired, &context, nullptr, ISC_REQ_ALLOCATE_MEMORY, 0, 0,
                                                nullptr, 0, nullptr, output, &attributes, nullptr)} ==
        SEC_E_OK);
  CHECK(both.server.opens(take(output[0])) == goodbye);
  CHECK(status{sspi->DeleteSecurityContext(&context)} == SEC_E_OK);
  CHECK(status{sspi->FreeCredentialsHandle(&acquired)} == SEC_E_OK);
}
