// schannel connect: a TLS client on the standard streams.
#include <fmt/format.h>

#include "conversation.h"
#include "subcommands.h"
#include "trust.h"

namespace schannel::tool {
namespace {

// The credential keeps the sessions: what one connection agreed on the next one resumes.
ending talk(const connect_options& wanted, const credential& who, script what) {
  security_context context(who, wanted.server_name, wanted.protocols);
  what.who = fmt::format("connected to {}", to_string(wanted.remote));
  return converse(connect_to(wanted.remote), context, what);
}

// Many servers do not answer a goodbye; the session is none the worse for that.
bool leaves_session(const ending& ended) {
  return ended.how == outcome::closed || ended.how == outcome::truncated || ended.how == outcome::reset;
}

}  // namespace

int run(const connect_options& wanted) {
  if (wanted.ca) trust_only(*wanted.ca);
  const certificate own = wanted.own ? load_pfx(wanted.own->path, wanted.own->password) : nullptr;
  const auto who = credential::for_client(wanted.versions, wanted.validated, own.get());
  if (wanted.resumes) {
    const ending first = talk(wanted, who, {.from = source::nothing});
    if (!leaves_session(first)) return exit_status(first);
  }
  return exit_status(talk(wanted, who, {.asks_again = wanted.renegotiates}));
}

}  // namespace schannel::tool
