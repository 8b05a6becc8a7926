// Opening in place, the judgement of what came, and the re-framing of control records for OpenSSL.
#include "ossl/aead_receiver.h"

#include <openssl/crypto.h>

#include "ossl/engine.h"
#include "ossl/failures.h"
#include "tls/alert_meaning.h"

namespace schannel::ossl {
namespace {

using tls::alert_description;
using tls::cause;
using tls::content_type;
using tls::record_version;

constexpr refusal out_of_place{cause::protocol_violation, alert_description::unexpected_message};
constexpr refusal too_long{cause::protocol_violation, alert_description::record_overflow};

content_type outer_type(tls::const_bytes record) {
  return static_cast<content_type>(record[0]);
}

/// RFC 5246 section 7.1.
bool changes_cipher_spec(tls::const_bytes content) {
  return content.size() == 1 && content[0] == 1;
}

/// A record that lies open in the caller's memory, who is to see it as it came whatever happens meanwhile,
/// and may pass it to the next leg. What cannot be closed is wiped.
class lying_open {
 public:
  lying_open(protection& under, std::uint64_t sequence, const matter& about)
      : under_(under),
        sequence_(sequence),
        record_(about.record),
        content_(std::get<opened_record>(about.what).content) {}
  lying_open(const lying_open&) = delete;
  lying_open& operator=(const lying_open&) = delete;
  ~lying_open() { close(); }

  tls::const_bytes content() const { return content_; }
  bool close() {
    if (is_closed_) return true;
    is_closed_ = static_cast<bool>(under_.close(sequence_, record_));
    if (!is_closed_) OPENSSL_cleanse(content_.data(), content_.size());
    return is_closed_;
  }

 private:
  protection& under_;
  std::uint64_t sequence_;
  tls::mutable_bytes record_;
  tls::mutable_bytes content_;
  bool is_closed_ = false;
};

}  // namespace

aead_receiver::aead_receiver(ossl::engine& engine, direction_keys keys, std::uint64_t sequence)
    : sequence_(sequence),
      engine_sequence_(sequence),
      longest_plaintext_(engine.longest_plaintext()),
      engine_(&engine),
      keys_(std::move(keys)) {}

aead_receiver aead_receiver::awaiting_finished(ossl::engine& engine, direction_keys keys) {
  aead_receiver made(engine, std::move(keys), 0);
  made.awaits_finished_ = true;
  return made;
}

opened aead_receiver::open(tls::mutable_bytes record) {
  if (const auto refused = judge_header(record)) return matter{record, *refused};
  const auto found = keys_.protection().open(sequence_, record);
  if (!found) {
    const bool altered = found.failure().why == cause::bad_record_mac;
    return matter{record,
                  altered ? refusal{cause::bad_record_mac, alert_description::bad_record_mac} : out_of_place};
  }
  ++sequence_;
  return judge(record, *found);
}

/// What a header must say (RFC 8446 section 5.2, RFC 5246 section 6.2.3), which no tag of TLS 1.2 covers.
std::optional<refusal> aead_receiver::judge_header(tls::const_bytes record) const {
  const bool hides_type = keys_.is_tls1_3();
  if (hides_type && outer_type(record) != content_type::application_data) return out_of_place;
  if (record[1] != record_version >> 8 || record[2] != (record_version & 0xFF))
    return refusal{cause::protocol_violation, alert_description::protocol_version};
  const auto [header, trailer] = keys_.sizes();
  if (record.size() > header + tls::max_plaintext + trailer) return too_long;
  return std::nullopt;
}

opened aead_receiver::judge(tls::mutable_bytes record, const opened_record& found) {
  const auto refuse = [&](const refusal& why) {
    OPENSSL_cleanse(found.content.data(), found.content.size());
    return matter{record, why};
  };
  if (found.content.size() > longest_plaintext_) return refuse(too_long);
  switch (found.type) {
    case content_type::application_data:
      if (messages_.is_inside_message() || awaits_finished_) break;
      if (!found.content.empty())
        floods_.see_data();
      else if (!floods_.allow_empty_record())
        break;
      return application_data{found.content};
    case content_type::change_cipher_spec:
      if (keys_.is_tls1_3() || !changes_cipher_spec(found.content)) break;
      return matter{record, found};
    case content_type::alert:
      if (keys_.is_tls1_3() && messages_.is_inside_message()) break;  // RFC 8446 section 5.1
      return matter{record, found};
    case content_type::handshake:
      return matter{record, found};
    default:
      break;
  }
  return refuse(out_of_place);
}

bool aead_receiver::is_control(tls::const_bytes record) {
  tls::byte_vector copy(record.begin(), record.end());
  const auto found = keys_.protection().open(sequence_, copy);
  OPENSSL_cleanse(copy.data(), copy.size());
  return !found || found->type != content_type::application_data;
}

tls::result<reading> aead_receiver::settle(const matter& about) {
  auto control = prepare(about);
  if (!control) return control.failure();
  if (const auto* known = std::get_if<reading>(&*control)) return *known;
  auto read = engine_->read(std::get<tls::byte_vector>(*control), {});
  const bool is_handshake = std::get<opened_record>(about.what).type == content_type::handshake;
  if (!read || !is_handshake || !updates_keys()) return read;
  if (const auto followed = use_next_keys(); !followed) return followed.failure();
  return read;
}

tls::result<handshake_status> aead_receiver::advance(tls::const_bytes record) {
  tls::byte_vector copy(record.begin(), record.end());
  const opened found = open(copy);
  const auto* about = std::get_if<matter>(&found);
  if (about == nullptr) {
    OPENSSL_cleanse(copy.data(), copy.size());
    return engine_->refuse(out_of_place);
  }
  if (const auto* refused = std::get_if<refusal>(&about->what)) return engine_->refuse(*refused);
  auto control = prepare(*about);
  if (!control) return control.failure();
  if (const auto* known = std::get_if<reading>(&*control))
    return known->what == received::no_renegotiation ? handshake_status::declined
                                                     : handshake_status::wants_input;
  return engine_->advance(std::get<tls::byte_vector>(*control));
}

/// The content of the latest record, which is closed again.
tls::result<tls::byte_vector> aead_receiver::take_content(const matter& about) {
  lying_open record(keys_.protection(), sequence_ - 1, about);
  tls::byte_vector copy(record.content().begin(), record.content().end());
  if (!record.close()) return cause::internal;
  return copy;
}

tls::result<aead_receiver::prepared> aead_receiver::prepare(const matter& about) {
  const content_type type = std::get<opened_record>(about.what).type;
  const auto content = take_content(about);
  if (!content) return content.failure();
  if (type == content_type::alert && is_warning(*content)) {
    const auto heard = take_warning(static_cast<alert_description>((*content)[1]));
    if (!heard) return heard.failure();
    return prepared(*heard);
  }
  if (type == content_type::handshake) {
    if (const auto refused = judge_message(*content)) return engine_->refuse(*refused);
  }
  if (engine_->is_retired()) return take_alone(type, *content);
  auto reframed = reframe(type, *content);
  if (!reframed) return reframed.failure();
  return prepared(*std::move(reframed));
}

tls::result<aead_receiver::prepared> aead_receiver::take_alone(content_type type, tls::const_bytes content) {
  if (type == content_type::alert) {
    const auto heard = engine_->hear_alert(content);
    if (!heard) return heard.failure();
    return prepared(*heard);
  }
  const auto read = key_updates_.take(content);
  if (const auto* says = std::get_if<alert_description>(&read))
    return engine_->refuse({cause_of_own_alert(*says), *says});
  if (const auto* request = std::get_if<tls::key_update_request>(&read)) {
    if (const auto followed = use_next_keys(); !followed) return followed.failure();
    if (*request == tls::key_update_request::requested) engine_->owe_key_update();
  }
  return prepared(reading{received::handshake_message});
}

bool aead_receiver::is_warning(tls::const_bytes alert) const {
  if (alert.size() != 2) return false;
  const tls::alert what{static_cast<tls::alert_level>(alert[0]), static_cast<alert_description>(alert[1])};
  const auto spoken = keys_.is_tls1_3() ? tls::version::tls1_3 : tls::version::tls1_2;
  return tls::meaning_of(what, spoken) == tls::alert_meaning::nothing;
}

/// OpenSSL does not hear warnings: it would count them, and break off for no_renegotiation.
tls::result<reading> aead_receiver::take_warning(alert_description what) {
  if (!floods_.allow_warning()) return engine_->refuse(out_of_place);
  const bool declines = what == alert_description::no_renegotiation && engine_->awaits_answer() &&
                        !messages_.is_inside_message();
  if (!declines) return reading{received::nothing};
  engine_->accept_decline();
  return reading{received::no_renegotiation};
}

std::optional<refusal> aead_receiver::judge_message(tls::const_bytes content) {
  // A handshake that was declined has no second message, but the server may ask for another one.
  const auto may_come = static_cast<std::uint8_t>(tls::handshake_type::hello_request);
  const bool begins = !messages_.is_inside_message() && !content.empty();
  if (engine_->is_declined() && begins && content[0] != may_come) return out_of_place;
  messages_.take(content);
  if (messages_.ended() == tls::handshake_type::finished) awaits_finished_ = false;
  if (updates_keys() && !floods_.allow_key_update()) return out_of_place;
  return std::nullopt;
}

tls::result<tls::byte_vector> aead_receiver::reframe(content_type type, tls::const_bytes content) {
  auto record = keys_.protection().seal_copy(type, engine_sequence_, engine_sequence_, content);
  ++engine_sequence_;
  return record;
}

/// Whether the latest handshake record ended with a KeyUpdate, behind which nothing follows in it (RFC 8446
/// section 5.1).
bool aead_receiver::updates_keys() const {
  return keys_.is_tls1_3() && messages_.ended() == tls::handshake_type::key_update;
}

tls::result<std::monostate> aead_receiver::use_next_keys() {
  auto updated = keys_.update();
  if (updated) sequence_ = engine_sequence_ = 0;
  return updated;
}

}  // namespace schannel::ossl
