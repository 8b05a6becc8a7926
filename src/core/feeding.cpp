// The loop of every handshake.
#include "core/feeding.h"

namespace schannel::core {
namespace {

/// The end that one step of the handshake makes, if it makes one.
std::optional<feeding> end_of(const tls::result<ossl::handshake_status>& status, std::size_t consumed) {
  if (!status) return feeding{feeding_end::failed, consumed, 0, status.failure()};
  switch (*status) {
    case ossl::handshake_status::complete:
      return feeding{feeding_end::complete, consumed};
    case ossl::handshake_status::wants_credential:
      return feeding{feeding_end::wants_credential, consumed};
    case ossl::handshake_status::declined:
      return feeding{feeding_end::declined, consumed};
    case ossl::handshake_status::wants_input:
      break;
  }
  return std::nullopt;
}

}  // namespace

feeding feed(ossl::engine& engine, ossl::inbound* through, tls::const_bytes input, std::size_t consumed) {
  if (engine.is_paused()) {
    if (const auto end = end_of(engine.advance({}), consumed)) return *end;
  }
  for (;;) {
    const tls::framing framed = tls::frame(input.subspan(consumed));
    if (const auto* partial = std::get_if<tls::incomplete>(&framed))
      return {feeding_end::input_used_up, consumed, partial->missing};
    const auto* record = std::get_if<tls::whole_record>(&framed);
    if (record == nullptr) return {feeding_end::not_tls, consumed};
    if (through != nullptr && record->type == tls::content_type::application_data)
      return {feeding_end::application_data, consumed};
    const tls::const_bytes fed = input.subspan(consumed, record->length);
    const auto status = through != nullptr ? through->advance(fed) : engine.advance(fed);
    consumed += record->length;
    if (const auto end = end_of(status, consumed)) return *end;
  }
}

}  // namespace schannel::core
