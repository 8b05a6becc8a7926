// What the handshake's functions report: attributes and the expiry.
#include "support/ends.h"

using namespace peers;

namespace {

constexpr ULONG initialize_always =
    ISC_RET_REPLAY_DETECT | ISC_RET_SEQUENCE_DETECT | ISC_RET_CONFIDENTIALITY | ISC_RET_STREAM;
constexpr ULONG accept_always =
    ASC_RET_REPLAY_DETECT | ASC_RET_SEQUENCE_DETECT | ASC_RET_CONFIDENTIALITY | ASC_RET_STREAM;

/// Goes through a handshake with these requirements and checks that every successful step reports `expected`.
void check_every_step(tls version, role who, ULONG requirements, ULONG expected) {
  CAPTURE(requirements);
  pair both = fresh_pair(version);
  both[who].wants(requirements);
  int checked = 0;
  for (int round = 0; round < 5; ++round) {
    peer& one = both[round % 2 == 0 ? role::client : role::server];
    if (round != 0 && one.inbox().empty()) continue;
    const leg taken = one.continues();
    CHECK_FALSE(failed(taken.result));
    if (one.who() != who) continue;
    CHECK(taken.attributes == expected);
    ++checked;
  }
  CHECK(checked == (who == role::client && version == tls::v1_2 ? 3 : 2));
  CHECK(both.client.says("hello") == SEC_E_OK);
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-attributes: a stream is what it is") {
  for_every_version([](tls version) {
    check_every_step(version, role::client, 0, initialize_always);
    check_every_step(version, role::client, ISC_REQ_CONFIDENTIALITY | ISC_REQ_STREAM, initialize_always);
    check_every_step(version, role::client, ISC_REQ_USE_SUPPLIED_CREDS, 0x809C);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-attributes: each call is answered for itself") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    both.client.wants(ISC_REQ_ALLOCATE_MEMORY | ISC_REQ_EXTENDED_ERROR | ISC_REQ_MANUAL_CRED_VALIDATION);
    CHECK(both.client.continues().attributes == (initialize_always | ISC_RET_ALLOCATED_MEMORY |
                                                 ISC_RET_EXTENDED_ERROR | ISC_RET_MANUAL_CRED_VALIDATION));
    both.server.continues();
    both.client.wants(ISC_REQ_USE_SUPPLIED_CREDS);
    CHECK(both.client.continues().attributes == 0x809C);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-attributes-echo: curl and Ice and MongoDB compare them") {
  constexpr ULONG curl = ISC_REQ_SEQUENCE_DETECT | ISC_REQ_REPLAY_DETECT | ISC_REQ_CONFIDENTIALITY |
                         ISC_REQ_ALLOCATE_MEMORY | ISC_REQ_STREAM;
  for_every_version([](tls version) {
    for (const ULONG more : {0, ISC_REQ_USE_SUPPLIED_CREDS, ISC_REQ_EXTENDED_ERROR, ISC_REQ_INTEGRITY,
                             ISC_REQ_CONNECTION, ISC_REQ_MANUAL_CRED_VALIDATION, ISC_REQ_MUTUAL_AUTH,
                             ISC_REQ_USE_SUPPLIED_CREDS | ISC_REQ_EXTENDED_ERROR | ISC_REQ_INTEGRITY}) {
      check_every_step(version, role::client, curl | more, curl | more);
    }
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-attributes: its own bits") {
  constexpr ULONG usual = accept_always | ASC_REQ_ALLOCATE_MEMORY;
  for_every_version([](tls version) {
    check_every_step(version, role::server, 0, accept_always);
    check_every_step(version, role::server, usual, usual);
    check_every_step(version, role::server, usual | ASC_REQ_EXTENDED_ERROR, usual | ASC_RET_EXTENDED_ERROR);
    for (const ULONG echoed : {ASC_REQ_SESSION_TICKET, ASC_REQ_CONNECTION, ASC_REQ_INTEGRITY})
      check_every_step(version, role::server, usual | echoed, usual | echoed);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-attributes: each call is answered for itself") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::client);
    both.server.wants(ASC_REQ_ALLOCATE_MEMORY | ASC_REQ_EXTENDED_ERROR);
    CHECK(both.server.continues().attributes ==
          (accept_always | ASC_RET_ALLOCATED_MEMORY | ASC_RET_EXTENDED_ERROR));
    both.client.continues();
    both.server.wants(0);
    CHECK(both.server.continues().attributes == accept_always);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-attributes: a client is never mapped to an account") {
  for_every_version([](tls version) {
    check_every_step(version, role::server, accept_always | ASC_REQ_MUTUAL_AUTH, accept_always);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-foreign-requirements: what belongs to the other function") {
  for_every_version([](tls version) {
    for (const role who : every_role) {
      INFO(name_of(who));
      pair both = fresh_pair(version);
      both[who].wants(usual_requirements(other(who)));
      CHECK(shake_hands(both).both_established());
    }
    pair both = fresh_pair(version);
    constexpr ULONG of_no_meaning = 0x00F80000 | 0x4000;
    both.server.wants(usual_requirements(role::server) | of_no_meaning);
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-expiry: only a certificate that was seen can expire") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    leg last = both.client.continues();
    CHECK(last.expiry == 0);
    int later = 0;
    while (last.result == SEC_I_CONTINUE_NEEDED) {
      both.server.continues();
      last = both.client.continues();
      CHECK(last.expiry != 0);
      ++later;
    }
    CHECK(last.result == SEC_E_OK);
    CHECK(later == (version == tls::v1_2 ? 2 : 1));
  });
}
