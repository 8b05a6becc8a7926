// Arrays that are not there although they have a count, and counts that nobody can have: a status, nothing
// written, and never a crash.
#include <array>

#include "credential_settings.h"
#include "wrong_arguments.h"

using namespace peers;

namespace {

constexpr DWORD huge = 0xFFFF'FFFF;

/// Neither the handle nor the expiry is written.
SECURITY_STATUS acquire(ULONG use, void* data) {
  wchar_t package[] = UNISP_NAME_W;
  CredHandle handle{0x1234, 0x5678};
  TimeStamp expiry{};
  expiry.QuadPart = 0x5A;
  const SECURITY_STATUS result =
      AcquireCredentialsHandleW(nullptr, package, use, nullptr, data, nullptr, nullptr, &handle, &expiry);
  CHECK(handle.dwLower == 0x1234);
  CHECK(handle.dwUpper == 0x5678);
  CHECK(expiry.QuadPart == 0x5A);
  return result;
}

template <typename Settings, typename Change>
SECURITY_STATUS acquire_changed(role who, Change change) {
  Settings settings(who);
  change(settings);
  return acquire(who == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND, &settings.data);
}

template <typename Settings>
SECURITY_STATUS acquire_with_certificates(role who, DWORD count, PCCERT_CONTEXT* certificates) {
  return acquire_changed<Settings>(who, [&](Settings& settings) {
    settings.data.cCreds = count;
    settings.data.paCred = certificates;
  });
}

/// A leg whose output is described by `output`; it is to fail and to change no handle.
SECURITY_STATUS leg_into(peer& one, PSecBufferDesc output) {
  bytes arrived = one.inbox();
  buffers input{token(arrived), empty()};
  const CtxtHandle mark{0x1234, 0x5678};
  CtxtHandle next = mark;
  call step = one.usual_call();
  if (!arrived.empty()) step.input = input;
  step.output = output;
  step.new_context = &next;
  const status result = step.make();
  CHECK(next.dwLower == mark.dwLower);
  CHECK(next.dwUpper == mark.dwUpper);
  return result.value;
}

}  // namespace

TEST_CASE("SSPI-SCHANNEL_CRED-no-algorithms: whatever the other of the two says") {
  ALG_ID weak[] = {CALG_RC2};
  for (const DWORD count : {0U, 1U, 256U}) {
    CAPTURE(count);
    for (const role who : every_role) {
      old_settings one(who), another(other(who));
      one.data.cSupportedAlgs = count;
      one.data.palgSupportedAlgs = count == 0 ? weak : nullptr;
      credential own = one.acquire(), others = another.acquire();
      const bool is_client = who == role::client;
      const auto agreed = agreement(std::move(is_client ? own : others), std::move(is_client ? others : own));
      CHECK(agreed.dwProtocol == SP_PROT_TLS1_2_CLIENT);
      CHECK(agreed.aiCipher == CALG_AES_256);
    }
  }
}

#ifndef _WIN32  // what Windows does with arrays that are not there is not known
TEST_CASE("SSPI-AcquireCredentialsHandle-missing-arrays: certificates, parameters and what is in them") {
  PCCERT_CONTEXT nobody[] = {nullptr, server_certificate().context()};
  UNICODE_STRING nothing{20, 22, nullptr};
  for (const role who : every_role) {
    INFO(name_of(who));
    check_all({
        {"certificates of a SCHANNEL_CRED", SEC_E_UNKNOWN_CREDENTIALS,
         [&] { return acquire_with_certificates<old_settings>(who, 1, nullptr); }},
        {"certificates of a SCH_CREDENTIALS", SEC_E_UNKNOWN_CREDENTIALS,
         [&] { return acquire_with_certificates<new_settings>(who, 100, nullptr); }},
        {"one of two certificates", SEC_E_UNKNOWN_CREDENTIALS,
         [&] { return acquire_with_certificates<new_settings>(who, 2, nobody); }},
        {"more certificates than there can be", SEC_E_INVALID_PARAMETER,
         [&] { return acquire_with_certificates<old_settings>(who, huge, nullptr); }},
        {"more algorithms than there can be", SEC_E_INVALID_PARAMETER,
         [&] { return acquire_changed<old_settings>(who, [](auto& of) { of.data.cSupportedAlgs = huge; }); }},
        {"parameters", SEC_E_INVALID_PARAMETER,
         [&] {
           return acquire_changed<new_settings>(who, [](auto& of) { of.data.pTlsParameters = nullptr; });
         }},
        {"more parameters than there can be", SEC_E_INVALID_PARAMETER,
         [&] { return acquire_changed<new_settings>(who, [](auto& of) { of.data.cTlsParameters = huge; }); }},
        {"application protocols", SEC_E_INVALID_PARAMETER,
         [&] { return acquire_changed<new_settings>(who, [](auto& of) { of.parameters.cAlpnIds = 1; }); }},
        {"more application protocols than there can be", SEC_E_INVALID_PARAMETER,
         [&] { return acquire_changed<new_settings>(who, [](auto& of) { of.parameters.cAlpnIds = huge; }); }},
        {"an application protocol's name", SEC_E_INVALID_PARAMETER,
         [&] {
           return acquire_changed<new_settings>(who, [&](auto& of) {
             of.parameters.cAlpnIds = 1;
             of.parameters.rgstrAlpnIds = &nothing;
           });
         }},
        {"disabled algorithms", SEC_E_INVALID_PARAMETER,
         [&] {
           return acquire_changed<new_settings>(who, [](auto& of) { of.parameters.cDisabledCrypto = 1; });
         }},
        {"more disabled algorithms than there can be", SEC_E_INVALID_PARAMETER,
         [&] {
           return acquire_changed<new_settings>(who, [](auto& of) { of.parameters.cDisabledCrypto = huge; });
         }},
        {"a disabled algorithm's name", SEC_E_INVALID_PARAMETER,
         [&] {
           return acquire_changed<new_settings>(who, [&](auto& of) {
             of.disables(TlsParametersCngAlgUsageCipher, L"AES");
             of.setting.strCngAlgId = nothing;
           });
         }},
        {"chaining modes", SEC_E_INVALID_PARAMETER,
         [&] {
           return acquire_changed<new_settings>(who, [&](auto& of) {
             of.disables(TlsParametersCngAlgUsageCipher, L"AES");
             of.setting.cChainingModes = 1;
             of.setting.rgstrChainingModes = nullptr;
           });
         }},
        {"more chaining modes than there can be", SEC_E_INVALID_PARAMETER,
         [&] {
           return acquire_changed<new_settings>(who, [&](auto& of) {
             of.disables(TlsParametersCngAlgUsageCipher, L"AES");
             of.setting.cChainingModes = huge;
           });
         }},
        {"a chaining mode's name", SEC_E_INVALID_PARAMETER,
         [&] {
           return acquire_changed<new_settings>(who, [&](auto& of) {
             of.disables(TlsParametersCngAlgUsageCipher, L"AES");
             of.setting.cChainingModes = 1;
             of.setting.rgstrChainingModes = &nothing;
           });
         }},
    });
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-mappers: nor how many they are") {
  for (const role who : every_role) {
    old_settings old(who);
    old.data.cMappers = huge;
    CHECK(old.acquire().acquired == SEC_E_OK);
    new_settings recent(who);
    recent.data.cMappers = huge;
    CHECK(recent.acquire().acquired == SEC_E_OK);
  }
}
#endif

TEST_CASE("SSPI-handshake-missing-output-buffers: in a first call and in a later one") {
  for_every_role_and_version([](tls version, role who) {
    for (const bool first : {true, false}) {
      CAPTURE(first);
      // A server of TLS 1.3 has nothing to say in its last call.
      if (!first && who == role::server && version == tls::v1_3) continue;
      pair both = first ? fresh_pair(version) : mid_handshake_pair(version, who);
      if (!first || who == role::server) both[other(who)].continues();
      peer& one = both[who];
      for (const ULONG count : {ULONG{1}, ULONG{huge}, ULONG{0}}) {
        SecBufferDesc nowhere = without_buffers(count);
        CHECK(status{leg_into(one, &nowhere)} == SEC_E_INVALID_TOKEN);
      }
      CHECK(one.has_context() == !first);
      REQUIRE(shake_hands(both).both_established());
      check_talks_on(both.client, both.server);
    }
  });
}

#ifndef _WIN32  // what Windows does with options that are not there is not known
TEST_CASE("SSPI-handshake-missing-options: those that are read and those that are not") {
  constexpr ULONG read[] = {SECBUFFER_APPLICATION_PROTOCOLS,
                            SECBUFFER_FLAGS,
                            SECBUFFER_PRESHARED_KEY,
                            SECBUFFER_PRESHARED_KEY_IDENTITY,
                            SECBUFFER_SEND_GENERIC_TLS_EXTENSION,
                            SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION};
  constexpr ULONG not_read[] = {SECBUFFER_CHANNEL_BINDINGS, SECBUFFER_TOKEN_BINDING, SECBUFFER_DTLS_MTU,
                                0x0FFF'FFFF};
  for_every_role_and_version([&](tls version, role who) {
    for (const ULONG type : read) {
      CAPTURE(type);
      pair both = fresh_pair(version);
      if (who == role::server) both.client.continues();
      both[who].passes(unbounded(type));
      CHECK(both[who].steps(both[who].inbox()).result == SEC_E_INVALID_TOKEN);
      CHECK_FALSE(both[who].has_context());
      both[who].passes_nothing_more();
      CHECK(shake_hands(both).both_established());
    }
    for (const ULONG type : not_read) {
      CAPTURE(type);
      pair both = fresh_pair(version);
      both[who].passes(unbounded(type));
      CHECK(shake_hands(both).both_established());
    }
  });
}
#endif
