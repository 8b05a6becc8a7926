// Data in the clear, wherever in a handshake an enemy puts it.
#include "support/chunks.h"
#include "support/ends.h"

using namespace peers;

namespace {

const bytes plain_data{23, 3, 3, 0, 5, 't', 'r', 'u', 's', 't'};

/// Whether the other end seals its records from this one on.
bool is_sealed_by_then(tls version, int flight, const std::vector<bytes>& records, std::size_t record) {
  constexpr std::uint8_t change_cipher_spec = 20;
  if (version == tls::v1_3) return flight > 0 || record > 0;
  return std::any_of(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(record),
                     [](const bytes& before) { return before[0] == change_cipher_spec; });
}

/// A handshake in which `victim` gets data in front of that record of that flight. Whether there is one.
bool meets_data(tls version, role victim, int flight, std::size_t record, bool all_at_once) {
  pair both = fresh_pair(version);
  both.client.continues();
  for (int step = 0; step < 2 * flight; ++step) both[step % 2 == 0 ? role::server : role::client].continues();
  if (victim == role::client) both.server.continues();
  std::vector<bytes> records = records_of(both[victim].inbox());
  if (record >= records.size()) return false;

  CAPTURE(flight);
  CAPTURE(record);
  CAPTURE(all_at_once);
  const SECURITY_STATUS expected =
      is_sealed_by_then(version, flight, records, record) ? SEC_E_MESSAGE_ALTERED : SEC_E_ILLEGAL_MESSAGE;
  records.insert(records.begin() + static_cast<std::ptrdiff_t>(record), plain_data);
  const std::vector<bytes> calls = all_at_once ? std::vector<bytes>{joined(records)} : records;
  status met{SEC_I_CONTINUE_NEEDED};
  std::size_t taken = 0;
  for (; taken < calls.size() && met == SEC_I_CONTINUE_NEEDED; ++taken)
    met = both[victim].steps(calls[taken]).result;
  if (!all_at_once) CHECK(taken == record + 1);
  CHECK(met == expected);
  // A server's first call that fails makes no context.
  if (both[victim].has_context()) CHECK(both[victim].opens(plain_data) == expected);
  return true;
}

}  // namespace

TEST_CASE("SSPI-data-before-finished: in the clear and anywhere") {
  for_every_role_and_version([](tls version, role victim) {
    for (const bool all_at_once : {false, true}) {
      for (int flight = 0; flight < 2; ++flight)
        for (std::size_t record = 0; meets_data(version, victim, flight, record, all_at_once);) ++record;
    }
  });
}
