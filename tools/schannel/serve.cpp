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

}  // namespace

int run(const serve_options& wanted) {
  const certificate own = own_certificate(wanted.own);
  const auto who = credential::for_server(wanted.versions, own.get());
  listener door(wanted.local);
  note(fmt::format("listening on {}", door.port()));
  for (;;) {
    visitor came = door.accept();
    security_context context(who, "", wanted.protocols);
    const int status =
        converse(std::move(came.socket), context, wanted.echo ? source::echo : source::standard_input,
                 fmt::format("connection from {}", came.from));
    if (!wanted.keep_open) return status;
  }
}

}  // namespace schannel::tool
