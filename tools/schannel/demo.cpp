// schannel demo: a client and a server on a loopback connection, in one thread, so that everything is told in
// the order in which it happens. The shutdown follows "Shutting Down an Schannel Connection", step by step:
// https://learn.microsoft.com/windows/win32/secauthn/shutting-down-an-schannel-connection
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "demo_party.h"
#include "demo_story.h"
#include "ending.h"
#include "failure.h"
#include "status_name.h"
#include "subcommands.h"

namespace schannel::tool {
namespace {

void introduce(tls_versions version) {
  story::line(fmt::format("TLS {} between a client and a server on 127.0.0.1.",
                          version == tls_versions::only_1_2 ? "1.2" : "1.3"));
  story::line("The server's certificate was made just now. Nobody vouches for it, so the");
  story::line("client validates it by hand: it has to be the very one that was made.");
}

// The two take turns: what one step makes is the next one's input.
void shake_hands(demo_party& client, demo_party& server) {
  story::heading("Handshake");
  demo_party* turn = &client;
  demo_party* other = &server;
  while (!client.is_established() || !server.is_established()) {
    const handshake_step taken = turn->shake_hands();
    story::call(turn->name(), turn->handshake_function(), taken.status, taken.token.size());
    turn->send(taken.token);
    std::swap(turn, other);
  }
}

void check_certificate(demo_party& client, const CERT_CONTEXT& expected) {
  const certificate shown = client.context().peer_certificate();
  if (!shown || !std::ranges::equal(encoded(*shown), encoded(expected))) {
    throw failure("the server's certificate is not the one that was made for it");
  }
  story::line(fmt::format("Agreed on {}.", describe(client.context().agreed())));
  story::line("The certificate is the one that was made.");
}

void say(demo_party& from, demo_party& to, const std::string& text) {
  const sealed_message sealed =
      from.context().seal({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  story::call(from.name(), "EncryptMessage", sealed.status, sealed.record.size());
  from.send(sealed.record);
  const demo_party::message heard = to.read();
  story::call(to.name(), "DecryptMessage", heard.status, 0);
  story::line(fmt::format("        \"{}\"", heard.text));
  if (heard.text != text) throw failure("the message did not arrive as it was sent");
}

// What an encrypted alert looks like from outside (RFC 8446 section 5.2, RFC 5246 section 6.2.1).
std::string_view disguise(const_bytes record) {
  return !record.empty() && record[0] == 0x15 ? "(encrypted, in a record of type 15, alert)"
                                              : "(encrypted; TLS 1.3 gives every such record type 17, data)";
}

// Steps 1 to 4. Returns whether they led to a goodbye on the wire.
bool shut_down(demo_party& who) {
  story::heading(fmt::format("The {} shuts down", who.name()));
  const SECURITY_STATUS accepted = who.context().request_shutdown();
  story::step(1, "ApplyControlToken(SCHANNEL_SHUTDOWN)", accepted);

  handshake_step last = who.context().advance({});
  story::step(2, fmt::format("{}, empty input", who.handshake_function()), last.status);
  while (last.status == SEC_I_CONTINUE_NEEDED) {
    who.send(last.token);
    last = who.context().advance({});
    story::step(3, who.handshake_function(), last.status);
  }
  const bool is_done = last.status == SEC_E_OK || last.status == SEC_I_CONTEXT_EXPIRED;
  story::step(3,
              fmt::format("{}: {}", status_name(last.status), is_done ? "done, no further call" : "failed"));

  story::step(4, fmt::format("send {} bytes, close_notify", last.token.size()));
  story::bytes(last.token);
  story::line(fmt::format("        {}", disguise(last.token)));
  who.send(last.token);
  return accepted == SEC_E_OK && is_done && !last.token.empty();
}

bool recognizes_shutdown(demo_party& who) {
  story::heading(fmt::format("The {} recognizes it", who.name()));
  const demo_party::message heard = who.read();
  story::call(who.name(), "DecryptMessage", heard.status, 0);
  return heard.status == SEC_I_CONTEXT_EXPIRED;
}

// Step 5.
bool remove(demo_party& who) {
  const SECURITY_STATUS removed = who.context().remove();
  story::step(5, "DeleteSecurityContext", removed);
  return removed == SEC_E_OK;
}

// The client says goodbye first. It deletes its context only after it has seen the server's goodbye, for
// without the context it could not.
bool part(demo_party& client, demo_party& server) {
  bool clean = shut_down(client);
  clean &= recognizes_shutdown(server);
  clean &= shut_down(server);
  clean &= remove(server);
  clean &= recognizes_shutdown(client);
  clean &= remove(client);
  return clean;
}

}  // namespace

int run(const demo_options& wanted) {
  const certificate made = make_self_signed();
  const auto server_credential = credential::for_server(wanted.version, made.get());
  const auto client_credential = credential::for_client(wanted.version, validation::manual, nullptr);
  listener door({"127.0.0.1", 0});
  demo_party client(client_credential, connect_to({"127.0.0.1", door.port()}));
  demo_party server(server_credential, door.accept().socket);

  introduce(wanted.version);
  shake_hands(client, server);
  check_certificate(client, *made);
  story::heading("One message each way");
  say(client, server, "Good morning, server.");
  say(server, client, "Good morning, client.");
  const bool clean = part(client, server);
  story::heading(clean ? "Both sides closed cleanly: each has seen the other's close_notify."
                       : "NOT closed cleanly: a step above did not end as documented.");
  if (std::fflush(stdout) != 0) throw failure("cannot write to standard output");
  return clean ? 0 : 1;
}

}  // namespace schannel::tool
