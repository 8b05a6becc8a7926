// schannel serve: a TLS server on the standard streams, one connection at a time.
#include <fmt/format.h>

#include "console.h"
#include "conversation.h"
#include "subcommands.h"

namespace schannel::tool {
namespace {

certificate own_certificate(const std::optional<pfx_file>& file) {
  if (file) return load_pfx(file->path, file->password);
  note("no --pfx: made a self-signed certificate for localhost");
  return make_self_signed();
}

ULONG requirements(const serve_options& wanted) {
  return (wanted.asks == asking::now ? ASC_REQ_MUTUAL_AUTH : ULONG{0}) |
         (wanted.gives_tickets ? ASC_REQ_SESSION_TICKET : ULONG{0});
}

script plan(const serve_options& wanted, const std::string& from) {
  return {.who = fmt::format("connection from {}", from),
          .from = wanted.echo ? source::echo : source::standard_input,
          .asks_again = wanted.renegotiates || wanted.asks == asking::later,
          .required_then = wanted.asks == asking::later ? ASC_REQ_MUTUAL_AUTH : ULONG{0}};
}

}  // namespace

int run(const serve_options& wanted) {
  const certificate own = own_certificate(wanted.own);
  const auto who = credential::for_server(wanted.versions, own.get());
  listener door(wanted.local);
  note(fmt::format("listening on {}", door.port()));
  for (;;) {
    visitor came = door.accept();
    security_context context(who, "", wanted.protocols);
    context.require(requirements(wanted));
    const ending ended = converse(std::move(came.socket), context, plan(wanted, came.from));
    if (!wanted.keep_open) return exit_status(ended);
  }
}

}  // namespace schannel::tool
