// EncryptMessage and DecryptMessage: one record per call, in the caller's memory.
#include <algorithm>
#include <array>

#include "abi/buffers.h"
#include "abi/context.h"
#include "abi/entry.h"
#include "tls/overloaded.h"

namespace schannel::abi {
namespace {

using tls::mutable_bytes;
using tls::overloaded;

// --- EncryptMessage

/// The three buffers of a message to be sealed.
struct seal_buffers {
  SecBuffer* header = nullptr;
  SecBuffer* data = nullptr;
  SecBuffer* trailer = nullptr;

  bool complete() const { return header != nullptr && data != nullptr && trailer != nullptr; }
};

std::uintptr_t start_of(const SecBuffer& buffer) {
  return reinterpret_cast<std::uintptr_t>(buffer.pvBuffer);
}

/// Whether a byte of one lies in the other.
bool overlap(const SecBuffer& one, const SecBuffer& other) {
  const SecBuffer& first = start_of(one) <= start_of(other) ? one : other;
  const SecBuffer& second = &first == &one ? other : one;
  return second.cbBuffer != 0 && start_of(second) - start_of(first) < first.cbBuffer;
}

/// Each of the three is written. Nearly always they lie in the order of the wire.
bool overlap(const seal_buffers& all) {
  const SecBuffer& header = *all.header;
  const SecBuffer& data = *all.data;
  const SecBuffer& trailer = *all.trailer;
  const bool in_order = start_of(header) + header.cbBuffer <= start_of(data) &&
                        start_of(data) + data.cbBuffer <= start_of(trailer);
  return !in_order && (overlap(header, data) || overlap(data, trailer) || overlap(header, trailer));
}

/// Puts `buffer` in its place; false when the place is taken.
bool place(SecBuffer*& where, SecBuffer& buffer) {
  if (where != nullptr) return false;
  where = &buffer;
  return buffer.pvBuffer != nullptr || buffer.cbBuffer == 0;
}

std::optional<seal_buffers> parse_seal_buffers(const SecBufferDesc* message) {
  const auto buffers = buffers_of(message);
  if (!buffers) return std::nullopt;
  seal_buffers parsed;
  for (SecBuffer& buffer : *buffers) {
    const ULONG type = buffer.BufferType;  // one that is READONLY is none of these: not ours to write
    if ((type == SECBUFFER_STREAM_HEADER && !place(parsed.header, buffer)) ||
        (type == SECBUFFER_DATA && !place(parsed.data, buffer)) ||
        (type == SECBUFFER_STREAM_TRAILER && !place(parsed.trailer, buffer)))
      return std::nullopt;
  }
  return parsed.complete() ? std::optional(parsed) : std::nullopt;
}

/// The alert that the two bytes of `data` spell, said through the connection and laid out in the three
/// buffers. Returns how much of `trailer` is used.
tls::result<std::size_t> seal_alert(core::connection& connection, const ossl::record_parts& of) {
  const auto& [header, data, trailer] = of;
  const bool spells_an_alert =
      data.size() == 2 && (data[0] == TLS1_ALERT_WARNING || data[0] == TLS1_ALERT_FATAL);
  if (!spells_an_alert) return tls::cause::malformed_options;
  const auto said = connection.say_now(
      {static_cast<tls::alert_level>(data[0]), static_cast<tls::alert_description>(data[1])});
  if (!said) return said.failure();

  const tls::byte_vector& record = *said;
  const std::size_t around = header.size() + data.size();
  if (record.size() < around || record.size() - around > trailer.size()) return tls::cause::unsupported;
  auto from = record.begin();
  for (const mutable_bytes part : {header, data, trailer.first(record.size() - around)}) {
    std::copy_n(from, part.size(), part.begin());
    from += static_cast<std::ptrdiff_t>(part.size());
  }
  return record.size() - around;
}

SECURITY_STATUS encrypt(context& on, ULONG quality, const seal_buffers& buffers) {
  const bool is_alert = quality == SECQOP_WRAP_OOB_DATA;
  const turn mine = is_alert ? turn::on_all_of(on) : turn::to_send(on);
  const auto& sizes = on.connection.sizes();
  if (!sizes)
    return to_status(on.connection.is_handshaking() ? tls::cause::not_established
                                                    : tls::cause::already_closed);
  const auto [before, behind] = *sizes;
  if (buffers.header->cbBuffer < before || buffers.trailer->cbBuffer < behind)
    return to_status(tls::cause::buffer_too_small);
  if (buffers.data->cbBuffer > on.connection.facts()->longest_plaintext)
    return to_status(tls::cause::too_long);
  if (overlap(buffers)) return SEC_E_INVALID_TOKEN;

  const ossl::record_parts parts{memory_of(*buffers.header).first(before), memory_of(*buffers.data),
                                 memory_of(*buffers.trailer).first(behind)};
  const auto sealed = is_alert ? seal_alert(on.connection, parts) : on.connection.seal(parts);
  if (!sealed) return to_status(sealed.failure());
  buffers.header->cbBuffer = static_cast<ULONG>(parts.header.size());
  buffers.trailer->cbBuffer = static_cast<ULONG>(*sealed);
  return SEC_E_OK;
}

// --- DecryptMessage

/// The bytes to open, and the four slots in which the result is reported: header, data, trailer, extra.
struct open_buffers {
  mutable_bytes input{};
  std::array<SecBuffer*, 4> slots{};
};

std::optional<open_buffers> parse_open_buffers(const SecBufferDesc* message) {
  const auto buffers = buffers_of(message);
  if (!buffers || buffers->size() < 4) return std::nullopt;
  open_buffers parsed;
  std::size_t empties = 0;
  for (SecBuffer& buffer : *buffers) {
    if (buffer.BufferType == SECBUFFER_EMPTY) {  // and not READONLY
      if (empties < 3) parsed.slots[++empties] = &buffer;
    } else if (type_of(buffer) == SECBUFFER_DATA) {
      const bool writable = (buffer.BufferType & SECBUFFER_ATTRMASK) == 0;
      if (!writable || parsed.slots[0] != nullptr || (buffer.pvBuffer == nullptr && buffer.cbBuffer != 0))
        return std::nullopt;
      parsed.slots[0] = &buffer;
      parsed.input = memory_of(buffer);
    }
  }
  return parsed.slots[0] != nullptr && empties == 3 ? std::optional(parsed) : std::nullopt;
}

SecBuffer describe(ULONG type, mutable_bytes memory) {
  return {static_cast<ULONG>(memory.size()), type, memory.data()};
}

void report(const open_buffers& buffers, const core::record_layout& layout, std::size_t extra_from) {
  const mutable_bytes input = buffers.input;
  const mutable_bytes record = input.first(layout.length);
  *buffers.slots[0] = describe(SECBUFFER_STREAM_HEADER, record.first(layout.header));
  *buffers.slots[1] = describe(SECBUFFER_DATA, record.subspan(layout.header, layout.plaintext));
  *buffers.slots[2] = describe(SECBUFFER_STREAM_TRAILER, record.subspan(layout.header + layout.plaintext));
  const mutable_bytes extra = input.subspan(extra_from);
  *buffers.slots[3] =
      extra.empty() ? SecBuffer{0, SECBUFFER_EMPTY, nullptr} : describe(SECBUFFER_EXTRA, extra);
}

/// Both of the first two buffers say it: programs look at one or the other.
void report_missing(const open_buffers& buffers, std::size_t missing) {
  for (SecBuffer* slot : {buffers.slots[0], buffers.slots[1]}) {
    slot->BufferType = SECBUFFER_MISSING;
    slot->cbBuffer = static_cast<ULONG>(missing);
  }
}

SECURITY_STATUS report(const open_buffers& buffers, const core::opening& opened) {
  return std::visit(overloaded{
                        [&](const core::message& m) -> SECURITY_STATUS {
                          report(buffers, m.layout, m.layout.length);
                          return SEC_E_OK;
                        },
                        [&](const core::farewell& f) -> SECURITY_STATUS {
                          report(buffers, f.layout, f.layout.length);
                          return SEC_I_CONTEXT_EXPIRED;
                        },
                        // The record itself is extra: the next leg is asked about it and takes it back.
                        [&](const core::interruption& i) -> SECURITY_STATUS {
                          report(buffers, i.layout, 0);
                          return SEC_I_RENEGOTIATE;
                        },
                        [&](const core::declining& d) -> SECURITY_STATUS {
                          report(buffers, d.layout, d.layout.length);
                          return SEC_I_NO_RENEGOTIATION;
                        },
                        [&](const tls::incomplete& partial) -> SECURITY_STATUS {
                          report_missing(buffers, partial.missing);
                          return SEC_E_INCOMPLETE_MESSAGE;
                        },
                    },
                    opened);
}

SECURITY_STATUS decrypt(context& on, const open_buffers& buffers) {
  const std::lock_guard receiving(on.receiving);
  const auto sight = on.connection.open(buffers.input);
  if (!sight) return to_status(sight.failure());
  if (const auto* known = std::get_if<core::opening>(&*sight)) return report(buffers, *known);

  const std::lock_guard sending(on.sending);
  const auto settled =
      std::visit(overloaded{[](const core::opening& known) -> tls::result<core::opening> { return known; },
                            [&](const auto& concerns_both) { return on.connection.settle(concerns_both); }},
                 *sight);
  return settled ? report(buffers, *settled) : to_status(settled.failure());
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS EncryptMessage(PCtxtHandle phContext, ULONG fQOP, PSecBufferDesc pMessage, ULONG) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto found = contexts().use(phContext, lane::sending);
    if (!found) return SEC_E_INVALID_HANDLE;
    if (fQOP != 0 && fQOP != SECQOP_WRAP_OOB_DATA) return SEC_E_QOP_NOT_SUPPORTED;
    const auto buffers = parse_seal_buffers(pMessage);
    return buffers ? encrypt(*found, fQOP, *buffers) : SEC_E_INVALID_TOKEN;
  });
}

SECURITY_STATUS DecryptMessage(PCtxtHandle phContext, PSecBufferDesc pMessage, ULONG, ULONG* pfQOP) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto found = contexts().use(phContext);
    if (!found) return SEC_E_INVALID_HANDLE;
    const auto buffers = parse_open_buffers(pMessage);
    if (!buffers) return SEC_E_INVALID_TOKEN;
    const SECURITY_STATUS status = decrypt(*found, *buffers);
    if (status == SEC_E_OK && pfQOP != nullptr) *pfQOP = 0;
    return status;
  });
}
