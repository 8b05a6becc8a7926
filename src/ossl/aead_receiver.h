// aead_receiver: opens the peer's records in the caller's memory, with the keys of one epoch.
//
// OpenSSL sees no application data. Control records (a ticket, a KeyUpdate, a renegotiation, an alert) are
// sealed once more for it, with the number that it expects next; those bytes never leave the process. Once
// the engine has retired, its part is done here.
#pragma once

#include "ossl/direction_keys.h"
#include "ossl/floods.h"
#include "ossl/opened.h"
#include "tls/handshake_messages.h"
#include "tls/key_update.h"

namespace schannel::ossl {

class engine;

class aead_receiver {
 public:
  /// `sequence` records were already opened under `keys`; `engine` must outlive the receiver.
  aead_receiver(engine& engine, direction_keys keys, std::uint64_t sequence);
  /// The receiver behind a ChangeCipherSpec: until the peer's Finished there is no application data.
  static aead_receiver awaiting_finished(engine& engine, direction_keys keys);

  opened open(tls::mutable_bytes record);
  tls::result<reading> settle(const matter& about);
  tls::result<handshake_status> advance(tls::const_bytes record);
  bool is_control(tls::const_bytes record);

 private:
  /// A control record for the engine, or what it means without one.
  using prepared = std::variant<tls::byte_vector, reading>;

  std::optional<refusal> judge_header(tls::const_bytes record) const;
  opened judge(tls::mutable_bytes record, const opened_record& found);
  tls::result<tls::byte_vector> take_content(const matter& about);
  tls::result<prepared> prepare(const matter& about);
  bool is_warning(tls::const_bytes alert) const;
  tls::result<reading> take_warning(tls::alert_description what);
  std::optional<refusal> judge_message(tls::const_bytes content);
  tls::result<prepared> take_alone(tls::content_type type, tls::const_bytes content);
  tls::result<tls::byte_vector> reframe(tls::content_type type, tls::const_bytes content);
  bool updates_keys() const;
  tls::result<std::monostate> use_next_keys();

  // What every record changes comes first, far from what the sending direction uses at the same time.
  std::uint64_t sequence_;         // on the wire
  std::uint64_t engine_sequence_;  // as OpenSSL counts
  tls::handshake_messages messages_;
  tls::key_update_reader key_updates_;  // of an engine that has retired
  floods floods_;
  bool awaits_finished_ = false;
  std::size_t longest_plaintext_;
  engine* engine_;
  direction_keys keys_;
};

}  // namespace schannel::ossl
