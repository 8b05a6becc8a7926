// What bytes of an enemy lead to: never to altered data, to a false goodbye or to the wrong connection.
#include "support/chunks.h"
#include "support/ends.h"

using namespace peers;

namespace {

/// The statuses with which a handshake or a message is refused.
bool is_documented_refusal(status result) {
  for (const SECURITY_STATUS known :
       {SEC_E_INVALID_TOKEN, SEC_E_ILLEGAL_MESSAGE, SEC_E_MESSAGE_ALTERED, SEC_E_DECRYPT_FAILURE,
        SEC_E_ALGORITHM_MISMATCH, SEC_E_UNSUPPORTED_FUNCTION, SEC_E_CERT_UNKNOWN, SEC_E_UNTRUSTED_ROOT,
        SEC_E_CERT_EXPIRED, SEC_E_LOGON_DENIED, SEC_E_UNFINISHED_CONTEXT_DELETED,
        SEC_E_APPLICATION_PROTOCOL_MISMATCH, SEC_E_NO_CREDENTIALS, SEC_E_CONTEXT_EXPIRED})
    if (result == known) return true;
  return result == SECURITY_STATUS{CRYPT_E_REVOKED};
}

/// Refused, or not decided yet because more is awaited.
bool is_kept_out(status result) {
  return is_documented_refusal(result) || result == SEC_E_INCOMPLETE_MESSAGE ||
         result == SEC_I_CONTINUE_NEEDED;
}

/// What the other end may hear of it: an alert of internal_error is one of those that it can be told with.
bool is_told_off(status result) {
  return is_kept_out(result) || result == SEC_E_INTERNAL_ERROR;
}

void check_undisturbed(pair& both) {
  REQUIRE(both.client.says("question") == SEC_E_OK);
  CHECK(both.server.reads() == "question");
  REQUIRE(both.server.says("answer") == SEC_E_OK);
  CHECK(both.client.reads() == "answer");
}

/// An undisturbed handshake up to the flight of that number that `victim` has received and not yet taken.
pair before_flight(tls version, role victim, int flight) {
  pair both = fresh_pair(version);
  both.client.continues();
  for (int step = 0; step < 2 * flight; ++step) both[step % 2 == 0 ? role::server : role::client].continues();
  if (victim == role::client) both.server.continues();
  return both;
}

/// The version in a record's header says nothing in the clear, and no handshake depends on it (RFC 8446
/// section 5.1).
bool is_version_of_a_record(byte_view stream, std::size_t at) {
  while (at >= record_length(stream)) {
    at -= record_length(stream);
    stream = stream.subspan(record_length(stream));
  }
  return at == 1 || at == 2;
}

/// A handshake in which one byte of a flight to `victim` is changed.
void check_altered_flight(tls version, role victim, int flight, std::size_t at, std::uint8_t change) {
  CAPTURE(flight);
  CAPTURE(at);
  CAPTURE(int{change});
  pair both = before_flight(version, victim, flight);
  const bytes unaltered = both[victim].inbox();
  both[victim].inbox()[at] ^= change;
  const outcome came = shake_hands(both);
  INFO("client ", name_of(came.client), ", server ", name_of(came.server));
  if (came.both_established()) {
    CHECK(is_version_of_a_record(unaltered, at));
    return check_undisturbed(both);
  }
  const status met = came[victim], told = came[other(victim)];
  CHECK((is_kept_out(met) || met == SEC_E_OK));
  CHECK((is_told_off(told) || told == SEC_E_OK));
  // Whoever believes in the connection hears nothing over it but the other's refusal.
  if (met == SEC_E_OK) CHECK(is_told_off(both[victim].reads().result));
  if (told == SEC_E_OK) CHECK(is_told_off(both[other(victim)].reads().result));
}

/// Every byte of the flights to `victim`, one bit of each.
void check_every_altered_byte(tls version, role victim) {
  dice thrown(version == tls::v1_2 ? 12 : 13);
  const int flights = version == tls::v1_2 || victim == role::server ? 2 : 1;
  for (int flight = 0; flight < flights; ++flight) {
    const std::size_t length = before_flight(version, victim, flight)[victim].inbox().size();
    REQUIRE(length > 0);
    for (std::size_t at = 0; at < length; ++at)
      check_altered_flight(version, victim, flight, at, static_cast<std::uint8_t>(1U << thrown.roll(8)));
  }
}

/// Each record starts as TLS does; the rest is random.
bytes plausible_record(dice& thrown) {
  bytes record = thrown.roll_bytes(5 + thrown.roll(300));
  record[0] = static_cast<std::uint8_t>(20 + thrown.roll(4));
  record[1] = 3;
  record[2] = static_cast<std::uint8_t>(1 + thrown.roll(3));
  record[3] = static_cast<std::uint8_t>((record.size() - 5) >> 8);
  record[4] = static_cast<std::uint8_t>(record.size() - 5);
  return record;
}

/// A handshake message of the right type whose inside is random.
bytes plausible_hello(dice& thrown, role from) {
  bytes record = plausible_record(thrown);
  record.resize(std::max<std::size_t>(record.size(), 60));
  const std::size_t body = record.size() - 5;
  record[0] = 22;
  record[3] = static_cast<std::uint8_t>(body >> 8);
  record[4] = static_cast<std::uint8_t>(body);
  record[5] = from == role::client ? 1 : 2;
  record[6] = 0;
  record[7] = static_cast<std::uint8_t>((body - 4) >> 8);
  record[8] = static_cast<std::uint8_t>(body - 4);
  record[9] = 3;
  record[10] = 3;
  return record;
}

}  // namespace

TEST_CASE("SSPI-AcceptSecurityContext-altered-client-flight: over TLS 1.2") {
  check_every_altered_byte(tls::v1_2, role::server);
}

TEST_CASE("SSPI-AcceptSecurityContext-altered-client-flight: over TLS 1.3") {
  check_every_altered_byte(tls::v1_3, role::server);
}

TEST_CASE("SSPI-InitializeSecurityContext-altered-server-flight: over TLS 1.2") {
  check_every_altered_byte(tls::v1_2, role::client);
}

TEST_CASE("SSPI-InitializeSecurityContext-altered-server-flight: over TLS 1.3") {
  check_every_altered_byte(tls::v1_3, role::client);
}

TEST_CASE("SSPI-DecryptMessage-altered-record: every bit of a record") {
  for_every_role_and_version([](tls version, role who) {
    pair sample = established_pair(version);
    const std::size_t length = sample[who].seals("transfer 100").record.size();
    for (std::size_t at = 0; at < length; ++at) {
      for (int bit = 0; bit < 8; ++bit) {
        CAPTURE(at);
        CAPTURE(bit);
        pair both = established_pair(version);
        bytes record = both[who].seals("transfer 100").record;
        record[at] ^= static_cast<std::uint8_t>(1U << bit);
        const opening made = both[other(who)].opens(record);
        INFO(name_of(made.result));
        CHECK((is_documented_refusal(made.result) || made.result == SEC_E_INCOMPLETE_MESSAGE));
        CHECK(to_text(made.memory).find("transfer") == std::string::npos);
      }
    }
  });
}

TEST_CASE("SSPI-DecryptMessage-altered-goodbye: every bit of a close_notify") {
  for_every_role_and_version([](tls version, role who) {
    pair sample = established_pair(version);
    const std::size_t length = sample[who].shuts_down().token.size();
    for (std::size_t at = 0; at < length; ++at) {
      for (int bit = 0; bit < 8; ++bit) {
        CAPTURE(at);
        CAPTURE(bit);
        pair both = established_pair(version);
        bytes record = both[who].shuts_down().token;
        record[at] ^= static_cast<std::uint8_t>(1U << bit);
        const opening made = both[other(who)].opens(record);
        INFO(name_of(made.result));
        CHECK((is_documented_refusal(made.result) || made.result == SEC_E_INCOMPLETE_MESSAGE));
      }
    }
  });
}

TEST_CASE("SSPI-handshake-truncated: a part of a flight completes nothing") {
  for_every_role_and_version([](tls version, role who) {
    const int flight = who == role::server ? 1 : 0;
    const std::size_t length = before_flight(version, who, flight)[who].inbox().size();
    for (std::size_t kept = 0; kept < length; kept += 1 + kept / 16) {
      CAPTURE(kept);
      pair both = before_flight(version, who, flight);
      both[who].inbox().resize(kept);
      const status result = both[who].continues().result;
      CHECK((result == SEC_E_INCOMPLETE_MESSAGE || result == SEC_I_CONTINUE_NEEDED));
    }
  });
}

TEST_CASE("SSPI-handshake-any-bytes: neither end takes them for a handshake") {
  dice thrown(2018);
  for_every_role_and_version([&](tls version, role who) {
    for (int time = 0; time < 300; ++time) {
      CAPTURE(time);
      const bytes noise = time % 3 == 0   ? thrown.roll_bytes(thrown.roll(400))
                          : time % 3 == 1 ? plausible_record(thrown)
                                          : plausible_hello(thrown, other(who));
      pair both = mid_handshake_pair(version, who);
      const status later = both[who].steps(noise).result;
      INFO(name_of(later));
      CHECK(is_kept_out(later));
      if (who == role::client) continue;
      const status first = fresh_pair(version).server.steps(noise).result;
      INFO(name_of(first));
      CHECK(is_kept_out(first));
    }
  });
}

TEST_CASE("SSPI-DecryptMessage-any-bytes: none of them opens") {
  dice thrown(1809);
  for_every_role_and_version([&](tls version, role who) {
    for (int time = 0; time < 200; ++time) {
      CAPTURE(time);
      pair both = established_pair(version);
      const bytes noise = time % 2 == 0 ? thrown.roll_bytes(thrown.roll(400)) : plausible_record(thrown);
      const status result = both[who].opens(noise).result;
      INFO(name_of(result));
      CHECK((is_documented_refusal(result) || result == SEC_E_INCOMPLETE_MESSAGE));
    }
  });
}
