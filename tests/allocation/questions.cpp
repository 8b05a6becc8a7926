// Everything that can be asked of a context, with memory that runs out.
#include <array>

#include "conformance/handshakes.h"
#include "starving.h"

using namespace peers;

namespace {

/// Room for the largest answer, aligned as any needs.
using answer = std::array<ULONG_PTR, 512>;

/// Frees what an answer points to.
using release = void (*)(answer&);

template <std::size_t... Words>
void free_words(answer& of) {
  (FreeContextBuffer(reinterpret_cast<void*>(of[Words])), ...);
}
void free_certificate(answer& of) {
  CertFreeCertificateContext(reinterpret_cast<PCCERT_CONTEXT>(of[0]));
}
void close_store(answer& of) {
  CertCloseStore(reinterpret_cast<HCERTSTORE>(of[0]), 0);
}
void free_material(answer& of) {
  FreeContextBuffer(reinterpret_cast<SecPkgContext_KeyingMaterial_Inproc*>(of.data())->pbKeyingMaterial);
}
void free_nothing(answer&) {}

struct question {
  ULONG attribute;
  release released;
  bool may_have_no_answer = false;  // in that version, or where nobody looks at certificates
};

// A pointer lies in the first word of most answers, or behind a count in the second.
constexpr question questions[] = {
    {SECPKG_ATTR_SIZES, free_nothing},
    {SECPKG_ATTR_STREAM_SIZES, free_nothing},
    {SECPKG_ATTR_LIFESPAN, free_nothing},
    {SECPKG_ATTR_FLAGS, free_nothing},
    {SECPKG_ATTR_SESSION_INFO, free_nothing},
    {SECPKG_ATTR_CONNECTION_INFO, free_nothing},
    {SECPKG_ATTR_CONNECTION_INFO_EX, free_nothing},
    {SECPKG_ATTR_CIPHER_INFO, free_nothing},
    {SECPKG_ATTR_APPLICATION_PROTOCOL, free_nothing},
    {SECPKG_ATTR_EAP_KEY_BLOCK, free_nothing, true},
    {SECPKG_ATTR_CC_POLICY_RESULT, free_nothing, true},
    {SECPKG_ATTR_CERT_CHECK_RESULT, free_nothing, true},
    {SECPKG_ATTR_CERT_CHECK_RESULT_INPROC, free_nothing, true},
    {SECPKG_ATTR_NAMES, free_words<0>},
    {SECPKG_ATTR_PROTO_INFO, free_words<0>},
    {SECPKG_ATTR_AUTHORITY, free_words<0>},
    {SECPKG_ATTR_PACKAGE_INFO, free_words<0>},
    {SECPKG_ATTR_CLIENT_SPECIFIED_TARGET, free_words<0>},
    {SECPKG_ATTR_ISSUER_LIST_EX, free_words<0>},
    {SECPKG_ATTR_KEY_INFO, free_words<0, 1>},
    {SECPKG_ATTR_ISSUER_LIST, free_words<1>},
    {SECPKG_ATTR_SUPPORTED_SIGNATURES, free_words<1>},
    {SECPKG_ATTR_TARGET_INFORMATION, free_words<1>},
    {SECPKG_ATTR_NEGOTIATED_TLS_EXTENSIONS, free_words<1>},
    {SECPKG_ATTR_APP_DATA, free_words<1>},
    {SECPKG_ATTR_KEYING_MATERIAL, free_words<1>},
    {SECPKG_ATTR_UNIQUE_BINDINGS, free_words<1>, true},
    {SECPKG_ATTR_ENDPOINT_BINDINGS, free_words<1>},
    {SECPKG_ATTR_REMOTE_CERTIFICATES, free_words<1>},
    {SECPKG_ATTR_REMOTE_CRED, free_words<1>},
    {SECPKG_ATTR_LOCAL_CRED, free_words<1>},
    {SECPKG_ATTR_SERIALIZED_REMOTE_CERT_CONTEXT, free_words<1>},
    {SECPKG_ATTR_SERIALIZED_REMOTE_CERT_CONTEXT_INPROC, free_words<1>},
    {SECPKG_ATTR_LOCAL_CERT_INFO, free_words<1, 3>},
    {SECPKG_ATTR_REMOTE_CERT_CONTEXT, free_certificate},
    {SECPKG_ATTR_REMOTE_CERT_CHAIN, free_certificate},
    {SECPKG_ATTR_LOCAL_CERT_CONTEXT, free_certificate},
    {SECPKG_ATTR_ROOT_STORE, close_store},
    {SECPKG_ATTR_KEYING_MATERIAL_INPROC, free_material},
};

/// What the question itself says in the room for its answer.
answer blank_for(ULONG attribute) {
  static char label[] = "EXPORTER-test";
  answer room{};
  if (attribute == SECPKG_ATTR_CIPHER_INFO || attribute == SECPKG_ATTR_CONNECTION_INFO_EX)
    room[0] = 1;  // the version that is wanted
  if (attribute == SECPKG_ATTR_KEYING_MATERIAL_INPROC) {
    auto& wish = *reinterpret_cast<SecPkgContext_KeyingMaterial_Inproc*>(room.data());
    wish.cbLabel = sizeof label;
    wish.pszLabel = label;
    wish.cbKeyingMaterial = 32;
  }
  return room;
}

using query = SECURITY_STATUS (*)(PCtxtHandle, ULONG, void*);

/// Asks with each allocation failing in turn. Whether the context answers that question at all.
bool check_asked_again(peer& one, query ask, const question& about) {
  answer room = blank_for(about.attribute);
  const status usual{ask(one.context(), about.attribute, room.data())};
  if (!failed(usual)) about.released(room);
  bool goes_on = true;
  for (std::size_t nth = 1; goes_on; ++nth) {
    CAPTURE(nth);
    room = blank_for(about.attribute);
    const attempt made = starved(nth, [&] { return ask(one.context(), about.attribute, room.data()); });
    goes_on = made.ran_out;
    if (!(made.result == usual)) CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
    if (!failed(made.result)) about.released(room);
  }
  return !failed(usual);
}

/// Both ends have shown a certificate, and both have data and a wish for keying material.
pair acquainted_pair(tls version) {
  static char label[] = "EXPORTER-test";
  static BYTE own[] = {1, 2, 3};
  pair both = pair_of(identified_client(version), credential::of(role::server, version));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(shake_hands(both).both_established());
  for (const role who : every_role) {
    SecPkgContext_SessionAppData data{0, sizeof own, own};
    SecPkgContext_KeyingMaterialInfo wish{sizeof label, label, 0, nullptr, 32};
    PCtxtHandle context = both[who].context();
    CHECK(walk([&] { return SetContextAttributesW(context, SECPKG_ATTR_APP_DATA, &data, sizeof data); }) ==
          SEC_E_OK);
    CHECK(walk([&] {
            return SetContextAttributesW(context, SECPKG_ATTR_KEYING_MATERIAL_INFO, &wish, sizeof wish);
          }) == SEC_E_OK);
  }
  return both;
}

}  // namespace

TEST_CASE("SSPI-memory-query: whatever is asked, asked again it answers") {
  for_every_version([](tls version) {
    pair both = acquainted_pair(version);
    for (const question& about : questions) {
      CAPTURE(about.attribute);
      bool is_answered = false;
      for (const role who : every_role) {
        INFO(name_of(who));
        const bool in_ansi = check_asked_again(both[who], QueryContextAttributesA, about);
        CHECK(check_asked_again(both[who], QueryContextAttributesW, about) == in_ansi);
        is_answered = is_answered || in_ansi;
      }
      CHECK((is_answered || about.may_have_no_answer));
    }
    check_conversation(both);
  });
}
