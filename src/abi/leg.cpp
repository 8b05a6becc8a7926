// How a leg's outcome becomes a status, a token, an EXTRA or MISSING buffer and the returned attributes.
#include "abi/leg.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "abi/crypt32/personal_identities.h"
#include "abi/lent_credential.h"
#include "abi/status.h"
#include "abi/time_stamps.h"

namespace schannel::abi {
namespace {

using core::advanced;
using core::progress;

ULONG attributes_of(const leg_call& call) {
  return call.family.always | (call.requirements & call.family.echoed);
}

void return_attributes(const context& on, const leg_call& call, bool first) {
  if (call.attributes != nullptr) *call.attributes = attributes_of(call);
  if (call.expiry == nullptr) return;
  const auto& facts = on.connection.facts();
  *call.expiry =
      facts && !facts->peer_chain.empty() ? local_time(facts->peer_chain.front().not_after()) : end_of_time();
  if (first) *call.expiry = {};
}

SECURITY_STATUS refuse_for_want_of_room(const leg_call& call) {
  if (call.attributes != nullptr) *call.attributes = attributes_without_room;
  if (call.expiry != nullptr) *call.expiry = {};
  return SEC_E_INSUFFICIENT_MEMORY;
}

/// A failed leg shows its alert only to a caller who asked for extended errors; otherwise it waits for a
/// shutdown.
SECURITY_STATUS deliver_failure(context& on, const leg_call& call, leg_output& output,
                                const tls::failure& why) {
  output.publish_nothing();
  if (call.wants(call.family.extended_error) && output.publish(on.connection.outbox()))
    on.connection.take_outbox();
  return_attributes(on, call, false);
  return to_status(why);
}

SECURITY_STATUS status_of(const progress& outcome) {
  if (std::holds_alternative<core::wants_credential>(outcome)) return SEC_I_INCOMPLETE_CREDENTIALS;
  if (std::holds_alternative<core::declined>(outcome)) return SEC_I_NO_RENEGOTIATION;
  const auto* done = std::get_if<advanced>(&outcome);
  if (done == nullptr) return SEC_I_CONTEXT_EXPIRED;
  return done->complete ? SEC_E_OK : SEC_I_CONTINUE_NEEDED;
}

std::size_t consumed_by(const progress& outcome) {
  if (const auto* done = std::get_if<advanced>(&outcome)) return done->consumed;
  if (const auto* refused = std::get_if<core::declined>(&outcome)) return refused->consumed;
  // The same input, or the rest of it, comes again: nothing is extra yet.
  if (std::holds_alternative<core::wants_credential>(outcome)) return SIZE_MAX;
  return std::get<core::goodbye>(outcome).consumed;
}

SECURITY_STATUS deliver(context& on, const leg_call& call, const leg_input& input, leg_output& output,
                        const progress& outcome, bool first) {
  // Kept until the token is out: with more room, or memory, the same call succeeds.
  on.undelivered = outcome;
  const tls::const_bytes unused = input.token.subspan(std::min(consumed_by(outcome), input.token.size()));
  if (!output.publish(on.connection.outbox(), unused))
    return output.takes_a_token() ? refuse_for_want_of_room(call) : SEC_E_INVALID_TOKEN;
  on.undelivered.reset();
  on.connection.take_outbox();

  input.report_extra(unused.size());
  return_attributes(on, call, first);
  on.returned_attributes = attributes_of(call);
  return status_of(outcome);
}

/// Input that a pending shutdown or alert makes irrelevant is not even looked at.
tls::result<leg_input> read_input(const context& on, const leg_call& call) {
  if (on.connection.has_something_to_say()) return leg_input{};
  return leg_input::parse(call.input);
}

/// What this call asks of the handshake under way, or of the next one.
void apply_requirements(context& on, const leg_call& call, const leg_input& input) {
  core::connection& connection = on.connection;
  if (&call.family == &client_requirements) {
    connection.relax_validation(validation_for(call, input));
    connection.ask_for_credential(!call.wants(ISC_REQ_USE_SUPPLIED_CREDS));
  } else if (!connection.is_handshaking()) {
    connection.want_client_certificate(call.wants(ASC_REQ_MUTUAL_AUTH));
  }
}

tls::result<progress> outcome_of(context& on, const leg_input& input) {
  if (!on.connection.has_something_to_say())
    return on.undelivered ? tls::result<progress>(*on.undelivered) : on.connection.advance(input.token);
  const bool was_undelivered = std::exchange(on.undelivered, std::nullopt).has_value();
  const auto outcome = on.connection.advance({});
  // A goodbye that was said before, but has not reached the caller, is said now.
  const bool said_before = outcome && std::holds_alternative<core::goodbye>(*outcome);
  if (was_undelivered && said_before && !on.connection.outbox().empty()) return progress{advanced{0, true}};
  return outcome;
}

/// Whether a client that is asked for a certificate and was given none looks for one itself.
bool may_use_own_certificates(const context& on) {
  return on.current_credential && (on.current_credential->flags & SCH_CRED_NO_DEFAULT_CREDS) == 0;
}

/// Goes on with a certificate of the user's own where one is asked for; the outcome is as it was when there
/// is none.
tls::result<progress> offer_own_certificate(context& on, const leg_input& input,
                                            tls::result<progress> outcome) {
  if (!outcome || !std::holds_alternative<core::wants_credential>(*outcome)) return outcome;
  const ossl::engine* const engine = on.connection.engine();
  if (engine == nullptr || !may_use_own_certificates(on)) return outcome;
  // The server asks once. When memory runs out in here the next call looks again, and is told if there is
  // none.
  on.undelivered = *outcome;
  auto own =
      crypt32::personal_identities(engine->requested_issuers().value_or(std::vector<tls::byte_vector>{}));
  on.undelivered.reset();
  if (own.empty()) return outcome;
  on.connection.use_identities(std::move(own));
  return on.connection.advance(input.token);
}

/// Reports the first extension that the program waits for. What came of the leg is delivered when the call is
/// made again.
SECURITY_STATUS report_extension(context& on, const leg_call& call, leg_output& output,
                                 const progress& outcome) {
  on.undelivered = outcome;
  if (!output.publish(on.unreported.front())) return SEC_E_EXT_BUFFER_TOO_SMALL;
  on.unreported.erase(on.unreported.begin());
  return_attributes(on, call, false);
  return SEC_I_GENERIC_EXTENSION_RECEIVED;
}

/// Whether there is one to report. A call without a buffer for them lets them go.
bool has_extension_for(context& on, const leg_output& output) {
  // While some wait the handshake does not go on, so that none are added to them.
  auto* engine = on.connection.engine();
  if (on.unreported.empty() && engine != nullptr) on.unreported = engine->take_received_extensions();
  if (!output.takes_extensions()) on.unreported.clear();
  return !on.unreported.empty();
}

SECURITY_STATUS run(context& on, const leg_call& call, const leg_input& input, leg_output& output) {
  const bool says_something = on.connection.has_something_to_say();
  const auto outcome = offer_own_certificate(on, input, outcome_of(on, input));
  if (!outcome) return deliver_failure(on, call, output, outcome.failure());
  if (const auto* partial = std::get_if<tls::incomplete>(&*outcome)) {
    input.report_missing(partial->missing);
    return SEC_E_INCOMPLETE_MESSAGE;
  }
  if (!says_something && has_extension_for(on, output)) return report_extension(on, call, output, *outcome);
  if (!says_something) return deliver(on, call, input, output, *outcome, false);
  const SECURITY_STATUS said = deliver(on, call, leg_input{}, output, *outcome, false);
  // Where nothing may be said any more: programs that have asked for a goodbye pass on what they find.
  if (said == SEC_E_OK) output.give_address();
  return said;
}

}  // namespace

ossl::validation validation_for(const leg_call& call, const leg_input& input) {
  if (call.wants(ISC_REQ_MANUAL_CRED_VALIDATION)) return ossl::validation::by_caller;
  return input.wants(ISC_REQ_DEFERRED_CRED_VALIDATION) ? ossl::validation::recorded
                                                       : ossl::validation::automatic;
}

SECURITY_STATUS take_leg(context& on, const leg_call& call) {
  const turn mine = turn::on_all_of(on);
  leg_output output(call.output, call.wants(call.family.allocate_memory));
  if (output.alert_has_no_room()) return refuse_for_want_of_room(call);
  const bool says_something = on.connection.has_something_to_say();
  if (!says_something && call.wants(call.family.refused)) return SEC_E_UNSUPPORTED_FUNCTION;
  const auto input = read_input(on, call);
  if (!input) {
    output.publish_nothing();
    return to_status(input.failure());
  }
  if (input->wants(call.family.refused_wide)) return SEC_E_UNSUPPORTED_FUNCTION;
  // Whoever says goodbye may do it with any credential.
  const auto given = says_something ? nullptr : call.given_credential;
  if (given != nullptr && !lent_credential::fits(on, *given)) {
    output.publish_nothing();
    return SEC_E_NO_CREDENTIALS;
  }
  apply_requirements(on, call, *input);
  // What an earlier call has left was done with the credential of that one.
  lent_credential lent(on, on.undelivered ? nullptr : given);
  const SECURITY_STATUS status = run(on, call, *input, output);
  if (status >= 0) lent.keep();
  return status;
}

SECURITY_STATUS deliver_first(context& on, const leg_call& call) {
  leg_output output(call.output, call.wants(call.family.allocate_memory));
  if (output.alert_has_no_room()) return refuse_for_want_of_room(call);
  return deliver(on, call, {}, output, advanced{}, true);
}

}  // namespace schannel::abi
