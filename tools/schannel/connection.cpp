// The order of things: what was received before a failure still counts, and an alert is the last thing we
// say.
#include "connection.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace schannel::tool {
namespace {

bool is_about_certificate(SECURITY_STATUS status) {
  constexpr auto statuses =
      std::to_array<SECURITY_STATUS>({SEC_E_UNTRUSTED_ROOT, SEC_E_WRONG_PRINCIPAL, SEC_E_CERT_EXPIRED,
                                      SEC_E_CERT_UNKNOWN, SEC_E_CERT_WRONG_USAGE, CRYPT_E_REVOKED});
  return std::ranges::find(statuses, status) != statuses.end();
}

// The first line of what a peer sent that does not speak TLS.
std::string first_words(const_bytes received) {
  std::string words;
  for (const std::uint8_t byte : received.first(std::min<std::size_t>(received.size(), 40))) {
    if (byte == '\r' || byte == '\n') break;
    words += std::isprint(byte) != 0 ? static_cast<char>(byte) : '.';
  }
  return words;
}

}  // namespace

void connection::handshake() {
  if (!context_.is_server()) take_handshake_step();
  transmit();
  while (!ended_ && (!established_ || !outbox_.empty())) {
    wait_for(socket(), events(true));
    receive();
    transmit();
  }
}

SECURITY_STATUS connection::ask_again() {
  const handshake_step step = context_.advance({});
  outbox_.append(step.token);
  if (step.status < 0) return step.status;
  awaits_certificate_ = context_.is_server();
  note_progress(step.status);
  return SEC_E_OK;
}

short connection::events(bool may_receive) const {
  const bool receives = may_receive && !peer_closed_ && !ended_;
  const bool sends = !outbox_.empty() && !cannot_send_;
  return static_cast<short>((receives ? POLLIN : 0) | (sends ? POLLOUT : 0));
}

void connection::send(const_bytes message) {
  while (!ended_ && !message.empty()) {
    const const_bytes part = message.first(std::min(message.size(), context_.max_message()));
    const sealed_message sealed = context_.seal(part);
    if (sealed.status != SEC_E_OK) return end({outcome::failed, sealed.status, "EncryptMessage"});
    outbox_.append(sealed.record);
    data_unsent_ = true;
    moved_.sent += part.size();
    message = message.subspan(part.size());
  }
}

void connection::shut_down() {
  if (we_closed_ || ended_) return;
  we_closed_ = true;
  const SECURITY_STATUS accepted = context_.request_shutdown();
  if (accepted != SEC_E_OK) return end({outcome::failed, accepted, "ApplyControlToken"});
  const handshake_step step = context_.advance({});
  outbox_.append(step.token);
  if (step.status < 0) end({outcome::failed, step.status, "shutting down"});
}

void connection::transmit() {
  while (!outbox_.empty() && !cannot_send_) {
    const transfer sent = socket_.send(outbox_.bytes());
    if (sent.error) return cannot_send();
    if (sent.bytes == 0) return;
    outbox_.consume(sent.bytes);
  }
  if (outbox_.empty()) data_unsent_ = false;
  if (we_closed_ && peer_closed_) end({outcome::closed, SEC_E_OK, "close_notify sent and received"});
}

void connection::receive() {
  if (ended_ || peer_closed_) return;
  std::array<std::uint8_t, 1 << 16> chunk;
  const transfer came = socket_.receive(chunk);
  if (came.error) return transport_broke(came.error);
  if (came.end_of_stream) return transport_ended();
  inbox_.append(std::span(chunk).first(came.bytes));
  process();
}

// Takes what was received record by record, until it is used up or more of it is needed.
void connection::process() {
  bool progress = true;
  while (progress && !ended_ && !peer_closed_ && !inbox_.empty()) {
    progress = established_ && !step_due_ ? open_record() : take_handshake_step();
  }
}

bool connection::take_handshake_step() {
  const handshake_step step = context_.advance(inbox_.bytes());
  step_due_ = step.status == SEC_E_INCOMPLETE_MESSAGE;
  if (step_due_) return false;
  outbox_.append(step.token);
  if (step.status < 0) {
    fail(step.status, !step.token.empty());
    return false;
  }
  const bool nothing_used = step.unused == inbox_.size();
  inbox_.consume(inbox_.size() - step.unused);

  if (established_) note_progress(step.status);
  established_ = established_ || step.status == SEC_E_OK;
  peer_closed_ = step.status == SEC_I_CONTEXT_EXPIRED;
  if (peer_closed_ && !established_) transport_ended();
  return !nothing_used;
}

// Over TLS 1.3 the handshake function answers SEC_E_OK to every message of the client's; the certificate is
// there when the last one has been taken.
void connection::note_progress(SECURITY_STATUS status) {
  const bool completes = renegotiating_ && status == SEC_E_OK;
  const bool has_certificate = awaits_certificate_ && !context_.client().empty();
  renegotiating_ = status == SEC_I_CONTINUE_NEEDED;
  if (!completes && !has_certificate) return;
  awaits_certificate_ = false;
  on_handshake_();
}

bool connection::open_record() {
  const opened_message opened = context_.open(inbox_.bytes());
  if (opened.status == SEC_E_INCOMPLETE_MESSAGE) return false;
  if (opened.status < 0) {
    // The procedure that says goodbye also hands over an alert that is still to be sent.
    context_.request_shutdown();
    const byte_vector alert = context_.advance({}).token;
    outbox_.append(alert);
    fail(opened.status, !alert.empty());
    return false;
  }
  received_.append(opened.data);
  moved_.received += opened.data.size();
  inbox_.consume(inbox_.size() - opened.unused);
  peer_closed_ = opened.status == SEC_I_CONTEXT_EXPIRED;
  // A ticket, a key update: the handshake function wants to see it before anything else happens.
  if (opened.status == SEC_I_RENEGOTIATE) return take_handshake_step();
  return true;
}

void connection::fail(SECURITY_STATUS status, bool alert_is_queued) {
  if (status == SEC_E_INVALID_TOKEN && !established_) {
    end({outcome::not_tls, status, fmt::format("the peer sent '{}'", first_words(inbox_.bytes()))});
  } else if (!alert_is_queued) {
    // A failure that we find makes an alert, unless nothing may follow our goodbye.
    end({we_closed_ ? outcome::failed_closing : outcome::alert_received, status, {}});
  } else if (!established_ && !context_.is_server() && is_about_certificate(status)) {
    end({outcome::untrusted, status, {}});
  } else {
    end({outcome::alert_sent, status, {}});
  }
  deliver_last_words();
}

void connection::transport_ended() {
  if (cannot_send_) return end({outcome::reset, SEC_E_OK, "not all that was to be sent arrived"});
  const char* when =
      established_ ? "the transport ended without close_notify" : "the handshake was cut short";
  end({outcome::truncated, SEC_E_OK, when});
}

void connection::transport_broke(const std::error_code& error) {
  if (error == std::errc::connection_reset) return end({outcome::reset, SEC_E_OK, {}});
  end({outcome::broken, SEC_E_OK, error.message()});
}

// What the peer said before it stopped listening can still be read: its reason may be there. A peer that said
// goodbye owes us nothing, unless it left while there was more for it than our goodbye.
void connection::cannot_send() {
  cannot_send_ = true;
  outbox_.clear();
  if (!peer_closed_) return;
  if (data_unsent_)
    return end({outcome::reset, SEC_E_OK, "it said close_notify and did not take what was left"});
  end({outcome::closed, SEC_E_OK, "close_notify received; the peer did not wait for ours"});
}

void connection::end(ending how) {
  if (!ended_) ended_ = std::move(how);
}

// An alert is worth a moment's wait.
void connection::deliver_last_words() {
  constexpr int patience = 1000;  // milliseconds
  while (!outbox_.empty()) {
    wait_for(socket(), POLLOUT, patience);
    const transfer sent = socket_.send(outbox_.bytes());
    if (sent.bytes == 0) return;
    outbox_.consume(sent.bytes);
  }
  socket_.close_gently();
}

}  // namespace schannel::tool
