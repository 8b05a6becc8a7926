// Two ends of a TLS connection in memory.
#include "support/peers.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace peers {
namespace {

void expect(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error(what);
}

template <typename Integer>
void append(bytes& to, Integer value) {
  std::uint8_t raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  to.insert(to.end(), raw, raw + sizeof value);
}

}  // namespace

status call::make() {
  SEC_WCHAR* name = target.empty() ? nullptr : target.data();
  if (through == function::accept)
    return {AcceptSecurityContext(credential, context, input, requirements, 0, new_context, output,
                                  &attributes, &expiry)};
  return {InitializeSecurityContextW(credential, context, name, requirements, 0, 0, input, 0, new_context,
                                     output, &attributes, &expiry)};
}

std::string opening::text() const {
  for (const SecBuffer& one : left)
    if (one.BufferType == SECBUFFER_DATA && result == SEC_E_OK) return to_text(content(one));
  return {};
}

ULONG opening::missing() const {
  return left[0].BufferType == SECBUFFER_MISSING ? left[0].cbBuffer : 0;
}

bytes opening::extra() const {
  for (const SecBuffer& one : left)
    if (one.BufferType == SECBUFFER_EXTRA) return content(one);
  return {};
}

std::ostream& operator<<(std::ostream& out, const opening& what) {
  return out << what.result << " \"" << what.text().substr(0, 60) << '"';
}

ULONG usual_requirements(role who) {
  if (who == role::client)
    return ISC_REQ_REPLAY_DETECT | ISC_REQ_SEQUENCE_DETECT | ISC_REQ_CONFIDENTIALITY | ISC_REQ_STREAM |
           ISC_REQ_EXTENDED_ERROR | ISC_REQ_ALLOCATE_MEMORY | ISC_REQ_USE_SUPPLIED_CREDS;
  return ASC_REQ_REPLAY_DETECT | ASC_REQ_SEQUENCE_DETECT | ASC_REQ_CONFIDENTIALITY | ASC_REQ_STREAM |
         ASC_REQ_EXTENDED_ERROR | ASC_REQ_ALLOCATE_MEMORY;
}

peer::peer(role who, peers::credential with, std::shared_ptr<wire> over)
    : who_(who),
      credential_(std::move(with)),
      wire_(std::move(over)),
      requirements_(usual_requirements(who)) {
  SecInvalidateHandle(&context_);
}

peer::peer(peer&& from) noexcept
    : who_(from.who_),
      credential_(std::move(from.credential_)),
      wire_(std::move(from.wire_)),
      context_(from.context_),
      requirements_(from.requirements_),
      target_(std::move(from.target_)),
      protocols_(std::move(from.protocols_)),
      options_(std::move(from.options_)) {
  SecInvalidateHandle(&from.context_);
}

peer::~peer() {
  deletes_its_context();
}

status peer::deletes_its_context() {
  if (!has_context()) return {SEC_E_INVALID_HANDLE};
  const status deleted{DeleteSecurityContext(&context_)};
  SecInvalidateHandle(&context_);
  return deleted;
}

call peer::usual_call() {
  call usual;
  usual.through = who_ == role::client ? function::initialize : function::accept;
  usual.credential = SecIsValidHandle(credential_.handle()) ? credential_.handle() : nullptr;
  usual.context = has_context() ? &context_ : nullptr;
  usual.target = target_;
  usual.requirements = requirements_;
  usual.new_context = &context_;
  return usual;
}

leg peer::steps(bytes input) {
  buffers in = with_options({token(input), empty()});
  return steps(in, &in[1]);
}

leg peer::steps_without_input() {
  if (has_context()) return steps(nullptr, nullptr);
  buffers in = with_options({});
  return steps(in.size() == 0 ? nullptr : static_cast<PSecBufferDesc>(in), nullptr);
}

buffers peer::with_options(buffers input) {
  if (!has_context() && !protocols_.empty()) input.add(buffer(SECBUFFER_APPLICATION_PROTOCOLS, protocols_));
  for (const SecBuffer& option : options_) input.add(option);
  return input;
}

leg peer::steps(PSecBufferDesc input, SecBuffer* last) {
  buffers output{token()};
  call step = usual_call();
  step.input = input;
  step.output = output;
  leg taken;
  taken.result = step.make();
  if (!(taken.result == SEC_E_INCOMPLETE_MESSAGE)) taken.token = take(output[0]);
  if (last != nullptr && last->BufferType == SECBUFFER_EXTRA) taken.extra = last->cbBuffer;
  if (last != nullptr && last->BufferType == SECBUFFER_MISSING) taken.missing = last->cbBuffer;
  taken.attributes = step.attributes;
  taken.expiry = step.expiry.QuadPart;
  return taken;
}

leg peer::continues() {
  const bool starts = who_ == role::client && !has_context();
  leg taken = starts ? steps_without_input() : steps(inbox());
  if (!(taken.result == SEC_E_INCOMPLETE_MESSAGE)) {
    const std::ptrdiff_t kept = failed(taken.result) ? 0 : taken.extra;
    inbox().erase(inbox().begin(), inbox().end() - kept);
  }
  sends(taken.token);
  return taken;
}

SecPkgContext_StreamSizes peer::sizes() {
  SecPkgContext_StreamSizes sizes{};
  const status asked{QueryContextAttributesW(&context_, SECPKG_ATTR_STREAM_SIZES, &sizes)};
  expect(asked == SEC_E_OK, "no stream sizes: " + name_of(asked));
  return sizes;
}

peer::sealing peer::seals(std::string_view text) {
  const SecPkgContext_StreamSizes room = sizes();
  bytes memory(room.cbHeader + text.size() + room.cbTrailer);
  std::copy(text.begin(), text.end(), memory.begin() + room.cbHeader);
  std::uint8_t* at = memory.data();
  buffers message{
      buffer(SECBUFFER_STREAM_HEADER, at, room.cbHeader),
      buffer(SECBUFFER_DATA, at + room.cbHeader, text.size()),
      buffer(SECBUFFER_STREAM_TRAILER, at + room.cbHeader + text.size(), room.cbTrailer),
      empty(),
  };
  sealing sealed{{EncryptMessage(&context_, 0, message, 0)}, {}};
  if (failed(sealed.result)) return sealed;
  for (std::size_t part = 0; part < 3; ++part) {
    const bytes more = content(message[part]);
    sealed.record.insert(sealed.record.end(), more.begin(), more.end());
  }
  return sealed;
}

status peer::says(std::string_view text) {
  const sealing sealed = seals(text);
  sends(sealed.record);
  return sealed.result;
}

opening peer::opens(bytes input) {
  opening made;
  made.memory = std::move(input);
  buffers message{data(made.memory), empty(), empty(), empty()};
  made.result = {DecryptMessage(&context_, message, 0, nullptr)};
  for (std::size_t index = 0; index < made.left.size(); ++index) made.left[index] = message[index];
  return made;
}

opening peer::reads() {
  while (true) {
    opening made = opens(inbox());
    if (made.result == SEC_E_INCOMPLETE_MESSAGE) return made;
    inbox() = made.extra();
    if (!(made.result == SEC_I_RENEGOTIATE)) return made;
    const leg taken = continues();
    expect(taken.result == SEC_E_OK, "a post-handshake message was refused: " + name_of(taken.result));
  }
}

status peer::apply_control_tokens(PSecBufferDesc tokens) {
  return {ApplyControlToken(&context_, tokens)};
}

status peer::apply_control_token(DWORD what) {
  buffers tokens{buffer(SECBUFFER_TOKEN, &what, sizeof what)};
  return apply_control_tokens(tokens);
}

leg peer::shuts_down() {
  const status applied = apply_control_token(SCHANNEL_SHUTDOWN);
  expect(applied == SEC_E_OK, "ApplyControlToken refused: " + name_of(applied));
  leg taken = steps_without_input();
  sends(taken.token);
  return taken;
}

leg peer::raises(DWORD level, DWORD description) {
  SCHANNEL_ALERT_TOKEN wanted{SCHANNEL_ALERT, level, description};
  buffers tokens{buffer(SECBUFFER_TOKEN, &wanted, sizeof wanted)};
  const status applied = apply_control_tokens(tokens);
  expect(applied == SEC_E_OK, "ApplyControlToken refused: " + name_of(applied));
  leg taken = steps_without_input();
  sends(taken.token);
  return taken;
}

void peer::sends(byte_view what) {
  bytes& there = who_ == role::client ? wire_->to_server : wire_->to_client;
  there.insert(there.end(), what.begin(), what.end());
}

pair pair_of(credential client, credential server, const terms& wanted) {
  auto between = std::make_shared<wire>();
  pair both{{role::client, std::move(client), between}, {role::server, std::move(server), between}};
  both.client.offers(wanted.client_protocols);
  both.server.offers(wanted.server_protocols);
  both.client.calls(wanted.target);
  return both;
}

pair fresh_pair(tls version, const terms& wanted) {
  return pair_of(credential::of(role::client, version), credential::of(role::server, version), wanted);
}

pair mid_handshake_pair(tls version, role who) {
  pair both = fresh_pair(version);
  status waiting = both.client.continues().result;
  if (who == role::server) waiting = both.server.continues().result;
  expect(waiting == SEC_I_CONTINUE_NEEDED, "the handshake did not start: " + name_of(waiting));
  return both;
}

pair established_pair(tls version, const terms& wanted) {
  pair both = fresh_pair(version, wanted);
  const outcome came = shake_hands(both);
  expect(came.both_established(),
         "no handshake: client " + name_of(came.client) + ", server " + name_of(came.server));
  return both;
}

outcome shake_hands(pair& both) {
  outcome last{{SEC_I_CONTINUE_NEEDED}, {SEC_I_CONTINUE_NEEDED}};
  if (!both.client.has_context()) last.client = both.client.continues().result;
  for (bool moved = true; moved;) {
    moved = false;
    for (role who : {role::server, role::client}) {
      status& result = who == role::client ? last.client : last.server;
      const std::size_t waiting = both[who].inbox().size();
      if (!(result == SEC_I_CONTINUE_NEEDED || result == SEC_E_INCOMPLETE_MESSAGE) || waiting == 0) continue;
      result = both[who].continues().result;
      moved = moved || both[who].inbox().size() != waiting;
    }
  }
  return last;
}

bytes application_protocols(std::initializer_list<std::string_view> names) {
  bytes list;
  for (std::string_view name : names) {
    list.push_back(static_cast<std::uint8_t>(name.size()));
    list.insert(list.end(), name.begin(), name.end());
  }
  bytes packed;
  append(packed, static_cast<std::uint32_t>(list.size() + 6));
  append(packed, static_cast<std::uint32_t>(SecApplicationProtocolNegotiationExt_ALPN));
  append(packed, static_cast<std::uint16_t>(list.size()));
  packed.insert(packed.end(), list.begin(), list.end());
  return packed;
}

}  // namespace peers
